/** Retention, kind by kind with the clock moved: what is due goes, the day before it does not, and what must stay is never touched. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AUDIT_LEAST_DAYS, HELD } from '#accounts/retention.ts';
import { recordEvent } from '#accounts/server/audit.ts';
import { keepList } from '#accounts/server/kept-rows.ts';
import { sweepAll, sweepDaily } from '#accounts/server/retention.ts';
import { openSession } from '#accounts/server/sessions.ts';
import { beginStep } from '#accounts/server/steps.ts';
import type { Tables } from '#db/schema.ts';
import { instantOf } from '#kernel/day.ts';
import { runDesk } from '../../src/desk/server/run.ts';
import { freshDeps, type TestDeps } from '../support/deps.ts';
import { addPerson, addUnit } from './people-kit.ts';

const DAY = 86_400_000;
let deps: TestDeps;
let person: string;
/** Real time: the database's own rule on the audit log looks at its own clock. */
const NOW = Date.now();
beforeEach(async () => {
  deps = await freshDeps(instantOf(NOW));
  await addUnit(deps, 'u', null, '局');
  person = (await addPerson(deps, { staffNo: '0012', name: '小周', unitId: 'u' })).id;
});
afterEach(() => deps.close());

const at = (days: number): string => instantOf(NOW - days * DAY);
const rowsOf = async (table: keyof Tables): Promise<number> => (await deps.db.selectFrom(table).selectAll().execute()).length;
const mail = (id: string, created_at: string, sent_at: string | null) => ({ id, kind: 'exam-passed', person_id: person, recipient: 'a@example.com', subject: 's', body: 'b', created_at, due_at: created_at, tries: 0, sent_at, last_error: null });

/** Puts one thing of the kind so many days ago. */
const MADE: Record<string, { readonly table: keyof Tables; readonly put: (days: number) => Promise<unknown> }> = {
  session: { table: 'session', put: (days) => deps.db.insertInto('session').values({ id: `s${days}`, person_id: person, created_at: at(days + 1), seen_at: at(days), expires_at: at(days) }).execute() },
  progress: { table: 'study_progress', put: (days) => deps.db.insertInto('study_progress').values({ person_id: person, plan_year: 2026, page: `p${days}`, seconds: 1, reached_end: 0, beat_at: at(days), done_at: null }).execute() },
  practice: { table: 'practice_card', put: (days) => deps.db.insertInto('practice_card').values({ person_id: person, handle: `h${days}`, state: '{}', due_at: at(0), updated_at: at(days) }).execute() },
  notices: { table: 'outbox', put: (days) => deps.db.insertInto('outbox').values(mail(`m${days}`, at(days + 5), at(days))).execute() },
  audit: { table: 'audit_event', put: (days) => deps.db.insertInto('audit_event').values({ id: `e${days}`, at: at(days), actor_id: null, deed: 'sign-in', subject: null, detail: '{}' }).execute() },
  feedback: { table: 'feedback', put: (days) => deps.db.insertInto('feedback').values({ id: `f${days}`, page: 'qa/a/b', useful: 1, reason: '', created_at: at(days) }).execute() },
};
const timed = HELD.flatMap((h) => ('days' in h.keep && MADE[h.kind] ? [{ kind: h.kind, days: h.keep.days }] : []));

describe('what is kept for a time', () => {
  it.each(timed)('$kind goes after $days days, not a day before', async ({ kind, days }) => {
    const { table, put } = MADE[kind] ?? { table: 'setting', put: () => Promise.reject(new Error(kind)) };
    await put(days - 1);
    await put(days + 1);
    const found = await sweepAll(deps, { dry: true });
    expect(found.filter((s) => s.rows > 0).map((s) => [s.kind, s.rows])).toEqual([[kind, 1]]);
    expect(await rowsOf(table)).toBe(2);
    const before = await rowsOf('audit_event');
    expect((await sweepAll(deps, { dry: false })).filter((s) => s.rows > 0).map((s) => [s.kind, s.rows])).toEqual([[kind, 1]]);
    // One gone; of the audit log one gone and one added, which says so.
    expect(await rowsOf(table)).toBe(kind === 'audit' ? before : 1);
    expect(await deps.db.selectFrom('audit_event').select('detail').where('deed', '=', 'apply-retention').execute()).toEqual([{ detail: `{"${kind}":1}` }]);
    expect((await sweepAll(deps, { dry: true })).filter((s) => s.rows > 0)).toEqual([]);
  });

  it('goes in parts, however much it is', async () => {
    for (let from = 0; from < 1100; from += 100) await deps.db.insertInto('outbox').values(Array.from({ length: 100 }, (_, i) => mail(`m${from + i}`, at(400), null))).execute();
    await sweepAll(deps, { dry: false });
    expect(await rowsOf('outbox')).toBe(0);
  });

  it('uploads that nobody confirmed, sign-ins that nobody finished, sessions long ended; not the one in use', async () => {
    await keepList(deps, person, { fileName: '', rows: [] });
    await beginStep(deps.db, deps, 'oidc', null, { next: '', state: '', nonce: '', verifier: '' });
    deps.clock.advance(2 * DAY);
    await openSession(deps.db, deps, person);
    await keepList(deps, person, { fileName: '', rows: [] });
    await sweepAll(deps, { dry: false });
    expect([await rowsOf('sign_in_step'), await rowsOf('session')]).toEqual([0, 1]);
    expect((await deps.db.selectFrom('setting').select('key').where('key', 'like', 'import:%').execute()).length).toBe(1);
  });

  it('the second factor of whoever left, a month later; nobody else’s', async () => {
    await deps.db.insertInto('second_factor').values({ person_id: person, secret: 's', last_step: 0, created_at: at(900) }).execute();
    await sweepAll(deps, { dry: false });
    await deps.db.updateTable('person').set({ state: 'closed' }).where('id', '=', person).execute();
    await recordEvent(deps.db, deps, { actorId: null, deed: 'close-account', subject: person });
    await sweepAll(deps, { dry: false });
    expect(await rowsOf('second_factor')).toBe(1);
    deps.clock.advance(31 * DAY);
    await sweepAll(deps, { dry: false });
    expect(await rowsOf('second_factor')).toBe(0);
  });
});

