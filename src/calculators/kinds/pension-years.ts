/** 最低缴费年限: how many months of contributions will be missing at retirement (渐进式延迟退休办法 2, 社会保险法 16). */
import { at, defineCalculator, fault, result, type Remark } from '../define.ts';
import { monthIndex, monthsSaid, monthSaid } from '../period.ts';
import { isRate, noRateSaid } from '../rates.ts';
import { personInputs, retirementOf, retirementSteps } from './retirement.ts';

export const pensionYears = defineCalculator({
  id: 'pension-years',
  inputs: {
    ...personInputs,
    until: { kind: 'month', label: '缴费算到哪个月', hint: '一般填上个月，例如 2026-11' },
    paid: { kind: 'number', unit: '个月', least: 0, most: 720, label: '到那个月累计缴了几个月', hint: '社保渠道能查；换过地方、中间断过的都加起来。11 年整填 132' },
    going: { kind: 'choice', label: '以后', options: { yes: '每个月接着缴，缴到退休', no: '不再缴了' } },
  },
  rates: ['pension-years'],
  compute({ birth, group, until, paid, going }, rates) {
    if (until < birth) return fault('until', '比出生年月还早，请再看一眼。');
    const { month } = retirementOf(birth, group);
    const need = rates.on('pension-years', `${month}-01`);
    if (!isRate(need)) return fault('birth', noRateSaid(need));
    const more = going === 'yes' ? Math.max(0, monthIndex(month) - monthIndex(until)) : 0;
    const have = paid + more;
    const short = need.value - have;
    const steps = [
      ...retirementSteps(birth, group),
      { label: '那一年至少缴满', amount: { say: `${need.value} 个月` }, formula: `${month.slice(0, 4)} 年到龄，最低 ${monthsSaid(need.value)}`, basis: at('retirement-measures', 2), rate: need },
      { label: '到退休时能缴满', amount: { say: `${have} 个月` }, formula: more > 0 ? `已缴 ${paid} + ${monthSaid(until)}以后还能缴 ${more}` : `已缴 ${paid}，不再增加`, basis: at('social-insurance-law', 16) },
      { label: short > 0 ? '还差' : '多出', amount: { say: `${Math.abs(short)} 个月` }, formula: short > 0 ? `${need.value} − ${have}` : `${have} − ${need.value}`, basis: at('social-insurance-law', 16) },
    ];
    const remarks: Remark[] =
      short > 0
        ? [{ say: '差的可以接着缴，缴够了再按月领；也可以转到城乡居民养老保险。一次性补缴有条件，先到社保窗口问清楚。', basis: [...at('retirement-measures', 2), ...at('social-insurance-law', 16)], due: true }]
        : [{ say: '缴够最低年限只是“能领”。在职就要接着缴；缴得多、缴得久，领得也多。', basis: [...at('retirement-measures', 4), ...at('social-insurance-law', 60)] }];
    return result('到退休时', { say: short > 0 ? `还差 ${short} 个月` : '缴费年限够了' }, steps, remarks);
  },
});
