/** 停用的账号 within reach, to be found again. */
import type { Queryable } from '../../db/portable.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { unitPath, unitsBelow } from '../units.ts';
import { reachOf } from './api-kit.ts';
import type { SignedIn } from './env.ts';
import { allUnits } from './store.ts';

export interface ClosedAccount {
  readonly id: string;
  readonly staffNo: string;
  readonly name: string;
  readonly unit: string;
}

/** @param q part of a name or number; all when empty. Refuses `not-allowed`. */
export async function closedAccounts(on: Queryable, actor: SignedIn, q: string): Promise<ClosedAccount[]> {
  const reach = reachOf(actor, 'see-standing');
  if (reach !== 'everywhere' && reach.length === 0) throw new Refusal('not-allowed');
  const units = await allUnits(on);
  const mine = reach === 'everywhere' ? undefined : unitsBelow(units, reach);
  const rows = await on.selectFrom('person').select(['id', 'staff_no as staffNo', 'name', 'unit_id']).where('state', '=', 'closed').orderBy('staff_no').execute();
  const wanted = q.trim().toLowerCase();
  return rows
    .filter((r) => (!mine || mine.has(r.unit_id)) && (!wanted || r.name.toLowerCase().includes(wanted) || r.staffNo.toLowerCase().includes(wanted)))
    .map(({ unit_id, ...r }) => ({ ...r, unit: unitPath(units, unit_id) }));
}
