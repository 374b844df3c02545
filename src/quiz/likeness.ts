/** 相似度: how much two stems share, and which of many are nearly equal. */
import type { Question } from './schema.ts';

/** Share of bigrams in common (Jaccard) from which two stems are called nearly equal. */
export const NEAR = 0.8;

/** Pairs of signs next to each other; white space, punctuation and symbols do not count. */
export function bigrams(text: string): ReadonlySet<string> {
  const plain = text.replace(/[\s\p{P}\p{S}]/gu, '');
  const out = new Set<string>();
  for (let i = 0; i + 1 < plain.length; i++) out.add(plain.slice(i, i + 2));
  if (out.size === 0) out.add(plain);
  return out;
}

export interface NearPair {
  /** Places in the list, `first < second`. */
  readonly first: number;
  readonly second: number;
  /** {@link NEAR} to 1. */
  readonly likeness: number;
}

/** All pairs of texts that are at least {@link NEAR} alike, by their second place. */
export function nearPairs(texts: readonly string[]): NearPair[] {
  const sets = texts.map(bigrams);
  const often = new Map<string, number>();
  for (const set of sets) for (const gram of set) often.set(gram, (often.get(gram) ?? 0) + 1);
  const out: NearPair[] = [];
  // Two sets that share most of their grams share one of their rarest: only those are compared, so that thousands of questions stay quick.
  const byRareGram = new Map<string, number[]>();
  sets.forEach((set, second) => {
    const rare = [...set].sort((a, b) => (often.get(a) ?? 0) - (often.get(b) ?? 0) || (a < b ? -1 : 1)).slice(0, Math.floor((1 - NEAR) * set.size) + 1);
    const candidates = new Set(rare.flatMap((gram) => byRareGram.get(gram) ?? []));
    for (const first of [...candidates].sort((a, b) => a - b)) {
      const other = sets[first] ?? new Set<string>();
      if (Math.min(set.size, other.size) < NEAR * Math.max(set.size, other.size)) continue;
      const common = [...set].filter((gram) => other.has(gram)).length;
      const likeness = common / (set.size + other.size - common);
      if (likeness >= NEAR) out.push({ first, second, likeness });
    }
    for (const gram of rare) {
      const known = byRareGram.get(gram);
      if (known) known.push(second);
      else byRareGram.set(gram, [second]);
    }
  });
  return out;
}

type Part = Extract<Question, { kind: 'case' }>['parts'][number];

/** Everything to choose from without its order, or what the blanks accept; two questions may share a stem and differ in these. */
export function choiceTexts(question: Question | Part): string[] {
  if (question.kind === 'case') return question.parts.flatMap(choiceTexts);
  if (question.kind === 'truefalse') return [];
  if (question.kind === 'fill') return question.blanks.flatMap((b) => b.accept).sort();
  if (question.kind === 'matching') return [...Object.values(question.left), ...Object.values(question.right)].sort();
  return Object.values(question.kind === 'ordering' ? question.items : question.options).sort();
}

/** What a question asks, in one text: its stem, or its case with the stems of all parts. */
export const stemOf = (question: Question): string => (question.kind === 'case' ? [question.material, ...question.parts.map((p) => p.stem)].join('\n') : question.stem);
