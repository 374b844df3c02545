/** 工亡: the lump sum of 20 times the year's national income, funeral, and what dependants get each month (工伤保险条例 39). */
import { share, yuanPlain, type Fen } from '../../kernel/fen.ts';
import { at, defineCalculator, fault, result, type Remark, type Step } from '../define.ts';
import { figureOf, noRateSaid } from '../rates.ts';

const relatives = { kind: 'number', unit: '人', least: 0, most: 12, optional: true } as const;

export const deathAtWork = defineCalculator({
  id: 'death-at-work',
  inputs: {
    day: { kind: 'day', label: '工伤发生那天', hint: '按这一天的上一年度算' },
    income: { kind: 'money', unit: '元/年', label: '上一年度全国城镇居民人均可支配收入', hint: '国家统计局每年 1 月公布。空着就用本站登记的数', optional: true },
    average: { kind: 'money', label: '统筹地区上年度职工月平均工资', hint: '丧葬补助金用。空着又没有登记的，这一项就不算', optional: true },
    wage: { kind: 'money', label: '本人工资（生前月缴费工资）', hint: '供养亲属抚恤金用，没有供养亲属就空着', optional: true },
    spouse: { ...relatives, most: 1, label: '由死者供养、没有劳动能力的配偶', hint: '有填 1，没有就空着' },
    others: { ...relatives, label: '其他供养亲属', hint: '父母、未成年子女等，不含下面一栏的人' },
    alone: { ...relatives, label: '其他供养亲属中的孤寡老人、孤儿', hint: '每人多 10%' },
  },
  rates: ['disposable-income', 'average-wage'],
  compute({ day, income, average, wage, spouse = 0, others = 0, alone = 0 }, rates) {
    const yearly = figureOf(income, rates.on('disposable-income', day));
    if ('none' in yearly) return fault('income', noRateSaid(yearly));
    const people = spouse + others + alone;
    if (people > 0 && wage === undefined) return fault('wage', '有供养亲属的，请填本人工资。');
    const steps: Step[] = [];
    const remarks: Remark[] = [];
    const lump = yearly.fen * 20;
    steps.push({ label: '一次性工亡补助金', amount: { fen: lump }, formula: `${yuanPlain(yearly.fen)} × 20`, basis: [...at('work-injury-regulation', 39), ...at('social-insurance-implementation', 11)], ...(yearly.rate ? { rate: yearly.rate } : {}) });
    const mean = figureOf(average, rates.on('average-wage', day));
    let funeral: Fen = 0;
    if ('fen' in mean) {
      funeral = mean.fen * 6;
      steps.push({ label: '丧葬补助金', amount: { fen: funeral }, formula: `${yuanPlain(mean.fen)} × 6 个月`, basis: at('work-injury-regulation', 39), ...(mean.rate ? { rate: mean.rate } : {}) });
      steps.push({ label: '两笔一次性的合计', amount: { fen: lump + funeral }, formula: `${yuanPlain(lump)} + ${yuanPlain(funeral)}`, basis: at('work-injury-regulation', 39) });
    } else remarks.push({ say: `丧葬补助金是 6 个月的统筹地区上年度职工月平均工资，这里没有算。${noRateSaid(mean)}`, basis: at('work-injury-regulation', 39), due: true });
    if (people > 0 && wage !== undefined) {
      const percent = spouse * 40 + others * 30 + alone * 40;
      const monthly = share(wage, Math.min(100, percent), 100);
      steps.push({ label: '供养亲属抚恤金，每月', amount: { fen: monthly }, formula: `${yuanPlain(wage)} × ${percent > 100 ? `100%（加起来是 ${percent}%，不能高过生前工资）` : `${percent}%`}`, basis: at('work-injury-regulation', 39) });
    }
    remarks.push({ say: '由工伤保险基金付；单位没有参保的，由单位按同样的项目和标准付。', basis: at('work-injury-regulation', 39, 62) });
    remarks.push({ say: '一至四级伤残职工在停工留薪期满以后去世的，只有丧葬补助金和供养亲属抚恤金，没有一次性工亡补助金。', basis: at('work-injury-regulation', 39) });
    remarks.push({ say: '谁算供养亲属另有规定，领取手续问工伤经办窗口。', basis: at('work-injury-regulation', 39) });
    return result(funeral > 0 ? '两笔一次性的合计' : '一次性工亡补助金', { fen: lump + funeral }, steps, remarks);
  },
});
