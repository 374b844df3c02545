/** 导入人员: first a look at what would happen, then all of it in one transaction or nothing. */
import type { Transaction } from 'kysely';
import type { Deps, Queryable } from '../../db/portable.ts';
import type { Tables } from '../../db/schema.ts';
import { addDays, dayOf, instantOf, startOfDay } from '../../kernel/day.ts';
import { newId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { oneTimePassword } from '../passwords.ts';
import { planImport, type ImportPlan, type KnownPerson, type PlannedPerson } from '../people-plan.ts';
import { issueText, readPeople, type SheetIssue, type SheetRow } from '../people-sheet.ts';
import { recordEvent } from './audit.ts';
import { reachOf } from './api-kit.ts';
import type { SignedIn } from './env.ts';
import { hashOneTime } from './hashing.ts';
import { allUnits } from './store.ts';

export interface ImportDeps extends Deps {
  /** Ids of audiences by the names people write. Audiences belong to plans, which come later. */
  readonly audienceIds: ReadonlyMap<string, string>;
  /** Told of every opened account within the transaction (the notice). */
  readonly onOpened?: (trx: Transaction<Tables>, person: { readonly id: string; readonly staffNo: string; readonly name: string }) => Promise<void>;
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
  readonly opened: readonly Opened[];
  readonly changed: number;
  readonly unchanged: number;
}

async function knownPeople(on: Queryable, today: string): Promise<Map<string, KnownPerson>> {
  const [people, spans, roles] = [
    await on.selectFrom('person').select(['id', 'staff_no as staffNo', 'name', 'unit_id as unitId', 'email', 'state']).execute(),
    await on.selectFrom('person_audience').select(['person_id', 'audience']).where('from_day', '<=', today).where((e) => e.or([e('to_day', 'is', null), e('to_day', '>=', today)])).execute(),
    await on.selectFrom('person_role').select(['person_id', 'role']).execute(),
  ];
  const group = (rows: readonly { person_id: string; what: string }[]) => {
    const by = new Map<string, string[]>();
    for (const { person_id, what } of rows) by.set(person_id, [...(by.get(person_id) ?? []), what]);
    return by;
  };
  const audiences = group(spans.map((s) => ({ person_id: s.person_id, what: s.audience })));
  const held = group(roles.map((r) => ({ person_id: r.person_id, what: r.role })));
  return new Map(people.map((p) => [p.staffNo, { ...p, audiences: audiences.get(p.id) ?? [], roles: held.get(p.id) ?? [] }]));
}

async function plan(on: Queryable, deps: ImportDeps, actor: SignedIn, rows: readonly SheetRow[]): Promise<Preview> {
  const { people, issues, unused } = readPeople(rows, deps.audienceIds);
  const planned = planImport(people, {
    people: await knownPeople(on, dayOf(deps.clock.now())),
    units: await allUnits(on),
    reach: reachOf(actor, 'import-people'),
    mayGrantRoles: reachOf(actor, 'grant-role') === 'everywhere',
  });
  return { issues: [...issues, ...planned.issues].sort((a, b) => a.row - b.row), unused, plan: planned };
}

/** What importing these rows would do. Changes nothing. */
export const previewImport = (deps: ImportDeps, actor: SignedIn, rows: readonly SheetRow[]): Promise<Preview> => plan(deps.db, deps, actor, rows);

/**
 * Imports everybody or nobody. Compares once more inside the transaction, so that what
 * changed since the preview is seen. Refuses `import-broken` with every mistake by its row.
 */
export async function importPeople(deps: ImportDeps, actor: SignedIn, rows: readonly SheetRow[]): Promise<Imported> {
  const before = await previewImport(deps, actor, rows);
  stopAt(before.issues);
  // Hashing takes its time: it is done before the transaction, which holds the writer's lock.
  const secrets = new Map<string, { password: string; hash: string }>();
  for (const person of before.plan.people.filter((p) => !p.known)) {
    const password = oneTimePassword(deps.rng);
    secrets.set(person.row.staffNo, { password, hash: await hashOneTime(password, deps.rng) });
  }
  return deps.db.transaction().execute(async (trx) => {
    // Imports wait for each other here: two lists with the same new person must not meet.
    const value = instantOf(deps.clock.now());
    await trx.insertInto('setting').values({ key: 'import-lock', value }).onConflict((c) => c.column('key').doUpdateSet({ value })).execute();
    const { issues, plan: now } = await plan(trx, deps, actor, rows);
    stopAt(issues);
    const created_at = instantOf(deps.clock.now());
    const made = new Map<string, string>();
    for (const { path, name, parent } of now.newUnits) {
      const id = newId(deps.clock.now(), deps.rng);
      made.set(path, id);
      const parent_id = !parent ? null : 'id' in parent ? parent.id : (made.get(parent.path) ?? null);
      await trx.insertInto('unit').values({ id, parent_id, name, created_at }).execute();
    }
    const unitOf = (p: PlannedPerson): string => ('id' in p.unit ? p.unit.id : (made.get(p.unit.path) ?? ''));
    const opened: Opened[] = [];
    let changed = 0;
    for (const person of now.people) {
      const { row } = person;
      if (person.known) {
        if (person.changes?.length) {
          await change(trx, deps, person, person.known, unitOf(person));
          await recordEvent(trx, deps, { actorId: actor.id, deed: 'change-person', subject: person.known.id, detail: { changes: person.changes } });
          changed += 1;
        }
        continue;
      }
      const secret = secrets.get(row.staffNo);
      if (!secret) throw new Refusal('import-broken', '名单和刚才核对时不一样了，请重新上传。');
      const id = newId(deps.clock.now(), deps.rng);
      await trx
        .insertInto('person')
        .values({ id, staff_no: row.staffNo, name: row.name, unit_id: unitOf(person), email: row.email ?? null, state: 'active', password_hash: secret.hash, must_change: 1, failed_count: 0, locked_until: null, touched: 0, created_at })
        .execute();
      await setAudiences(trx, deps, id, [], row.audiences);
      if (row.role) await grantRole(trx, deps, id, row.role, unitOf(person));
      await recordEvent(trx, deps, { actorId: actor.id, deed: 'open-account', subject: id, detail: { audiences: row.audiences, role: row.role ?? null } });
      await deps.onOpened?.(trx, { id, staffNo: row.staffNo, name: row.name });
      opened.push({ staffNo: row.staffNo, name: row.name, unit: row.unit.join('/'), password: secret.password });
    }
    const detail = { opened: opened.length, changed, unchanged: now.people.length - opened.length - changed, units: now.newUnits.length };
    await recordEvent(trx, deps, { actorId: actor.id, deed: 'import-people', subject: null, detail });
    return { opened, changed, unchanged: detail.unchanged };
  });
}

function stopAt(issues: readonly SheetIssue[]): void {
  if (issues.length === 0) return;
  const fields = Object.fromEntries(issues.slice(0, 200).map((i) => [`${i.row}${i.column}`, issueText(i)]));
  throw new Refusal('import-broken', undefined, fields);
}

async function change(trx: Transaction<Tables>, deps: ImportDeps, { row, changes }: PlannedPerson, known: KnownPerson, unitId: string): Promise<void> {
  await trx.updateTable('person').set({ name: row.name, unit_id: unitId, email: row.email ?? known.email }).where('id', '=', known.id).execute();
  if (changes?.includes('人员类别')) await setAudiences(trx, deps, known.id, known.audiences, row.audiences);
  if (changes?.includes('角色') && row.role) await grantRole(trx, deps, known.id, row.role, unitId);
}

/** Ends what is no longer held yesterday, begins what is new today. */
async function setAudiences(trx: Transaction<Tables>, deps: ImportDeps, personId: string, before: readonly string[], after: readonly string[]): Promise<void> {
  const today = dayOf(deps.clock.now());
  for (const audience of before.filter((a) => !after.includes(a))) {
    const rows = await trx.selectFrom('person_audience').select(['id', 'from_day']).where('person_id', '=', personId).where('audience', '=', audience).where('to_day', 'is', null).execute();
    for (const { id, from_day } of rows) {
      // A time that would end before it began was never meant.
      if (from_day >= today) await trx.deleteFrom('person_audience').where('id', '=', id).execute();
      else await trx.updateTable('person_audience').set({ to_day: addDays(today, -1) }).where('id', '=', id).execute();
    }
  }
  for (const audience of after.filter((a) => !before.includes(a))) {
    await trx.insertInto('person_audience').values({ id: newId(startOfDay(today), deps.rng), person_id: personId, audience, from_day: today, to_day: null }).execute();
  }
}

/** Organisers work for their unit and below, all others everywhere. */
async function grantRole(trx: Transaction<Tables>, deps: ImportDeps, personId: string, role: Exclude<PlannedPerson['row']['role'], undefined>, unitId: string): Promise<void> {
  await trx.insertInto('person_role').values({ id: newId(deps.clock.now(), deps.rng), person_id: personId, role, unit_id: role === 'organiser' ? unitId : null }).execute();
}
