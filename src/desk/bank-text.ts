/** What the command line says of an import. Pure. */
import { fileIssueText } from '../quiz/formats/item.ts';
import { errorsOf, type BankPlan, type PlannedRow } from '../quiz/formats/plan.ts';

const short = (text: string): string => ([...text.replace(/\s+/g, ' ')].length > 40 ? `${[...text.replace(/\s+/g, ' ')].slice(0, 40).join('')}…` : text.replace(/\s+/g, ' '));

/** `新增 3 题，改动 1 题，没有变化 36 题，不能导入 2 题` */
export function countsText(rows: readonly PlannedRow[]): string {
  const of = (state: PlannedRow['state']) => rows.filter((r) => r.state === state).length;
  return `新增 ${of('new')} 题，改动 ${of('changed')} 题，没有变化 ${of('unchanged')} 题，不能导入 ${of('refused')} 题`;
}

/** The whole report: every mistake with its cure, what is new, what changes from what to what. */
export function bankReport(bank: string, plan: BankPlan): string {
  const stem = (r: PlannedRow) => short(typeof r.draft.stem === 'string' ? r.draft.stem : '');
  const lines: string[] = [];
  const issues = [...plan.issues, ...plan.rows.flatMap((r) => r.issues)];
  const errors = errorsOf(plan);
  if (errors.length > 0) lines.push(`有 ${errors.length} 处要改，一题也没有导入：`, ...errors.map((i) => `  ${fileIssueText(i)}`), '');
  const warnings = issues.filter((i) => i.level === 'warning');
  if (warnings.length > 0) lines.push(...warnings.map((i) => `  ${fileIssueText(i)}`), '');
  for (const r of plan.rows.filter((x) => x.state === 'new')) lines.push(`  ＋ ${r.id}　${stem(r)}`);
  for (const r of plan.rows.filter((x) => x.state === 'changed')) lines.push(`  ～ ${r.id}　${stem(r)}`, ...r.changes.map((c) => `      ${c.field}：${short(c.from) || '（空）'} → ${short(c.to) || '（空）'}`));
  if (lines.length > 0 && lines.at(-1) !== '') lines.push('');
  return [...lines, `题库 ${bank}：${countsText(plan.rows)}。`].join('\n');
}
