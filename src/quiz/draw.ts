/**
 * 组卷: from a blueprint and the banks to a paper. Total: a paper or what is short, never a time-out. All
 * papers of one blueprint weigh the same: questions, marks and, where a pick names difficulty, its sum.
 */
import { shuffled, type Rng } from '../kernel/rng.ts';
import { serve, countsOf, type Wish } from './assign.ts';
import type { Bank, BankQuestion, BankUnit } from './bank.ts';
import type { Blueprint, Pick } from './blueprint.ts';
import type { QuestionKind } from './schema.ts';
import type { Scheme } from './scoring.ts';

/** Whether reserved questions may be used: exams draw from all, everything else from the open ones. */
export type Use = 'exam' | 'open';

export interface DrawnSection {
  readonly title: string;
  readonly kind: QuestionKind;
  /** Whole marks for each question. */
  readonly marks: number;
  readonly scoring: Scheme;
  /** The parts of a case stand together in their order. */
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
  /** What is left for it when the picks before it have theirs. */
  readonly have: number;
}
export interface Shortfall {
  readonly missing: readonly Missing[];
}

type Banks = ReadonlyMap<string, Bank>;

interface Slot extends Wish<BankUnit> {
  readonly section: number;
  readonly pick: number;
}

/** Whether a pick of this kind may take the unit. */
function fits(unit: BankUnit, kind: QuestionKind, pick: Pick): boolean {
  const [from, to] = range(pick);
  return (
    unit.kind === kind &&
    (pick.category === undefined || unit.category === pick.category) &&
    (pick.law === undefined || unit.laws.has(pick.law)) &&
    unit.difficulty >= from &&
    unit.difficulty <= to &&
    (pick.parts === undefined || unit.questions.length === pick.parts)
  );
}

const range = ({ difficulty = [1, 5] }: Pick): readonly [number, number] => (typeof difficulty === 'number' ? [difficulty, difficulty] : difficulty);

/** One slot for each pick, with everything it may take. */
const slotsOf = (blueprint: Blueprint, banks: Banks, use: Use): Slot[] =>
  blueprint.sections.flatMap(({ kind, pick: picks }, section) =>
    picks.map((pick, n) => ({
      section,
      pick: n,
      count: pick.count,
      candidates: (banks.get(pick.bank)?.units ?? []).filter((u) => (use === 'exam' || !u.reserved) && fits(u, kind, pick)),
    })),
  );

/**
 * What of the blueprint cannot be filled; empty exactly when every draw will succeed. Does not
 * depend on chance: a maximum matching of picks and questions, earlier picks first.
 */
export function shortfallOf(blueprint: Blueprint, banks: Banks, use: Use): Missing[] {
  const slots = slotsOf(blueprint, banks, use);
  const served = new Map<BankUnit, number>();
  serve(slots, served);
  return missingIn(blueprint, slots, countsOf(slots, served));
}

const missingIn = (blueprint: Blueprint, slots: readonly Slot[], counts: readonly number[]): Missing[] =>
  slots.flatMap(({ section, pick, count }, i) => {
    const { kind, pick: picks } = blueprint.sections[section] as Blueprint['sections'][number];
    const have = counts[i] ?? 0;
    return have < count ? [{ section, pick, bank: picks[pick]?.bank ?? '', kind, wanted: count, have }] : [];
  });

/**
 * Slots with a fixed number of questions of each level, for picks that name a span of difficulties: chance
 * chooses questions, never how hard a paper is. As near to what the bank holds as can be filled.
 */
function levelled(slots: readonly Slot[], blueprint: Blueprint, served: ReadonlyMap<BankUnit, number>): Slot[] {
  const split = (counts: (slot: Slot, i: number) => ReadonlyMap<number, number>): Slot[] =>
    slots.flatMap((slot, i) => {
      if (typeof blueprint.sections[slot.section]?.pick[slot.pick]?.difficulty !== 'object') return [slot];
      return [...counts(slot, i)].map(([level, count]) => ({ ...slot, count, candidates: slot.candidates.filter((u) => u.difficulty === level) }));
    });
  const even = split((slot) => shares(slot.count, tally(slot.candidates)));
  const trial = new Map<BankUnit, number>();
  serve(even, trial);
  if (countsOf(even, trial).every((n, i) => n === even[i]?.count)) return even;
  return split((_, i) => tally([...served].filter(([, s]) => s === i).map(([u]) => u)));
}

