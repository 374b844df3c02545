/** 法定退休年龄 since 2025, to the month, and the contributions needed then (渐进式延迟退休办法 1–3). */
import { at, defineCalculator, result, type Step } from '../define.ts';
import { ageSaid, monthAfter, monthIndex, monthSaid, monthsSaid } from '../period.ts';
import { isRate, noRateSaid } from '../rates.ts';

/** The first month that is moved. */
const BEGINS = '2025-01';
/** Years one may go earlier or, agreed with the employer, later. */
const FLEXIBLE = 36;

/** By group: the age before 2025, so many months to one month of delay, and the most. */
export const GROUPS = {
  man: { name: '男职工', years: 60, every: 4, most: 36 },
  woman55: { name: '女职工，原来 55 岁退休', years: 55, every: 4, most: 36 },
  woman50: { name: '女职工，原来 50 岁退休', years: 50, every: 2, most: 60 },
} as const;
export type Group = keyof typeof GROUPS;

/** When somebody born in `birth` retires. */
export function retirementOf(birth: string, group: Group): { readonly before: string; readonly delay: number; readonly month: string; readonly age: number } {
  const { years, every, most } = GROUPS[group];
  const before = monthAfter(birth, years * 12);
  const since = monthIndex(before) - monthIndex(BEGINS);
  const delay = since < 0 ? 0 : Math.min(most, Math.floor(since / every) + 1);
  return { before, delay, month: monthAfter(before, delay), age: years * 12 + delay };
}

/** The two things that everybody is asked. */
export const personInputs = {
  birth: { kind: 'month', label: '出生年月', hint: '例如 1966-12' },
  group: { kind: 'choice', label: '原来是哪一档', hint: '女职工原来 50 岁还是 55 岁退休，看岗位，拿不准先问单位或者社保窗口', options: { man: GROUPS.man.name, woman55: GROUPS.woman55.name, woman50: GROUPS.woman50.name } },
} as const;

/** The steps to the month of retirement, shared with the calculator of contributions. */
export function retirementSteps(birth: string, group: Group): Step[] {
  const { before, delay, month, age } = retirementOf(birth, group);
  const { years, every, most } = GROUPS[group];
  const since = monthIndex(before) - monthIndex(BEGINS);
  const counted = `离 2025 年 1 月 ${since} 个月：${since} ÷ ${every} 取整，再加 1${delay === most ? `，最多 ${most} 个月` : ''}`;
  return [
    { label: '原来的退休年月', amount: { say: monthSaid(before) }, formula: `${monthSaid(birth)}出生，满 ${years} 岁`, basis: at('retirement-measures', 1) },
    { label: '推迟', amount: { say: `${delay} 个月` }, formula: since < 0 ? '2025 年以前已经到龄，不受影响' : counted, basis: at('retirement-measures', 1) },
    { label: '法定退休年月', amount: { say: monthSaid(month) }, formula: `${monthSaid(before)}往后 ${delay} 个月，那时 ${ageSaid(age)}`, basis: at('retirement-measures', 1) },
  ];
}

export const retirement = defineCalculator({
  id: 'retirement',
  inputs: personInputs,
  rates: ['pension-years'],
  compute({ birth, group }, rates) {
    const { before, delay, month, age } = retirementOf(birth, group);
    const steps = retirementSteps(birth, group);
    if (delay > 0) {
      const early = [before, monthAfter(month, -FLEXIBLE)].sort().at(-1) ?? before;
      steps.push({ label: '自愿提前，最早', amount: { say: monthSaid(early) }, formula: '最多提前 3 年，又不能早过原来的年龄；缴费要够那一年的最低年限', basis: at('retirement-measures', 3) });
      steps.push({ label: '和单位谈妥延后，最晚', amount: { say: monthSaid(monthAfter(month, FLEXIBLE)) }, formula: '最多延后 3 年', basis: at('retirement-measures', 3) });
    }
    const need = rates.on('pension-years', `${month}-01`);
    if (isRate(need)) steps.push({ label: '按月领养老金，至少缴满', amount: { say: monthsSaid(need.value) }, formula: `看 ${month.slice(0, 4)} 年的最低缴费年限`, basis: at('retirement-measures', 2), rate: need });
    return result('法定退休', { say: `${monthSaid(month)}，${ageSaid(age)}` }, steps, [
      ...(isRate(need) ? [] : [{ say: noRateSaid(need), basis: at('retirement-measures', 2) }]),
      { say: '提前还是延后都凭自愿，单位不能强迫，也不能变相强迫。', basis: at('retirement-measures', 3) },
      { say: '井下、高温等特殊工种和高海拔地区的职工，符合条件的另有提前退休的规定。', basis: at('retirement-measures', 8) },
    ]);
  },
});
