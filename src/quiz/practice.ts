/** 练习: open questions in an order made from a seed, so that nothing about a practice round is kept by the server. */
import { z } from 'zod';
import { seededRng, shuffled } from '../kernel/rng.ts';
import type { Bank, BankQuestion, BankUnit } from './bank.ts';
import { outcomeOf } from './mark.ts';
import { orderOptions, type OptionOrder } from './order.ts';
import { feedbackOn, feedbackSchema, questionView, questionViewSchema } from './view.ts';

export const bankCardSchema = z.strictObject({ id: z.string(), title: z.string(), count: z.number().int() });
export const practiceQuestionSchema = z.strictObject({ handle: z.string(), question: questionViewSchema });
export const roundSchema = z.strictObject({ bank: bankCardSchema, seed: z.string(), questions: z.array(practiceQuestionSchema) });
export const checkedSchema = z.strictObject({ outcome: z.enum(['right', 'partial', 'wrong']), feedback: feedbackSchema });
export type BankCard = z.output<typeof bankCardSchema>;
export type Round = z.output<typeof roundSchema>;
export type Checked = z.output<typeof checkedSchema>;

/** Neither reserved for exams nor (banks hold none of these) withdrawn. */
export const openUnits = (bank: Bank): readonly BankUnit[] => bank.units.filter((u) => !u.reserved);

/** A bank as the choice of banks shows it. */
const bankCard = (bank: Bank): BankCard => ({ id: bank.id, title: bank.title, count: openUnits(bank).flatMap((u) => u.questions).length });

/** Banks that have open questions, in the order in which they are offered. */
export const bankCards = (banks: Iterable<Bank>): BankCard[] =>
  [...banks]
    .sort((a, b) => a.order - b.order)
    .map(bankCard)
    .filter((card) => card.count > 0);

/** A small quiz takes so many questions at most. */
export const MAX_TAKE = 50;

/** The open questions of the bank, in the order and with the letters that belong to this seed: all, or the first `take`. A case that would not fit whole into `take` is left out. */
export function roundOf(bank: Bank, seed: string, take?: number): Round {
  const questions: BankQuestion[] = [];
  for (const unit of shuffled(openUnits(bank), seededRng(`${seed} ${bank.id}`))) {
    if (take === undefined || questions.length + unit.questions.length <= take) questions.push(...unit.questions);
  }
  return roundSchema.parse({
    bank: bankCard(bank),
    seed,
    questions: questions.map((q, i) => practiceView(q, i + 1, seed)),
  });
}

/** The order of choices that the round of this seed shows. */
export const orderFor = (q: BankQuestion, seed: string): OptionOrder => orderOptions(q.asked, seededRng(`${seed} ${q.handle}`), true);

/** The question in the order of this seed, as number `pos`; nothing of its key. */
export const practiceView = (q: BankQuestion, pos: number, seed: string) => practiceQuestionSchema.parse({ handle: q.handle, question: questionView(pos, q.asked, orderFor(q, seed)) });

/** Right, partly right or wrong, with key and explanation; `undefined` when nothing (or nothing readable) was answered: that is not wrong. */
export function checkPractice(q: BankQuestion, seed: string, value: string): Checked | undefined {
  const order = orderFor(q, seed);
  const outcome = outcomeOf(q.asked, order, value);
  if (outcome === 'unanswered') return undefined;
  return checkedSchema.parse({ outcome, feedback: feedbackOn(q.asked, order, value) });
}
