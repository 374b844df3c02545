/** One thing a calculator asks: label, hint, control, what is wrong with it. Uncontrolled: what is typed before the page runs is kept. */
import type { Input } from '../define.ts';

interface Props {
  readonly id: string;
  readonly input: Input;
  readonly value: string;
  readonly fault: string | undefined;
}

/** The element of an input in the document. */
export const fieldId = (id: string): string => `reckon-${id}`;

/** More options than this stand in a list to open. */
const MOST_RADIOS = 4;

/** The unit beside the label, unless the label says it: 满几年, 几个孩子. */
function unitBeside(input: Input): string {
  const unit = input.kind === 'money' ? (input.unit ?? '元') : input.kind === 'number' ? input.unit : '';
  return input.label.includes('几') || input.label.includes(unit) ? '' : unit;
}

export function Field({ id, input, value, fault }: Props) {
  const at = fieldId(id);
  const hint = input.hint ? `${at}-hint` : undefined;
  const error = fault ? `${at}-error` : undefined;
  const described = [hint, error].filter(Boolean).join(' ') || undefined;
  const unit = unitBeside(input);
  const name = (
    <>
      {input.label}
      {unit && <span className="soft">（{unit}）</span>}
      {input.optional && <span className="soft">（可以不填）</span>}
    </>
  );
  const around = (
    <>
      {input.hint && <p className="hint" id={hint}>{input.hint}</p>}
      {fault && <p className="error" id={error}>{fault}</p>}
    </>
  );

  if (input.kind === 'choice' && Object.keys(input.options).length <= MOST_RADIOS)
    return (
      <fieldset className="field" aria-describedby={described}>
        <legend>{name}</legend>
        {around}
        {Object.entries(input.options).map(([option, says], n) => (
          <label className="check" key={option}>
            <input type="radio" id={n === 0 ? at : undefined} name={id} value={option} defaultChecked={value === option} aria-invalid={fault ? true : undefined} aria-describedby={error} />
            {says}
          </label>
        ))}
      </fieldset>
    );
  return (
    <div className="field">
      <label htmlFor={at}>{name}</label>
      {around}
      {input.kind === 'choice' ? (
        <select id={at} name={id} defaultValue={value} aria-invalid={fault ? true : undefined} aria-describedby={described}>
          <option value="">请选一项</option>
          {Object.entries(input.options).map(([option, says]) => <option key={option} value={option}>{says}</option>)}
        </select>
      ) : (
        <input
          id={at} name={id} type="text" autoComplete="off" defaultValue={value} maxLength={30}
          inputMode={input.kind === 'money' || (input.kind === 'number' && input.decimals) ? 'decimal' : 'numeric'}
          aria-invalid={fault ? true : undefined} aria-describedby={described}
        />
      )}
    </div>
  );
}
