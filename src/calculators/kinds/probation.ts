/** 试用期: how long it may be, what it must pay, and what is owed for the part that was too long (劳动合同法 19、20、70、83). */
import { share, yuanPlain } from '../../kernel/fen.ts';
import { at, defineCalculator, fault, result, type Given, type Remark, type Step } from '../define.ts';
import { figureOf, noRateSaid } from '../rates.ts';

/** Months allowed, by the term of the contract. */
const TERMS = {
  under3: { name: '不满 3 个月', most: 0 },
  m3: { name: '满 3 个月，不满 1 年', most: 1 },
  y1: { name: '满 1 年，不满 3 年', most: 2 },
  y3: { name: '3 年以上', most: 6 },
  open: { name: '无固定期限（没有终止日期）', most: 6 },
  task: { name: '做完一件活就结束', most: 0 },
  partTime: { name: '非全日制（小时工）', most: 0 },
} as const;

const wages = ({ wages: asked }: Given): boolean => asked === 'yes';

export const probation = defineCalculator({
  id: 'probation',
  inputs: {
    term: { kind: 'choice', label: '合同期限', options: Object.fromEntries(Object.entries(TERMS).map(([id, { name }]) => [id, name])) as { [K in keyof typeof TERMS]: string } },
    served: { kind: 'number', unit: '个月', least: 0, most: 60, decimals: 1, label: '试用期已经干了几个月', hint: '还没开始干就填 0；只算约定为“试用期”的时间' },
    full: { kind: 'money', label: '约定的月工资', hint: '转正以后的数' },
    wages: { kind: 'choice', label: '要不要也对一下试用期工资', options: { yes: '要', no: '不用' } },
    trial: { kind: 'money', label: '试用期的月工资', hint: '应发的数', when: wages },
    day: { kind: 'day', label: '哪一天的工资', hint: '对最低工资用，例如 2026-11-01', when: wages },
    minimum: { kind: 'money', label: '当地月最低工资', optional: true, when: wages },
  },
  rates: ['minimum-wage'],
  compute({ term, served, full, trial, day, minimum }, rates) {
    const { name, most } = TERMS[term];
    const allowed = term === 'partTime' ? at('labour-contract-law', 70) : at('labour-contract-law', 19);
    const over = Math.max(0, Math.round(served * 10) - most * 10);
    const pay = share(full, over, 10);
    const steps: Step[] = [{ label: '试用期最长', amount: { say: most === 0 ? '不能约定' : `${most} 个月` }, formula: `合同期限：${name}`, basis: allowed }];
    if (over > 0) {
      steps.push({ label: '超出的时间', amount: { say: `${over / 10} 个月` }, formula: `已经干了 ${served} − ${most}`, basis: allowed });
      steps.push({ label: '超期的赔偿金', amount: { fen: pay }, formula: `${yuanPlain(full)} × ${over / 10}`, basis: at('labour-contract-law', 83) });
    }
    const remarks: Remark[] = over > 0 ? [{ say: '这笔赔偿金是已经发的工资之外的。约得太长但还没干到那时候的，要求改过来，不发生赔偿。', basis: at('labour-contract-law', 83) }] : [];
    if (trial !== undefined && day !== undefined) {
      if (trial > full) return fault('trial', '试用期工资比约定的月工资还高，请再看一眼有没有填反。');
      const low = figureOf(minimum, rates.on('minimum-wage', day));
      const eighty = share(full, 80, 100);
      const floor = 'fen' in low ? Math.max(eighty, low.fen) : eighty;
      const rate = 'rate' in low && low.rate ? { rate: low.rate } : {};
      steps.push({ label: '试用期工资最低', amount: { fen: floor }, formula: 'fen' in low && low.fen > eighty ? `约定工资的八成是 ${yuanPlain(eighty)}，低于最低工资，按最低工资` : `${yuanPlain(full)} × 80%`, basis: [...at('labour-contract-law', 20), ...at('labour-contract-regulation', 15)], ...rate });
      steps.push({ label: '每月少发', amount: { fen: Math.max(0, floor - trial) }, formula: trial < floor ? `${yuanPlain(floor)} − ${yuanPlain(trial)}` : `${yuanPlain(trial)} 不低于这条线`, basis: at('labour-contract-law', 20) });
      remarks.push({ say: '法律写了两把尺子：约定工资的八成，或者本单位同岗位最低档的八成。这里按约定工资比；单位说按同岗位最低档比的，请它拿出最低档是多少。', basis: at('labour-contract-regulation', 15) });
      if ('none' in low) remarks.push({ say: `还没有和最低工资比。试用期工资不能低于当地最低工资。${noRateSaid(low)}`, basis: at('labour-contract-law', 20), due: true });
    }
    remarks.push({ say: '同一家单位对同一个人只能约定一次试用期；延长、换岗再试，都算第二次，不能约。', basis: at('labour-contract-law', 19) });
    return result('超期试用的赔偿金', over > 0 ? { fen: pay } : { say: most === 0 ? '没有超期' : `没有超期，最长 ${most} 个月` }, steps, remarks);
  },
});
