/**
 * A calculator: the form, and under it the result with its steps. Everything is counted here in
 * the browser; nothing typed is sent, kept, or put into an address. The form's method is
 * `dialog`, so that even before this script runs, pressing Enter sends nothing anywhere.
 */
import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import type { Day } from '../../kernel/day.ts';
import type { RateTable } from '../../library/schema-rates.ts';
import { calculatorOf } from '../all.ts';
import { amountSaid, givenSaid, workingText } from '../amount.ts';
import type { Faults, Result } from '../define.ts';
import { bookOf } from '../rates.ts';
import { readForm, run, type Typed } from '../read.ts';
import { Field, fieldId } from './Field.tsx';
import { Working } from './Working.tsx';

interface Props {
  readonly id: string;
  readonly title: string;
  /** Day on which the rule was compared with the law. */
  readonly verified: Day;
  readonly tables: readonly RateTable[];
  readonly laws: Readonly<Record<string, string>>;
  /** Text of an example, to fill in. */
  readonly sample: Typed;
}

interface Done {
  readonly result: Result;
  readonly typed: Typed;
}

/** What stands in the fields of the form. */
const typedIn = (form: HTMLFormElement): Typed => Object.fromEntries([...new FormData(form)].map(([id, text]) => [id, typeof text === 'string' ? text : '']));

export default function CalculatorIsland({ id, title, verified, tables, laws, sample }: Props) {
  const calculator = calculatorOf(id);
  const form = useRef<HTMLFormElement>(null);
  const shown = useRef<HTMLElement>(null);
  const [typed, setTyped] = useState<Typed>({});
  const [faults, setFaults] = useState<Faults>({});
  const [done, setDone] = useState<Done>();
  const [said, setSaid] = useState('');
  // A new number gives a new form, for filling and clearing it.
  const [turn, setTurn] = useState(0);

  // A reader may have typed while the page was loading, and a browser puts back what stood here.
  useEffect(() => {
    if (form.current) setTyped((before) => ({ ...before, ...typedIn(form.current as HTMLFormElement) }));
  }, []);
  useEffect(() => {
    const first = Object.keys(faults)[0];
    if (first) document.getElementById(fieldId(first))?.focus();
  }, [faults]);
  useEffect(() => {
    if (done) shown.current?.scrollIntoView({ block: 'nearest' });
  }, [done]);

  if (!calculator) return null;
  const { asked } = readForm(calculator.inputs, typed);
  const stale = done !== undefined && asked.some((name) => (typed[name] ?? '') !== (done.typed[name] ?? ''));

  const change = () => form.current && setTyped({ ...typed, ...typedIn(form.current) });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const now = { ...typed, ...typedIn(event.currentTarget) };
    const outcome = run(calculator, now, bookOf(tables));
    setTyped(now);
    if ('faults' in outcome) {
      setFaults({ ...outcome.faults });
      setDone(undefined);
      setSaid(`还有 ${Object.keys(outcome.faults).length} 处要填或者要改。`);
      return;
    }
    setFaults({});
    setDone({ result: outcome.result, typed: now });
    setSaid(`算好了。${outcome.result.total.label}：${amountSaid(outcome.result.total.amount)}。步骤在下面。`);
  };
  const start = (with_: Typed) => {
    setTyped(with_);
    setFaults({});
    setDone(undefined);
    setSaid('');
    setTurn(turn + 1);
  };
  const copy = async (of: Done) => {
    const text = workingText(title, givenSaid(calculator, of.typed), of.result);
    setSaid(await navigator.clipboard.writeText(text).then(() => '算式已复制，可以贴到别处。', () => '这台设备不让复制，请手动选中文字。'));
  };

  return (
    <section className="reckon js-only" aria-labelledby="reckon">
      <h2 id="reckon">填一填，算一算</h2>
      <p className="soft small no-print">只在这台设备上算：您填的数不上传，也不保存。</p>
      <form key={turn} ref={form} method="dialog" className="no-print" noValidate onChange={change} onSubmit={submit}>
        {asked.map((name) => {
          const input = calculator.inputs[name];
          return input && <Field key={name} id={name} input={input} value={typed[name] ?? ''} fault={faults[name]} />;
        })}
        <p className="buttons">
          <button className="button main" type="submit">算一算</button>
          <button className="button" type="button" onClick={() => start(sample)}>填入一个例子</button>
          <button className="button quiet" type="button" onClick={() => start({})}>清空</button>
        </p>
      </form>
      <p className="reckon-said" role="status">{said}</p>
      {done && (
        <section ref={shown} className="reckon-result" aria-label="算出来的结果">
          {stale && <p className="notice due no-print">您改了上面的数，下面还是改之前的结果。请再按一次“算一算”。</p>}
          <Working result={done.result} given={givenSaid(calculator, done.typed)} laws={laws} verified={verified} />
          <p className="buttons">
            <button className="button" type="button" data-print="reckon">打印这份算式</button>
            <button className="button" type="button" onClick={() => void copy(done)}>复制算式</button>
          </p>
        </section>
      )}
    </section>
  );
}
