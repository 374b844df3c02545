/**
 * The job that deletes what has been kept long enough, kind by kind as accounts/retention.ts says. It
 * reaches only what is listed here: whatever is kept for good has no sweep and cannot be touched.
 */
import { sql, type RawBuilder } from 'kysely';
import { asNumber, type Deps, type Queryable } from '../../db/portable.ts';
import { addDays, dayOf, instantOf } from '../../kernel/day.ts';
import { newId } from '../../kernel/id.ts';
import { daysOf, HELD } from '../retention.ts';
import { recordEvent } from './audit.ts';
import { KEPT_PREFIXES } from './kept.ts';
import { idleMsOf, type SessionDeps } from './sessions.ts';

type SweepDeps = Deps & SessionDeps;

interface Sweep {
  readonly kind: string;
  readonly table: string;
  /** Columns that name a row. */
  readonly key: readonly string[];
  readonly due: (before: string, deps: SweepDeps) => RawBuilder<unknown>;
}

const DAY_MS = 86_400_000;
/** Rows in one statement: nobody's answer waits for a year of mail to go. */
const AT_ONCE = 500;
const closedSince = (before: string) => sql`person_id in (select id from person where state = 'closed') and not exists (select 1 from audit_event where subject = person_id and deed in ('close-account', 'reopen-account') and at > ${before})`;

const SWEEPS: readonly Sweep[] = [
  { kind: 'session', table: 'session', key: ['id'], due: (before, deps) => sql`expires_at < ${before} or seen_at < ${instantOf(Date.parse(before) - idleMsOf(deps))}` },
  { kind: 'session', table: 'sign_in_step', key: ['id'], due: (before) => sql`expires_at < ${before}` },
  { kind: 'factor', table: 'second_factor', key: ['person_id'], due: closedSince },
  { kind: 'factor', table: 'recovery_code', key: ['person_id', 'hash'], due: closedSince },
  { kind: 'factor', table: 'identity_link', key: ['issuer', 'subject'], due: closedSince },
  { kind: 'progress', table: 'study_progress', key: ['person_id', 'plan_year', 'page'], due: (before) => sql`beat_at < ${before}` },
  { kind: 'practice', table: 'practice_card', key: ['person_id', 'handle'], due: (before) => sql`updated_at < ${before}` },
  { kind: 'practice', table: 'practice_record', key: ['person_id'], due: (before) => sql`updated_at < ${before}` },
  { kind: 'notices', table: 'outbox', key: ['id'], due: (before) => sql`coalesce(sent_at, created_at) < ${before}` },
  { kind: 'imports', table: 'import_change', key: ['batch_id', 'number'], due: (before) => sql`batch_id in (select id from import_batch where created_at < ${before})` },
  // Their keys go on with the time of making.
  ...KEPT_PREFIXES.map((prefix): Sweep => ({ kind: 'previews', table: 'setting', key: ['key'], due: (before, deps) => sql`key >= ${prefix} and key < ${prefix + newId(Date.parse(before), deps.rng)}` })),
  { kind: 'audit', table: 'audit_event', key: ['id'], due: (before) => sql`at < ${before}` },
  { kind: 'feedback', table: 'feedback', key: ['id'], due: (before) => sql`created_at < ${before}` },
];

export interface Swept {
  readonly kind: string;
  readonly name: string;
  /** Rows due, or deleted. */
  readonly rows: number;
}

async function count(on: Queryable, { table, due }: Sweep, before: string, deps: SweepDeps): Promise<number> {
  const { rows } = await sql<{ n: string | number }>`select count(*) as n from ${sql.table(table)} where ${due(before, deps)}`.execute(on);
  return asNumber(rows[0]?.n);
}

async function remove(on: Queryable, { table, key, due }: Sweep, before: string, deps: SweepDeps): Promise<number> {
  const names = sql.join(key.map((k) => sql.ref(k)));
  let gone = 0;
  for (;;) {
    const { numAffectedRows = 0n } = await sql`delete from ${sql.table(table)} where (${names}) in (select ${names} from ${sql.table(table)} where ${due(before, deps)} limit ${sql.lit(AT_ONCE)})`.execute(on);
    gone += Number(numAffectedRows);
    if (numAffectedRows < BigInt(AT_ONCE)) return gone;
  }
}

/** Deletes what is due now, or with `dry` only counts it. What was deleted is in the audit log, as counts. */
export async function sweepAll(deps: SweepDeps, { dry }: { readonly dry: boolean }): Promise<Swept[]> {
  const rows = new Map<string, number>();
  for (const sweep of SWEEPS) {
    const before = instantOf(deps.clock.now() - daysOf(sweep.kind) * DAY_MS);
    const n = await (dry ? count : remove)(deps.db, sweep, before, deps);
    rows.set(sweep.kind, (rows.get(sweep.kind) ?? 0) + n);
  }
  const swept = HELD.flatMap(({ kind, name }) => (rows.has(kind) ? [{ kind, name, rows: rows.get(kind) ?? 0 }] : []));
  const deleted = swept.filter((s) => s.rows > 0);
  if (!dry && deleted.length > 0) await recordEvent(deps.db, deps, { actorId: null, deed: 'apply-retention', subject: null, detail: Object.fromEntries(deleted.map((s) => [s.kind, s.rows])) });
  return swept;
}

/** {@link sweepAll} once a day, by whichever process comes first. */
export async function sweepDaily(deps: SweepDeps): Promise<void> {
  const value = dayOf(deps.clock.now());
  const done = await deps.db
    .insertInto('setting')
    .values({ key: 'retention-day', value })
    .onConflict((c) => c.column('key').doUpdateSet({ value }).where('setting.value', '<', value))
    .executeTakeFirst();
  if (done.numInsertedOrUpdatedRows === 0n) return;
  try {
    await sweepAll(deps, { dry: false });
  } catch (error) {
    // To be tried again in an hour, not tomorrow.
    await deps.db.updateTable('setting').set({ value: addDays(value, -1) }).where('key', '=', 'retention-day').execute();
    throw error;
  }
}
