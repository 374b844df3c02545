/** 经济补偿 N、代通知金 +1、违法解除赔偿金 2N (劳动合同法 40、46、47、87). */
import { share, yuanPlain } from '../../kernel/fen.ts';
import { at, defineCalculator, fault, result, type Given, type Remark, type Step } from '../define.ts';
import { fromTo, stretchOf, stretchSaid } from '../period.ts';
import { figureOf, noRateSaid } from '../rates.ts';

/** The day from which 劳动合同法 counts years. */
const LAW_BEGINS = '2008-01-01';
const MOST_YEARS = 12;

/** Ways that end without compensation: what the law says of each. */
const NONE = {
  own: { say: '自己辞职，或者是自己先提出来的，不在付经济补偿的情形里。单位欠薪、不缴社保逼您走的，是另一回事：换一项再算。', basis: at('labour-contract-law', 46) },
  kept: { say: '到期时单位按原来的条件或者更好的条件续签，是您自己不续的，没有经济补偿。', basis: at('labour-contract-law', 46) },
  fault: { say: '因为严重违纪、严重失职等过错被依法解除的，没有经济补偿。理由站不住的，属于违法解除：换一项再算。', basis: at('labour-contract-law', 39, 46) },
  retired: { say: '到法定退休年龄，或者已经开始领养老金而终止的，不在付经济补偿的情形里。', basis: [...at('labour-contract-law', 44, 46), ...at('labour-contract-regulation', 21)] },
} as const;

const paid = ({ way }: Given): boolean => way !== undefined && !Object.hasOwn(NONE, way);

