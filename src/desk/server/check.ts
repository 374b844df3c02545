/** `desk check`: every issue in its one form, then a summary. */
import { runChecks } from '../../checks/server/run.ts';
import type { Day } from '../../kernel/day.ts';
import { formatIssue, type Issue } from '../../kernel/issue.ts';

export interface CheckReport {
  readonly text: string;
  /** Errors among what is shown. */
  readonly errors: number;
}

/** `共检查 103 个文件，0 个错误，14 条提醒。` */
export function summaryOf(files: number, issues: readonly Issue[]): string {
  const of = (level: Issue['level']): number => issues.filter((issue) => issue.level === level).length;
  return `共检查 ${files} 个文件，${of('error')} 个错误，${of('warning')} 条提醒${of('note') > 0 ? `，${of('note')} 条说明` : ''}。`;
}

/** Checks everything below `root`; with `only`, shows only files whose path starts so. */
export function checkReport(root: string, today: Day, only: readonly string[] = []): CheckReport {
  const run = runChecks(root, today);
  const wanted = only.map((path) => path.replaceAll('\\', '/').replace(/^\.\//, ''));
  const issues = wanted.length === 0 ? run.issues : run.issues.filter((issue) => wanted.some((path) => issue.file.startsWith(path)));
  const errors = issues.filter((issue) => issue.level === 'error').length;
  const lines = issues.map(formatIssue);
  const shown = wanted.length > 0 && issues.length < run.issues.length ? `（只列出 ${wanted.join('、')} 的；别处还有 ${run.issues.length - issues.length} 处）` : '';
  return { text: [...lines, ...(lines.length > 0 ? [''] : []), summaryOf(run.files, issues) + shown].join('\n'), errors };
}
