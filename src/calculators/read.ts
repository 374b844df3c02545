/** From what was typed to what is counted: every field read with a sentence for what is wrong, hidden fields left out. */
import { isDay, type Day } from '../kernel/day.ts';
import { plainNumber, readYuan } from '../kernel/fen.ts';
import type { Calculator, Faults, Given, Input, Inputs, Outcome, Values } from './define.ts';
import type { RateBook } from './rates.ts';

/** Text of the fields by input. */
export type Typed = Readonly<Record<string, string>>;

type ReadField = { readonly value: string | number | undefined } | { readonly fault: string };

/** No monthly wage and no sum of this site is larger. */
const MOST_YUAN = 10_000_000;

/** The day a text names: `2019-04-15`, `2019.4.15`, `2019年4月15日`, `20190415`, also in digits of full width. */
export function readDay(text: string): Day | undefined {
  const m = /^(\d{4})(?:[-./年](\d{1,2})[-./月](\d{1,2})日?|(\d{2})(\d{2}))$/.exec(plainNumber(text));
  if (!m) return undefined;
  const day = `${m[1]}-${(m[2] ?? m[4] ?? '').padStart(2, '0')}-${(m[3] ?? m[5] ?? '').padStart(2, '0')}`;
  return isDay(day) ? day : undefined;
}

/** The month a text names: `1966-12`, `1966年12月`, `196612`. */
export function readMonth(text: string): string | undefined {
  const m = /^(\d{4})(?:[-./年](\d{1,2})月?|(\d{2}))$/.exec(plainNumber(text));
  const month = m && `${m[1]}-${(m[2] ?? m[3] ?? '').padStart(2, '0')}`;
  return month && isDay(`${month}-01`) ? month : undefined;
}

function readField(input: Input, typed: string): ReadField {
  const text = typed.trim();
  if (text === '') return input.optional ? { value: undefined } : { fault: input.kind === 'choice' ? `请选“${input.label}”。` : `请填“${input.label}”。` };
  switch (input.kind) {
    case 'choice':
      return Object.hasOwn(input.options, text) ? { value: text } : { fault: `请选“${input.label}”。` };
    case 'money': {
      const fen = readYuan(text);
      if (fen === undefined) return { fault: `“${text}”读不成金额。只写数字，例如 6800 或 6800.50。` };
      if (fen === 0) return { fault: '金额要大于 0。' };
      return fen <= MOST_YUAN * 100 ? { value: fen } : { fault: '这个数太大了，请核对单位是不是元。' };
    }
    case 'day': {
      const day = readDay(text);
      if (day === undefined) return { fault: `“${text}”不是有效的日期。写成 2026-04-15 或 20260415。` };
      return day >= '1930-01-01' && day < '2100-01-01' ? { value: day } : { fault: '年份不对，请再看一眼。' };
    }
    case 'month': {
      const month = readMonth(text);
      if (month === undefined) return { fault: `“${text}”不是有效的年月。写成 1966-12 或 196612。` };
      return month >= '1930-01' && month < '2100-01' ? { value: month } : { fault: '年份不对，请再看一眼。' };
    }
    case 'number': {
      const plain = plainNumber(text);
      const decimals = input.decimals ?? 0;
      const range = `${input.least} 到 ${input.most} ${input.unit}`;
      if (!/^\d{1,9}(\.\d{1,9})?$/.test(plain)) return { fault: `“${text}”不是数字。请填 ${range}。` };
      if ((plain.split('.')[1] ?? '').length > decimals) return { fault: decimals === 0 ? '请填整数。' : `最多 ${decimals} 位小数。` };
      const value = Number(plain);
      return value >= input.least && value <= input.most ? { value } : { fault: `请填 ${range}。` };
    }
  }
}

/** The inputs asked for what was typed so far, in order, each with its reading. */
export function readForm(inputs: Inputs, typed: Typed): { readonly asked: readonly string[]; readonly given: Given; readonly faults: Faults } {
  const asked: string[] = [];
  const given: Record<string, string | number | undefined> = {};
  const faults: Record<string, string> = {};
  for (const [id, input] of Object.entries(inputs)) {
    if (input.when && !input.when(given)) continue;
    asked.push(id);
    const read = readField(input, typed[id] ?? '');
    if ('fault' in read) faults[id] = read.fault;
    else given[id] = read.value;
  }
  return { asked, given, faults };
}

/** Reads the form and computes. Faults of the form come before those that `compute` finds. */
export function run(calculator: Calculator, typed: Typed, rates: RateBook): Outcome {
  const { given, faults } = readForm(calculator.inputs, typed);
  return Object.keys(faults).length > 0 ? { faults } : calculator.compute(given as Values<Inputs>, rates);
}
