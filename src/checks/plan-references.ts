/** What a plan names must exist: papers, pages, categories, exams; and no id or page twice. */
import type { Issue } from '../kernel/issue.ts';
import { issueAt, type Rule } from './material.ts';
import { didYouMean } from './near.ts';
import { pageProblem } from './pages.ts';

export const planReferences: Rule = (material) => {
  const paperNames = Array.from(material.sources.keys()).filter((k) => k.startsWith('papers/')).map((k) => k.slice(7));
  return Array.from(material.plans).flatMap(([name, plan]) => {
    const out: Issue[] = [];
    const say = (path: readonly PropertyKey[], code: string, message: string, hint: string) => void out.push(issueAt(material, `plans/${name}`, path, { code, message, hint }));
    const categories = Object.keys(plan.categories);
    const exams = plan.exams.map((exam) => exam.id);
    const wantPaper = (paper: string, path: readonly PropertyKey[]) => {
      if (!material.sources.has(`papers/${paper}`)) say(path, 'plan-paper', `没有“${paper}”这份组卷规则。`, didYouMean(paper, paperNames, `quizzes/papers 里现有：${paperNames.join('、')}`));
    };
    const wantCategory = (category: string, path: readonly PropertyKey[]) => {
      if (!categories.includes(category)) say(path, 'plan-category', `没有“${category}”这个类别。`, didYouMean(category, categories, `categories 里现有：${categories.join('、')}`));
    };
    const unique = (ids: readonly string[], path: (i: number) => readonly PropertyKey[], what: string) =>
      ids.forEach((id, i) => {
        if (ids.indexOf(id) < i) say(path(i), 'plan-repeated', `${what}“${id}”写了两次。`, '留下一个；同一样东西一年只能得一次学分');
      });

    if (String(plan.year) !== name) say(['year'], 'plan-year', `文件名是 ${name}，年度写的是 ${plan.year}。`, '两处写成同一年');
    for (const [id, audience] of Object.entries(plan.audiences)) {
      for (const category of Object.keys(audience.shares)) wantCategory(category, ['audiences', id, 'shares', category]);
      for (const exam of audience.exam) if (!exams.includes(exam)) say(['audiences', id, 'exam'], 'plan-exam', `${audience.title}要考的“${exam}”不在 exams 里。`, didYouMean(exam, exams, `exams 里现有：${exams.join('、') || '（没有）'}`));
    }
    plan.courses.forEach((course, i) => {
      const wrong = pageProblem(material, course.page);
      if (wrong) say(['courses', i, 'page'], 'plan-page', `课程的${wrong.message}`, wrong.hint);
      wantCategory(course.category, ['courses', i, 'category']);
    });
    plan.quizzes.forEach((quiz, i) => {
      wantPaper(quiz.paper, ['quizzes', i, 'paper']);
      wantCategory(quiz.category, ['quizzes', i, 'category']);
    });
    plan.exams.forEach((exam, i) => {
      wantPaper(exam.paper, ['exams', i, 'paper']);
      for (const category of Object.keys(exam.minShares)) wantCategory(category, ['exams', i, 'minShares', category]);
    });
    plan.caps.forEach((cap, i) => cap.category !== undefined && wantCategory(cap.category, ['caps', i, 'category']));
    plan.activities.forEach((kind, i) => wantCategory(kind.category, ['activities', i, 'category']));
    unique(plan.courses.map((c) => c.page), (i) => ['courses', i, 'page'], '课程');
    unique(plan.quizzes.map((q) => q.id), (i) => ['quizzes', i, 'id'], '小测');
    unique(plan.activities.map((k) => k.id), (i) => ['activities', i, 'id'], '线下活动');
    unique(exams, (i) => ['exams', i, 'id'], '考试');
    return out;
  });
};
