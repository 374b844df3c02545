/** 撤销导入: what an import changed is given back in one deed, as far as nobody has changed it since. */
import type { Transaction } from 'kysely';
import type { Deps, Queryable } from '../../db/portable.ts';
import type { Tables } from '../../db/schema.ts';
import { dayOf, instantOf, minuteOf, msOf } from '../../kernel/day.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { PART_NAMES, undoParts, unchanged, type Parts, type PersonRecord } from '../person-record.ts';
import { mayInUnit } from '../reach.ts';
import { allowedBatch, type Batch } from './import-batches.ts';
import { recordEvents, type AuditEvent } from './audit.ts';
import type { SignedIn } from './env.ts';
import { peopleById } from './person-records.ts';
import { GOES_WITH_PERSON, unitInUse, usedPeople } from './person-tables.ts';
import { PersonWrites } from './person-writes.ts';
import { inParts } from './service-store.ts';
import { allUnits } from './store.ts';

/** What undoing would do to one person. */
export interface UndoLine {
  readonly personId: string;
  readonly staffNo: string;
  readonly name: string;
  readonly what: 'new' | 'changed' | 'left';
  readonly does: 'remove' | 'restore' | 'nothing';
  /** What cannot be given back, and why; '' when all can. */
  readonly kept: string;
}

export interface UndoPlan {
  readonly batch: Batch;
  /** Why it cannot be undone at all. */
  readonly refused: string | undefined;
  readonly lines: readonly UndoLine[];
}

interface Step {
  readonly line: UndoLine;
  readonly now: PersonRecord;
  readonly then: PersonRecord;
}

/** What undoing the batch would do. Changes nothing. Refuses `not-found`. */
export async function previewUndo(deps: Deps, actor: SignedIn, id: string): Promise<UndoPlan> {
  const { batch, refused, steps, gone } = await planUndo(deps.db, deps, actor, id);
  return { batch, refused, lines: [...steps.map((s) => s.line), ...gone] };
}

async function planUndo(on: Queryable, deps: Pick<Deps, 'clock'>, actor: SignedIn, id: string) {
  const batch = await allowedBatch(on, actor, id);
  const changes = await on.selectFrom('import_change').selectAll().where('batch_id', '=', id).orderBy('number').execute();
  const later = await laterBatch(on, batch);
  const refused =
    batch.state !== 'done' ? (batch.state === 'undone' ? '这次导入已经撤销。' : '这次导入没有完成，没有可以撤销的。') : later ? `${minuteOf(msOf(later.created_at))} 的那次导入${later.file_name ? `（${later.file_name}）` : ''}又改过其中的人，请先撤销那一次。` : undefined;
  const people = new Map((await peopleById(on, changes.map((c) => c.person_id))).map((p) => [p.id, p]));
  const used = await usedPeople(on, changes.filter((c) => c.what === 'new').map((c) => c.person_id));
  const units = await allUnits(on);
  const today = dayOf(deps.clock.now());
  const steps: Step[] = [];
  const gone: UndoLine[] = [];
  for (const c of changes) {
    const person = people.get(c.person_id);
    if (!person) {
      gone.push({ personId: c.person_id, staffNo: '', name: '', what: c.what, does: 'nothing', kept: '已经不在了' });
      continue;
    }
    const { record: now, staffNo } = person;
    const line = (does: UndoLine['does'], kept = ''): UndoLine => ({ personId: c.person_id, staffNo, name: now.name, what: c.what, does, kept });
    if (!mayInUnit(actor.roles, 'import-people', now.unitId, units)) steps.push({ line: line('nothing', '已经不在您管理的单位'), now, then: now });
    else if (c.what === 'new') {
      const why = used.has(c.person_id) ? '已经登录过或有了记录，账号保留；不要的话请到个人页面停用' : unchanged(JSON.parse(c.after) as PersonRecord, now) ? '' : '导入以后又有改动，账号保留；不要的话请到个人页面停用';
      steps.push({ line: line(why ? 'nothing' : 'remove', why), now, then: now });
    } else {
      const { record, kept } = undoParts({ before: JSON.parse(c.before) as Parts, after: JSON.parse(c.after) as Parts }, now, today);
      const all = kept.length === Object.keys(JSON.parse(c.after) as Parts).filter((p) => p !== 'unitId').length;
      const say = kept.length > 0 ? `${kept.map((p) => PART_NAMES[p]).join('、')}在导入以后又改过，保持现在的` : '';
      steps.push({ line: line(all ? 'nothing' : 'restore', say), now, then: record });
    }
  }
  return { batch, refused, steps, gone };
}

