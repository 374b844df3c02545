/** 医疗期: 3 to 24 months, and the window in which the days of sickness are added up (医疗期规定 3、4). */
import { addDays, addMonths, dayInChinese } from '../../kernel/day.ts';
import { at, defineCalculator, fault, result, type Step } from '../define.ts';

/** Months of the window by months of the period. */
const WINDOW = { 3: 6, 6: 12, 9: 15, 12: 18, 18: 24, 24: 30 } as const;
type Months = keyof typeof WINDOW;

/** Months of protection by whole years of work in all and whole years in this employment. */
export function medicalMonths(all: number, here: number): Months {
  if (all < 10) return here < 5 ? 3 : 6;
  return here < 5 ? 6 : here < 10 ? 9 : here < 15 ? 12 : here < 20 ? 18 : 24;
}

export const medicalPeriod = defineCalculator({
  id: 'medical-period',
  inputs: {
    all: { kind: 'number', unit: '年', least: 0, most: 60, label: '实际参加工作满几年', hint: '一辈子在各单位干过的年头加起来，只填整年' },
    here: { kind: 'number', unit: '年', least: 0, most: 60, label: '在这家单位满几年', hint: '只填整年' },
    first: { kind: 'day', label: '第一次病休的第一天', hint: '填了就推算到哪天为止', optional: true },
  },
  rates: [],
  compute({ all, here, first }) {
    if (here > all) return fault('here', '在这家单位的年头，不会比参加工作的年头还长。');
    const months = medicalMonths(all, here);
    const window = WINDOW[months];
    const steps: Step[] = [
      { label: '医疗期', amount: { say: `${months} 个月` }, formula: `工作满 ${all} 年（${all < 10 ? '10 年以下' : '10 年以上'}），本单位满 ${here} 年`, basis: at('medical-period-provisions', 3) },
      { label: '在多长时间里累计', amount: { say: `${window} 个月` }, formula: `${months} 个月的医疗期，按 ${window} 个月里的病休时间累计`, basis: at('medical-period-provisions', 4) },
    ];
    if (first) steps.push({ label: '这一段到哪天为止', amount: { say: dayInChinese(addDays(addMonths(first, window), -1)) }, formula: `从${dayInChinese(first)}起 ${window} 个月；这段里病休加起来满 ${months} 个月，才叫期满`, basis: at('medical-period-provisions', 4) });
    return result('医疗期', { say: `${months} 个月` }, steps, [
      { say: '中间上班的日子不算在内。没有加满，单位就不能说“医疗期满”。', basis: at('medical-period-provisions', 2, 4) },
      { say: '医疗期里，单位不能用无过错解除、裁员的理由辞退；合同到期的，延到医疗期结束。', basis: at('labour-contract-law', 42, 45) },
      { say: '在江苏，医疗期里的病假工资不低于当地最低工资的 80%。', basis: at('jiangsu-wage-regulation', 27) },
    ]);
  },
});
