/** 试题统计 as words and as rows of a sheet. Pure. */
import { FLAGS } from '../exams/distractors.ts';
import type { ItemFigures, PaperFigures } from '../exams/statistics.ts';
import type { Distractors, Flag } from '../exams/distractors.ts';
import type { Remedy } from '../exams/remedies.ts';
import type { SheetCell } from './sheet.ts';

/** One decimal; a dash where nothing can be said. */
export const one = (x: number | undefined): string => (x === undefined ? '—' : (Math.round(x * 10) / 10 || 0).toFixed(1));
export const percent = (x: number | undefined): string => (x === undefined ? '—' : `${one(x)}%`);
const cell = (x: number | undefined): SheetCell => (x === undefined ? '' : Math.round(x * 10) / 10 || 0);

/** What was done about a question since it was asked, for tight places. */
export const REMEDY_TAGS: Record<Remedy, string> = { 'new-key': '已按新答案', 'give-all': '已送分', 'take-out': '已不计分' };

export interface QuestionRow {
  readonly figures: ItemFigures;
  readonly asked: { readonly id: string; readonly stem: string };
  readonly kindName: string;
  readonly table: Distractors;
  readonly flags: readonly Flag[];
  readonly remedy: Remedy | undefined;
}

/** Figures of the paper with what they mean. */
export function paperWords(p: PaperFigures): { readonly name: string; readonly value: string; readonly why: string }[] {
  return [
    { name: '平均得分率', value: percent(p.mean), why: '每份答卷得分占满分的比例，取平均。50% 到 75% 之间最能分出高低。' },
    { name: '中位数', value: percent(p.median), why: '一半的人低于它。' },
    { name: '标准差', value: percent(p.sd), why: '得分散得多开。12% 到 18% 较合适，再小就挤在一起了。' },
    { name: '内部一致性', value: percent(p.consistency), why: '各题是不是在量同一件事（Cronbach α）。75% 以上满意，低于 64% 应当改进试卷。' },
    { name: '误差比', value: percent(p.errorRatio), why: '得分差别里有多少出于偶然。50% 以下较好。' },
    { name: '标准误', value: percent(p.standardError), why: '同一个人的得分会偶然浮动多少。8% 以上时，及格线附近的人难以判断。' },
  ];
}

export const QUESTION_COLUMNS = ['题号', '修订版', '题型', '题干', '作答', '答对', '部分对', '答错', '未答', '平均得分率%', '标准差%', '应占权重%', '实占权重%', '区分度', '区分效率', '提示'] as const;

/** One row a question revision. */
export function questionSheet(rows: readonly QuestionRow[]): SheetCell[][] {
  const body = rows.map(({ figures: f, asked, kindName, flags, remedy }): SheetCell[] => [
    asked.id, f.revision.slice(0, 8), kindName, asked.stem, f.asked, f.right, f.partial, f.wrong, f.unanswered,
    cell(f.facility), cell(f.sd), cell(f.intendedWeight), cell(f.effectiveWeight), cell(f.discrimination), cell(f.efficiency), [...flags.map((x) => FLAGS[x].name), ...(remedy ? [REMEDY_TAGS[remedy]] : [])].join('、'),
  ]);
  return [[...QUESTION_COLUMNS], ...body];
}

/** One row a choice. */
export function choiceSheet(rows: readonly QuestionRow[]): SheetCell[][] {
  const head = ['题号', '修订版', '选项', '内容', '标准答案', '人数', '占比%', '高分组%', '低分组%', '选它的人其余题得分率%'];
  const body = rows.flatMap(({ asked, figures, table }) => {
    const line = (key: string, text: string, right: string, r: Distractors['unanswered']): SheetCell[] => [asked.id, figures.revision.slice(0, 8), key, text, right, r.count, cell(r.rate), cell(r.strong), cell(r.weak), cell(r.restMean)];
    return [...table.rows.map((r) => line(r.key, r.text, r.right ? '是' : '', r)), line('', '未答', '', table.unanswered)];
  });
  return [head, ...body];
}

/** Gravest first, then by question. */
export function gravestFirst<T extends { readonly flags: readonly Flag[] }>(rows: readonly T[]): T[] {
  const order = Object.keys(FLAGS);
  const weight = (r: T): number => Math.min(order.length, ...r.flags.map((f) => order.indexOf(f)));
  return [...rows].sort((a, b) => weight(a) - weight(b));
}
