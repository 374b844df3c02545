/** Every blueprint can be filled: its banks exist and hold enough questions of the kind that are not withdrawn. */
import { issueAt, type Rule } from './material.ts';
import { didYouMean } from './near.ts';

const KINDS = { single: '单选题', multiple: '多选题', truefalse: '判断题' } as const;

export const blueprint: Rule = (material) =>
  Array.from(material.papers).flatMap(([id, paper]) => {
    // No question comes twice in a paper, so sections of one kind draw from the same stock.
    const taken = new Map<string, number>();
    return paper.sections.flatMap((section, s) =>
      section.pick.flatMap((pick, p) => {
        const path = ['sections', s, 'pick', p];
        const bank = material.banks.get(pick.bank);
        if (!bank) {
          if (material.sources.has(`banks/${pick.bank}`)) return [];
          const names = Array.from(material.sources.keys()).filter((k) => k.startsWith('banks/')).map((k) => k.slice(6));
          const message = `“${section.title}”要从题库“${pick.bank}”抽题，没有这个题库。`;
          return [issueAt(material, `papers/${id}`, [...path, 'bank'], { code: 'blueprint-bank', message, hint: didYouMean(pick.bank, names, `现有：${names.join('、')}`) })];
        }
        const stock = bank.questions.filter((q) => q.kind === section.kind && !(q.retired && q.retired <= material.today)).length;
        const key = `${pick.bank} ${section.kind}`;
        const wanted = (taken.get(key) ?? 0) + pick.count;
        taken.set(key, wanted);
        if (wanted <= stock) return [];
        const message = `要从题库“${pick.bank}”抽 ${wanted} 道${KINDS[section.kind]}，只有 ${stock} 道可用。`;
        return [issueAt(material, `papers/${id}`, [...path, 'count'], { code: 'blueprint-shortfall', message, hint: `少抽几道，或者给题库补 ${wanted - stock} 道` })];
      }),
    );
  });
