/** What the editors' schema says of a draft, in the editor's words. */
import type { z } from 'zod';
import { fieldName, KIND_NAMES } from './item.ts';

export interface Said {
  readonly column: string;
  readonly say: string;
  readonly cure: string;
}

const hasChinese = (text: string): boolean => /[\u4e00-\u9fff]/.test(text);

const MISSING: Readonly<Record<string, string>> = {
  kind: '写单选、多选或判断',
  answer: '写上标准答案；没有答案的题不能用',
  basis: '写上依据哪部法第几条，例如“劳动合同法 47”；没有依据的题不能用',
  page: '写上答错时请读者去看的页面',
  explanation: '写上为什么',
  options: '从 A 起填选项',
  difficulty: '写 1 到 5，1 最容易',
};

/** The column of a path: `options.B` is 选项B. */
export const columnOf = ([field, sub]: readonly PropertyKey[]): string => (field === 'options' && typeof sub === 'string' && /^[A-H]$/.test(sub) ? `选项${sub}` : field === undefined ? '' : fieldName(field));

/** One issue of Zod's as a sentence and its cure. `draft` is what was parsed. */
export function sayOf(e: z.core.$ZodIssue, draft: Readonly<Record<string, unknown>>): Said {
  const column = columnOf(e.path);
  const field = String(e.path[0] ?? '');
  const given = draft[field];
  if (e.path.length <= 1 && given === undefined && field !== '') return { column, say: `缺少${column}。`, cure: MISSING[field] ?? `填上${column}` };
  if (field === 'kind') return { column, say: `没有“${String(given)}”这种题型。`, cure: `可以写：${Object.values(KIND_NAMES).slice(0, 3).join('、')}` };
  if (field === 'answer') return { column, say: hasChinese(e.message) ? `${e.message}（现在是“${answerText(given)}”）。` : `读不懂答案“${answerText(given)}”。`, cure: '单选写一个字母，多选写几个字母，判断写“正确”或“错误”' };
  if (e.code === 'invalid_key') return { column, say: '选项只能从 A 到 H，最多八个。', cure: '合并或者删掉几个选项' };
  if (field === 'difficulty') return { column, say: `难度“${String(given)}”不对。`, cure: '写 1 到 5 的整数' };
  if (field === 'reserved' || field === 'fixed') return { column, say: `“${String(given)}”读不懂。`, cure: '写“是”，或者空着' };
  if (field === 'id') return { column, say: `题号“${String(given)}”不对。`, cure: '写成 LC-001 的样子；新题可以空着，自动编号' };
  if (e.code === 'unrecognized_keys') return { column: fieldName(e.keys[0] ?? ''), say: `这种题型没有“${e.keys.map(fieldName).join('、')}”。`, cure: '看一看题型对不对' };
  return { column, say: `${hasChinese(e.message) ? e.message : '写法不对'}。`, cure: '照模板里的“填写说明”改' };
}

const answerText = (answer: unknown): string => (Array.isArray(answer) ? answer.join('') : typeof answer === 'boolean' ? (answer ? '正确' : '错误') : String(answer));
