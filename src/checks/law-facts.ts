/** Facts of a law that contradict one another, and names that two laws share. */
import { issueAt, type Rule } from './material.ts';

export const lawFacts: Rule = (material) => {
  const names = new Map<string, string>();
  return material.library.laws.flatMap((law) => {
    const key = `laws/${law.id}`;
    const say = (path: readonly PropertyKey[], code: string, message: string, hint: string) => issueAt(material, key, path, { code, message, hint });
    const out = [];
    if (law.adopted && law.effective && law.adopted > law.effective) out.push(say(['effective'], 'law-dates', `施行日期 ${law.effective} 早于通过日期 ${law.adopted}。`, '对照公布令改日期'));
    if (law.repealed && law.effective && law.repealed <= law.effective) out.push(say(['repealed'], 'law-dates', `废止日期 ${law.repealed} 不晚于施行日期 ${law.effective}。`, '对照废止文件改日期'));
    law.amended.forEach((step, i) => {
      const before = law.amended[i - 1];
      if (before && before.on > step.on) out.push(say(['amended', i, 'on'], 'law-dates', `修改记录 ${step.on} 排在 ${before.on} 后面。`, '从早到晚排'));
    });
    for (const name of new Set([law.short, law.title, ...law.aliases])) {
      const other = names.get(name);
      if (other !== undefined) out.push(say(name === law.short ? ['short'] : name === law.title ? ['title'] : ['aliases', law.aliases.indexOf(name)], 'law-name-taken', `“${name}”已是另一部法（${other}）的名称。`, '换一个只指这部法的名称'));
      else names.set(name, law.id);
    }
    return out;
  });
};
