/** Windows of a plan: they end after they begin, and an exam someone must pass opens before the year ends. */
import { atLeast } from '../exams/review-policy.ts';
import type { Issue } from '../kernel/issue.ts';
import { closingOf, openingOf } from '../plans/window.ts';
import { issueAt, type Rule } from './material.ts';

export const planDates: Rule = (material) =>
  Array.from(material.plans).flatMap(([name, plan]) => {
    const out: Issue[] = [];
    const say = (path: readonly PropertyKey[], message: string, hint: string) => void out.push(issueAt(material, `plans/${name}`, path, { code: 'plan-dates', message, hint }));
    if (plan.closes < plan.opens) say(['closes'], `年度 ${plan.closes} 截止，早于开始的 ${plan.opens}。`, '改日期');
    if (plan.makeup && plan.makeup.closes < plan.makeup.opens) say(['makeup', 'closes'], `补学 ${plan.makeup.closes} 截止，早于开始的 ${plan.makeup.opens}。`, '改日期');
    else if (plan.makeup && plan.makeup.opens <= plan.closes) say(['makeup', 'opens'], `年度 ${plan.closes} 才截止，补学 ${plan.makeup.opens} 就开始了。`, '补学排在年度截止以后');
    plan.exams.forEach((exam, i) => {
      if (closingOf(exam.closes) <= openingOf(exam.opens)) say(['exams', i, 'closes'], `考试“${exam.id}”${exam.closes} 截止，早于开始的 ${exam.opens}。`, '改日期');
      else if (exam.opens.slice(0, 10) > plan.closes && Object.values(plan.audiences).some((a) => a.exam.includes(exam.id))) {
        say(['exams', i, 'opens'], `考试“${exam.id}”${exam.opens} 才开始，年度 ${plan.closes} 已经截止。`, '提前考试，或者推迟年度截止');
      }
      const { makeup } = exam;
      if (makeup && closingOf(makeup.closes) <= openingOf(makeup.opens)) say(['exams', i, 'makeup', 'closes'], `考试“${exam.id}”的补考 ${makeup.closes} 截止，早于开始的 ${makeup.opens}。`, '改日期');
      else if (makeup && openingOf(makeup.opens) < closingOf(exam.closes)) say(['exams', i, 'makeup', 'opens'], `考试“${exam.id}”${exam.closes} 才结束，补考 ${makeup.opens} 就开始了。`, '补考排在考试结束以后');
      if (atLeast(exam.review.now, 'marks')) say(['exams', i, 'review', 'now'], `考试“${exam.id}”交卷就公布对错，后考的人会提前知道答案。`, 'now 写 nothing 或 score，对错和答案放到 after');
    });
    return out;
  });
