/** A page past its day of review must be read again; dates of a page that contradict one another are mistakes. */
import { dayInChinese } from '../kernel/day.ts';
import { entriesOf, issueAt, type Rule } from './material.ts';

export const reviewDay: Rule = (material) => {
  const { figures, kits, leaflets } = material.library;
  const dated = [
    ...entriesOf(material.library).map((entry) => ({ id: entry.id, data: entry.data })),
    ...figures.map((data) => ({ id: `figures/${data.id}`, data })),
    ...kits.map((data) => ({ id: `kits/${data.id}`, data })),
    ...leaflets.map((data) => ({ id: `leaflets/${data.id}`, data })),
  ];
  return dated.flatMap((entry) => {
    const { verified, review } = entry.data;
    if (review <= verified) return [issueAt(material, entry.id, ['review'], { code: 'review-before-verified', message: `复核日期 ${review} 不晚于核对日期 ${verified}。`, hint: '复核日期一般在核对以后半年' })];
    if (verified > material.today) return [issueAt(material, entry.id, ['verified'], { code: 'verified-in-future', message: `核对日期 ${verified} 还没有到。`, hint: '写实际核对的那一天' })];
    if (review < material.today) return [issueAt(material, entry.id, ['review'], { code: 'review-due', level: 'warning', message: `${dayInChinese(review)}应当复核，已经过期。`, hint: '重新核对法条和数字，再改 verified 和 review' })];
    return [];
  });
};
