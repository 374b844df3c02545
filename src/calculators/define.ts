/**
 * What a calculator is: a form (`inputs`), the tables it counts with (`rates`), and a pure
 * `compute` that returns its steps, each with its sum in words and the provisions behind it.
 * Words for readers (title, how to do it by hand, mistakes) are in `content/calculators/<id>.md`.
 */
import type { Day } from '../kernel/day.ts';
import type { Fen } from '../kernel/fen.ts';
import type { Basis } from '../library/cite.ts';
import type { Rate, RateBook } from './rates.ts';

/** A month, `2026-12`. */
export type Month = string;

interface Common {
  readonly label: string;
  readonly hint?: string;
  /** May be left empty. */
  readonly optional?: true;
  /** Asked only where the answers so far make it matter. */
  readonly when?: (so: Given) => boolean;
}

/** One thing a calculator asks. */
export type Input = Common &
  (
    | { readonly kind: 'money'; /** Yuan. */ readonly unit?: string }
    | { readonly kind: 'day' }
    | { readonly kind: 'month' }
    | { readonly kind: 'number'; readonly unit: string; readonly least: number; readonly most: number; readonly decimals?: 1 | 2 }
    | { readonly kind: 'choice'; readonly options: Readonly<Record<string, string>> }
  );
export type Inputs = Readonly<Record<string, Input>>;

/** Answers as read so far, in the order of the form. Money in fen. */
export type Given = Readonly<Record<string, string | number | undefined>>;

type ValueOf<I extends Input> = I extends { kind: 'money' } ? Fen : I extends { kind: 'number' } ? number : I extends { kind: 'choice'; options: infer O } ? keyof O & string : I extends { kind: 'month' } ? Month : Day;
/** What `compute` gets: what may be left out or is not always asked may be missing. */
export type Values<Is extends Inputs> = { readonly [K in keyof Is]: Is[K] extends { optional: true } | { when: unknown } ? ValueOf<Is[K]> | undefined : ValueOf<Is[K]> };

/** A result: money, or something said (`8 个月`, `2027 年 6 月`). */
export type Amount = { readonly fen: Fen } | { readonly say: string };

/** A step of the way. */
export interface Step {
  readonly label: string;
  readonly amount: Amount;
  /** The sum or the rule as one would write it on paper. */
  readonly formula: string;
  readonly basis: readonly Basis[];
  /** The dated figure it was counted with. */
  readonly rate?: Rate;
}

/** Something to know beside the steps. `due`: it may change the result, or must not wait; stands above the steps. */
export interface Remark {
  readonly say: string;
  readonly basis: readonly Basis[];
  readonly due?: true;
}

export interface Result {
  /** What was asked for. */
  readonly total: { readonly label: string; readonly amount: Amount };
  readonly steps: readonly Step[];
  readonly remarks: readonly Remark[];
}

/** What is wrong or missing, by input: one Chinese sentence each. */
export type Faults = Readonly<Record<string, string>>;
export type Outcome = { readonly result: Result } | { readonly faults: Faults };

export interface Calculator<Is extends Inputs = Inputs> {
  /** Name of its page: `/calculators/<id>/`. */
  readonly id: string;
  readonly inputs: Is;
  /** Tables of `content/rates`. */
  readonly rates: readonly string[];
  /** Pure and total: for every reading of the form a result, or what is wrong with it. */
  compute(values: Values<Is>, rates: RateBook): Outcome;
}

/** Holds a calculator to its form: `compute` gets exactly what `inputs` ask. */
export const defineCalculator = <const Is extends Inputs>(calculator: Calculator<Is>): Calculator => calculator as unknown as Calculator;

/** 〔law, article〕 for short. */
export const at = (law: string, ...articles: readonly (number | string)[]): Basis[] => articles.map((article) => ({ law, article: String(article) }));

/** A computed outcome. */
export const result = (label: string, amount: Amount, steps: readonly Step[], remarks: readonly Remark[] = []): Outcome => ({ result: { total: { label, amount }, steps, remarks } });

/** One field is wrong. */
export const fault = (input: string, say: string): Outcome => ({ faults: { [input]: say } });
