/**
 * What an audience owes can be earned: shares fit into the total, and courses, quizzes and activities give enough under the
 * caps, in all and within each category; so does what an exam asks for beforehand. Score and bands say what they mean.
 */
import { YearRoom } from '../credits/caps.ts';
import type { Issue } from '../kernel/issue.ts';
import { daysBetween } from '../kernel/day.ts';
import type { Plan } from '../plans/schema.ts';
import { issueAt, type Rule } from './material.ts';

/** Hundredths as people write credits: 150 → 1.5. */
const written = (centi: number): string => String(centi / 100);
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** The most that a year gives, of one category or of all; Infinity where an activity may be repeated without end. */
function mostOf(plan: Plan, category?: string): number {
  const room = new YearRoom(plan.caps);
  const sources = [
    ...plan.courses.map((c) => ({ ...c, kind: 'study' })),
    ...plan.quizzes.map((q) => ({ ...q, kind: 'quiz' })),
    ...plan.activities.map((a) => ({ category: a.category, kind: 'activity', credits: a.most ?? Infinity })),
  ];
  return sum(sources.filter((s) => category === undefined || s.category === category).map((s) => room.take({ category: s.category, kind: s.kind }, s.credits)));
}

export const planCredits: Rule = (material) =>
  Array.from(material.plans).flatMap(([name, plan]) => {
    const out: Issue[] = [];
    const say = (path: readonly PropertyKey[], code: string, message: string, hint: string) => void out.push(issueAt(material, `plans/${name}`, path, { code, message, hint }));
    const inAll = mostOf(plan);
    const named = (category: string): string => plan.categories[category] ?? category;
    const days = Math.max(0, daysBetween(plan.opens, plan.closes) + 1);
    for (const [id, audience] of Object.entries(plan.audiences)) {
      const owed = audience.credits;
      const shares = sum(Object.values(audience.shares));
      if (shares > owed) say(['audiences', id, 'shares'], 'plan-shares', `${audience.title}各类别共要 ${written(shares)} 学分，超过总数 ${written(owed)}。`, '减少各类别的要求，或者提高总数');
      if (owed > inAll) say(['audiences', id, 'credits'], 'plan-unreachable', `${audience.title}要 ${written(owed)} 学分，全部课程、小测和活动按上限加起来只有 ${written(inAll)}。`, '增加课程或小测，或者降低要求');
      for (const [category, share] of Object.entries(audience.shares)) {
        const within = mostOf(plan, category);
        if (share > within) say(['audiences', id, 'shares', category], 'plan-unreachable', `${audience.title}要“${named(category)}”${written(share)} 学分，这一类按上限加起来只有 ${written(within)}。`, '增加这一类的课程，或者降低要求');
      }
      if (plan.dailyCap !== undefined && owed > plan.dailyCap * days) say(['dailyCap'], 'plan-unreachable', `每天最多 ${written(plan.dailyCap)} 学分，${days} 天里得不到${audience.title}要的 ${written(owed)}。`, '提高每天的上限');
    }
    plan.exams.forEach((exam, i) => {
      if ((exam.minCredits ?? 0) > inAll) say(['exams', i, 'minCredits'], 'plan-unreachable', `考试“${exam.id}”要先学满 ${written(exam.minCredits ?? 0)} 学分，全部加起来只有 ${written(inAll)}，谁也考不了。`, '降低开考的要求');
      for (const [category, centi] of Object.entries(exam.minShares)) {
        if (centi > mostOf(plan, category)) say(['exams', i, 'minShares', category], 'plan-unreachable', `考试“${exam.id}”要先学满“${named(category)}”${written(centi)} 学分，这一类加起来只有 ${written(mostOf(plan, category))}，谁也考不了。`, '降低开考的要求');
      }
    });
    if (plan.score?.full !== undefined && plan.score.full > inAll) say(['score', 'full'], 'plan-unreachable', `学满 ${written(plan.score.full)} 学分综合分才得满，全部加起来只有 ${written(inAll)}。`, '降低 full');
    if (plan.bands?.by === 'score' && !plan.score) say(['bands', 'by'], 'plan-bands', '等次按综合分定，可是没有写 score。', '写上 score，或者改成 exam 或 credits');
    plan.bands?.levels.forEach((level, i, levels) => {
      if (plan.bands?.by !== 'credits' && level.from > 100) say(['bands', 'levels', i, 'from'], 'plan-bands', `“${level.name}”从 ${level.from} 分起，可是满分是 100。`, '写 0 到 100');
      if (levels.findIndex((x) => x.name === level.name || x.from === level.from) < i) say(['bands', 'levels', i], 'plan-bands', `等次“${level.name}”和前面的重名或重分。`, '名称和分数各不相同');
    });
    return out;
  });
