/** Every worked example of every calculator, and what holds of all of them. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadLibrary } from '../library/server/load.ts';
import { basisKey, type Basis } from '../library/cite.ts';
import { CALCULATORS } from './all.ts';
import { amountSaid } from './amount.ts';
import type { Outcome } from './define.ts';
import { worked } from './example.ts';
import { bookOf } from './rates.ts';
import { run } from './read.ts';
import { examplesOf } from './server/examples.ts';

const root = join(import.meta.dirname, '../..');
const { library, issues } = loadLibrary(root);
const book = bookOf(library.rates);
const basisOf = (outcome: Outcome): readonly Basis[] => ('result' in outcome ? [...outcome.result.steps, ...outcome.result.remarks].flatMap(({ basis }) => basis) : []);

it('reads pages and tables', () => expect(issues.filter(({ file }) => /calculators|rates/.test(file))).toEqual([]));

describe.each(CALCULATORS)('$id', (calculator) => {
  const examples = examplesOf(calculator.id, root);
  it.each(examples)('$title', (example) => {
    const outcome = worked(calculator, example, book);
    if (example.refused) {
      const faults = 'faults' in outcome ? Object.entries(outcome.faults).map(([id, say]) => [calculator.inputs[id]?.label, say]) : [];
      expect(faults.map(([label]) => label)).toEqual(Object.keys(example.refused));
      for (const [label, say] of faults) expect(say).toContain(example.refused[label ?? '']);
      return;
    }
    expect(outcome).toHaveProperty('result');
    if (!('result' in outcome)) return;
    expect(amountSaid(outcome.result.total.amount)).toBe(example.expect);
    const steps = new Map(outcome.result.steps.map(({ label, amount }) => [label, amountSaid(amount)]));
    for (const [label, said] of Object.entries(example.steps ?? {})) expect([label, steps.get(label)]).toEqual([label, said]);
  });

  it('shows an example that has a result first', () => expect(examples[0]?.expect).toBeDefined());

  it('cites only provisions that its page lists and the register has in its own words', () => {
    const page = library.calculators.find((e) => e.id === `calculators/${calculator.id}`);
    const used = new Set(examples.flatMap((example) => basisOf(worked(calculator, example, book))).map(basisKey));
    const listed = new Set(page?.data.basis.map(basisKey));
    expect([...used].filter((key) => !listed.has(key))).toEqual([]);
    for (const key of used) {
      const [law = '', article = ''] = key.split('#');
      expect([key, typeof library.laws.find((l) => l.id === law)?.digests[article]]).toEqual([key, 'string']);
    }
  });

  it('says of an empty form what is missing, in Chinese, field by field', () => {
    const outcome = run(calculator, {}, book);
    expect(outcome).toHaveProperty('faults');
    for (const say of Object.values('faults' in outcome ? outcome.faults : {})) expect(say).toMatch(/^请[填选]“.+”。$/);
  });

  it('asks each thing by its own name', () => {
    const labels = Object.values(calculator.inputs).map(({ label }) => label);
    expect(new Set(labels).size).toBe(labels.length);
  });
});
