/** What standing is made of, read for one person or for many with a handful of queries. */
import { asNumber, type Queryable } from '../../db/portable.ts';
import { allUnits } from '../../accounts/server/store.ts';
import { atLeast, levelAt } from '../../exams/review-policy.ts';
import type { Terms } from '../../exams/terms.ts';
import { dayOfInstant, type Day } from '../../kernel/day.ts';
import { audiencesFor, type AudienceSpan } from '../audiences.ts';
import type { Plan } from '../schema.ts';
import { personalTerms, termsOfExam } from '../terms.ts';
import { overridesInForce, releaseTimes, unitsThatCount, type InForce } from './overrides.ts';
import type { Service } from '../service.ts';
import { standingOf, type Credited, type ExamResult, type PersonFacts, type Standing } from '../standing.ts';

/** Ids to read; undefined: everybody. Lists are cut, because engines limit how many values a query takes. */
export type Whose = readonly string[] | undefined;
const MOST_AT_ONCE = 500;

async function inParts<T>(whose: Whose, read: (ids: Whose) => Promise<T[]>): Promise<T[]> {
  if (!whose) return read(undefined);
  const out: T[] = [];
  for (let i = 0; i < whose.length; i += MOST_AT_ONCE) out.push(...(await read(whose.slice(i, i + MOST_AT_ONCE))));
  return out;
}

function group<T extends { readonly personId: string }>(rows: readonly T[]): Map<string, T[]> {
  const by = new Map<string, T[]>();
  for (const row of rows) {
    const list = by.get(row.personId);
    if (list) list.push(row);
    else by.set(row.personId, [row]);
  }
  return by;
}

/** Every time in an audience. */
export async function spansOf(on: Queryable, whose: Whose): Promise<Map<string, (AudienceSpan & { personId: string })[]>> {
  const rows = await inParts(whose, (ids) => {
    let query = on.selectFrom('person_audience').select(['person_id as personId', 'audience', 'from_day as from', 'to_day as to']);
    if (ids) query = query.where('person_id', 'in', ids);
    return query.execute();
  });
  return group(rows);
}

/** Sums granted in the plan year, by day and category: what `standingOf` needs, with the database adding up. */
export async function creditedOf(on: Queryable, year: number, whose: Whose): Promise<Map<string, (Credited & { personId: string })[]>> {
  const rows = await inParts(whose, (ids) => {
    let query = on
      .selectFrom('credit_entry')
      .select((e) => ['person_id as personId', 'category', 'on_day', e.fn.sum<string | number>('granted_centi').as('centi')])
      .where('plan_year', '=', year)
      .groupBy(['person_id', 'category', 'on_day']);
    if (ids) query = query.where('person_id', 'in', ids);
    return query.execute();
  });
  return group(rows.map(({ personId, category, on_day, centi }) => ({ personId, category, on_day, granted_centi: asNumber(centi) })));
}

/** Every attempt at an exam of the year with its latest marking. */
export async function examResultsOf(on: Queryable, year: number, whose: Whose): Promise<Map<string, (ExamResult & { personId: string })[]>> {
  const rows = await inParts(whose, (ids) => {
    let query = on.selectFrom('exam_outcome').select(['person_id as personId', 'sitting as exam', 'number', 'makeup', 'state', 'at', 'score', 'full', 'passed']).where('plan_year', '=', year);
    if (ids) query = query.where('person_id', 'in', ids);
    return query.execute();
  });
  return group(rows.map(({ at, makeup, passed, ...r }) => ({ ...r, makeup: makeup === 1, passed: passed === 1, on: dayOfInstant(at) })));
}

/** Reasons of the exemptions in force for the year. */
export async function exemptionsOf(on: Queryable, year: number, whose: Whose): Promise<Map<string, string>> {
  const rows = await inParts(whose, (ids) => {
    let query = on.selectFrom('exemption').select(['person_id', 'reason']).where('plan_year', '=', year).where('revoked_at', 'is', null);
    if (ids) query = query.where('person_id', 'in', ids);
    return query.execute();
  });
  return new Map(rows.map((r) => [r.person_id, r.reason]));
}

const FOR_GOOD = '9999-12-31';

