/** 导入记录: the imports that somebody may see and undo. */
import type { Deps, Queryable } from '../../db/portable.ts';
import type { Tables } from '../../db/schema.ts';
import { minuteOf, msOf } from '../../kernel/day.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { reachOf } from './api-kit.ts';
import type { SignedIn } from './env.ts';

export interface Batch {
  readonly id: string;
  readonly createdAt: string;
  /** In Shanghai. */
  readonly at: string;
  readonly by: string;
  readonly fileName: string;
  readonly state: Tables['import_batch']['state'];
  readonly opened: number;
  readonly changed: number;
  readonly closed: number;
  /** Ids of units that it made. */
  readonly units: readonly string[];
  readonly undoneAt: string | undefined;
  readonly undoneBy: string | undefined;
  readonly undoneNote: string;
}

export const STATE_SAYS: Record<Batch['state'], string> = { running: '正在导入', cancelling: '正在取消', done: '已导入', cancelled: '已取消，没有导入', failed: '没有成功，没有导入', undone: '已撤销' };

/** A process that died leaves its batch running: nothing of it stayed. */
const LONGEST_MS = 15 * 60_000;

const batches = (on: Queryable, actor: SignedIn) => {
  const query = on
    .selectFrom('import_batch')
    .innerJoin('person', 'person.id', 'import_batch.created_by')
    .leftJoin('person as undoer', 'undoer.id', 'import_batch.undone_by')
    .selectAll('import_batch')
    .select(['person.name as maker', 'undoer.name as undoer']);
  // One's own; whoever reaches everywhere sees all.
  return reachOf(actor, 'import-people') === 'everywhere' ? query : query.where('import_batch.created_by', '=', actor.id);
};
type Row = Awaited<ReturnType<ReturnType<typeof batches>['execute']>>[number];

const shown = (r: Row): Batch => ({
  id: r.id, createdAt: r.created_at, at: minuteOf(msOf(r.created_at)), by: r.maker, fileName: r.file_name, state: r.state, opened: r.opened, changed: r.changed, closed: r.closed,
  units: JSON.parse(r.units) as string[], undoneAt: r.undone_at ? minuteOf(msOf(r.undone_at)) : undefined, undoneBy: r.undoer ?? undefined, undoneNote: r.undone_note ?? '',
});

/** The newest first. Refuses `not-allowed`. */
export async function importBatches(deps: Pick<Deps, 'db' | 'clock'>, actor: SignedIn): Promise<Batch[]> {
  const reach = reachOf(actor, 'import-people');
  if (reach !== 'everywhere' && reach.length === 0) throw new Refusal('not-allowed');
  const rows = await batches(deps.db, actor).orderBy('import_batch.created_at', 'desc').orderBy('import_batch.id', 'desc').limit(100).execute();
  const dead = deps.clock.now() - LONGEST_MS;
  return rows.map(shown).map((b) => ((b.state === 'running' || b.state === 'cancelling') && msOf(b.createdAt) < dead ? { ...b, state: 'failed' as const } : b));
}

/** One that the actor may undo. Refuses `not-found`. */
export async function allowedBatch(on: Queryable, actor: SignedIn, id: string): Promise<Batch> {
  const row = await batches(on, actor).where('import_batch.id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('not-found');
  return shown(row);
}
