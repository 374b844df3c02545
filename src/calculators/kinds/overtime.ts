/** 加班费 150%、200%、300% (劳动法 44; hours by 工资折算通知: 21.75 paid days of 8 hours). */
import { share, yuanPlain, type Fen } from '../../kernel/fen.ts';
import { at, defineCalculator, fault, result, type Remark, type Step } from '../define.ts';

/** Paid hours of a month: 21.75 × 8. */
const HOURS = 174;
/** 劳动法 41: no more overtime than this in a month. */
const MOST_A_MONTH = 36;

const hours = { kind: 'number', unit: '小时', least: 0, most: 400, decimals: 2, optional: true } as const;

/** What hours of one kind earn, once rounded. `percent`: 150, 200, 300. */
export const overtimePay = (wage: Fen, worked: number, percent: number): Fen => share(wage, Math.round(worked * 100) * percent, 100 * 100 * HOURS);

export const overtime = defineCalculator({
  id: 'overtime',
  inputs: {
    wage: { kind: 'money', label: '加班费的月工资基数', hint: '先看合同怎么约定；没有约定的，看集体合同、单位制度和您的月工资' },
    weekday: { ...hours, label: '工作日延长的小时', hint: '一个月里下班以后加的班，没有就空着' },
    restDay: { ...hours, label: '休息日加班的小时', hint: '一般是周末；已经安排补休的不填' },
    holiday: { ...hours, label: '法定节假日加班的小时', hint: '只算放假办法里的 13 天；长假里调休来的日子算休息日' },
  },
  rates: [],
  compute({ wage, weekday = 0, restDay = 0, holiday = 0 }) {
    if (weekday + restDay + holiday === 0) return fault('weekday', '三种加班至少填一种。');
    const kinds = [
      { label: '工作日延长', worked: weekday, percent: 150 },
      { label: '休息日', worked: restDay, percent: 200 },
      { label: '法定节假日', worked: holiday, percent: 300 },
    ].filter(({ worked }) => worked > 0);
    const parts = kinds.map(({ label, worked, percent }): Step & { amount: { fen: Fen } } => ({
      label: `${label}（${percent}%）`,
      amount: { fen: overtimePay(wage, worked, percent) },
      formula: `${yuanPlain(wage)} ÷ 21.75 ÷ 8 × ${percent}% × ${worked} 小时`,
      basis: at('labour-law', 44),
    }));
    const total = parts.reduce((sum, { amount }) => sum + amount.fen, 0);
    const steps: Step[] = [{ label: '一小时的工资', amount: { fen: share(wage, 1, HOURS) }, formula: `${yuanPlain(wage)} ÷ 21.75 天 ÷ 8 小时`, basis: at('wage-conversion-notice', 2) }, ...parts];
    if (parts.length > 1) steps.push({ label: '合计', amount: { fen: total }, formula: parts.map(({ amount }) => yuanPlain(amount.fen)).join(' + '), basis: at('labour-law', 44) });
    const remarks: Remark[] = [{ say: '这是月工资之外另付的钱。在江苏，基数先看双方约定；约定低于集体合同或者单位制度的，按后者；都定不了的，按前十二个月的平均工资。', basis: at('jiangsu-wage-regulation', 63) }];
    if (weekday + restDay > MOST_A_MONTH) remarks.push({ say: `要是都在一个月里，已经超过每月 ${MOST_A_MONTH} 小时的上限。单位超时安排是违法的，超出的部分加班费照样要付。`, basis: at('labour-law', 41), due: true });
    if (restDay > 0) remarks.push({ say: '休息日加班，单位可以先安排补休；在江苏，六个月里安排不了同样长的补休，就要付两倍。', basis: at('jiangsu-wage-regulation', 20) });
    remarks.push({ say: '计件工在定额以外加班的，按计件单价的 150%、200%、300% 算；经批准实行综合工时、不定时工时的，算法不同。', basis: at('wage-payment-provisions', 13) });
    return result('加班费', { fen: total }, steps, remarks);
  },
});
