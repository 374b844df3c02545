/** Lettered options, as 单选 and 多选 have them. */
import type { Fault, OptionOrder, Shown } from './kind.ts';
import { letterAt } from './kind.ts';

export type Options = Readonly<Record<string, string>>;

/** 以上都对, 上述均不正确, 前述都不是, 全对: means nothing anywhere but in its place. */
const OF_ALL = /^(以上|上述|前述|前面)的?(所有)?(各项|几项|[二两三四五]项|[两三四五]种\S{0,2}|选项|说法|情形|情况|内容|答案|行为|做法)?(都|均|全部?|皆|没有|无一)\S{1,5}$|^(全部?|都|均)不?(对|是|错|正确|错误|符合|可以|属于)$/;
export const speaksOfOthers = (text: string): boolean => OF_ALL.test(text.replace(/[\s\p{P}]/gu, ''));

/** Signs of the options that keep their place. */
export const pinnedOf = (options: Options, fixed: boolean): string[] => Object.keys(options).filter((key) => fixed || speaksOfOthers(options[key] ?? ''));

export const shownOptions = (options: Options, order: OptionOrder): Shown => ({ choices: [...order].map((key, i) => ({ letter: letterAt(i), text: options[key] ?? '' })) });

/** Text without white space and punctuation, for calling two options the same; as it stands when nothing else is left of it. */
export const bare = (text: string): string => text.replace(/[\s\p{P}]/gu, '') || text;

const LETTER_IN_PROSE = /选项?\s*[A-H](?![A-Za-z])|(?<![A-Za-z])[A-H]\s*(?:项|选项)/;
const LETTERS_OF_OTHERS = /(?<![A-Za-z])[A-H]\s*(?:、|和|与|及|或|，|,)\s*[A-H](?![A-Za-z])|^[A-H]\s*(?:项|选项)/;

/** Letters in order and texts all different; `what` is how messages call them. */
export function letteredFaults(texts: Options, field: string, what: string): Fault[] {
  const out: Fault[] = [];
  const keys = Object.keys(texts);
  const wrong = keys.findIndex((key, i) => key !== letterAt(i));
  if (wrong >= 0) out.push({ code: 'option-letters', path: [field, keys[wrong] ?? 'A'], message: `${what}的字母应从 A 起依次排列（现有 ${keys.join(' ')}）。`, hint: '从 A 开始依次写，不跳、不乱序' });
  const seen = new Map<string, string>();
  for (const key of keys) {
    const text = bare(texts[key] ?? '');
    const twin = seen.get(text);
    if (twin === undefined) seen.set(text, key);
    else out.push({ code: 'options-alike', path: [field, key], message: `${what} ${twin} 和 ${key} 一样。`, hint: '改写其中一个' });
  }
  return out;
}

/** Every key names an option, none twice. `at` leads to the n-th key. */
export function keyFaults(keys: readonly string[], options: Options, at: (n: number) => readonly (string | number)[]): Fault[] {
  const letters = Object.keys(options);
  return keys.flatMap((key, n): Fault[] => {
    if (!letters.includes(key)) return [{ code: 'key-not-an-option', path: at(n), message: `答案“${key}”不在选项中（现有 ${letters.join(' ')}）。`, hint: '改答案，或者补上这个选项' }];
    if (keys.indexOf(key) < n) return [{ code: 'key-twice', path: at(n), message: `答案“${key}”写了两次。`, hint: '删掉一个' }];
    return [];
  });
}

/** Letters are no names while options are shuffled. */
export function namingFaults(explanation: string, options: Options, fixed: boolean): Fault[] {
  if (fixed) return [];
  const out: Fault[] = [];
  if (LETTER_IN_PROSE.test(explanation)) out.push({ code: 'explanation-names-letters', path: ['explanation'], message: '解析里提到了选项字母，但选项会打乱顺序。', hint: '用选项的内容来说，或写上 fixed: true' });
  for (const [key, text] of Object.entries(options)) {
    if (LETTERS_OF_OTHERS.test(text)) out.push({ code: 'option-names-letters', path: ['options', key], message: `选项 ${key} 提到了别的选项的字母，但选项会打乱顺序。`, hint: '写上 fixed: true，或者不用字母来说' });
  }
  return out;
}