export const severance = defineCalculator({
  id: 'severance',
  inputs: {
    way: {
      kind: 'choice',
      label: '怎么离开的',
      options: {
        agreed: '单位先提出，双方谈妥解除',
        forced: '单位欠薪、不缴社保等，我因此解除',
        noFault: '医疗期满、不胜任、情况大变，单位解除',
        layoff: '经济性裁员',
        expiry: '合同到期，单位不续，或者降低条件才续',
        task: '任务做完，任务合同终止',
        closing: '单位破产、关闭、提前解散',
        unlawful: '违法解除、违法终止',
        own: '自己辞职，或者自己先提出来谈妥的',
        kept: '合同到期，条件没降，我自己不续',
        fault: '严重违纪等过错，被依法解除',
        retired: '到退休年龄，或者开始领养老金',
      },
    },
    from: { kind: 'day', label: '入职那天', hint: '第一天上班的日子，试用期、没签合同的日子都算。例如 2019-04-15', when: paid },
    to: { kind: 'day', label: '最后一天', hint: '解除或者终止的那一天', when: paid },
    wage: { kind: 'money', label: '离职前十二个月的月平均工资', hint: '按应发数，奖金、津贴、补贴都算，不是到手数；不满十二个月的按实际月数平均', when: paid },
    notice: { kind: 'choice', label: '单位提前三十天书面通知了吗', options: { yes: '提前通知了', no: '没有提前三十天' }, when: ({ way }) => way === 'noFault' },
    lastMonth: { kind: 'money', label: '上一个月的工资', hint: '代通知金按它算', when: ({ way, notice }) => way === 'noFault' && notice === 'no' },
    average: { kind: 'money', label: '本市上年度职工月平均工资', hint: '工资比较高的才用得上：比它的三倍还高，就要封顶', optional: true, when: paid },
    minimum: { kind: 'money', label: '当地月最低工资', hint: '工资特别低的才用得上', optional: true, when: paid },
  },
  rates: ['average-wage', 'minimum-wage'],
  compute({ way, from, to, wage, notice, lastMonth, average, minimum }, rates) {
    if (way === 'own' || way === 'kept' || way === 'fault' || way === 'retired') {
      const { say, basis } = NONE[way];
      return result('经济补偿', { say: '没有' }, [{ label: '为什么没有', amount: { say: '0 个月' }, formula: say, basis }]);
    }
    // The form asks for these whenever something is paid.
    if (from === undefined || to === undefined || wage === undefined) return fault('way', '请先选怎么离开的。');
    if (to < from) return fault('to', '最后一天比入职那天还早，请再看一眼。');

    const unlawful = way === 'unlawful';
    const early = from < LAW_BEGINS && !unlawful;
    const begin = early ? LAW_BEGINS : from;
    if (to < begin) return fault('to', '劳动合同法从 2008 年 1 月 1 日起施行，更早的离职要按当时的规定算。');
    const steps: Step[] = [];
    const remarks: Remark[] = [];

    const stretch = stretchOf(begin, to);
    const { years, months, days } = stretch;
    const odd = months === 0 && days === 0 ? '' : months >= 6 ? `；零头 ${stretchSaid({ ...stretch, years: 0 })}，满六个月，算一个月` : `；零头 ${stretchSaid({ ...stretch, years: 0 })}，不满六个月，算半个月`;
    const halves = years * 2 + (odd === '' ? 0 : months >= 6 ? 2 : 1);
    steps.push({ label: '工作年限', amount: { say: stretchSaid(stretch) }, formula: `${fromTo(begin, to)}，头尾都算`, basis: unlawful ? at('labour-contract-regulation', 25) : at('labour-contract-law', 47) });
    steps.push({ label: '折成几个月工资（N）', amount: { say: `${halves / 2} 个月` }, formula: `满 ${years} 年算 ${years} 个月${odd}`, basis: at('labour-contract-law', 47) });
    if (early) remarks.push({ say: '2008 年以前的年头没有算进来：那一段有没有补偿、怎么算，要看当时的规定，分开算。', basis: at('labour-contract-law', 97), due: true });

    const high = figureOf(average, rates.on('average-wage', to));
    const low = figureOf(minimum, rates.on('minimum-wage', to));

    let base = wage;
    let counted = halves;
    if ('fen' in high && wage > high.fen * 3) {
      base = high.fen * 3;
      steps.push({ label: '月工资封顶', amount: { fen: base }, formula: `${yuanPlain(wage)} 高于 ${yuanPlain(high.fen)} × 3，按三倍算`, basis: at('labour-contract-law', 47), ...(high.rate ? { rate: high.rate } : {}) });
      if (halves > MOST_YEARS * 2) {
        counted = MOST_YEARS * 2;
        steps.push({ label: '年限封顶', amount: { say: `${MOST_YEARS} 个月` }, formula: `月工资封顶的人，年限最多算 ${MOST_YEARS} 年`, basis: at('labour-contract-law', 47) });
      }
    } else if ('fen' in low && wage < low.fen) {
      base = low.fen;
      steps.push({ label: '月工资保底', amount: { fen: base }, formula: `${yuanPlain(wage)} 低于当地最低工资，按最低工资算`, basis: at('labour-contract-regulation', 27), ...(low.rate ? { rate: low.rate } : {}) });
    } else steps.push({ label: '月工资', amount: { fen: base }, formula: '离职前十二个月应得工资的平均数', basis: [...at('labour-contract-law', 47), ...at('labour-contract-regulation', 27)] });

    const n = share(base, counted, 2);
    steps.push({ label: unlawful ? '经济补偿标准（N）' : '经济补偿（N）', amount: { fen: n }, formula: `${yuanPlain(base)} × ${counted / 2}`, basis: at('labour-contract-law', 47) });
    let total = n;
    let label = '经济补偿（N）';
    if (unlawful) {
      total = n * 2;
      label = '违法解除赔偿金（2N）';
      steps.push({ label, amount: { fen: total }, formula: `${yuanPlain(n)} × 2`, basis: at('labour-contract-law', 87) });
      remarks.push({ say: '赔偿金和“回去继续上班”只能选一样；拿了 2N 就不再另付经济补偿，也没有 2N+1。', basis: [...at('labour-contract-law', 48), ...at('labour-contract-regulation', 25)] });
    }
    if (notice === 'no' && lastMonth !== undefined) {
      total = n + lastMonth;
      label = '经济补偿加代通知金（N+1）';
      steps.push({ label: '代通知金（+1）', amount: { fen: lastMonth }, formula: '没有提前三十天书面通知，多付上一个月的工资', basis: [...at('labour-contract-law', 40), ...at('labour-contract-regulation', 20)] });
      steps.push({ label, amount: { fen: total }, formula: `${yuanPlain(n)} + ${yuanPlain(lastMonth)}`, basis: at('labour-contract-law', 40, 46) });
      remarks.push({ say: '在江苏，上一个月的工资看不出正常水平的（比如请了长病假），代通知金改按解除前十二个月的平均工资。', basis: at('jiangsu-contract-regulation', 32) });
    }
    if ('none' in high) remarks.push({ say: `还没有比对三倍封顶。您的月工资要是高过本市职工月平均工资的三倍，月工资按三倍算，年限最多算 12 年。${noRateSaid(high)}`, basis: at('labour-contract-law', 47), due: true });
    if ('none' in low) remarks.push({ say: '平均工资低于当地最低工资的，按最低工资算。停工、长病假把平均数拉得很低时，把最低工资填上再算一遍。', basis: at('labour-contract-regulation', 27) });
    if (!unlawful) remarks.push({ say: '这笔钱在办完工作交接时就该付。', basis: at('labour-contract-law', 50) });
    remarks.push({ say: '单位不付的，一般要在一年里申请仲裁。', basis: at('dispute-law', 27) });
    return result(label, { fen: total }, steps, remarks);
  },
});
