/**
 * Every blueprint can be filled, proved by the very code that draws: its banks exist and hold enough that fits and is
 * not withdrawn, without what is kept for exams where a quiz of the plan, a public theme or a mock exam uses it. And which provisions it can never ask about.
 */
import type { Issue } from '../kernel/issue.ts';
import { articleName, articleOrder, basisKey } from '../library/cite.ts';
import { unitsOf, type Bank } from '../quiz/bank.ts';
import type { Blueprint } from '../quiz/blueprint.ts';
import { drawable, shortfallOf, type Use } from '../quiz/draw.ts';
import { unitOf } from '../quiz/kinds/index.ts';
import { issueAt, type Material, type Rule } from './material.ts';
import { didYouMean } from './near.ts';

export const blueprint: Rule = (material) => {
  // Revisions play no part here.
  const banks = new Map(Array.from(material.banks, ([id, { title, questions }]): [string, Bank] => {
    const units = unitsOf(questions, () => '');
    return [id, { id, title, order: 0, units, questions: units.flatMap((u) => u.questions) }];
  }));
  const inQuizzes = new Set(Array.from(material.plans.values()).flatMap((plan) => plan.quizzes.map((q) => q.paper)));
  return Array.from(material.papers).flatMap(([id, paper]) => {
    const unknown = unknownBanks(material, id, paper);
    // A bank that broke its schema has been reported as such.
    if (paper.sections.some((s) => s.pick.some((p) => !banks.has(p.bank)))) return unknown;
    const use: Use = inQuizzes.has(id) || paper.public ? 'open' : 'exam';
    const short = (from: Use): Issue[] => shortfallOf(paper, banks, from).map(({ section, pick, bank, kind, wanted, have }) => {
      const open = from === 'open' ? `（${use === 'open' ? '小测' : '模拟考试'}不抽考试专用题）` : '';
      const message = `要从题库“${bank}”抽 ${wanted} 道${describe(paper, section, pick)}${unitOf(kind).short}，前面各项抽走以后只有 ${have} 道可用${open}。`;
      return issueAt(material, `papers/${id}`, ['sections', section, 'pick', pick, 'count'], { code: 'blueprint-shortfall', message, hint: `少抽几道，或者给题库补 ${wanted - have} 道` });
    });
    const drawn = short(use);
    const missing = drawn.length === 0 && paper.mock ? short('open') : drawn;
    return missing.length > 0 ? missing : unreached(material, id, paper, banks, use);
  });
};

function unknownBanks(material: Material, id: string, paper: Blueprint): Issue[] {
  const names = Array.from(material.sources.keys()).filter((k) => k.startsWith('banks/')).map((k) => k.slice(6));
  return paper.sections.flatMap((section, s) =>
    section.pick.flatMap(({ bank }, p) => {
      if (names.includes(bank)) return [];
      const message = `“${section.title}”要从题库“${bank}”抽题，没有这个题库。`;
      return [issueAt(material, `papers/${id}`, ['sections', s, 'pick', p, 'bank'], { code: 'blueprint-bank', message, hint: didYouMean(bank, names, `现有：${names.join('、')}`) })];
    }),
  );
}

/** What a pick asks for beside bank and kind: `分类 probation、难度 2 到 4 的`. */
function describe(paper: Blueprint, section: number, n: number): string {
  const pick = paper.sections[section]?.pick[n];
  const words = [
    pick?.category && `分类 ${pick.category}`,
    pick?.law && `依据 ${pick.law}`,
    pick?.difficulty && `难度 ${typeof pick.difficulty === 'number' ? pick.difficulty : pick.difficulty.join(' 到 ')}`,
    pick?.parts && `${pick.parts} 小题`,
  ].filter(Boolean);
  return words.length > 0 ? `${words.join('、')}的` : '';
}

/** A note naming more provisions than this would be read by nobody. */
const MOST_NAMED = 8;

/** Provisions that its banks ask about and it never can. */
function unreached(material: Material, id: string, paper: Blueprint, banks: ReadonlyMap<string, Bank>, use: Use): Issue[] {
  const named = new Set(paper.sections.flatMap((s) => s.pick.map((p) => p.bank)));
  const basisOf = (units: Iterable<Bank['units'][number]>) => new Map(Array.from(units).flatMap((u) => u.questions.flatMap((q) => q.asked.basis.map((b) => [basisKey(b), b] as const))));
  const reached = basisOf(drawable(paper, banks, use));
  const all = basisOf([...named].flatMap((bank) => banks.get(bank)?.units ?? []));
  const never = Array.from(all).flatMap(([key, b]) => (reached.has(key) ? [] : [b]));
  if (never.length === 0) return [];
  const order = material.library.laws.map((l) => l.id);
  never.sort((a, b) => order.indexOf(a.law) - order.indexOf(b.law) || articleOrder(a.article) - articleOrder(b.article));
  const names = never.slice(0, MOST_NAMED).map((b) => `${material.library.laws.find((l) => l.id === b.law)?.short ?? b.law}${articleName(b.article)}`);
  const message = `题库里考到的条文有 ${all.size} 条，这份卷子永远抽不到其中 ${never.length} 条：${names.join('、')}${never.length > MOST_NAMED ? '等' : ''}。`;
  return [issueAt(material, `papers/${id}`, ['sections'], { code: 'blueprint-unreached', level: 'note', message })];
}