describe('what must stay', () => {
  it('stays: ledger, attempts, results, people, thirty years on', async () => {
    await deps.db.insertInto('credit_entry').values({ id: 'c', person_id: person, number: 1, plan_year: 1996, category: 'a', rule: 'study', source: 's', raw_centi: 1, granted_centi: 1, on_day: '1996-01-01', at: at(11_000), unit_id: 'u', reason: null, prev_hash: '', hash: 'h' }).execute();
    await deps.db.insertInto('attempt').values({ id: 'a', person_id: person, kind: 'exam', plan_year: 1996, sitting: 'annual', number: 1, paper: '{}', started_at: at(11_000), closes_at: at(11_000), state: 'handed', handed_at: at(11_000), handed_by: 'clock', receipt: 'r' }).execute();
    await deps.db.insertInto('result').values({ id: 'r', attempt_id: 'a', version: 1, score: 1, full: 1, passed: 1, marks: '[]', reason: null, marked_at: at(11_000) }).execute();
    await deps.db.insertInto('response').values({ attempt_id: 'a', pos: 1, value: 'A', seq: 1, saved_at: at(11_000) }).execute();
    await sweepAll(deps, { dry: false });
    expect(await Promise.all((['credit_entry', 'attempt', 'result', 'response', 'person'] as const).map(rowsOf))).toEqual([1, 1, 1, 1, 1]);
  });

  it('the audit log is kept longer than the year that the database holds to', () => {
    const audit = HELD.find((h) => h.kind === 'audit');
    expect(audit && 'days' in audit.keep && audit.keep.days >= AUDIT_LEAST_DAYS).toBe(true);
  });
});

/** Nothing in them is about anybody. */
const NOBODY = ['unit', 'plan_version', 'question_revision', 'kysely_migration', 'kysely_migration_lock'];

it('every table is in the list, or is about nobody', async () => {
  const tables = (await deps.db.introspection.getTables()).map((t) => t.name);
  const listed = HELD.flatMap((h) => h.tables);
  expect(tables.filter((name) => !listed.includes(name) && !NOBODY.includes(name))).toEqual([]);
  expect([...listed, ...NOBODY].filter((name) => !tables.includes(name) && !name.startsWith('kysely'))).toEqual([]);
  expect(new Set(listed).size).toBe(listed.length);
});

it('is done once a day, by one of several processes', async () => {
  await deps.db.insertInto('outbox').values(mail('m', at(400), at(400))).execute();
  await Promise.all([sweepDaily(deps), sweepDaily(deps), sweepDaily(deps)]);
  expect(await deps.db.selectFrom('audit_event').select('id').where('deed', '=', 'apply-retention').execute()).toHaveLength(1);
  await deps.db.insertInto('outbox').values(mail('n', at(400), at(400))).execute();
  await sweepDaily(deps);
  expect(await rowsOf('outbox')).toBe(1);
  deps.clock.advance(DAY);
  await sweepDaily(deps);
  expect(await rowsOf('outbox')).toBe(0);
});

it('the desk says what would go and changes nothing, and does not guess at what it does not know', async () => {
  const said: string[] = [];
  const { mkdtempSync, rmSync } = await import('node:fs');
  const { tmpdir } = await import('node:os');
  const { join } = await import('node:path');
  const dataDir = mkdtempSync(join(tmpdir(), 'pufa-retention-'));
  const desk = (...args: string[]) => runDesk(args, { root: process.cwd(), dataDir, cwd: dataDir, today: '2026-11-27', say: (text) => void said.push(text) });
  try {
    expect(await desk('retention', '--dry-run')).toBe(0);
    expect(said.join('\n')).toContain('没有删除任何东西');
    expect(said.join('\n')).toMatch(/学分台账：不自动删除/);
    expect(await desk('retention', '--dryrun')).toBe(2);
    expect(await desk('retention')).toBe(0);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
});
