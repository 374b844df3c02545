/**
 * Many people with what their standing is counted from, read part by part: everybody along the key of
 * each table, so that a hundred thousand cost as many rows and no search; the people of some units by name.
 */
import { sql, type RawBuilder } from 'kysely';
import type { Queryable } from '../../db/portable.ts';
import { dayOfInstant, type Day } from '../../kernel/day.ts';
import { audiencesFor, type AudienceSpan } from '../audiences.ts';
import type { ExamResult } from '../exam-standing.ts';
import type { Plan } from '../schema.ts';
import type { Service } from '../service.ts';
import { askedOf, type Asked } from '../verdict.ts';

export interface CrowdPerson {
  readonly id: string;
  readonly staffNo: string;
  readonly name: string;
  readonly unitId: string;
  readonly audiences: readonly string[];
  readonly asked: Asked;
  readonly exempt: boolean;
  readonly sums: readonly { readonly category: string; readonly granted_centi: number; readonly months: string }[];
  readonly results: readonly ExamResult[];
}

/** People from one id to another, or these. */
type Part = { readonly from: string; readonly to: string } | { readonly ids: readonly string[] };

const EVERYBODY_AT_ONCE = 10_000;
/** Engines limit how many values a query takes. */
const NAMED_AT_ONCE = 500;
/** People handed over together. */
const SLICE = 1000;
const FOR_GOOD = '9999-12-31';

const rowsOf = (on: Queryable) => on.selectFrom('person').select(['id', 'staff_no', 'name', 'unit_id']).where('state', '=', 'active');

interface PartOfPeople {
  readonly people: Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>;
  readonly part: Part;
}

async function* parts(on: Queryable, units: readonly string[] | undefined): AsyncGenerator<PartOfPeople> {
  if (units === undefined) {
    for (let after = ''; ; ) {
      const people = await rowsOf(on).where('id', '>', after).orderBy('id').limit(EVERYBODY_AT_ONCE).execute();
      const [first, last] = [people[0], people.at(-1)];
      if (!first || !last) return;
      yield { people, part: { from: first.id, to: last.id } };
      after = last.id;
    }
  }
  for (let i = 0; i < units.length; i += NAMED_AT_ONCE) {
    const people = await rowsOf(on).where('unit_id', 'in', units.slice(i, i + NAMED_AT_ONCE)).execute();
    for (let k = 0; k < people.length; k += NAMED_AT_ONCE) {
      const some = people.slice(k, k + NAMED_AT_ONCE);
      yield { people: some, part: { ids: some.map((p) => p.id) } };
    }
  }
}

/** Tables with rows of people. None of their columns holds a bar or a line break. */
type Facts = 'person_audience' | 'assignment' | 'exemption' | 'credit_sum' | 'exam_outcome';

/**
 * Rows of these people as text, by place of the person: the columns with bars between, a line for each row;
 * undefined where there is none. The database joins all to one text: driver and engine then hand over one value
 * instead of a hundred thousand rows, and what is alike for many need be read only once.
 */
async function linesOf(on: Queryable, table: Facts, columns: readonly string[], part: Part, places: Places, more: RawBuilder<unknown> = sql`true`): Promise<(string | undefined)[]> {
  const cells = ['person_id', ...columns].map((c) => sql`coalesce(cast(${sql.ref(c)} as text), '')`);
  const whose = 'ids' in part ? sql`person_id in (${sql.join(part.ids)})` : sql`person_id >= ${part.from} and person_id <= ${part.to}`;
  const { rows } = await sql<{ lines: string | null }>`select string_agg(${sql.join(cells, sql` || '|' || `)}, ${sql.lit('\n')}) as lines from ${sql.table(table)} where ${whose} and ${more}`.execute(on);
  const text = rows[0]?.lines ?? '';
  const out: (string | undefined)[] = [];
  /** Whether the id from `at` to `bar` is that of the person at this place. */
  const isOf = (place: number, at: number, bar: number): boolean => {
    const id = places.ids[place];
    return id?.length === bar - at && text.startsWith(id, at);
  };
  for (let at = 0, place = 0; at < text.length; ) {
    const bar = text.indexOf('|', at);
    const end = text.indexOf('\n', at);
    // Rows mostly come in the order of people: the same one again, or the next.
    if (!isOf(place, at, bar)) place = isOf(place + 1, at, bar) ? place + 1 : (places.of().get(text.slice(at, bar)) ?? -1);
    const line = end < 0 ? text.slice(bar + 1) : text.slice(bar + 1, end);
    // Who came in just now is in no list.
    if (place >= 0) out[place] = out[place] === undefined ? line : `${out[place]}\n${line}`;
    else place = 0;
    at = end < 0 ? text.length : end + 1;
  }
  return out;
}

/** People of a part by place. */
interface Places {
  readonly ids: readonly string[];
  of(): ReadonlyMap<string, number>;
}
function placesOf(people: readonly { readonly id: string }[]): Places {
  const ids = people.map((p) => p.id);
  let by: ReadonlyMap<string, number> | undefined;
  return { ids, of: () => (by ??= new Map(ids.map((id, i) => [id, i]))) };
}

