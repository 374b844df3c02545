/** 导入人员: first a look at what would happen, then all of it in one transaction or nothing. */
import type { Transaction } from 'kysely';
import type { Deps, Queryable } from '../../db/portable.ts';
import type { Tables } from '../../db/schema.ts';
import { dayOf, instantOf } from '../../kernel/day.ts';
import { newId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { oneTimePassword } from '../passwords.ts';
import { planImport, type ImportPlan, type LeftPerson, type PlannedPerson } from '../people-plan.ts';
import { issueText, readPeople, type SheetIssue, type SheetRow } from '../people-sheet.ts';
import { changedParts, type PersonRecord } from '../person-record.ts';
import { mayInUnit } from '../reach.ts';
import { unitsBelow } from '../units.ts';
import { recordEvents, type AuditEvent } from './audit.ts';
import { reachOf } from './api-kit.ts';
import type { SignedIn } from './env.ts';
import { hashOneTime } from './hashing.ts';
import { ImportRun } from './import-run.ts';
import { peopleByNumber, peopleOfUnits } from './person-records.ts';
import { PersonWrites } from './person-writes.ts';
import { inParts } from './service-store.ts';
import { allUnits } from './store.ts';

export interface ImportDeps extends Deps {
  /** Ids of audiences by the names people write. Audiences belong to plans, which come later. */
  readonly audienceIds: ReadonlyMap<string, string>;
  /** Told of all opened accounts within the transaction (the notices). */
  readonly onOpened?: (trx: Transaction<Tables>, people: readonly { readonly id: string; readonly staffNo: string; readonly name: string; readonly email: string | null }[]) => Promise<void>;
}

/** What was uploaded and chosen with it. */
export interface ListToImport {
  readonly rows: readonly SheetRow[];
  readonly fileName?: string | undefined;
  /** Unit of which the list is complete (这是完整名单). */
  readonly complete?: string | undefined;
}

export interface Preview {
  readonly issues: readonly SheetIssue[];
  readonly unused: readonly string[];
  readonly plan: ImportPlan;
}

/** A new account, its password to be handed over once. */
export interface Opened {
  readonly staffNo: string;
  readonly name: string;
  readonly unit: string;
  readonly password: string;
}

export interface Imported {
  /** Of the record, for undoing. */
  readonly batch: string;
  readonly opened: readonly Opened[];
  readonly changed: number;
  readonly unchanged: number;
  /** Accounts of those who left. */
  readonly closed: number;
}

/** How an import is run. */
export interface ImportRunning {
  /** Of the batch; a new one when omitted. */
  readonly id?: string | undefined;
  /** Ids of those absent from a complete list whose accounts are closed: only who is named here. */
  readonly left?: readonly string[] | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

async function plan(on: Queryable, deps: ImportDeps, actor: SignedIn, list: ListToImport): Promise<Preview> {
  const { people, issues, unused } = readPeople(list.rows, deps.audienceIds);
  const units = await allUnits(on);
  if (list.complete !== undefined && !mayInUnit(actor.roles, 'import-people', list.complete, units)) throw new Refusal('bad-input', '这个单位不归您管理，请选自己的单位。', { unit: '这个单位不归您管理，请选自己的单位。' });
  const known = [...(await peopleByNumber(on, people.map((p) => p.staffNo))), ...(list.complete === undefined ? [] : await peopleOfUnits(on, [...unitsBelow(units, [list.complete])]))];
  const planned = planImport(people, {
    people: new Map(known.map((p) => [p.staffNo, p])),
    units,
    reach: reachOf(actor, 'import-people'),
    mayGrantRoles: reachOf(actor, 'grant-role') === 'everywhere',
    today: dayOf(deps.clock.now()),
    actorId: actor.id,
    newId: () => newId(deps.clock.now(), deps.rng),
    // A list with mistakes is not complete, and would show half the unit as gone.
    complete: issues.length === 0 ? list.complete : undefined,
  });
  return { issues: [...issues, ...planned.issues].sort((a, b) => a.row - b.row), unused, plan: planned };
}

/** What importing the list would do. Changes nothing. */
export const previewImport = (deps: ImportDeps, actor: SignedIn, list: ListToImport): Promise<Preview> => plan(deps.db, deps, actor, list);

/**
 * Imports everybody or nobody, and keeps what each row changed, so that it can be undone.
 * Compares once more inside the transaction, so that what changed since the preview is seen.
 * Refuses `import-broken` with every mistake by its row, `import-cancelled`.
 */
export async function importPeople(deps: ImportDeps, actor: SignedIn, list: ListToImport, running: ImportRunning = {}): Promise<Imported> {
  const first = await previewImport(deps, actor, list);
  stopAt(first.issues);
  const run = new ImportRun(deps, running.id ?? newId(deps.clock.now(), deps.rng), running.signal, running.onProgress);
  const fresh = first.plan.people.filter((p) => !p.before);
  // Hashing is most of the work; writing counts one for a hundred.
  run.total = Math.max(1, fresh.length + Math.ceil(first.plan.people.length / 100) + 20);
  return run.keep(actor.id, list.fileName ?? '', async () => {
    // Before the transaction, which holds the writer's lock.
    const secrets = new Map<string, { password: string; hash: string }>();
    for (const person of fresh) {
      const password = oneTimePassword(deps.rng);
      secrets.set(person.row.staffNo, { password, hash: await hashOneTime(password, deps.rng) });
      if (secrets.size % 20 === 0) await run.stepOpenly(20);
    }
    const imported = await deps.db.transaction().execute((trx) => write(trx, deps, actor, list, { run, secrets, left: running.left ?? [], locked: first.plan }));
    return { batch: run.id, ...imported };
  });
}

interface Work {
  readonly run: ImportRun;
  readonly secrets: ReadonlyMap<string, { readonly password: string; readonly hash: string }>;
  readonly left: readonly string[];
  /** The plan whose people are locked. */
  readonly locked: ImportPlan;
}

async function write(trx: Transaction<Tables>, deps: ImportDeps, actor: SignedIn, list: ListToImport, { run, secrets, left, locked }: Work): Promise<Omit<Imported, 'batch'>> {
  const now = instantOf(deps.clock.now());
  // Imports wait for each other here: two lists with the same new person must not meet.
  await trx.insertInto('setting').values({ key: 'import-lock', value: now }).onConflict((c) => c.column('key').doUpdateSet({ value: now })).execute();
  await lockPeople(trx, [...locked.people.filter((p) => p.changes?.length).map((p) => p.id), ...left]);
  const { issues, plan: found } = await plan(trx, deps, actor, list);
  stopAt(issues);
  await run.step();

  for (const { id, name, parentId } of found.newUnits) await trx.insertInto('unit').values({ id, parent_id: parentId, name, created_at: now }).execute();
  const writes = new PersonWrites(deps, actor.id);
  const events: AuditEvent[] = [];
  const changes: Change[] = [];
  const opened: (Opened & { readonly id: string; readonly email: string | null })[] = [];
  for (const person of found.people) {
    const { row, id, before, after } = person;
    if (before) {
      if (person.changes?.length === 0) continue;
      writes.change(id, before, after);
      events.push({ actorId: actor.id, deed: 'change-person', subject: id, detail: { changes: person.changes, batch: run.id } });
      changes.push(changeOf(id, 'changed', before, after));
      continue;
    }
    const secret = secrets.get(row.staffNo);
    if (!secret) throw new Refusal('import-broken', '名单和刚才核对时不一样了，请重新上传。');
    writes.open(id, row.staffNo, secret.hash, after);
    events.push({ actorId: actor.id, deed: 'open-account', subject: id, detail: { audiences: row.audiences, role: row.role ?? null } });
    changes.push({ personId: id, what: 'new', before: '{}', after: JSON.stringify(after) });
    opened.push({ id, staffNo: row.staffNo, name: row.name, unit: person.unit, password: secret.password, email: after.email });
  }
  const gone = leaving(found.left, left);
  for (const { id, record, after } of gone) {
    writes.change(id, record, after);
    events.push({ actorId: actor.id, deed: 'close-account', subject: id, detail: { batch: run.id } });
    changes.push(changeOf(id, 'left', record, after));
  }
  await writes.flush(trx, () => run.step());
  await inParts(gone.map((g) => g.id), (part) => trx.deleteFrom('session').where('person_id', 'in', part).execute());
  await recordEvents(trx, deps, events);
  await run.step();
  const rows = changes.map((c, i) => ({ batch_id: run.id, number: i + 1, person_id: c.personId, what: c.what, before: c.before, after: c.after }));
  for (let i = 0; i < rows.length; i += 500) {
    await trx.insertInto('import_change').values(rows.slice(i, i + 500)).execute();
    await run.step();
  }
  await deps.onOpened?.(trx, opened);
  const changed = changes.filter((c) => c.what === 'changed').length;
  const counts = { opened: opened.length, changed, unchanged: found.people.length - opened.length - changed, closed: gone.length };
  await recordEvents(trx, deps, [{ actorId: actor.id, deed: 'import-people', subject: null, detail: { ...counts, units: found.newUnits.length, batch: run.id } }]);
  await run.finish(trx, { opened: counts.opened, changed, closed: counts.closed, units: JSON.stringify(found.newUnits.map((u) => u.id)) });
  return { ...counts, opened: opened.map(({ staffNo, name, unit, password }) => ({ staffNo, name, unit, password })) };
}

/** The touch-lock of each, in one order, so that two imports never wait for each other crosswise. */
async function lockPeople(trx: Transaction<Tables>, ids: readonly string[]): Promise<void> {
  await inParts([...ids].sort(), async (part) => {
    await trx.updateTable('person').set((e) => ({ touched: e('touched', '+', 1) })).where('id', 'in', part).execute();
    return [];
  });
}

interface Change {
  readonly personId: string;
  readonly what: 'new' | 'changed' | 'left';
  readonly before: string;
  readonly after: string;
}

function changeOf(personId: string, what: 'changed' | 'left', was: PersonRecord, is: PersonRecord): Change {
  const { before, after } = changedParts(was, is);
  return { personId, what, before: JSON.stringify(before), after: JSON.stringify(after) };
}

/** Those who were ticked, still absent from the list and able to leave. Refuses `import-broken` when one of them is not any more. */
function leaving(found: readonly LeftPerson[], ticked: readonly string[]): (LeftPerson & { readonly after: PersonRecord })[] {
  return [...new Set(ticked)].map((id) => {
    const person = found.find((l) => l.id === id);
    if (!person?.after) throw new Refusal('import-broken', person ? `${person.record.name}不能停用：${person.why ?? ''}。` : '要停用的人和刚才核对时不一样了，请再看一遍。');
    return { ...person, after: person.after };
  });
}

function stopAt(issues: readonly SheetIssue[]): void {
  if (issues.length === 0) return;
  const fields = Object.fromEntries(issues.slice(0, 200).map((i) => [`${i.row}${i.column}`, issueText(i)]));
  throw new Refusal('import-broken', undefined, fields);
}

/** Counts of a preview. */
export function countsOf({ plan: { people, newUnits, left } }: Preview): { readonly opened: number; readonly changed: number; readonly unchanged: number; readonly units: number; readonly left: number } {
  const opened = people.filter((p: PlannedPerson) => !p.before).length;
  const changed = people.filter((p) => p.changes && p.changes.length > 0).length;
  return { opened, changed, unchanged: people.length - opened - changed, units: newUnits.length, left: left.length };
}
