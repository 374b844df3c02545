/** Words that promise, point nowhere or hurt, and the names offices had before. Only in our own sentences: `asked` is how people really say it. */
import type { Issue } from '../kernel/issue.ts';
import { entriesOf, issueAt, issueInBody, type Rule } from './material.ts';

interface Wording {
  readonly words: RegExp;
  /** What is wrong with them. */
  readonly why: string;
  readonly cure: string;
}

const WORDINGS: readonly Wording[] = [
  { words: /一定能?(赢|胜诉|要得?回来)|包赢|稳赢|必胜/, why: '许诺了结果', cure: '写“可以要求”“应当支付”' },
  { words: /(有关|相关)(部门|单位|机关)/, why: '没有说是哪个部门', cure: '写明哪个窗口、哪个部门' },
  { words: /残废|聋子|瞎子|哑巴|打工仔|打工妹|外来妹/, why: '不尊重人', cure: '写“残疾人”“听力、视力障碍的人”“务工人员”' },
  { words: /劳动局|劳动和社会保障局|安监局|工商局/, why: '是以前的机关名称', cure: '写“人力资源和社会保障部门”“应急管理部门”“市场监督管理部门”' },
];

export const wording: Rule = (material) =>
  entriesOf(material.library).flatMap((entry) =>
    WORDINGS.flatMap(({ words, why, cure }): Issue[] => {
      const what = (found: string) => ({ code: 'wording', level: 'warning' as const, message: `“${found}”${why}。`, hint: cure });
      const field = (['title', 'answer'] as const).flatMap((name) => {
        const found = words.exec(entry.data[name]);
        return found ? [issueAt(material, entry.id, [name], what(found[0]))] : [];
      });
      const inBody = Array.from(entry.body.matchAll(new RegExp(words, 'g')), (found) => issueInBody(material, entry, found.index, what(found[0])));
      return [...field, ...inBody];
    }),
  );
