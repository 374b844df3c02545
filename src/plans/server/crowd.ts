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
const FOR_GOOD = '9999-12-31';

const rowsOf = (on: Queryable) => on.selectFrom('person').select(['id', 'staff_no', 'name', 'unit_id']).where('state', '=', 'active');

async function* parts(on: Queryable, units: readonly string[] | undefined): AsyncGenerator<{ people: Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>; part: Part }> {
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
 * Rows of these people, as lists of their columns, by person. The database joins them to one text: driver and
 * engine then hand over one value instead of a hundred thousand rows, which was most of the time of a report.
 */
async function linesOf(on: Queryable, table: Facts, columns: readonly string[], part: Part, more: RawBuilder<unknown> = sql`true`): Promise<Map<string, string[][]>> {
  const cells = ['person_id', ...columns].map((c) => sql`coalesce(cast(${sql.ref(c)} as text), '')`);
  const whose = 'ids' in part ? sql`person_id in (${sql.join(part.ids)})` : sql`person_id >= ${part.from} and person_id <= ${part.to}`;
  const { rows } = await sql<{ lines: string | null }>`select string_agg(${sql.join(cells, sql` || '|' || `)}, ${sql.lit('\n')}) as lines from ${sql.table(table)} where ${whose} and ${more}`.execute(on);
  const by = new Map<string, string[][]>();
  let [person, list]: [string, string[][]] = ['', []];
  for (const line of (rows[0]?.lines ?? '').split('\n')) {
    const [id = '', ...row] = line.split('|');
    // Rows of one person mostly come together.
    if (id !== person) {
      person = id;
      list = by.get(id) ?? [];
      by.set(id, list);
    }
    list.push(row);
  }
  return by;
}
const NONE: readonly string[][] = [];

/** As `servicesOf` in record.ts: from the first day of the first assignment to the last of the last. */
function serviceOf(assignments: readonly string[][]): Service | undefined {
  if (assignments.length === 0) return undefined;
  const from = assignments.map(([first = '']) => first).reduce((a, b) => (a < b ? a : b));
  const to = assignments.map(([, last = '']) => last || FOR_GOOD).reduce((a, b) => (a > b ? a : b));
  return { from, to: to === FOR_GOOD ? null : to };
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
  const ofYear = sql`plan_year = ${plan.year}`;
  for await (const { people, part } of parts(on, units)) {
    const spans = await linesOf(on, 'person_audience', ['audience', 'from_day', 'to_day'], part);
    const assignments = await linesOf(on, 'assignment', ['from_day', 'to_day'], part);
    const exempt = await linesOf(on, 'exemption', [], part, sql`plan_year = ${plan.year} and revoked_at is null`);
    const sums = await linesOf(on, 'credit_sum', ['category', 'granted_centi', 'months'], part, ofYear);
    const outcomes = await linesOf(on, 'exam_outcome', ['sitting', 'number', 'makeup', 'state', 'at', 'score', 'full', 'passed'], part, ofYear);
    yield people.map((p): CrowdPerson => {
      const held = (spans.get(p.id) ?? NONE).map(([audience = '', from = '', to]): AudienceSpan => ({ audience, from, to: to || null }));
      const service = serviceOf(assignments.get(p.id) ?? NONE);
      const reason = exempt.has(p.id) ? { reason: '' } : undefined;
      const key = reason || (service && (service.to !== null || service.from > plan.opens)) ? undefined : held.reduce((text, h) => `${text} ${h.audience} ${h.from} ${h.to}`, '');
      let asked = key === undefined ? undefined : common.get(key);
      if (!asked) {
        const audiences = audiencesFor(plan, held, today);
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
        sums: (sums.get(p.id) ?? NONE).map(([category = '', centi, months = '']) => ({ category, granted_centi: Number(centi), months })),
        results: (outcomes.get(p.id) ?? NONE).map(([exam = '', number, makeup, state, at = '', score, full, passed]): ExamResult => ({ exam, number: Number(number), makeup: makeup === '1', state: state === 'open' ? 'open' : 'handed', passed: passed === '1', score: Number(score), full: Number(full), on: dayOfInstant(at) })),
      };
    });
  }
}