/** Columns of every line. */
const cellsOf = (lines: string | undefined): string[][] => (lines === undefined ? [] : lines.split('\n').map((line) => line.split('|')));

/** As `servicesOf` in record.ts: from the first day of the first assignment to the last of the last. */
function serviceOf(assignments: readonly string[][]): Service | undefined {
  if (assignments.length === 0) return undefined;
  const from = assignments.map(([first = '']) => first).reduce((a, b) => (a < b ? a : b));
  const to = assignments.map(([, last = '']) => last || FOR_GOOD).reduce((a, b) => (a > b ? a : b));
  return { from, to: to === FOR_GOOD ? null : to };
}

/** A part with everything that its people's standing is counted from. */
async function factsOf(on: Queryable, plan: Plan, { people, part }: PartOfPeople) {
  const places = placesOf(people);
  const ofYear = sql`plan_year = ${plan.year}`;
  return {
    people,
    spans: await linesOf(on, 'person_audience', ['audience', 'from_day', 'to_day'], part, places),
    assignments: await linesOf(on, 'assignment', ['from_day', 'to_day'], part, places),
    exempt: await linesOf(on, 'exemption', ['plan_year'], part, places, sql`plan_year = ${plan.year} and revoked_at is null`),
    sums: await linesOf(on, 'credit_sum', ['category', 'granted_centi', 'months'], part, places, ofYear),
    outcomes: await linesOf(on, 'exam_outcome', ['sitting', 'number', 'makeup', 'state', 'at', 'score', 'full', 'passed'], part, places, ofYear),
  };
}

/** Each of them read, the next one while the one before is looked at: the database works beside this process. */
async function* ahead<T, R>(all: AsyncGenerator<T>, read: (one: T) => Promise<R>): AsyncGenerator<R> {
  const next = async (): Promise<R | undefined> => {
    const { done, value } = await all.next();
    return done ? undefined : read(value);
  };
  let coming = next();
  try {
    for (;;) {
      const now = await coming;
      if (now === undefined) return;
      coming = next();
      // Whoever comes for it hears of a fault.
      coming.catch(() => undefined);
      yield now;
    }
  } finally {
    // A query under way must not outlive the transaction it reads in.
    await coming.catch(() => undefined);
  }
}

/** How many people {@link crowdOf} will tell of. */
export async function crowdSize(on: Queryable, units: readonly string[] | undefined): Promise<number> {
  let n = 0;
  for (let i = 0; i < (units?.length ?? 1); i += NAMED_AT_ONCE) {
    let query = on.selectFrom('person').select((e) => e.fn.countAll<string | number>().as('n')).where('state', '=', 'active');
    if (units) query = query.where('unit_id', 'in', units.slice(i, i + NAMED_AT_ONCE));
    n += Number((await query.executeTakeFirst())?.n ?? 0);
  }
  return n;
}

/**
 * Active people, in parts.
 * @param units those of them alone; undefined: everybody.
 */
export async function* crowdOf(on: Queryable, plan: Plan, today: Day, units: readonly string[] | undefined): AsyncGenerator<readonly CrowdPerson[]> {
  // What is asked is the same for all with the same audiences and nothing else about them.
  const common = new Map<string, { readonly audiences: readonly string[]; readonly asked: Asked }>();
  for await (const { people, spans, assignments, exempt, sums, outcomes } of ahead(parts(on, units), (part) => factsOf(on, plan, part))) {
    const personAt = (p: (typeof people)[number], i: number): CrowdPerson => {
      const held = spans[i] ?? '';
      const service = serviceOf(cellsOf(assignments[i]));
      const reason = exempt[i] === undefined ? undefined : { reason: '' };
      const key = reason || (service && (service.to !== null || service.from > plan.opens)) ? undefined : held;
      let asked = key === undefined ? undefined : common.get(key);
      if (!asked) {
        const audiences = audiencesFor(plan, cellsOf(spans[i]).map(([audience = '', from = '', to]): AudienceSpan => ({ audience, from, to: to || null })), today);
        asked = { audiences, asked: askedOf(plan, audiences, today, { exempt: reason, service }) };
        if (key !== undefined) common.set(key, asked);
      }
      return {
        id: p.id,
        staffNo: p.staff_no,
        name: p.name,
        unitId: p.unit_id,
        ...asked,
        exempt: reason !== undefined,
        sums: cellsOf(sums[i]).map(([category = '', centi, months = '']) => ({ category, granted_centi: Number(centi), months })),
        results: cellsOf(outcomes[i]).map(([exam = '', number, makeup, state, at = '', score, full, passed]): ExamResult => ({ exam, number: Number(number), makeup: makeup === '1', state: state === 'open' ? 'open' : 'handed', passed: passed === '1', score: Number(score), full: Number(full), on: dayOfInstant(at) })),
      };
    };
    // In slices, so that what was made of one is gone before the next: it never has to be moved in memory.
    for (let i = 0; i < people.length; i += SLICE) yield people.slice(i, i + SLICE).map((p, k) => personAt(p, i + k));
  }
}
