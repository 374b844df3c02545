/** 错题本: what was answered wrongly comes again when FSRS expects it to be almost forgotten, and in any case before the exam. */
import { createEmptyCard, fsrs, Rating, type Card as FsrsCard } from 'ts-fsrs';
import { z } from 'zod';
import { addDays, dayOf, daysBetween, instantOf, msOf, type Day, type Instant } from '../kernel/day.ts';
import type { Outcome } from './scoring.ts';

const instant = z.iso.datetime({ precision: 3 });

export const cardSchema = z.strictObject({
  /** When FSRS would ask again, exam or no exam. */
  due: instant,
  /** When it was last answered. */
  last: instant,
  stability: z.number().min(0).max(100_000),
  difficulty: z.number().min(0).max(10),
  state: z.number().int().min(0).max(3),
  reps: z.number().int().min(0).max(100_000),
  lapses: z.number().int().min(0).max(100_000),
  /** Right answers in a row since the last wrong one; from {@link LEAVES_AFTER} on it is out of the book. */
  right: z.number().int().min(0).max(1000),
});
/** A question in the book, or one that has left it: kept, so that an older copy cannot bring it back. */
export type Card = z.output<typeof cardSchema>;

/** So many right answers in a row, each on its day, and the question leaves the book. */
export const LEAVES_AFTER = 3;
/** The last days before an exam over which the book is spread. */
export const SPREAD_DAYS = 7;

/** Whole days only, no chance: the same answers give the same days everywhere. */
const scheduler = fsrs({ enable_fuzz: false, enable_short_term: false });

const toFsrs = (card: Card): FsrsCard => ({
  ...createEmptyCard(new Date(card.last)),
  due: new Date(card.due),
  last_review: new Date(card.last),
  stability: card.stability,
  difficulty: card.difficulty,
  state: card.state,
  reps: card.reps,
  lapses: card.lapses,
  scheduled_days: daysBetween(dayOf(msOf(card.last)), dayOf(msOf(card.due))),
});

/** Whether the question is in the book. */
export const inBook = (card: Card): boolean => card.right < LEAVES_AFTER;

/**
 * The card after the first answer of a round, at `now` (ms). A right answer to a question that is not in the
 * book makes no card, and one before the card is due again says nothing yet; partly right counts as wrong: the law was not known.
 */
export function answered(card: Card | undefined, outcome: Exclude<Outcome, 'unanswered'>, now: number, dueDay?: Day): Card | undefined {
  const isRight = outcome === 'right';
  if (isRight && (!card || !inBook(card) || dayOf(now) < (dueDay ?? dayOf(msOf(card.due))))) return card;
  // A device whose clock was put back must not review before the last review.
  const at = Math.max(now, card ? msOf(card.last) : now);
  const { card: next } = scheduler.next(card ? toFsrs(card) : createEmptyCard(new Date(at)), new Date(at), isRight ? Rating.Good : Rating.Again);
  return {
    due: instantOf(next.due.getTime()),
    last: instantOf(at),
    stability: next.stability,
    difficulty: next.difficulty,
    state: next.state,
    reps: next.reps,
    lapses: next.lapses,
    right: isRight && card ? card.right + 1 : 0,
  };
}

/** 1 to {@link SPREAD_DAYS}, fixed for the question: so many days before the exam it comes for the last time. */
function spreadOf(handle: string): number {
  let sum = 0;
  for (const ch of handle) sum = (sum * 31 + (ch.codePointAt(0) ?? 0)) % 9973;
  return 1 + (sum % SPREAD_DAYS);
}

/**
 * The day on which the card is due. With an exam ahead never later than a day of the last week before it;
 * who answered it in that week already is asked once more only if the answer was wrong.
 */
export function dueDay(handle: string, card: Card, exam?: Day): Day {
  const own = dayOf(msOf(card.due));
  const last = dayOf(msOf(card.last));
  if (exam === undefined || last >= exam) return own;
  const pulled = addDays(exam, -spreadOf(handle));
  const eve = addDays(exam, -1);
  const latest = last < pulled ? pulled : card.right === 0 && last < eve ? eve : own;
  return own < latest ? own : latest;
}

/** Of two copies of a card the one answered later; the same whichever is named first. */
export function later(a: Card, b: Card): Card {
  const rank = (c: Card): [Instant, number, string] => [c.last, c.reps, JSON.stringify(cardSchema.parse(c))];
  const [x, y] = [rank(a), rank(b)];
  for (const i of [0, 1, 2] as const) if (x[i] !== y[i]) return x[i] > y[i] ? a : b;
  return a;
}

/** Handles in the book on `today`: those due, the longest due first, and the days of the rest. */
export function bookOn(cards: Readonly<Record<string, Card>>, today: Day, exam?: Day) {
  const ahead = exam !== undefined && exam > today ? exam : undefined;
  const all = Object.entries(cards)
    .filter(([, card]) => inBook(card))
    .map(([handle, card]) => ({ handle, day: dueDay(handle, card, ahead) }))
    .sort((a, b) => (a.day === b.day ? (a.handle < b.handle ? -1 : 1) : a.day < b.day ? -1 : 1));
  return { due: all.filter((c) => c.day <= today), rest: all.filter((c) => c.day > today) };
}
