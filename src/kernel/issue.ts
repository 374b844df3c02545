/**
 * 内容问题: something wrong in a file that an editor wrote. A value, never thrown
 * by rules: a check collects all of them and each says where, what and the cure.
 */
export interface Issue {
  /** Stable code, `basis-unknown-law`. */
  readonly code: string;
  /** An error stops the build; a warning is listed; a note says how things stand. */
  readonly level: 'error' | 'warning' | 'note';
  /** Path from the project folder, with forward slashes. */
  readonly file: string;
  /** 1-based; 1 when the whole file is meant. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
  /** Chinese, one sentence: what is wrong. */
  readonly message: string;
  /** Chinese, one sentence: what to do. */
  readonly hint?: string;
}

/** `content/qa/a.md:4:3  消息。（提示）`, the one form in which issues are printed. */
export function formatIssue(issue: Issue): string {
  const hint = issue.hint ? `\n    → ${issue.hint}` : '';
  const level = { error: '', warning: '提醒：', note: '说明：' }[issue.level];
  return `${issue.file}:${issue.line}:${issue.column}  ${level}${issue.message}${hint}`;
}
