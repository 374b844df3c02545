/** 特殊安排 as an organiser types it: read, checked, every mistake named beside its field. Pure. */
import type { Override } from '../exams/terms.ts';
import { closingOf, openingOf } from './window.ts';

/** What the form holds, as typed. */
export const ARRANGEMENT_FIELDS = ['exam', 'staffNo', 'unit', 'opens', 'closes', 'minutes', 'attempts', 'waitHours', 'reason', 'document'] as const;
export type ArrangementForm = Readonly<Record<(typeof ARRANGEMENT_FIELDS)[number], string>>;
export type ArrangementMistakes = Partial<Record<(typeof ARRANGEMENT_FIELDS)[number], string>>;

export interface Arrangement extends Override {
  readonly year: number;
  readonly sitting: string;
  /** One of the two is given. */
  readonly staffNo: string;
  readonly unitId: string;
  readonly reason: string;
  readonly document: string;
}

/** An empty form, for the exam when there is only one. */
export const emptyForm = (over: Partial<ArrangementForm> = {}): ArrangementForm => ({ exam: '', staffNo: '', unit: '', opens: '', closes: '', minutes: '', attempts: '', waitHours: '', reason: '', document: '', ...over });

/** Digits as people type them, full width too. */
const tidy = (text: string): string => text.normalize('NFKC').trim();

/**
 * Reads the form.
 * @param now ms since 1970: an end that has passed helps nobody.
 */
export function readArrangement(typed: ArrangementForm, now: number): { readonly arrangement: Arrangement } | { readonly mistakes: ArrangementMistakes } {
  const mistakes: ArrangementMistakes = {};
  const whole = (field: 'minutes' | 'attempts' | 'waitHours', least: number, most: number): number | null => {
    const text = tidy(typed[field]);
    if (text === '') return null;
    const n = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
    if (n >= least && n <= most) return n;
    mistakes[field] = `填 ${least} 到 ${most} 的整数，不改就空着`;
    return null;
  };
  const instant = (field: 'opens' | 'closes', read: (text: string) => number): number | null => {
    const text = tidy(typed[field]).replace('T', ' ').replace(/^(\S+ \d\d:\d\d):\d\d$/, '$1');
    if (text === '') return null;
    const at = read(text);
    if (!Number.isNaN(at)) return at;
    mistakes[field] = '写成 2026-12-20 23:50 的样子，不改就空着';
    return null;
  };
  const exam = /^(\d{4}):([a-z0-9-]{1,80})$/.exec(typed.exam);
  if (!exam) mistakes.exam = '请选择考试';
  const staffNo = tidy(typed.staffNo);
  if (staffNo === '' && typed.unit === '') mistakes.staffNo = '填一个人的工号，或者在下面选一个单位';
  if (staffNo !== '' && typed.unit !== '') mistakes.unit = '工号和单位只能填一个：给一个人还是给一个单位';
  const terms = {
    opensAt: instant('opens', openingOf),
    closesAt: instant('closes', closingOf),
    minutes: whole('minutes', 1, 600),
    attempts: whole('attempts', 1, 20),
    waitHours: whole('waitHours', 0, 2160),
  };
  if (terms.closesAt !== null && terms.closesAt <= now) mistakes.closes = '这个时间已经过去了';
  else if (terms.closesAt !== null && terms.opensAt !== null && terms.closesAt <= terms.opensAt) mistakes.closes = '截止要晚于开始';
  const typedTerms = [typed.opens, typed.closes, typed.minutes, typed.attempts, typed.waitHours];
  if (typedTerms.every((text) => tidy(text) === '')) mistakes.minutes = '至少改一项：时间、次数、开始、截止或间隔';
  const reason = typed.reason.trim();
  if (reason === '') mistakes.reason = '请写明原因，以后查得到';
  else if (reason.length > 200) mistakes.reason = '最多 200 字';
  const document = typed.document.trim();
  if (document.length > 100) mistakes.document = '最多 100 字';
  if (Object.keys(mistakes).length > 0 || !exam) return { mistakes };
  return { arrangement: { ...terms, year: Number(exam[1]), sitting: exam[2] ?? '', staffNo, unitId: typed.unit, reason, document } };
}
