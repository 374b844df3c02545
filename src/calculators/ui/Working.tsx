/** A result with its steps: each with its sum, the provisions it rests on and the dated figure it used. Also rendered ahead of time, for examples. */
import { ROUNDING } from '../../kernel/fen.ts';
import { dayInChinese, type Day } from '../../kernel/day.ts';
import { articleName, articlePath, type Basis } from '../../library/cite.ts';
import { href } from '../../ui/href.ts';
import type { Result, Step } from '../define.ts';
import { amountSaid } from '../amount.ts';
import './calculator.css';

interface Props {
  readonly result: Result;
  /** What was filled in, by the words of the form. */
  readonly given: readonly (readonly [label: string, text: string])[];
  /** Short names of laws by id. */
  readonly laws: Readonly<Record<string, string>>;
  /** Day on which the rule was compared with the law. */
  readonly verified: Day;
}

export function Working({ result: { total, steps, remarks }, given, laws, verified }: Props) {
  const heed = remarks.filter(({ due }) => due);
  const besides = remarks.filter(({ due }) => !due);
  const money = 'fen' in total.amount || steps.some(({ amount }) => 'fen' in amount);
  return (
    <div className="working">
      <p className="working-total">
        <span>{total.label}</span> <b className="num">{amountSaid(total.amount)}</b>
      </p>
      <p className="working-given small soft">{given.map(([label, text]) => `${label}：${text}`).join('；')}</p>
      {heed.length > 0 && (
        <ul className="working-heed">
          {heed.map(({ say, basis }, n) => (
            <li key={String(n)}>
              <b className="due-word">注意：</b>
              {say} <Rests basis={basis} laws={laws} />
            </li>
          ))}
        </ul>
      )}
      <ol className="working-steps">
        {steps.map((step, n) => (
          <li key={String(n)}>
            <p className="working-line"><b>{step.label}</b> <span className="num">{amountSaid(step.amount)}</span></p>
            <p className="num">{step.formula}</p>
            <Rate step={step} />
            <Rests basis={step.basis} laws={laws} />
          </li>
        ))}
      </ol>
      {besides.length > 0 && (
        <>
          <p className="working-name">还要知道</p>
          <ul className="working-remarks">
            {besides.map(({ say, basis }, n) => (
              <li key={String(n)}>
                {say} <Rests basis={basis} laws={laws} />
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="small soft">{money && `${ROUNDING}。`}算法 {dayInChinese(verified)}对照法条核过。这是帮您心里有个数，不是裁决，也不是法律意见；有争议的，以仲裁、法院或者经办机构的认定为准。</p>
    </div>
  );
}

const Rests = ({ basis, laws }: { readonly basis: readonly Basis[] } & Pick<Props, 'laws'>) => (
  <span className="working-basis small">
    {basis.map((b) => (
      <a key={`${b.law} ${b.article}`} href={href(articlePath(b))}>
        {laws[b.law] ?? b.law}{articleName(b.article)}
      </a>
    ))}
  </span>
);

function Rate({ step: { rate } }: { readonly step: Step }) {
  if (!rate) return null;
  return (
    <p className="small soft">
      用的数：{rate.table.title}，{dayInChinese(rate.from)}起 {rate.value} {rate.table.unit}。出处：{rate.source}；{dayInChinese(rate.checked)}核对{rate.confirm && <b className="due-word">（转引，待业务科室确认）</b>}。
    </p>
  );
}
