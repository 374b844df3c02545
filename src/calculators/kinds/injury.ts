/** 一次性伤残补助金 and the monthly 伤残津贴 by grade (工伤保险条例 35–37、64). */
import { share, yuanPlain } from '../../kernel/fen.ts';
import { at, defineCalculator, result, type Remark, type Step } from '../define.ts';
import { figureOf, noRateSaid } from '../rates.ts';

/** By grade: months of the lump sum; percent of the monthly allowance; article. */
const GRADES = {
  g1: { name: '一级', months: 27, percent: 90, article: 35 },
  g2: { name: '二级', months: 25, percent: 85, article: 35 },
  g3: { name: '三级', months: 23, percent: 80, article: 35 },
  g4: { name: '四级', months: 21, percent: 75, article: 35 },
  g5: { name: '五级', months: 18, percent: 70, article: 36 },
  g6: { name: '六级', months: 16, percent: 60, article: 36 },
  g7: { name: '七级', months: 13, percent: 0, article: 37 },
  g8: { name: '八级', months: 11, percent: 0, article: 37 },
  g9: { name: '九级', months: 9, percent: 0, article: 37 },
  g10: { name: '十级', months: 7, percent: 0, article: 37 },
} as const;

export const injury = defineCalculator({
  id: 'injury',
  inputs: {
    grade: { kind: 'choice', label: '伤残等级', options: Object.fromEntries(Object.entries(GRADES).map(([id, { name }]) => [id, name])) as { [K in keyof typeof GRADES]: string } },
    day: { kind: 'day', label: '受伤那天', hint: '职业病填诊断为职业病的那天' },
    wage: { kind: 'money', label: '受伤前十二个月的平均月缴费工资', hint: '看社保缴费记录，不是最后一个月，也不是到手数' },
    average: { kind: 'money', label: '统筹地区职工月平均工资', hint: '缴费工资特别高或者特别低的才用得上：高过三倍按三倍，低过六成按六成', optional: true },
  },
  rates: ['average-wage'],
  compute({ grade, day, wage, average }, rates) {
    const { name, months, percent, article } = GRADES[grade];
    const mean = figureOf(average, rates.on('average-wage', day));
    const steps: Step[] = [];
    const remarks: Remark[] = [];
    let base = wage;
    const rate = 'rate' in mean && mean.rate ? { rate: mean.rate } : {};
    if ('fen' in mean && wage > mean.fen * 3) {
      base = mean.fen * 3;
      steps.push({ label: '本人工资', amount: { fen: base }, formula: `${yuanPlain(wage)} 高于 ${yuanPlain(mean.fen)} 的三倍，按三倍算`, basis: at('work-injury-regulation', 64), ...rate });
    } else if ('fen' in mean && wage * 10 < mean.fen * 6) {
      base = share(mean.fen, 60, 100);
      steps.push({ label: '本人工资', amount: { fen: base }, formula: `${yuanPlain(wage)} 低于 ${yuanPlain(mean.fen)} 的六成，按六成算`, basis: at('work-injury-regulation', 64), ...rate });
    } else steps.push({ label: '本人工资', amount: { fen: base }, formula: '受伤前十二个月平均月缴费工资', basis: at('work-injury-regulation', 64) });
    steps.push({ label: '一次性伤残补助金', amount: { fen: base * months }, formula: `${name}：${yuanPlain(base)} × ${months} 个月`, basis: at('work-injury-regulation', article) });
    if (percent > 0) steps.push({ label: '每月的伤残津贴', amount: { fen: share(base, percent, 100) }, formula: `${yuanPlain(base)} × ${percent}%，${article === 35 ? '由基金按月付' : '难以安排工作的，由单位按月付'}`, basis: at('work-injury-regulation', article) });
    if ('none' in mean) remarks.push({ say: `还没有比对上下限。${noRateSaid(mean)}`, basis: at('work-injury-regulation', 64), due: true });
    if (article !== 35) remarks.push({ say: `${article === 36 ? '本人提出解除' : '合同到期终止，或者本人提出解除'}的，另有一次性工伤医疗补助金（基金付）和伤残就业补助金（单位付）。标准由省里定，请问工伤经办窗口，这里没有算。`, basis: at('work-injury-regulation', article), due: true });
    if (percent > 0) remarks.push({ say: `津贴低于当地最低工资的，差额由${article === 35 ? '基金' : '单位'}补足。`, basis: at('work-injury-regulation', article) });
    remarks.push({ say: '经鉴定需要护理的，另有每月的生活护理费，这里没有算。', basis: at('work-injury-regulation', 34) });
    remarks.push({ say: '单位没有参保的，这些钱由单位按同样的标准付。', basis: at('work-injury-regulation', 62) });
    return result('一次性伤残补助金', { fen: base * months }, steps, remarks);
  },
});
