/** Rounds that are not simply a bank: the day's question, a level, a theme, and questions named by the book of wrong answers. Open questions only. */
import { z } from 'zod';
import { dayInChinese, type Day } from '../kernel/day.ts';
import { seededRng } from '../kernel/rng.ts';
import type { Bank, BankQuestion } from './bank.ts';
import { sizeOf, type Blueprint } from './blueprint.ts';
import { inTurn, ofDay } from './daily.ts';
import { drawPaper, type Shortfall } from './draw.ts';
import { openUnits, practiceView, roundSchema, type Round } from './practice.ts';
import { levelsOf } from './stars.ts';

/** What may be played besides banks: themes open to all, and papers to be tried under exam conditions. */
export const gameSchema = z.strictObject({ id: z.string(), title: z.string(), questions: z.number().int(), minutes: z.number().int().optional() });
export type Game = z.output<typeof gameSchema>;

const game = ([id, blueprint]: readonly [string, Blueprint]): Game =>
  gameSchema.parse({ id, title: blueprint.title, questions: sizeOf(blueprint).questions, ...(blueprint.minutes === undefined ? {} : { minutes: blueprint.minutes }) });

/** The blueprints marked `public` (themes) or `mock`, by id. */
export const gamesIn = (papers: ReadonlyMap<string, Blueprint>, which: 'public' | 'mock'): Game[] => [...papers].filter(([, b]) => b[which]).sort(([a], [b]) => (a < b ? -1 : 1)).map(game);

const round = (id: string, title: string, seed: string, questions: readonly BankQuestion[]): Round =>
  roundSchema.parse({ bank: { id, title, count: questions.length }, seed, questions: questions.map((q, i) => practiceView(q, i + 1, seed)) });

/** The question of the day, its options in one order for everybody; no question when no bank has an open one. */
export function dailyRound(banks: Iterable<Bank>, day: Day): Round {
  const question = ofDay(inTurn(banks), day);
  return round('daily', `${dayInChinese(day)}的一题`, `daily-${day}`, question ? [question] : []);
}

/** Sizes of the bank's levels, first to last. */
export const levelSizes = (bank: Bank): number[] => levelsOf(openUnits(bank)).map((level) => level.flatMap((u) => u.questions).length);

/** Level `n` (from 1) of the bank; `undefined` when it has none such. */
export function levelRound(bank: Bank, n: number, seed: string): Round | undefined {
  const level = levelsOf(openUnits(bank))[n - 1];
  return level && round(bank.id, `${bank.title}第 ${n} 关`, seed, level.flatMap((u) => u.questions));
}

/** A theme quiz drawn by the seed, or what is short. */
export function themeRound(id: string, blueprint: Blueprint, banks: ReadonlyMap<string, Bank>, seed: string): Round | Shortfall {
  const paper = drawPaper(blueprint, banks, seededRng(`${seed} ${id}`), 'open');
  return 'missing' in paper ? paper : round(id, blueprint.title, seed, paper.sections.flatMap((s) => s.questions));
}

/** These questions in their order. */
export const theseRound = (questions: readonly BankQuestion[], seed: string): Round => round('wrong', '错题本', seed, questions);
