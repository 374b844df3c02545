/** Equal ids over all banks; equal or nearly equal stems. */
import type { Issue } from '../kernel/issue.ts';
import { choiceTexts, nearPairs } from '../quiz/likeness.ts';
import { askedOf, issueAt, questionsOf, type AskedAt, type Rule } from './material.ts';

export const repeatedQuestions: Rule = (material) => {
  const out: Issue[] = [];
  const ids = new Map<string, string>();
  for (const { question, index, key } of questionsOf(material)) {
    const other = ids.get(question.id);
    if (other === undefined) ids.set(question.id, material.sources.get(key)?.file ?? key);
    else out.push(issueAt(material, key, ['questions', index, 'id'], { code: 'question-id-repeated', message: `题号 ${question.id} 在 ${other} 里已经用过。`, hint: '题号永不重复，撤下的题号也不能再用；换一个新的' }));
  }

  const all = askedOf(material);
  // What a part of a case asks is its case and its stem.
  for (const { first, second, likeness } of nearPairs(all.map((a) => a.material + a.question.stem))) {
    const [a, b] = [all[first], all[second]];
    if (!a || !b || sameEntry(a, b) || a.question.kind !== b.question.kind) continue;
    const same = likeness === 1 && JSON.stringify(choiceTexts(a.question)) === JSON.stringify(choiceTexts(b.question));
    const where = `${a.id}（${material.sources.get(a.key)?.file ?? a.key}）`;
    out.push(
      issueAt(material, b.key, [...b.path, 'stem'], {
        code: same ? 'stem-equal' : 'stem-near',
        level: same ? 'error' : 'warning',
        message: `${b.id} 的题干和 ${where} ${same ? '一样' : '差不多'}。`,
        hint: same ? '删掉一题，或者换一个问法' : '两题会抽进同一份试卷；考点相同就删掉一题',
      }),
    );
  }
  return out;
};

/** The parts of one case share its text, and a repeated id has been reported. */
const sameEntry = (a: AskedAt, b: AskedAt): boolean => a.id.split('.')[0] === b.id.split('.')[0];
