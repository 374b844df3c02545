/**
 * 算例: worked examples in the words of the form, so that a lawyer can read and write them.
 * Every one is a test; the first of a calculator stands on its page.
 */
import { z } from 'zod';
import { line } from '../library/schema.ts';
import type { Calculator, Outcome } from './define.ts';
import { run, type Typed } from './read.ts';
import type { RateBook } from './rates.ts';

const said = z.union([line, z.number()]).transform(String);

export const exampleSchema = z.strictObject({
  title: line,
  /** What is written in the form, by the labels of the form; of a choice the words chosen. */
  given: z.record(z.string(), said),
  /** The result: `54,400.00 元`, `8 个月`. */
  expect: line.optional(),
  /** Of single steps, by their labels. */
  steps: z.record(z.string(), said).optional(),
  /** Fields that are refused, with the sentence beside them or its beginning. */
  refused: z.record(z.string(), line).optional(),
}).refine((e) => (e.expect === undefined) !== (e.refused === undefined), '写 expect 或者 refused，两样写一样');

export const examplesSchema = z.strictObject({ examples: z.array(exampleSchema).min(3, '至少写 3 个算例') });
export type Example = z.output<typeof exampleSchema>;

/** The text of the fields that an example fills in. Throws in Chinese when it uses a word that the form does not. */
export function typedOf(calculator: Calculator, example: Example): Typed {
  return Object.fromEntries(
    Object.entries(example.given).map(([label, text]) => {
      const [id, input] = Object.entries(calculator.inputs).find(([, i]) => i.label === label) ?? [];
      if (id === undefined || !input) throw new Error(`“${example.title}”：表单上没有“${label}”这一栏。`);
      if (input.kind !== 'choice') return [id, text];
      const [option] = Object.entries(input.options).find(([, name]) => name === text) ?? [];
      if (option === undefined) throw new Error(`“${example.title}”：“${label}”没有“${text}”这一项。`);
      return [id, option];
    }),
  );
}

/** What the calculator makes of an example. */
export const worked = (calculator: Calculator, example: Example, rates: RateBook): Outcome => run(calculator, typedOf(calculator, example), rates);
