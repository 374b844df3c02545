/** 未签书面合同的二倍工资: the second half, from the second month to the twelfth (劳动合同法 82, 实施条例 6、7). */
import { addDays, addMonths, dayInChinese, type Day } from '../../kernel/day.ts';
import { share, yuanPlain } from '../../kernel/fen.ts';
import { at, defineCalculator, fault, result, type Given, type Remark, type Step } from '../define.ts';
import { fromTo, stretchOf } from '../period.ts';

/** The days for which twice the wage is owed, the last one included; `undefined` when there are none. */
export function doubleDays(start: Day, signed: Day | undefined, left: Day | undefined): { readonly from: Day; readonly last: Day } | undefined {
  const from = addMonths(start, 1);
  const ends = [addDays(addMonths(start, 12), -1), ...(signed ? [addDays(signed, -1)] : []), ...(left ? [left] : [])].sort();
  const last = ends[0] ?? from;
  return last < from ? undefined : { from, last };
}

const odd = ({ start, signed, left, state }: Given): boolean => {
  const owed = typeof start === 'string' && doubleDays(start, state === 'signed' && typeof signed === 'string' ? signed : undefined, state === 'left' && typeof left === 'string' ? left : undefined);
  return owed ? stretchOf(owed.from, owed.last).days > 0 : false;
};

export const doubleWage = defineCalculator({
  id: 'double-wage',
  inputs: {
    start: { kind: 'day', label: '开始上班那天', hint: '从实际干活那天算，例如 2026-03-01' },
    state: { kind: 'choice', label: '现在的情况', options: { signed: '后来补签了书面合同', unsigned: '还在上班，一直没签', left: '没签，已经离开' } },
    signed: { kind: 'day', label: '补签那天', hint: '合同实际签下的日子', when: ({ state }) => state === 'signed' },
    today: { kind: 'day', label: '算到哪一天', hint: '一般填今天', when: ({ state }) => state === 'unsigned' },
    left: { kind: 'day', label: '离开前最后一天', when: ({ state }) => state === 'left' },
    wage: { kind: 'money', label: '月工资', hint: '每月应发的数；各月不一样的，逐月算更准' },
    worked: {
      kind: 'number', unit: '天', least: 0, most: 31, label: '最后不满一个月的那几天，上了几天班',
      hint: '零头按实际工作日算',
      when: (so) => odd(so.state === 'unsigned' ? { ...so, state: 'left', left: so.today } : so),
    },
  },
  rates: [],
  compute({ start, state, signed, today, left, wage, worked = 0 }) {
    const end = state === 'signed' ? signed : state === 'unsigned' ? today : left;
    const field = state === 'signed' ? 'signed' : state === 'unsigned' ? 'today' : 'left';
    if (end !== undefined && end < start) return fault(field, '比开始上班那天还早，请再看一眼。');
    const owed = state === 'signed' ? doubleDays(start, signed, undefined) : doubleDays(start, undefined, end);
    const grace: Step = { label: '宽限的一个月', amount: { say: `到${dayInChinese(addDays(addMonths(start, 1), -1))}` }, formula: '用工之日起一个月内签，都不算晚', basis: at('labour-contract-law', 10) };
    if (!owed) return result('要另付的那一份', { fen: 0 }, [grace], [{ say: '没有超过一个月，不发生二倍工资。', basis: at('labour-contract-law', 10, 82) }]);

    const { years, months: rest, days } = stretchOf(owed.from, owed.last);
    const months = years * 12 + rest;
    const full = wage * months;
    // Never more than the month that it is a part of.
    const part = Math.min(wage, share(wage, worked * 100, 2175));
    const steps: Step[] = [grace];
    steps.push({ label: '二倍工资的期间', amount: { say: `${months} 个月${days > 0 ? `零 ${days} 天` : ''}` }, formula: `${fromTo(owed.from, owed.last)}，满一个月的次日起，最多到满一年的前一日`, basis: at('labour-contract-regulation', 6, 7) });
    if (months > 0) steps.push({ label: '整月', amount: { fen: full }, formula: `${yuanPlain(wage)} × ${months}`, basis: at('labour-contract-law', 82) });
    if (days > 0) steps.push({ label: '零头', amount: { fen: part }, formula: part === wage && worked > 21 ? '折算后不超过一个月工资' : `${yuanPlain(wage)} ÷ 21.75 × ${worked} 天`, basis: [...at('interpretation-2', 6), ...at('wage-conversion-notice', 2)] });
    if (months > 0 && days > 0) steps.push({ label: '合计', amount: { fen: full + part }, formula: `${yuanPlain(full)} + ${yuanPlain(part)}`, basis: at('labour-contract-law', 82) });

    const first = addMonths(addDays(addMonths(start, 2), -1), 12);
    const remarks: Remark[] = [
      { say: '“二倍”里有一份是平时已经发的工资，这里算的是还要另付的那一份。', basis: at('labour-contract-law', 82) },
      { say: `要抓紧：多出的一份按赔偿看待，一般要在一年里申请仲裁。从最早的那个月起算，${dayInChinese(first)}前后就满一年；从哪天起算各地做法不一，早提不吃亏。`, basis: [...at('dispute-law', 27), ...at('arbitration-rules', 50)], due: true },
      { say: '单位能证明是不可抗力，或者是劳动者故意、重大过失才没签成的，可以不付；合同依法自动延长的那段，不算没签。', basis: at('interpretation-2', 7, 8) },
    ];
    const yearOver = (end ?? '') >= addMonths(start, 12);
    if (yearOver) remarks.push({ say: '满一年还没签的，视为已经订了无固定期限合同：可以要求补签，但满一年以后的日子不再有二倍工资。', basis: [...at('labour-contract-law', 14), ...at('interpretation-2', 9)] });
    return result('要另付的那一份', { fen: full + (days > 0 ? part : 0) }, steps, remarks);
  },
});
