/** 单位: added, renamed, moved, closed by administrators within their reach. What happened in a unit stays with it. */
import type { Transaction } from 'kysely';
import { asNumber, type Deps, type Queryable } from '../../db/portable.ts';
import type { Tables } from '../../db/schema.ts';
import { instantOf } from '../../kernel/day.ts';
import { newId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { issueText, type SheetRow } from '../people-sheet.ts';
import { mayInUnit } from '../reach.ts';
import { closeMistake, moveMistake, nameMistake, reopenMistake } from '../unit-rules.ts';
import { unitPath, unitsBelow, type Unit } from '../units.ts';
import { planUnits, type PlannedUnit } from '../units-sheet.ts';
import { recordEvent, recordEvents } from './audit.ts';
import type { AuditDeed } from '../audit-deeds.ts';
import { reachOf } from './api-kit.ts';
import type { SignedIn } from './env.ts';
import { allUnits } from './store.ts';

const DEED = 'manage-units';
const unfit = (field: string, say: string): Refusal => new Refusal('bad-input', undefined, { [field]: say });

/** Runs a change of the tree alone: two moves at the same moment could close a circle that neither sees. */
async function alone<T>(deps: Deps, work: (trx: Transaction<Tables>, units: Unit[]) => Promise<T>): Promise<T> {
  return deps.group.transaction(async (trx) => {
    const value = instantOf(deps.clock.now());
    await trx.insertInto('setting').values({ key: 'units-lock', value }).onConflict((c) => c.column('key').doUpdateSet({ value })).execute();
    return work(trx, await allUnits(trx));
  });
}

/** Null is the top, which only reaches whoever reaches everywhere. */
function mayUnder(actor: SignedIn, parentId: string | null, units: readonly Unit[]): boolean {
  return parentId === null ? reachOf(actor, DEED) === 'everywhere' : mayInUnit(actor.roles, DEED, parentId, units);
}

function own(actor: SignedIn, id: string, units: readonly Unit[]): Unit {
  const unit = units.find((u) => u.id === id);
  if (!unit || !mayInUnit(actor.roles, DEED, id, units)) throw new Refusal('not-found');
  return unit;
}

const said = (trx: Transaction<Tables>, deps: Deps, actor: SignedIn, deed: AuditDeed, subject: string, detail: Record<string, unknown> = {}) => recordEvent(trx, deps, { actorId: actor.id, deed, subject, detail });

/** Adds a unit below `parent` ('' for the top). Refuses `bad-input` with a sentence for each field. */
export async function addUnit(deps: Deps, actor: SignedIn, typed: { readonly name: string; readonly parent: string }): Promise<void> {
  await alone(deps, async (trx, units) => {
    const parentId = typed.parent === '' ? null : typed.parent;
    if (!mayUnder(actor, parentId, units)) throw unfit('parent', '这个上级单位不归您管理，请选自己的单位。');
    if (units.find((u) => u.id === parentId)?.closed) throw unfit('parent', '这个上级单位已经停用，请选别的。');
    const name = typed.name.replace(/\s+/g, ' ').trim();
    const wrong = nameMistake(units, parentId, name);
    if (wrong) throw unfit('name', wrong);
    const id = newId(deps.clock.now(), deps.rng);
    await trx.insertInto('unit').values({ id, parent_id: parentId, name, created_at: instantOf(deps.clock.now()) }).execute();
    await said(trx, deps, actor, 'add-unit', id, { parent: parentId });
  });
}

export async function renameUnit(deps: Deps, actor: SignedIn, id: string, typed: string): Promise<void> {
  await alone(deps, async (trx, units) => {
    const unit = own(actor, id, units);
    const name = typed.replace(/\s+/g, ' ').trim();
    const wrong = nameMistake(units, unit.parentId, name, id);
    if (wrong) throw unfit('name', wrong);
    await trx.updateTable('unit').set({ name }).where('id', '=', id).execute();
    await said(trx, deps, actor, 'rename-unit', id, { from: unit.name, to: name });
  });
}

/** Moves a unit with all below it. A circle is refused in words (`bad-input`, field `parent`). */
export async function moveUnit(deps: Deps, actor: SignedIn, id: string, parent: string): Promise<void> {
  await alone(deps, async (trx, units) => {
    const unit = own(actor, id, units);
    const parentId = parent === '' ? null : parent;
    if (!mayUnder(actor, parentId, units)) throw unfit('parent', '这个上级单位不归您管理，请选自己的单位。');
    const wrong = moveMistake(units, id, parentId);
    if (wrong) throw unfit('parent', wrong);
    await trx.updateTable('unit').set({ parent_id: parentId }).where('id', '=', id).execute();
    await said(trx, deps, actor, 'move-unit', id, { from: unit.parentId, to: parentId });
  });
}

/** Closes a unit that nobody is in, or opens it again. Refuses `bad-input` (field `state`). */
export async function setUnitClosed(deps: Deps, actor: SignedIn, id: string, closed: boolean): Promise<void> {
  await alone(deps, async (trx, units) => {
    own(actor, id, units);
    const wrong = closed ? closeMistake(units, id, (await activeByUnit(trx)).get(id) ?? 0) : reopenMistake(units, id);
    if (wrong) throw unfit('state', wrong);
    await trx.updateTable('unit').set({ closed_at: closed ? instantOf(deps.clock.now()) : null }).where('id', '=', id).execute();
    await said(trx, deps, actor, closed ? 'close-unit' : 'reopen-unit', id);
  });
}

async function activeByUnit(on: Queryable): Promise<Map<string, number>> {
  const rows = await on.selectFrom('person').select((e) => ['unit_id', e.fn.countAll().as('n')]).where('state', '=', 'active').groupBy('unit_id').execute();
  return new Map(rows.map((r) => [r.unit_id, asNumber(r.n)]));
}

export interface UnitLine extends Unit {
  readonly path: string;
  readonly depth: number;
  /** Active people in it, and with all below. */
  readonly people: number;
  readonly peopleBelow: number;
  /** Units below. */
  readonly below: number;
}

/** The tree within reach, parents before children. Refuses `not-allowed`. */
export async function unitTree(on: Queryable, actor: SignedIn): Promise<UnitLine[]> {
  const reach = reachOf(actor, DEED);
  if (reach !== 'everywhere' && reach.length === 0) throw new Refusal('not-allowed');
  const units = await allUnits(on);
  const mine = reach === 'everywhere' ? undefined : unitsBelow(units, reach);
  const people = await activeByUnit(on);
  const lines: UnitLine[] = [];
  const visit = (parentId: string | null, depth: number): { people: number; below: number } => {
    let all = { people: 0, below: 0 };
    for (const unit of units.filter((u) => u.parentId === parentId)) {
      const inside = mine === undefined || mine.has(unit.id);
      const at = lines.length;
      const under = visit(unit.id, inside ? depth + 1 : depth);
      const own = people.get(unit.id) ?? 0;
      if (inside) lines.splice(at, 0, { ...unit, path: unitPath(units, unit.id), depth, people: own, peopleBelow: own + under.people, below: under.below });
      all = { people: all.people + own + under.people, below: all.below + under.below + 1 };
    }
    return all;
  };
  visit(null, 0);
  return lines;
}

/** What a sheet of units would do. Changes nothing. Refuses `not-allowed`. */
export async function previewUnits(deps: Deps, actor: SignedIn, rows: readonly SheetRow[]): Promise<{ readonly units: readonly PlannedUnit[]; readonly issues: readonly string[] }> {
  return planned(deps, actor, rows, await allUnits(deps.db));
}

function planned(deps: Deps, actor: SignedIn, rows: readonly SheetRow[], units: readonly Unit[]): { units: readonly PlannedUnit[]; issues: string[] } {
  const reach = reachOf(actor, DEED);
  if (reach !== 'everywhere' && reach.length === 0) throw new Refusal('not-allowed');
  const plan = planUnits(rows, units, () => newId(deps.clock.now(), deps.rng));
  const made = new Set(plan.units.filter((u) => u.does === 'add').map((u) => u.id));
  const outside = plan.units.filter((u) => u.does !== 'nothing' && ((u.does === 'move' && !mayInUnit(actor.roles, DEED, u.id, units)) || (!(u.parentId !== null && made.has(u.parentId)) && !mayUnder(actor, u.parentId, units))));
  const issues = [...plan.issues, ...outside.map((u) => ({ row: u.row, column: '上级单位', say: '不归您管理，请只写自己单位下面的。' }))];
  return { units: issues.length > 0 ? [] : plan.units, issues: issues.map(issueText) };
}

/** Adds and moves everything the sheet tells, or nothing. Refuses `import-broken` with every mistake. */
export async function importUnits(deps: Deps, actor: SignedIn, rows: readonly SheetRow[]): Promise<{ readonly added: number; readonly moved: number }> {
  return alone(deps, async (trx, units) => {
    const plan = planned(deps, actor, rows, units);
    if (plan.issues.length > 0) throw new Refusal('import-broken', undefined, Object.fromEntries(plan.issues.map((say, i) => [String(i), say])));
    const todo = plan.units.filter((u) => u.does !== 'nothing');
    for (const u of todo) {
      if (u.does === 'add') await trx.insertInto('unit').values({ id: u.id, parent_id: u.parentId, name: u.name, created_at: instantOf(deps.clock.now()) }).execute();
      else await trx.updateTable('unit').set({ parent_id: u.parentId }).where('id', '=', u.id).execute();
    }
    await recordEvents(trx, deps, todo.map((u) => ({ actorId: actor.id, deed: u.does === 'add' ? ('add-unit' as const) : ('move-unit' as const), subject: u.id, detail: { to: u.parentId } })));
    return { added: todo.filter((u) => u.does === 'add').length, moved: todo.filter((u) => u.does === 'move').length };
  });
}
