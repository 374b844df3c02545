/** 产假: the national 98 days and what is added; what the province adds is typed in (女职工劳动保护特别规定 7). */
import { addDays, dayInChinese } from '../../kernel/day.ts';
import { at, defineCalculator, result, type Given, type Remark, type Step } from '../define.ts';

const birth = ({ what }: Given): boolean => what === 'birth';

export const maternityLeave = defineCalculator({
  id: 'maternity-leave',
  inputs: {
    what: { kind: 'choice', label: '哪一种', options: { birth: '生育', early: '流产，怀孕不满 4 个月', late: '流产，怀孕满 4 个月' } },
    hard: { kind: 'choice', label: '是不是难产', hint: '看医院的证明', options: { no: '不是', yes: '是' }, when: birth },
    babies: { kind: 'number', unit: '个', least: 1, most: 8, label: '生了几个孩子', when: birth },
    more: { kind: 'number', unit: '天', least: 0, most: 300, label: '当地另外延长的天数', hint: '江苏在国家天数之外有延长，天数以现行江苏规定为准，问清再填', optional: true, when: birth },
    start: { kind: 'day', label: '产假第一天', hint: '填了就推算最后一天；产前最多可以先休 15 天', optional: true },
  },
  rates: [],
  compute({ what, hard, babies = 1, more = 0, start }) {
    const basis = at('women-workers-provisions', 7);
    const steps: Step[] = [];
    const remarks: Remark[] = [];
    let days: number;
    if (what === 'birth') {
      const extra = (hard === 'yes' ? 15 : 0) + (babies - 1) * 15;
      days = 98 + extra + more;
      steps.push({ label: '国家规定的产假', amount: { say: '98 天' }, formula: '其中产前可以休 15 天', basis });
      if (hard === 'yes') steps.push({ label: '难产', amount: { say: '15 天' }, formula: '难产加 15 天', basis });
      if (babies > 1) steps.push({ label: '多胞胎', amount: { say: `${(babies - 1) * 15} 天` }, formula: `每多一个孩子加 15 天：15 × ${babies - 1}`, basis });
      if (more > 0) steps.push({ label: '当地延长', amount: { say: `${more} 天` }, formula: '您自己查到的数', basis: at('jiangsu-wage-regulation', 29) });
      else remarks.push({ say: '江苏在国家天数之外还有延长，这里没有算。天数本站还没有核到现行规定，请问人社、卫健部门，问到以后填上再算。', basis: at('jiangsu-wage-regulation', 29), due: true });
      steps.push({ label: '一共', amount: { say: `${days} 天` }, formula: ['98', ...(hard === 'yes' ? ['15'] : []), ...(babies > 1 ? [String((babies - 1) * 15)] : []), ...(more > 0 ? [String(more)] : [])].join(' + '), basis });
    } else {
      days = what === 'early' ? 15 : 42;
      steps.push({ label: '产假', amount: { say: `${days} 天` }, formula: what === 'early' ? '怀孕不满 4 个月流产' : '怀孕满 4 个月流产', basis });
    }
    if (start) steps.push({ label: '最后一天', amount: { say: dayInChinese(addDays(start, days - 1)) }, formula: `从${dayInChinese(start)}起，头尾都算 ${days} 天`, basis });
    remarks.push({ say: '产假里有生育津贴：参保的由生育保险付，没参保的由单位按产假前的工资付。', basis: at('women-workers-provisions', 8) });
    remarks.push({ say: '产假不占年休假。', basis: at('annual-leave-measures', 6) });
    return result('产假', { say: `${days} 天` }, steps, remarks);
  },
});
