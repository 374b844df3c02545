/**
 * Numbers that older statutes still print and newer ones replaced, typed into prose as if they
 * were in force. A sentence that itself says so (旧、取代、不再、误……) may name them.
 */
import type { Issue } from '../kernel/issue.ts';
import { entriesOf, issueAt, issueInBody, type Rule } from './material.ts';

interface Superseded {
  readonly figure: RegExp;
  readonly now: string;
}

const FIGURES: readonly Superseded[] = [
  { figure: /(每周|一周)[^。；\n]{0,6}(44|四十四)\s*(个)?小时/, now: '每周 40 小时（国务院关于职工工作时间的规定第三条）' },
  { figure: /产假[^。；\n]{0,6}(90|九十)\s*(天|日)/, now: '产假 98 天（女职工劳动保护特别规定第七条）' },
  { figure: /(60|六十)\s*(天|日)(之)?内[^。；\n]{0,8}(申请|提出)[^。；\n]{0,4}劳动仲裁/, now: '一年（劳动争议调解仲裁法第二十七条）' },
  { figure: /滞纳金[^。；\n]{0,12}(千分之二|2‰)|(千分之二|2‰)[^。；\n]{0,12}滞纳金/, now: '每天万分之五（社会保险法第八十六条）' },
  { figure: /(11|十一)\s*(天|个)(法定)?(节假日|休假日)|法定(节假日|休假日)[^。；\n]{0,6}(11|十一)\s*天/, now: '13 天（全国年节及纪念日放假办法第二条）' },
  { figure: /20\.(83|92)\s*天/, now: '月工作日 20.67 天、月计薪 21.75 天（2025 年的折算通知）' },
  { figure: /2N\s*(\+|＋|加)\s*1/i, now: '违法解除 2N；“加 1”只用于没有提前通知的合法解除' },
];
/** The sentence tells that the figure is of the past, or a mistake. */
const TOLD = /旧|后来|以前|过去|原来|取代|不再|不适用|没有|不是|误|错|已改|早就|条文写|别/;

/** A myth quoted to be put right: `- “产假只有 90 天”：……`. */
const QUOTED_MYTH = /(^|\n)- “[^”\n]*$/;

/** The sentence around a place: from one stop to the next. */
function sentenceAt(text: string, at: number): string {
  const from = Math.max(...['。', '；', '\n', '|'].map((stop) => text.lastIndexOf(stop, at - 1))) + 1;
  const ends = ['。', '；', '\n', '|'].map((stop) => text.indexOf(stop, at)).filter((end) => end >= 0);
  return text.slice(from, ends.length > 0 ? Math.min(...ends) : undefined);
}

export const superseded: Rule = (material) =>
  entriesOf(material.library).flatMap((entry) =>
    FIGURES.flatMap(({ figure, now }): Issue[] => {
      const what = (found: string) => ({ code: 'superseded-figure', level: 'warning' as const, message: `“${found}”是被取代的旧数字。`, hint: `现在是：${now}；要提旧数字，同一句里说明它已经不用` });
      const places = (text: string) => Array.from(text.matchAll(new RegExp(figure, 'gi'))).filter(({ index }) => !TOLD.test(sentenceAt(text, index)) && !QUOTED_MYTH.test(text.slice(0, index)));
      return [
        ...places(entry.data.answer).map((found) => issueAt(material, entry.id, ['answer'], what(found[0]))),
        ...places(entry.body).map((found) => issueInBody(material, entry, found.index, what(found[0]))),
      ];
    }),
  );