const tally = (units: readonly BankUnit[]): Map<number, number> => {
  const levels = new Map<number, number>();
  for (const u of [...units].sort((a, b) => a.difficulty - b.difficulty)) levels.set(u.difficulty, (levels.get(u.difficulty) ?? 0) + 1);
  return levels;
};

/** `count` divided in proportion to `stock`, by largest remainders. */
function shares(count: number, stock: ReadonlyMap<number, number>): Map<number, number> {
  const total = [...stock.values()].reduce((a, b) => a + b, 0);
  const parts = [...stock].map(([level, n]) => ({ level, exact: (count * n) / total, whole: Math.floor((count * n) / total) }));
  let left = count - parts.reduce((sum, p) => sum + p.whole, 0);
  for (const p of [...parts].sort((a, b) => b.exact - b.whole - (a.exact - a.whole) || a.level - b.level)) if (left-- > 0) p.whole++;
  return new Map(parts.filter((p) => p.whole > 0).map((p) => [p.level, p.whole]));
}

type Ready = { readonly slots: readonly Slot[] } | Shortfall;
const known = new WeakMap<Blueprint, WeakMap<Banks, Partial<Record<Use, Ready>>>>();

/** Everything about drawing that chance does not touch; worked out once, since neither blueprints nor banks change. */
function readyFor(blueprint: Blueprint, banks: Banks, use: Use): Ready {
  const byBanks = known.get(blueprint) ?? new WeakMap<Banks, Partial<Record<Use, Ready>>>();
  known.set(blueprint, byBanks);
  const ready = byBanks.get(banks) ?? {};
  byBanks.set(banks, ready);
  const make = (): Ready => {
    const slots = slotsOf(blueprint, banks, use);
    const served = new Map<BankUnit, number>();
    serve(slots, served);
    const missing = missingIn(blueprint, slots, countsOf(slots, served));
    return missing.length > 0 ? { missing } : { slots: levelled(slots, blueprint, served) };
  };
  return (ready[use] ??= make());
}

/**
 * Every unit that some draw of the blueprint takes, and no other; empty when it cannot be filled. A unit that a slot
 * may take can be exchanged for one that it has, so being a candidate is enough.
 */
export function drawable(blueprint: Blueprint, banks: Banks, use: Use): ReadonlySet<BankUnit> {
  const ready = readyFor(blueprint, banks, use);
  return new Set('missing' in ready ? [] : ready.slots.flatMap((slot) => slot.candidates));
}

/**
 * Draws a paper: every pick filled exactly, no question twice, none withdrawn, reserved
 * ones in exams only. The same banks, blueprint and seed give the same paper. Question ids
 * must be unique over the banks (checked when they are read).
 * @param had ids of questions that this person had before: others come first, as far as there are any.
 */
export function drawPaper(blueprint: Blueprint, banks: Banks, rng: Rng, use: Use, had: ReadonlySet<string> = new Set()): Paper | Shortfall {
  const ready = readyFor(blueprint, banks, use);
  if ('missing' in ready) return ready;
  const slots = ready.slots.map((slot) => ({ ...slot, candidates: shuffled(slot.candidates, rng) }));
  const served = new Map<BankUnit, number>();
  const isNew = (u: BankUnit): boolean => !u.questions.some((q) => had.has(q.asked.id));
  if (had.size > 0) serve(slots.map((s) => ({ ...s, candidates: s.candidates.filter(isNew) })), served);
  serve(slots, served);
  const sections = blueprint.sections.map(({ title, kind, marks, scoring }, s) => {
    const taken = [...served].filter(([, i]) => slots[i]?.section === s).sort(([, a], [, b]) => a - b);
    const units = taken.map(([u]) => u);
    return { title, kind, marks, scoring, questions: (blueprint.shuffleQuestions ? shuffled(units, rng) : units).flatMap((u) => u.questions) };
  });
  return { sections };
}
