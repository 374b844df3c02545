/** Windows of a plan: they end after they begin, and an exam someone must pass opens before the year ends. */
import type { Issue } from '../kernel/issue.ts';
import { issueAt, type Rule } from './material.ts';

export const planDates: Rule = (material) =>
  Array.from(material.plans).flatMap(([name, plan]) => {
    const out: Issue[] = [];
    const say = (path: readonly PropertyKey[], message: string, hint: string) => void out.push(issueAt(material, `plans/${name}`, path, { code: 'plan-dates', message, hint }));
    if (plan.closes < plan.opens) say(['closes'], `年度 ${plan.closes} 截止，早于开始的 ${plan.opens}。`, '改日期');
    plan.exams.forEach((exam, i) => {
      if (exam.closes < exam.opens) say(['exams', i, 'closes'], `考试“${exam.id}”${exam.closes} 截止，早于开始的 ${exam.opens}。`, '改日期');
      else if (exam.opens > plan.closes && Object.values(plan.audiences).some((a) => a.exam === exam.id)) {
        say(['exams', i, 'opens'], `考试“${exam.id}”${exam.opens} 才开始，年度 ${plan.closes} 已经截止。`, '提前考试，或者推迟年度截止');
      }
    });
    return out;
  });
