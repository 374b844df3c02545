/** One person as an organiser sees them: the year, the ledger, the attempts. */
import { reachOf } from '../../accounts/server/api-kit.ts';
import { recordLook } from '../../accounts/server/audit.ts';
import type { SignedIn } from '../../accounts/server/env.ts';
import { mayInUnit } from '../../accounts/reach.ts';
import { allUnits, failuresOf, personById } from '../../accounts/server/store.ts';
import { isLocked } from '../../accounts/lockout.ts';
import { unitPath } from '../../accounts/units.ts';
import { holding } from '../../credits/ledger.ts';
import { REVERSAL } from '../../credits/server/append.ts';
import { CARRY } from '../../credits/server/carry.ts';
import { minuteOf, msOf } from '../../kernel/day.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { entryOf } from '../../plans/server/study.ts';
import { yearOf, type LearnDeps, type YearView } from '../../plans/server/year.ts';

export interface PersonFile {
  readonly id: string;
  readonly name: string;
  readonly staffNo: string;
  readonly unit: string;
  readonly email: string | null;
  readonly mustChange: boolean;
  readonly locked: boolean;
  readonly mayReset: boolean;
  readonly year: YearView;
  readonly entries: readonly { readonly id: string; readonly mayReverse: boolean; readonly reason: string | null; readonly at: string; readonly what: string; readonly category: string; readonly rawCenti: number; readonly grantedCenti: number }[];
  readonly attempts: readonly { readonly what: string; readonly startedAt: string; readonly outcome: string }[];
}

const RULES: Record<string, string> = { study: '学习', quiz: '小测', carry: '顺延入账', activity: '线下学法', reversal: '冲正' };

/** The look is recorded. Refuses `not-found` for people out of reach as for people who do not exist. */
export async function personFile(deps: LearnDeps, actor: SignedIn, personId: string, year?: number): Promise<PersonFile> {
  const person = await personById(deps.db, personId);
  const units = await allUnits(deps.db);
  if (!person || !mayInUnit(actor.roles, 'see-standing', person.unit_id, units)) throw new Refusal('not-found');
  await recordLook(deps, actor, 'see-person', personId, year === undefined ? undefined : { year });
  const view = await yearOf(deps, personId, year, true);
  const titles = new Map([...view.quizzes, ...view.exams].map((s) => [s.id, s.title]));
  const entries = await deps.db.selectFrom('credit_entry').selectAll().where('person_id', '=', personId).where('plan_year', '=', view.plan.year).orderBy('number', 'desc').execute();
  const attempts = await deps.db
    .selectFrom('attempt')
    .leftJoin('result', 'result.attempt_id', 'attempt.id')
    .select(['attempt.id', 'attempt.sitting', 'attempt.number', 'attempt.started_at', 'attempt.state', 'result.score', 'result.full', 'result.passed', 'result.version'])
    .where('attempt.person_id', '=', personId)
    .where('attempt.plan_year', '=', view.plan.year)
    .orderBy('attempt.started_at', 'desc')
    .orderBy('result.version', 'desc')
    .execute();
  const latest = attempts.filter((a, i) => attempts.findIndex((b) => b.id === a.id) === i);
  const activities = await deps.db.selectFrom('activity').select(['id', 'title']).where('plan_year', '=', view.plan.year).execute();
  for (const a of activities) titles.set(a.id, a.title);
  const sourceName = (rule: string, source: string): string => {
    const id = source.slice(source.indexOf(':') + 1).replace(/#\d+$/, '');
    const of = entries.find((e) => rule === REVERSAL && e.id === source);
    if (of) return `${RULES.reversal}：${sourceName(of.rule, of.source)}`;
    if (rule === 'carry') return `${RULES.carry}（每日上限之外的部分）`;
    return `${RULES[rule] ?? rule}：${entryOf(deps.library, id)?.data.title ?? titles.get(id) ?? id}`;
  };
  const mayReverse = mayInUnit(actor.roles, 'reverse-credit', person.unit_id, units);
  const holds = new Set(holding(entries).filter((e) => e.rule !== CARRY).map((e) => e.id));
  return {
    id: person.id,
    name: person.name,
    staffNo: person.staff_no,
    unit: unitPath(units, person.unit_id),
    email: person.email,
    mustChange: person.must_change === 1,
    locked: isLocked(failuresOf(person), deps.clock.now()),
    mayReset: reachOf(actor, 'reset-password') === 'everywhere' || mayInUnit(actor.roles, 'reset-password', person.unit_id, units),
    year: view,
    entries: entries.map((e) => ({ id: e.id, mayReverse: mayReverse && holds.has(e.id), reason: e.reason, at: minuteOf(msOf(e.at)), what: sourceName(e.rule, e.source), category: view.plan.categories[e.category] ?? e.category, rawCenti: e.raw_centi, grantedCenti: e.granted_centi })),
    attempts: latest.map((a) => ({
      what: `${titles.get(a.sitting) ?? a.sitting} 第 ${a.number} 次`,
      startedAt: minuteOf(msOf(a.started_at)),
      outcome: a.state === 'open' ? '还没交卷' : `${a.score ?? 0} / ${a.full ?? 0} 分，${a.passed === 1 ? '通过' : '未通过'}`,
    })),
  };
}
