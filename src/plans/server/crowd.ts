/**
 * Many people with what their standing is counted from, read part by part: everybody along the key of
 * each table, so that a hundred thousand cost as many rows and no search; the people of some units by name.
 */
import type { Queryable } from '../../db/portable.ts';
import type { Tables } from '../../db/schema.ts';
import type { SelectQueryBuilder } from 'kysely';
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

/** Adds each row to its person's list. */
function byPerson<T extends { readonly person_id: string }>(rows: readonly T[]): Map<string, T[]> {
  const by = new Map<string, T[]>();
  let [person, list]: [string, T[]] = ['', []];
  for (const row of rows) {
    // Rows of one person mostly come together.
    if (row.person_id !== person) {
      person = row.person_id;
      list = by.get(person) ?? [];
      by.set(person, list);
    }
    list.push(row);
  }
  return by;
}
const NONE: readonly never[] = [];

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
  const within = <T extends keyof Tables & ('person_audience' | 'assignment' | 'exemption' | 'credit_sum' | 'exam_outcome'), O>(query: SelectQueryBuilder<Tables, T, O>, part: Part): SelectQueryBuilder<Tables, T, O> => {
    const q = query as unknown as SelectQueryBuilder<Tables, 'assignment', O>;
    return ('ids' in part ? q.where('person_id', 'in', part.ids) : q.where('person_id', '>=', part.from).where('person_id', '<=', part.to)) as unknown as SelectQueryBuilder<Tables, T, O>;
  };
  for await (const { people, part } of parts(on, units)) {
    const spans = byPerson(await within(on.selectFrom('person_audience').select(['person_id', 'audience', 'from_day as from', 'to_day as to']), part).execute());
    const services = byPerson(
      await within(on.selectFrom('assignment').select((e) => ['person_id', e.fn.min('from_day').as('from'), e.fn.max(e.fn.coalesce('to_day', e.val(FOR_GOOD))).as('to')]).groupBy('person_id'), part).execute(),
    );
    const exempt = new Set((await within(on.selectFrom('exemption').select('person_id').where('plan_year', '=', plan.year).where('revoked_at', 'is', null), part).execute()).map((r) => r.person_id));
    const sums = byPerson(await within(on.selectFrom('credit_sum').select(['person_id', 'category', 'granted_centi', 'months']).where('plan_year', '=', plan.year), part).execute());
    const outcomes = byPerson(await within(on.selectFrom('exam_outcome').select(['person_id', 'sitting', 'number', 'makeup', 'state', 'at', 'score', 'full', 'passed']).where('plan_year', '=', plan.year), part).execute());
    yield people.map((p): CrowdPerson => {
      const held: readonly AudienceSpan[] = spans.get(p.id) ?? NONE;
      const s = services.get(p.id)?.[0];
      const service: Service | undefined = s && { from: s.from, to: s.to === FOR_GOOD ? null : s.to };
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
        sums: sums.get(p.id) ?? NONE,
        results: outcomes.get(p.id)?.map((o): ExamResult => ({ exam: o.sitting, number: o.number, makeup: o.makeup === 1, state: o.state, passed: o.passed === 1, score: o.score, full: o.full, on: dayOfInstant(o.at) })) ?? NONE,
      };
    });
  }
}
