/** What practice remembers of a person, on their device or in their account; and how two copies become one. */
import { z } from 'zod';
import { dayOf, isDay, msOf, type Day } from '../kernel/day.ts';
import type { Outcome } from './scoring.ts';
import type { Stars } from './stars.ts';
import { answered, cardSchema, dueDay, later, type Card } from './wrong-book.ts';

/** More than all questions we have. */
const MOST_CARDS = 5000;
/** So many cards are sent to the account at once: well below what a request may hold. */
export const SENT_AT_ONCE = 100;
/** Days kept: two years and a bit. */
const MOST_DAYS = 800;
const DAY_MS = 86_400_000;

const day = z.string().refine(isDay, '不是日期');

export const recordSchema = z.strictObject({
  v: z.literal(1),
  /** By handle of the question. */
  cards: z.record(z.string().regex(/^[0-9a-f]{64}$/), cardSchema).refine((cards) => Object.keys(cards).length <= MOST_CARDS, '错题太多'),
  /** Days on which a question was answered, sorted. */
  days: z.array(day).max(MOST_DAYS),
  /** Best stars by `bank/level`. */
  stars: z.record(z.string().regex(/^[a-z0-9-]{1,60}\/[1-9]\d{0,2}$/), z.union([z.literal(1), z.literal(2), z.literal(3)])),
  /** The last day whose question was answered. */
  daily: day.optional(),
});
export type PracticeRecord = z.output<typeof recordSchema>;

export const EMPTY: PracticeRecord = { v: 1, cards: {}, days: [], stars: {} };

/** With the first answer of a round to this question, given at `now` (ms). */
export function withAnswer(record: PracticeRecord, handle: string, outcome: Exclude<Outcome, 'unanswered'>, now: number, exam?: Day): PracticeRecord {
  const known = record.cards[handle];
  const today = dayOf(now);
  const card = answered(known, outcome, now, known && dueDay(handle, known, exam !== undefined && exam > today ? exam : undefined));
  return { ...record, cards: card ? { ...record.cards, [handle]: card } : record.cards, days: daysOf(record.days, [today]) };
}

/** With the stars of a level, if they are more than before. */
export function withStars(record: PracticeRecord, level: string, stars: Stars): PracticeRecord {
  const best = Math.max(stars, record.stars[level] ?? 0);
  return best === 0 ? record : { ...record, stars: { ...record.stars, [level]: best as 1 | 2 | 3 } };
}

const daysOf = (a: readonly Day[], b: readonly Day[]): Day[] => [...new Set([...a, ...b])].sort().slice(-MOST_DAYS);

/** Both copies as one: of each question the later answer, all days, the best stars. Doing it twice, or the other way round, changes nothing. */
export function merged(a: PracticeRecord, b: PracticeRecord): PracticeRecord {
  const cards: Record<string, Card> = { ...a.cards };
  for (const [handle, card] of Object.entries(b.cards)) {
    const mine = cards[handle];
    cards[handle] = mine ? later(mine, card) : card;
  }
  let out: PracticeRecord = { v: 1, cards, days: daysOf(a.days, b.days), stars: a.stars };
  for (const [level, stars] of Object.entries(b.stars)) out = withStars(out, level, stars);
  const daily = [a.daily, b.daily].filter((d) => d !== undefined).sort().at(-1);
  return daily === undefined ? out : { ...out, daily };
}

/** The record in parts that can be sent one by one; merged they are the record. */
export function inParts(record: PracticeRecord): PracticeRecord[] {
  const cards = Object.entries(record.cards);
  const parts: PracticeRecord[] = [{ ...record, cards: Object.fromEntries(cards.slice(0, SENT_AT_ONCE)) }];
  for (let from = SENT_AT_ONCE; from < cards.length; from += SENT_AT_ONCE) parts.push({ ...EMPTY, cards: Object.fromEntries(cards.slice(from, from + SENT_AT_ONCE)) });
  return parts;
}

/** Without what a clock that is more than a day fast has dated into the future: it would win for ever. */
export function untilTomorrow(record: PracticeRecord, now: number): PracticeRecord {
  const { daily, ...rest } = record;
  const latest = dayOf(now + DAY_MS);
  return {
    ...rest,
    cards: Object.fromEntries(Object.entries(record.cards).filter(([, card]) => msOf(card.last) <= now + DAY_MS)),
    days: record.days.filter((d) => d <= latest),
    ...(daily !== undefined && daily <= latest ? { daily } : {}),
  };
}