/** A later import, not undone, that touched one of the same people. */
const laterBatch = (on: Queryable, batch: Batch) =>
  on
    .selectFrom('import_change as mine')
    .innerJoin('import_change as theirs', 'theirs.person_id', 'mine.person_id')
    .innerJoin('import_batch', 'import_batch.id', 'theirs.batch_id')
    .select(['import_batch.created_at', 'import_batch.file_name'])
    .where('mine.batch_id', '=', batch.id)
    .where('import_batch.state', '=', 'done')
    .where('import_batch.id', '<>', batch.id)
    .where((e) => e.or([e('import_batch.created_at', '>', batch.createdAt), e.and([e('import_batch.created_at', '=', batch.createdAt), e('import_batch.id', '>', batch.id)])]))
    .orderBy('import_batch.created_at', 'desc')
    .limit(1)
    .executeTakeFirst();

/**
 * Undoes a batch: accounts it opened that nobody has used are deleted, fields that nobody has
 * changed since are as before, accounts it closed are open. Refuses `not-found`, `import-kept`
 * when it was undone before or a later import touched the same people.
 * @returns what was done, and what could not be.
 */
export async function undoImport(deps: Deps, actor: SignedIn, id: string): Promise<readonly UndoLine[]> {
  return deps.db.transaction().execute(async (trx) => {
    const value = instantOf(deps.clock.now());
    await trx.insertInto('setting').values({ key: 'import-lock', value }).onConflict((c) => c.column('key').doUpdateSet({ value })).execute();
    const { refused, steps, gone, batch } = await planUndo(trx, deps, actor, id);
    if (refused) throw new Refusal('import-kept', refused);
    const writes = new PersonWrites(deps, actor.id);
    const events: AuditEvent[] = [];
    for (const { line, now, then } of steps) {
      if (line.does === 'restore') {
        writes.change(line.personId, now, then);
        events.push({ actorId: actor.id, deed: 'restore-person', subject: line.personId, detail: { batch: id } });
      } else if (line.does === 'remove') events.push({ actorId: actor.id, deed: 'remove-account', subject: line.personId, detail: { batch: id } });
    }
    await writes.flush(trx, () => Promise.resolve());
    const removed = steps.filter((s) => s.line.does === 'remove').map((s) => s.line.personId);
    await removePeople(trx, removed);
    const units = await removeUnits(trx, batch.units);
    const lines = [...steps.map((s) => s.line), ...gone];
    const kept = lines.filter((l) => l.kept !== '').map((l) => `${l.name}（${l.staffNo}）：${l.kept}`).join('\n');
    await trx.updateTable('import_batch').set({ state: 'undone', undone_at: value, undone_by: actor.id, undone_note: kept }).where('id', '=', id).execute();
    await recordEvents(trx, deps, [...events, { actorId: actor.id, deed: 'undo-import', subject: id, detail: { removed: removed.length, restored: steps.filter((s) => s.line.does === 'restore').length, kept: lines.filter((l) => l.kept !== '').length, units } }]);
    return lines;
  });
}

async function removePeople(trx: Transaction<Tables>, ids: readonly string[]): Promise<void> {
  await inParts(ids, async (part) => {
    for (const table of GOES_WITH_PERSON) await trx.deleteFrom(table as 'person_role').where('person_id', 'in', part).execute();
    await trx.deleteFrom('person').where('id', 'in', part).execute();
    return [];
  });
}

/** Units that the import made and nobody fills any more, the lowest first. Returns how many went. */
async function removeUnits(trx: Transaction<Tables>, made: readonly string[]): Promise<number> {
  let gone = 0;
  for (const unit of made.toReversed()) {
    if (await unitInUse(trx, unit)) continue;
    await trx.deleteFrom('unit').where('id', '=', unit).execute();
    gone += 1;
  }
  return gone;
}