/** From the first day of the first assignment to the last of the last; people without one are not in it: they serve the whole year. */
export async function servicesOf(on: Queryable, whose: Whose): Promise<Map<string, Service>> {
  const rows = await inParts(whose, (ids) => {
    let query = on
      .selectFrom('assignment')
      .select((e) => ['person_id', e.fn.min('from_day').as('from'), e.fn.max(e.fn.coalesce('to_day', e.val(FOR_GOOD))).as('to')])
      .groupBy('person_id');
    if (ids) query = query.where('person_id', 'in', ids);
    return query.execute();
  });
  return new Map(rows.map((r) => [r.person_id, { from: r.from, to: r.to === FOR_GOOD ? null : r.to }]));
}

/** By person and exam, the terms of those for whom an override is in force. */
async function personalTermsOf(on: Queryable, plan: Plan, overrides: readonly InForce[], whose: Whose): Promise<Map<string, Map<string, Terms>>> {
  const found = new Map<string, Map<string, Terms>>();
  if (overrides.length === 0) return found;
  const units = await allUnits(on);
  const people = await inParts(whose, (ids) => {
    const query = on.selectFrom('person').select(['id', 'unit_id']);
    return (ids ? query.where('id', 'in', ids) : query).execute();
  });
  const above = new Map<string, ReadonlySet<string>>();
  for (const { id, unit_id } of people) {
    const counts = above.get(unit_id) ?? (await unitsThatCount(on, overrides, unit_id, units));
    above.set(unit_id, counts);
    const terms = plan.exams.flatMap((exam): [string, Terms][] => {
      const mine = overrides.filter((o) => o.sitting === exam.id && (o.personId === id || (o.unitId !== null && counts.has(o.unitId))));
      return mine.length > 0 ? [[exam.id, personalTerms(termsOfExam(exam), mine, id, counts)]] : [];
    });
    if (terms.length > 0) found.set(id, new Map(terms));
  }
  return found;
}

export interface PersonStanding {
  readonly audiences: readonly string[];
  readonly standing: Standing;
  /** What else it was made of. */
  readonly results: readonly ExamResult[];
  readonly terms: ReadonlyMap<string, Terms> | undefined;
  readonly facts: PersonFacts;
}

/** Exams whose outcome is not told to candidates at this instant. */
function withheldAt(plan: Plan, overrides: readonly InForce[], now: number): ReadonlySet<string> {
  const kept = plan.exams.filter((exam) => !atLeast(levelAt(exam.review, releaseTimes(exam, overrides.filter((o) => o.sitting === exam.id)), now), 'score'));
  return new Set(kept.map((exam) => exam.id));
}

/**
 * Standing of each of the people, by their id. People without an audience are in it too, owing nothing.
 * @param toCandidatesAt told to the people themselves at this instant, ms: outcomes kept back from them count for nothing.
 */
export async function standingsOf(on: Queryable, plan: Plan, whose: readonly string[], today: Day, everybody = false, toCandidatesAt?: number): Promise<Map<string, PersonStanding>> {
  const read = everybody ? undefined : whose;
  const [spans, credited, results] = [await spansOf(on, read), await creditedOf(on, plan.year, read), await examResultsOf(on, plan.year, read)];
  const [exemptions, services] = [await exemptionsOf(on, plan.year, read), await servicesOf(on, read)];
  const overrides = await overridesInForce(on, plan.year);
  const terms = await personalTermsOf(on, plan, overrides, read);
  const withheld = toCandidatesAt === undefined ? new Set<string>() : withheldAt(plan, overrides, toCandidatesAt);
  const told = (r: ExamResult): ExamResult => (withheld.has(r.exam) && r.state === 'handed' ? { ...r, withheld: true } : r);
  return new Map(
    whose.map((id) => {
      const audiences = audiencesFor(plan, spans.get(id) ?? [], today);
      const reason = exemptions.get(id);
      const facts = { exempt: reason === undefined ? undefined : { reason }, service: services.get(id) };
      const own = { results: (results.get(id) ?? []).map(told), terms: terms.get(id), facts };
      return [id, { audiences, standing: standingOf(plan, audiences, credited.get(id) ?? [], own.results, today, own.terms, facts), ...own }];
    }),
  );
}
