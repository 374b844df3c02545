/** 带薪年休假: days, days for part of a year, and what is paid for those not taken (年休假条例 3–5, 实施办法 3–5、10–12). */
import { addDays, daysBetween, dayInChinese, type Day } from '../../kernel/day.ts';
import { share, yuanPlain } from '../../kernel/fen.ts';
import { at, defineCalculator, fault, result, type Given, type Remark, type Step } from '../define.ts';

const DAYS = { y1: 5, y10: 10, y20: 15 } as const;

const open = ({ continuous, service, barred }: Given): boolean => continuous === 'yes' && service !== undefined && service !== 'under' && barred === 'no';

/** Days worked in the year here, both ends included. */
const spanOf = (year: string, joined: Day | undefined, left: Day | undefined): number => daysBetween(joined ?? `${year}-01-01`, addDays(left ?? `${year}-12-31`, 1));

/** Days of leave for `span` of the year's 365 days in hundredths, cut off (not rounded). */
const part = (span: number, days: number): number => Math.floor((span * days * 100) / 365);

export const annualLeave = defineCalculator({
  id: 'annual-leave',
  inputs: {
    continuous: { kind: 'choice', label: '连续工作满十二个月了吗', hint: '换单位没有断开的，接着算', options: { yes: '满了', no: '还没有' } },
    service: { kind: 'choice', label: '累计工龄', hint: '一辈子在各单位干过的年头加起来', options: { under: '不满 1 年', y1: '满 1 年，不满 10 年', y10: '满 10 年，不满 20 年', y20: '满 20 年' } },
    barred: {
      kind: 'choice', label: '今年有没有下面的情形',
      hint: '寒暑假比年休假多；带薪事假累计 20 天以上；病假累计 2 个月以上（工龄满 10 年的看 3 个月，满 20 年的看 4 个月）',
      options: { no: '没有', yes: '有' },
    },
    year: { kind: 'choice', label: '今年在这家单位', options: { all: '全年都在', joined: '年中新进来的', left: '年中离开的', both: '年中进来，当年又离开' }, when: open },
    joined: { kind: 'day', label: '进单位那天', when: (so) => open(so) && (so.year === 'joined' || so.year === 'both') },
    left: { kind: 'day', label: '离开前最后一天', when: (so) => open(so) && (so.year === 'left' || so.year === 'both') },
    taken: { kind: 'number', unit: '天', least: 0, most: 30, decimals: 1, label: '已经休了几天', hint: '一天没休填 0', when: open },
    why: { kind: 'choice', label: '剩下的为什么没休', options: { employer: '单位没有安排', own: '单位安排了，我因为自己的事书面说不休' }, when: open },
    wage: { kind: 'money', label: '前十二个月的月平均工资', hint: '把加班工资扣掉再平均；不满十二个月的按实际月数', when: (so) => open(so) && so.why === 'employer' },
  },
  rates: [],
  compute({ continuous, service, barred, year, joined, left, taken = 0, why, wage }) {
    const none = (formula: string, basis: Step['basis'], remarks: Remark[] = []) => result('今年的年休假', { say: '0 天' }, [{ label: '今年的年休假', amount: { say: '0 天' }, formula, basis }], remarks);
    if (continuous === 'no' || service === 'under') return none('连续工作满十二个月，才开始有年休假', [...at('annual-leave-regulation', 2), ...at('annual-leave-measures', 3)]);
    if (barred === 'yes') return none('有这些情形的，不享受当年的年休假', at('annual-leave-regulation', 4), [{ say: '当年的年休假已经休完、后来才出现这些情形的，今年休过的不退，改为下一年不享受；寒暑假的情形除外。', basis: at('annual-leave-measures', 7, 8) }]);

    if (joined && left && left < joined) return fault('left', '离开的日子比进来的日子还早，请再看一眼。');
    if (joined && left && joined.slice(0, 4) !== left.slice(0, 4)) return fault('left', '进来和离开不在同一年，请只选一种：算离开那一年的，选“年中离开的”。');
    const whole = DAYS[service];
    const steps: Step[] = [{ label: '全年应休', amount: { say: `${whole} 天` }, formula: `累计工龄${service === 'y20' ? '满 20 年' : service === 'y10' ? '满 10 年不满 20 年' : '满 1 年不满 10 年'}`, basis: at('annual-leave-regulation', 3) }];
    const remarks: Remark[] = [];
    const ofYear = (left ?? joined ?? '').slice(0, 4);
    const span = ofYear ? spanOf(ofYear, joined, left) : 365;
    const tenths = Math.round(taken * 10);
    // In tenths of a day, so that half days stay exact.
    let rest = whole * 10 - tenths;
    if (year === 'joined' && joined) {
      const days = Math.min(whole, Math.floor(part(span, whole) / 100));
      rest = days * 10 - tenths;
      steps.push({ label: '今年应休', amount: { say: `${days} 天` }, formula: `${dayInChinese(joined)}起还剩 ${span} 天：${span} ÷ 365 × ${whole} = ${part(span, whole) / 100}，不足一整天的舍去`, basis: at('annual-leave-measures', 5) });
    }
    if ((year === 'left' || year === 'both') && left) {
      rest = Math.max(0, Math.floor((span * whole * 10 - tenths * 365) / 3650)) * 10;
      const less = Math.max(0, part(span, whole) - tenths * 10) / 100;
      steps.push({ label: '按在职天数折算', amount: { say: `${rest / 10} 天` }, formula: `到${dayInChinese(left)}过了 ${span} 天：${span} ÷ 365 × ${whole} − 已休 ${taken} = ${less}，不足一整天的舍去`, basis: at('annual-leave-measures', 12) });
      remarks.push({ say: '离职时已经休得比折算天数多的，多出的天数不扣回。', basis: at('annual-leave-measures', 12) });
    } else steps.push({ label: '没休的', amount: { say: `${Math.max(0, rest) / 10} 天` }, formula: `应休天数 − 已休 ${taken}`, basis: at('annual-leave-measures', 10) });
    rest = Math.max(0, rest);

    if (why === 'own') {
      steps.push({ label: '另付', amount: { fen: 0 }, formula: '本人书面说不休的，单位可以只发正常工资', basis: at('annual-leave-measures', 10) });
      return result('没休的年休假另付', { fen: 0 }, steps, remarks);
    }
    if (wage === undefined) return fault('wage', '请填“前十二个月的月平均工资”。');
    const pay = share(wage, rest * 2 * 10, 2175);
    steps.push({ label: '一天的工资', amount: { fen: share(wage, 100, 2175) }, formula: `${yuanPlain(wage)} ÷ 21.75 天`, basis: at('annual-leave-measures', 11) });
    steps.push({ label: '没休的另付', amount: { fen: pay }, formula: `${yuanPlain(wage)} ÷ 21.75 × 200% × ${rest / 10} 天`, basis: [...at('annual-leave-regulation', 5), ...at('annual-leave-measures', 10)] });
    remarks.push({ say: '法律写的是 300%，其中 100% 已经在平时的工资里，所以另付 200%。', basis: at('annual-leave-measures', 10) });
    remarks.push({ say: '合同或者单位制度定得更高的，按更高的算。', basis: at('annual-leave-measures', 13) });
    return result('没休的年休假另付', { fen: pay }, steps, remarks);
  },
});
