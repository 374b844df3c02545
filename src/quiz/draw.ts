/** 组卷: from a blueprint and the banks to a paper. Total: a paper or what is short, never a time-out. */
import { shuffled, type Rng } from '../kernel/rng.ts';
import type { Bank, BankQuestion } from './bank.ts';
import type { Blueprint, QuestionKind } from './schema.ts';

/** Whether reserved questions may be used: exams draw from all, everything else from the open ones. */
export type Use = 'exam' | 'open';

export interface DrawnSection {
  readonly title: string;
  readonly kind: QuestionKind;
  readonly marks: number;
  readonly scoring: Blueprint['sections'][number]['scoring'];
  readonly questions: readonly BankQuestion[];
}
export interface Paper {
  readonly sections: readonly DrawnSection[];
}

/** One pick that the banks cannot fill. */
export interface Missing {
  /** Index of the section and of the pick within it. */
  readonly section: number;
  readonly pick: number;
  readonly bank: string;
  readonly kind: QuestionKind;
  readonly wanted: number;
  readonly have: number;
}
export interface Shortfall {
  readonly missing: readonly Missing[];
}

type Banks = ReadonlyMap<string, Bank>;

/**
 * What of the blueprint cannot be filled; empty when every draw will succeed. Does not
 * depend on chance: banks and kinds divide the questions, so picks compete only with
 * earlier picks of the same bank and kind.
 */
export function shortfallOf(blueprint: Blueprint, banks: Banks, use: Use): Missing[] {
  const missing: Missing[] = [];
  const left = new Map<string, number>();
  blueprint.sections.forEach(({ kind, pick }, section) => {
    pick.forEach(({ bank, count }, n) => {
      const key = `${bank} ${kind}`;
      const have = left.get(key) ?? eligible(banks.get(bank), kind, use).length;
      if (have < count) missing.push({ section, pick: n, bank, kind, wanted: count, have });
      left.set(key, Math.max(0, have - count));
    });
  });
  return missing;
}

/**
 * Draws a paper: every pick filled exactly, no question twice, none withdrawn, reserved
 * ones in exams only. The same banks, blueprint and seed give the same paper. Question ids
 * must be unique over the banks (checked when they are read).
 */
export function drawPaper(blueprint: Blueprint, banks: Banks, rng: Rng, use: Use): Paper | Shortfall {
  const missing = shortfallOf(blueprint, banks, use);
  if (missing.length > 0) return { missing };
  const used = new Set<string>();
  const sections = blueprint.sections.map(({ title, kind, marks, scoring, pick }) => {
    const drawn = pick.flatMap(({ bank, count }) => {
      const free = eligible(banks.get(bank), kind, use).filter((q) => !used.has(q.asked.id));
      const taken = shuffled(free, rng).slice(0, count);
      for (const q of taken) used.add(q.asked.id);
      return taken;
    });
    return { title, kind, marks, scoring, questions: blueprint.shuffleQuestions ? shuffled(drawn, rng) : drawn };
  });
  return { sections };
}

const eligible = (bank: Bank | undefined, kind: QuestionKind, use: Use): readonly BankQuestion[] =>
  (bank?.questions ?? []).filter((q) => q.kind === kind && (use === 'exam' || !q.reserved));
