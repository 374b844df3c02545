/** What the editors' schema says of a draft, in the editor's words. */
import type { z } from 'zod';
import { fieldName, KIND_NAMES } from './item.ts';

export interface Said {
  readonly column: string;
  readonly say: string;
  readonly cure: string;
}

const hasChinese = (text: string): boolean => /[\u4e00-\u9fff]/.test(text);

const ANSWERS: Readonly<Record<string, string>> = { single: '单选写一个字母', multiple: '多选写几个字母', truefalse: '判断写“正确”或“错误”', ordering: '按顺序写出各项的字母，例如 BAC', matching: '写成 1-B 2-A 的样子' };
const MISSING: Readonly<Record<string, string>> = {
  kind: '写单选、多选、判断、填空、排序、匹配或者材料题',
  answer: '写上标准答案；没有答案的题不能用',
  blanks: '一行一个空，同一个空的几种写法用竖线 | 隔开',
  items: '把各步填在选项里，从 A 起',
  left: '左边每行一项',
  right: '右边填在选项里，从 A 起',
  material: '写上材料',
  parts: '小题写在材料题下面，题型写“小题单选”这样',
  basis: '写上依据哪部法第几条，例如“劳动合同法 47”；没有依据的题不能用',
  page: '写上答错时请读者去看的页面',
  explanation: '写上为什么',
  options: '从 A 起填选项',
  difficulty: '写 1 到 5，1 最容易',
};

/** The column of a path: `options.B` is 选项B, `parts.0.answer` 小题1·答案. */
export function columnOf([field, sub, ...rest]: readonly PropertyKey[]): string {
  if (field === undefined) return '';
  if (field === 'parts' && typeof sub === 'number') return `小题${sub + 1}${rest.length > 0 ? `·${columnOf(rest)}` : ''}`;
  if (['options', 'items', 'right'].includes(String(field)) && typeof sub === 'string' && /^[A-H]$/.test(sub)) return `选项${sub}`;
  return fieldName(field);
}

/** One issue of Zod's as a sentence and its cure. `draft` is what was parsed. */
export function sayOf(e: z.core.$ZodIssue, draft: Readonly<Record<string, unknown>>): Said {
  const [first, place, ...within] = e.path;
  if (first === 'parts' && typeof place === 'number') {
    const part = (draft.parts as readonly Readonly<Record<string, unknown>>[])[place] ?? {};
    const said = sayOf({ ...e, path: within }, part);
    return { ...said, column: `小题${place + 1}${said.column ? `·${said.column}` : ''}` };
  }
  const column = columnOf(e.path);
  const field = String(e.path[0] ?? '');
  const given = draft[field];
  if (e.path.length <= 1 && given === undefined && field !== '') return { column, say: `缺少${column}。`, cure: MISSING[field] ?? `填上${column}` };
  if (field === 'kind') return { column, say: `没有“${String(given)}”这种题型。`, cure: `可以写：${Object.values(KIND_NAMES).join('、')}` };
  if (field === 'answer') return { column, say: hasChinese(e.message) ? `${e.message}（现在是“${answerText(given)}”）。` : `读不懂答案“${answerText(given)}”。`, cure: ANSWERS[String(draft.kind)] ?? '看一看题型对不对' };
  if (e.code === 'invalid_key') return { column, say: '选项只能从 A 到 H，最多八个。', cure: '合并或者删掉几个选项' };
  if (field === 'difficulty') return { column, say: `难度“${String(given)}”不对。`, cure: '写 1 到 5 的整数' };
  if (field === 'reserved' || field === 'fixed') return { column, say: `“${String(given)}”读不懂。`, cure: '写“是”，或者空着' };
  if (field === 'id') return { column, say: `题号“${String(given)}”不对。`, cure: '写成 LC-001 的样子；新题可以空着，自动编号' };
  if (e.code === 'unrecognized_keys') return { column: fieldName(e.keys[0] ?? ''), say: `这种题型没有“${e.keys.map(fieldName).join('、')}”。`, cure: '看一看题型对不对' };
  return { column, say: `${hasChinese(e.message) ? e.message : '写法不对'}。`, cure: '照模板里的“填写说明”改' };
}

/** The answer as an editor would write it: `BAC`, `正确`, `1-B 2-A`. */
function answerText(answer: unknown): string {
  if (Array.isArray(answer)) return answer.map(answerText).join('');
  if (typeof answer === 'boolean') return answer ? '正确' : '错误';
  if (typeof answer === 'object' && answer !== null) return Object.entries(answer).map(([left, right]) => `${left}-${answerText(right)}`).join(' ');
  return String(answer);
}
