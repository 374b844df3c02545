/** 仲裁时效: one year, restarted by a claim, and the exception for wages owed while employed (劳动争议调解仲裁法 27). */
import { addMonths, dayInChinese } from '../../kernel/day.ts';
import { at, defineCalculator, fault, result, type Remark, type Step } from '../define.ts';

export const timeLimit = defineCalculator({
  id: 'time-limit',
  inputs: {
    claim: {
      kind: 'choice', label: '要的是什么',
      options: { employed: '在职期间被欠的工资，人还在职', left: '在职期间被欠的工资，人已经离职', other: '别的：补偿、赔偿金、双倍工资、没休的年休假等' },
    },
    known: { kind: 'day', label: '从哪天起知道吃了亏', hint: '例如接到辞退通知那天；该付没付的，填该付的那天', when: ({ claim }) => claim === 'other' },
    end: { kind: 'day', label: '离职那天', when: ({ claim }) => claim === 'left' },
    again: { kind: 'day', label: '最近一次有凭证的催要、投诉，或者对方答应给', hint: '没有就空着', optional: true, when: ({ claim }) => claim === 'other' || claim === 'left' },
  },
  rates: [],
  compute({ claim, known, end, again }) {
    const basis = at('dispute-law', 27);
    const remarks: Remark[] = [
      { say: '时效要对方来提；对方在仲裁时没有提、到法院才提的，一般不支持。', basis: at('interpretation-2', 20) },
      { say: '因为不可抗力等正当理由没法申请的，停下来不算，理由消失后接着算。', basis },
    ];
    if (claim === 'employed') {
      const jiangsu = { say: '江苏：工资争议从单位明确说不付那天起算；单位没有明说的，从您实际去要那天起算。', basis: at('jiangsu-wage-regulation', 52) };
      return result('仲裁时效', { say: '在职期间不受一年限制' }, [{ label: '仲裁时效', amount: { say: '不受一年限制' }, formula: '劳动关系还在的时候，欠薪不受一年限制；离职以后一年里要提出来', basis }], [jiangsu, ...remarks]);
    }
    const field = claim === 'left' ? 'end' : 'known';
    const start = claim === 'left' ? end : known;
    if (start === undefined) return fault(field, '请填日期。');
    if (again !== undefined && again < start) return fault('again', '比起算的那天还早，请再看一眼。');
    const first = addMonths(start, 12);
    const steps: Step[] = [{ label: '一年到哪天', amount: { say: `${dayInChinese(first)}前后` }, formula: `${dayInChinese(start)}${claim === 'left' ? '离职' : '知道'}，往后一年`, basis }];
    let last = first;
    if (again !== undefined && again > first) {
      remarks.unshift({ say: `您填的那一次（${dayInChinese(again)}）已经在一年以外。更早还有过有凭证的催要、投诉的，从那一次再算一遍；没有的，对方可以提时效。`, basis, due: true });
    } else if (again !== undefined) {
      last = addMonths(again, 12);
      steps.push({ label: '重新算一年', amount: { say: `${dayInChinese(last)}前后` }, formula: `${dayInChinese(again)}那一次让时效中断，从那时重新算`, basis: [...basis, ...at('arbitration-rules', 27)] });
    }
    remarks.push({ say: '最后几天最容易出岔子：早点把申请递上去，证据可以随后补。', basis: at('dispute-law', 28), due: true });
    return result('最晚申请仲裁', { say: `${dayInChinese(last)}前后` }, steps, remarks);
  },
});
