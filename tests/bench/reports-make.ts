/**
 * A district's people and years for `reports.ts`, made by the database itself: the same SQL on both
 * engines. What is wrong with it: hashes are not those of the entries, papers are empty (reports read
 * neither), and within a year the entries lie by person, not by time.
 */
import { sql } from 'kysely';
import type { Db, Opened } from '#db/open.ts';
import { instantOf } from '#kernel/day.ts';
import { newId } from '#kernel/id.ts';
import { seededRng } from '#kernel/rng.ts';

export interface Size {
  readonly people: number;
  /** First and last plan year. */
  readonly from: number;
  readonly to: number;
  /** Entries of a person in a year. */
  readonly entries: number;
}

export const UNITS = 400;
/** The unit with exactly 500 people. */
export const UNIT_500 = 'u-20';
const DEPARTMENTS = 19;

/** A line that grows, on a terminal and in a log alike. */
export async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  process.stderr.write(`${name} …`);
  const value = await work();
  process.stderr.write(` ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
  return value;
}

async function addAll<T>(rows: readonly T[], add: (part: T[]) => Promise<unknown>): Promise<void> {
  for (let i = 0; i < rows.length; i += 1000) await add(rows.slice(i, i + 1000));
}

/** Units in three levels, people, what they are, and the numbers that the years are made of. */
export async function makePeople(db: Db, { people, from }: Size): Promise<void> {
  const rng = seededRng('reports');
  const began = Date.parse('2015-01-01T00:00:00Z');
  const at = instantOf(began);
  const units = Array.from({ length: UNITS }, (_, i) => ({ id: `u-${i}`, parent_id: i === 0 ? null : i <= DEPARTMENTS ? 'u-0' : `u-${1 + (i % DEPARTMENTS)}`, name: `单位${i}`, created_at: at }));
  const ids = Array.from({ length: people }, (_, i) => newId(began + i, rng));
  const inUnit = (i: number) => (i < 500 ? UNIT_500 : `u-${[i % UNITS, 21][Number(i % UNITS === 20)]}`);
  await db.transaction().execute(async (trx) => {
    await addAll(units, (part) => trx.insertInto('unit').values(part).execute());
    await addAll(
      ids.map((id, i) => ({ id, staff_no: `B${String(i).padStart(7, '0')}`, name: `人员${i}`, unit_id: inUnit(i), email: i % 3 === 0 ? null : `b${i}@example.invalid`, state: 'active' as const, password_hash: '-', must_change: 0 as const, failed_count: 0, locked_until: null, touched: 0, created_at: at })),
      (part) => trx.insertInto('person').values(part).execute(),
    );
    const audience = (i: number) => (i % 10 === 0 ? 'leader' : i % 10 < 4 ? 'enforcement' : 'staff');
    const held = ids.flatMap((id, i) => (i % 100 === 99 ? [] : [{ id, audience: audience(i) }, ...(i % 50 === 7 ? [{ id, audience: 'leader' }] : [])]));
    await addAll(held, (part) => trx.insertInto('person_audience').values(part.map((h) => ({ id: newId(began, rng), person_id: h.id, audience: h.audience, from_day: `${from}-01-01`, to_day: null }))).execute());
    await addAll(ids, (part) => trx.insertInto('assignment').values(part.map((id) => ({ id: newId(began, rng), person_id: id, unit_id: 'u-0', kind: 'regular' as const, from_day: '2015-01-01', to_day: null, reason: 'entry', document: '', created_at: at, created_by: null }))).execute());
    await addAll(ids.filter((_, i) => i % 100 === 3), (part) => trx.insertInto('exemption').values(part.map((id) => ({ id: newId(began, rng), person_id: id, plan_year: 2026, reason: '病假', document: '文〔2026〕1 号', approver: '局长', created_at: at, created_by: ids[0] ?? '', revoked_at: null, revoked_by: null }))).execute());
    await sql`create table bench_person (i integer primary key, id text, unit_id text)`.execute(trx);
    for (let i = 0; i < ids.length; i += 1000) await sql`insert into bench_person (i, id, unit_id) values ${sql.join(ids.slice(i, i + 1000).map((id, n) => sql`(${i + n}, ${id}, ${inUnit(i + n)})`))}`.execute(trx);
    await sql`create table bench_day (k integer primary key, day text)`.execute(trx);
    await sql`insert into bench_day (k, day) values ${sql.join(Array.from({ length: 330 }, (_, k) => sql`(${k}, ${new Date(Date.UTC(2026, 0, 1 + k)).toISOString().slice(4, 10)})`))}`.execute(trx);
    await sql`create table bench_entry (n integer primary key)`.execute(trx);
    await sql`insert into bench_entry (n) values ${sql.join(Array.from({ length: 40 }, (_, n) => sql`(${n})`))}`.execute(trx);
  });
}

/** Every year from `from` to `to`: entries, their sums, an exam. */
export async function makeYears({ db, engine }: Opened, { from, to, entries }: Size): Promise<void> {
  const text = (n: ReturnType<typeof sql>) => sql`cast(${n} as text)`;
  const id = (p: number, year: number) => sql`substr(p.id, 1, 24) || ${text(sql`${sql.lit(p * 100_000_000_000 + year * 100)} + e.n`)}`;
  await fast(engine, db, async () => {
    for (let year = from; year <= to; year++) {
      await step(`  ${year}`, async () => {
        // One in twenty does nothing in the year, one in ten too little.
        await sql`
          insert into credit_entry (id, person_id, number, plan_year, category, rule, source, raw_centi, granted_centi, on_day, at, unit_id, reason, prev_hash, hash)
          select ${id(1, year)}, p.id, ${sql.lit(year * 100)} + e.n, ${sql.lit(year)}, case when e.n % 2 = 0 then 'compulsory' else 'professional' end,
            'study', ${sql.lit(`${year}:constitution/bench-`)} || ${text(sql`e.n`)}, c.centi, c.centi, d.on_day, d.on_day || 'T02:00:00.000Z', p.unit_id, null,
            replace(p.id, '-', '') || replace(p.id, '-', ''), replace(p.id, '-', '') || replace(p.id, '-', '')
          from bench_person p join bench_entry e on e.n < ${sql.lit(entries)}
            join (select i, n, (100 + ((i * 31 + n * 17) % 5) * 50) / (case when i % 10 = 1 then 3 else 1 end) as centi, (i * 3 + n * 16) % 330 as k from bench_person, bench_entry where n < ${sql.lit(entries)}) c on c.i = p.i and c.n = e.n
            join (select k, ${sql.lit(String(year))} || day as on_day from bench_day) d on d.k = c.k
          where p.i % 20 <> 2
          order by p.i, e.n`.execute(db);
        await sql`
          insert into credit_sum (plan_year, person_id, category, raw_centi, granted_centi, months)
          select ${sql.lit(year)}, person_id, category, sum(centi), sum(centi), string_agg(month || ':' || cast(centi as text), ' ') from (
            select person_id, category, substr(on_day, 1, 7) as month, sum(granted_centi) as centi from credit_entry where plan_year = ${year} group by 1, 2, 3) m
          group by person_id, category order by person_id`.execute(db);
        const attempt = id(2, year);
        const at = sql`${sql.lit(`${year}-11-`)} || ${text(sql`10 + p.i % 16`)} || 'T02:00:00.000Z'`;
        // Nine in ten sit, one in five of these twice.
        const sat = sql`from bench_person p join bench_entry e on e.n < 2 where p.i % 10 <> 2 and (e.n = 0 or p.i % 5 = 1)`;
        await sql`
          insert into attempt (id, person_id, kind, plan_year, sitting, number, paper, started_at, closes_at, state, handed_at, handed_by, receipt, makeup)
          select ${attempt}, p.id, 'exam', ${sql.lit(year)}, 'annual', e.n + 1, '{}', ${at}, ${at}, 'handed', ${at}, 'candidate', null, 0 ${sat}`.execute(db);
        const passed = sql`case when p.i % 5 = 1 and e.n = 0 then 0 else 1 end`;
        await sql`
          insert into result (id, attempt_id, version, score, "full", passed, marks, reason, marked_at)
          select ${attempt}, ${attempt}, 1, 50 + 30 * ${passed}, 100, ${passed}, '[]', null, ${at} ${sat}`.execute(db);
        await sql`
          insert into exam_outcome (plan_year, person_id, sitting, number, makeup, state, at, score, "full", passed)
          select ${sql.lit(year)}, p.id, 'annual', e.n + 1, 0, 'handed', ${at}, 50 + 30 * ${passed}, 100, ${passed} ${sat} order by p.i, e.n`.execute(db);
      });
    }
  });
  await step('  statistics of the engine', () => sql.raw(engine === 'postgres' ? 'vacuum analyze' : 'pragma wal_checkpoint(truncate)').execute(db));
}

const KEYS = {
  credit_entry: ['credit_entry_pkey primary key (id)', 'credit_once unique (person_id, rule, source)', 'credit_chained unique (person_id, number)'],
} as const;

/** Without waiting for the disk or looking up references; PostgreSQL makes the ledger's indexes afterwards, as a restore does. */
async function fast(engine: Opened['engine'], db: Db, work: () => Promise<void>): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db);
  if (engine === 'sqlite') {
    for (const p of ['synchronous = off', 'foreign_keys = off', 'cache_size = -1000000']) await run(`pragma ${p}`);
    await run('drop index credit_by_year');
    await work();
    await step('  indexes', () => run('create index credit_by_year on credit_entry (person_id, plan_year)'));
    for (const p of ['synchronous = full', 'foreign_keys = on', 'cache_size = -16000']) await run(`pragma ${p}`);
    return;
  }
  await run('drop index credit_by_year');
  const tables = ['credit_entry', 'credit_sum', 'attempt', 'result', 'exam_outcome'];
  for (const table of tables) await run(`alter table ${table} disable trigger all`);
  for (const key of KEYS.credit_entry) await run(`alter table credit_entry drop constraint ${key.split(' ')[0]}`);
  await work();
  for (const table of tables) await run(`alter table ${table} enable trigger all`);
  await step('  indexes', async () => {
    for (const key of KEYS.credit_entry) await run(`alter table credit_entry add constraint ${key}`);
    await run('create index credit_by_year on credit_entry (person_id, plan_year)');
  });
}
