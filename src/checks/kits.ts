/** A kit for an activity: its steps fill the time it says, and its pages exist. */
import { issueAt, type Rule } from './material.ts';
import { pageProblem } from './pages.ts';

export const kits: Rule = (material) =>
  material.library.kits.flatMap((kit) => {
    const key = `kits/${kit.id}`;
    const times = kit.activities.flatMap((activity, i) => {
      const sum = activity.steps.reduce((all, step) => all + step.minutes, 0);
      if (sum === activity.minutes) return [];
      return [issueAt(material, key, ['activities', i, 'minutes'], { code: 'kit-minutes', message: `“${activity.name}”写的是 ${activity.minutes} 分钟，各步加起来是 ${sum} 分钟。`, hint: '改总时间，或者改各步的时间' })];
    });
    const pages = kit.points.flatMap((point, i) => {
      const wrong = pageProblem(material, point.page);
      return wrong ? [issueAt(material, key, ['points', i, 'page'], { code: 'page-missing', message: `要点要读的${wrong.message}`, hint: wrong.hint })] : [];
    });
    return [...times, ...pages];
  });
