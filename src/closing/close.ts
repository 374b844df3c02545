/** 年度封存: a person's year in one line, the whole year in one head, and what changed since. Pure. */
import { creditsText } from '../plans/say.ts';
import type { Standing } from '../plans/standing.ts';

/** Somebody's year as it stood. Keys in this order: the line's text is what is hashed. */
export interface CloseLine {
  readonly person: string;
  readonly staffNo: string;
  readonly name: string;
  readonly unit: string;
  readonly audiences: readonly string[];
  readonly owes: boolean;
  readonly exempt: string | null;
  readonly met: boolean;
  readonly metOn: string | null;
  readonly haveCenti: number;
  readonly needCenti: number;
  readonly exams: readonly { readonly exam: string; readonly passed: boolean; readonly score: number | null; readonly full: number | null }[];
  readonly band: string | null;
}

/** What is signed. */
export interface CloseHead {
  readonly year: number;
  readonly number: number;
  readonly title: string;
  readonly closedAt: string;
  /** Who closed it: staff number and name; null: by the command line. */
  readonly closedBy: string | null;
  /** SHA-256 of the plan's canonical JSON. */
  readonly plan: string;
  readonly people: number;
  readonly owed: number;
  readonly met: number;
  readonly exempt: number;
  /** SHA-256 of the lines, each followed by a line feed, in the order of person ids. */
  readonly lines: string;
}

export function lineOf(person: Pick<CloseLine, 'person' | 'staffNo' | 'name' | 'unit'>, audiences: readonly string[], s: Standing): CloseLine {
  return {
    ...{ person: person.person, staffNo: person.staffNo, name: person.name, unit: person.unit },
    audiences: [...audiences].sort(),
    owes: s.owes,
    exempt: s.exempt?.reason ?? null,
    met: s.met,
    metOn: s.metOn ?? null,
    haveCenti: s.haveCenti,
    needCenti: s.needCenti,
    exams: s.exams.map((e) => ({ exam: e.exam, passed: e.passedOn !== undefined, score: e.best?.score ?? null, full: e.best?.full ?? null })),
    band: s.band ?? null,
  };
}

export const textOfLine = (line: CloseLine): string => JSON.stringify(line);
export const headText = (head: CloseHead): string => JSON.stringify(head);

/** Digest of lines as their texts, in the order of person ids. */
export const digestOf = (lines: readonly string[], sha256: (text: string) => string): string => sha256(lines.map((line) => `${line}\n`).join(''));

/** What is different now, in Chinese; empty when nothing that counts is. Name and unit are facts of the day, not of the year. */
export function changesOf(then: CloseLine, now: CloseLine): string[] {
  const says: string[] = [];
  const met = (l: CloseLine): string => (l.exempt !== null ? '免学' : !l.owes ? '不作要求' : l.met ? '达标' : '未达标');
  if (met(then) !== met(now)) says.push(`${met(then)}变为${met(now)}`);
  if (then.haveCenti !== now.haveCenti) says.push(`学分 ${creditsText(then.haveCenti)} 变为 ${creditsText(now.haveCenti)}`);
  if (then.needCenti !== now.needCenti) says.push(`应修 ${creditsText(then.needCenti)} 变为 ${creditsText(now.needCenti)}`);
  for (const exam of now.exams) {
    const before = then.exams.find((e) => e.exam === exam.exam);
    const mark = (e: CloseLine['exams'][number] | undefined): string => (e?.score === null || e === undefined ? '没有成绩' : `${e.score}/${e.full} 分${e.passed ? '通过' : '未通过'}`);
    if (mark(before) !== mark(exam)) says.push(`考试${mark(before)}变为${mark(exam)}`);
  }
  if (then.band !== now.band) says.push(`等次${then.band ?? '未定'}变为${now.band ?? '未定'}`);
  return says;
}

/** The whole as a file: the head, its signature, then a line for each person. Checked by `desk verify-close`. */
export const fileOf = (head: string, signature: string, lines: readonly string[]): string => [head, signature, ...lines, ''].join('\n');

/** The parts of such a file; undefined when it is none. */
export function partsOfFile(text: string): { readonly head: string; readonly signature: string; readonly lines: readonly string[] } | undefined {
  const [head, signature, ...rest] = text.split('\n');
  if (!head?.startsWith('{"year":') || !/^[A-Za-z0-9+/]{86}==$/.test(signature ?? '') || rest.at(-1) !== '') return undefined;
  return { head, signature: signature ?? '', lines: rest.slice(0, -1) };
}
