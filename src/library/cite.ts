/**
 * How a provision is named: `{law, article}` in files, `〔劳动合同法21〕` inside prose,
 * 「劳动合同法第二十一条」 on the page. Articles are texts: `21`, `276-1` for 第二百七十六条之一.
 */

/** A provision that a statement rests on. */
export interface Basis {
  /** Id of the instrument: the name of its file in `content/laws`. */
  readonly law: string;
  /** `21`, or `276-1` for 之一. */
  readonly article: string;
}

const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** A whole number from 1 to 9999 in Chinese numerals as statutes write them (`110` → 一百一十, `12` → 十二). */
export function chineseNumeral(n: number): string {
  if (!Number.isInteger(n) || n < 1 || n > 9999) throw new RangeError(`chineseNumeral(${n})`);
  let out = '';
  let gap = false;
  for (const [unit, name] of [[1000, '千'], [100, '百'], [10, '十'], [1, '']] as const) {
    const digit = Math.floor(n / unit) % 10;
    if (digit === 0) {
      gap = out !== '';
      continue;
    }
    if (gap) out += '零';
    gap = false;
    out += (digit === 1 && unit === 10 && out === '' ? '' : DIGITS[digit]) + name;
  }
  return out;
}

/** The number that Chinese numerals or Arabic digits (half or full width) write, `undefined` when they write none. */
export function readNumeral(text: string): number | undefined {
  const plain = text.replace(/[０-９]/g, (d) => String(d.charCodeAt(0) - 0xff10));
  if (/^\d{1,4}$/.test(plain)) return Number(plain);
  let total = 0;
  let digit = 0;
  for (const ch of plain) {
    const d = ch === '〇' ? 0 : ch === '两' ? 2 : DIGITS.indexOf(ch);
    if (d >= 0) digit = d;
    else {
      const unit = { 十: 10, 百: 100, 千: 1000 }[ch];
      if (!unit) return undefined;
      total += (digit || 1) * unit;
      digit = 0;
    }
  }
  total += digit;
  return total > 0 ? total : undefined;
}

/** `276-1` → 第二百七十六条之一. */
export function articleName(article: string): string {
  const [main, sub] = article.split('-').map(Number);
  return `第${chineseNumeral(main ?? 0)}条${sub ? `之${chineseNumeral(sub)}` : ''}`;
}

/** A number that puts articles in the order of the law: 276 before 276-1 before 277. */
export function articleOrder(article: string): number {
  const [main = 0, sub = 0] = article.split('-').map(Number);
  return main * 100 + sub;
}

/** Whether an article lies within an instrument; of one whose number of articles is not known, every article may. */
export const isWithin = (law: { readonly articles?: number | undefined }, article: string): boolean => law.articles === undefined || Number(article.split('-')[0]) <= law.articles;

/** `art-21`, the anchor of the article on the law's page. */
export const articleAnchor = (article: string): string => `art-${article}`;

/** Address of the article on the site, below the base path. */
export const articlePath = (basis: Basis): string => `/laws/${basis.law}/#${articleAnchor(basis.article)}`;

/** A key that is equal for equal provisions. */
export const basisKey = (basis: Basis): string => `${basis.law}#${basis.article}`;

/** An inline mark as written, not yet looked up. */
export interface Mark {
  /** The law's short name as written. */
  readonly short: string;
  readonly article: string;
  /** Offset of the opening bracket, and length of the whole mark, in UTF-16 units. */
  readonly at: number;
  readonly length: number;
}

/** 〔劳动合同法21〕 or 〔刑法276之1〕. Document numbers such as 〔2025〕 are no marks: a name comes first. */
export const MARK = /〔([^〔〕\d][^〔〕]*?)(\d{1,4})(?:之(\d{1,2}))?〕/g;

/** Every inline mark of a text, in order. */
export function marksIn(text: string): Mark[] {
  // Most texts have none.
  if (!text.includes('〔')) return [];
  return Array.from(text.matchAll(MARK), (m) => ({
    short: m[1] ?? '',
    article: m[3] ? `${m[2]}-${m[3]}` : (m[2] ?? ''),
    at: m.index,
    length: m[0].length,
  }));
}

/** The text without its inline marks, for lists and descriptions. */
export const withoutMarks = (text: string): string => (text.includes('〔') ? text.replace(MARK, '') : text);

/** Law id by short name, for looking up marks. */
export function shortNames(laws: Iterable<{ readonly id: string; readonly short: string }>): Map<string, string> {
  return new Map(Array.from(laws, (law) => [law.short, law.id]));
}
