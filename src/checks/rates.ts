/** 标准表: figures in the order of their days, none from the future, and a reminder when the last one has run out. */
import { endOf } from '../calculators/rates.ts';
import { dayInChinese } from '../kernel/day.ts';
import type { Issue } from '../kernel/issue.ts';
import { issueAt, type Rule } from './material.ts';

export const rates: Rule = (material) =>
  material.library.rates.flatMap((table): Issue[] => {
    const key = `rates/${table.id}`;
    const each = table.rates.flatMap((rate, n): Issue[] => {
      const before = table.rates[n - 1];
      if (before && rate.from <= before.from) return [issueAt(material, key, ['rates', n, 'from'], { code: 'rate-order', message: `自 ${rate.from} 起的数写在自 ${before.from} 起的后面。`, hint: '从早到晚写，同一天只写一个' })];
      if (rate.checked > material.today) return [issueAt(material, key, ['rates', n, 'checked'], { code: 'rate-checked', message: `核对日期 ${rate.checked} 还没有到。`, hint: '写实际核对的那一天' })];
      return [];
    });
    const end = endOf(table);
    const over: Issue[] =
      end !== undefined && end <= material.today
        ? [issueAt(material, key, ['rates', table.rates.length - 1, 'from'], { code: 'rate-over', level: 'warning', message: `“${table.title}”最后一个数用到${dayInChinese(end)}的前一天，已经过期，计算器会请读者自己填。`, hint: '查到新的数，在最后加一行；没有查到就先这样，不照抄上一年' })]
        : [];
    return [...each, ...over];
  });
