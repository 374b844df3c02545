/** What an audience owes can be earned: shares fit into the total, and courses and quizzes give enough, in all and within each category. */
import type { Issue } from '../kernel/issue.ts';
import { daysBetween } from '../kernel/day.ts';
import { issueAt, type Rule } from './material.ts';

/** Hundredths as people write credits: 150 → 1.5. */
const written = (centi: number): string => String(centi / 100);
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

export const planCredits: Rule = (material) =>
  Array.from(material.plans).flatMap(([name, plan]) => {
    const out: Issue[] = [];
    const say = (path: readonly PropertyKey[], code: string, message: string, hint: string) => void out.push(issueAt(material, `plans/${name}`, path, { code, message, hint }));
    const sources = [...plan.courses, ...plan.quizzes];
    const inAll = sum(sources.map((s) => s.credits));
    const days = Math.max(0, daysBetween(plan.opens, plan.closes) + 1);
    for (const [id, audience] of Object.entries(plan.audiences)) {
      const owed = audience.credits;
      const shares = sum(Object.values(audience.shares));
      if (shares > owed) say(['audiences', id, 'shares'], 'plan-shares', `${audience.title}各类别共要 ${written(shares)} 学分，超过总数 ${written(owed)}。`, '减少各类别的要求，或者提高总数');
      if (owed > inAll) say(['audiences', id, 'credits'], 'plan-unreachable', `${audience.title}要 ${written(owed)} 学分，全部课程和小测加起来只有 ${written(inAll)}。`, '增加课程或小测，或者降低要求');
      for (const [category, share] of Object.entries(audience.shares)) {
        const within = sum(sources.filter((s) => s.category === category).map((s) => s.credits));
        if (share > within) say(['audiences', id, 'shares', category], 'plan-unreachable', `${audience.title}要“${plan.categories[category] ?? category}”${written(share)} 学分，这一类课程和小测加起来只有 ${written(within)}。`, '增加这一类的课程，或者降低要求');
      }
      if (plan.dailyCap !== undefined && owed > plan.dailyCap * days) say(['dailyCap'], 'plan-unreachable', `每天最多 ${written(plan.dailyCap)} 学分，${days} 天里得不到${audience.title}要的 ${written(owed)}。`, '提高每天的上限');
    }
    return out;
  });
