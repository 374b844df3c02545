/** Equal ids over all banks; equal or nearly equal stems. */
import type { Issue } from '../kernel/issue.ts';
import type { Question } from '../quiz/schema.ts';
import { issueAt, questionsOf, type Rule } from './material.ts';

/** Share of bigrams in common (Jaccard) from which two stems are called nearly equal. */
const NEAR = 0.8;

function bigrams(text: string): Set<string> {
  const plain = text.replace(/[\s\p{P}\p{S}]/gu, '');
  const out = new Set<string>();
  for (let i = 0; i + 1 < plain.length; i++) out.add(plain.slice(i, i + 2));
  if (out.size === 0) out.add(plain);
  return out;
}

export const repeatedQuestions: Rule = (material) => {
  const all = questionsOf(material);
  const out: Issue[] = [];
  const ids = new Map<string, string>();
  for (const { question, index, key } of all) {
    const other = ids.get(question.id);
    if (other === undefined) ids.set(question.id, material.sources.get(key)?.file ?? key);
    else out.push(issueAt(material, key, ['questions', index, 'id'], { code: 'question-id-repeated', message: `题号 ${question.id} 在 ${other} 里已经用过。`, hint: '题号永不重复，撤下的题号也不能再用；换一个新的' }));
  }

  const stems = all.map(({ question }) => bigrams(question.stem));
  const often = new Map<string, number>();
  for (const stem of stems) for (const gram of stem) often.set(gram, (often.get(gram) ?? 0) + 1);
  // Two sets that share most of their grams share one of their rarest: only those are compared, so that thousands of questions stay quick.
  const byRareGram = new Map<string, number[]>();
  stems.forEach((stem, i) => {
    const rare = [...stem].sort((a, b) => (often.get(a) ?? 0) - (often.get(b) ?? 0) || (a < b ? -1 : 1)).slice(0, Math.floor((1 - NEAR) * stem.size) + 1);
    const candidates = new Set(rare.flatMap((gram) => byRareGram.get(gram) ?? []));
    for (const j of [...candidates].sort((a, b) => a - b)) {
      const other = stems[j] ?? new Set<string>();
      if (Math.min(stem.size, other.size) < NEAR * Math.max(stem.size, other.size)) continue;
      const common = [...stem].filter((gram) => other.has(gram)).length;
      const alike = common / (stem.size + other.size - common);
      const [a, b] = [all[j], all[i]];
      if (alike < NEAR || !a || !b || a.question.id === b.question.id || a.question.kind !== b.question.kind) continue;
      const same = alike === 1 && JSON.stringify(choices(a.question)) === JSON.stringify(choices(b.question));
      const where = `${a.question.id}（${material.sources.get(a.key)?.file ?? a.key}）`;
      out.push(
        issueAt(material, b.key, ['questions', b.index, 'stem'], {
          code: same ? 'stem-equal' : 'stem-near',
          level: same ? 'error' : 'warning',
          message: `${b.question.id} 的题干和 ${where} ${same ? '一样' : '差不多'}。`,
          hint: same ? '删掉一题，或者换一个问法' : '两题会抽进同一份试卷；考点相同就删掉一题',
        }),
      );
    }
    for (const gram of rare) {
      const known = byRareGram.get(gram);
      if (known) known.push(i);
      else byRareGram.set(gram, [i]);
    }
  });
  return out;
};

/** Texts of the options without their order; two questions may share a stem and differ in these. */
const choices = (question: Question): string[] => (question.kind === 'truefalse' ? [] : Object.values(question.options).sort());
