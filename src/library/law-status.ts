/**
 * 时效: what state an instrument is in on a day, computed from the dates of its file and
 * never written down, so that a page is right on the day it is built.
 */
import { dayInChinese, type Day } from '../kernel/day.ts';
import type { Law } from './schema.ts';

export const LAW_STATUSES = ['现行有效', '已修改', '已废止', '尚未施行', '时效待核'] as const;
export type LawStatus = (typeof LAW_STATUSES)[number];

/** The facts that decide. */
export type LawDates = Pick<Law, 'effective' | 'amended' | 'repealed'>;

export interface LawState {
  readonly status: LawStatus;
  /** Whether one may rely on it that day: 现行有效 and 已修改 are in force. */
  readonly inForce: boolean;
  /** One sentence for the page, with the day that matters. */
  readonly say: string;
}

/**
 * The state on `day`. The last day before `repealed` is the last in force; an amendment counts
 * from its own day. Without a day of effect nothing is claimed: 时效待核, and nobody may rely on it. 已修改 means in force in its amended text, and `say` says so.
 */
export function lawState(law: LawDates, day: Day): LawState {
  if (law.repealed && law.repealed <= day) return { status: '已废止', inForce: false, say: `${dayInChinese(law.repealed)}起废止，不能再作依据` };
  if (!law.effective) return { status: '时效待核', inForce: false, say: '施行日期待业务科室核实，核实以前不作依据' };
  if (law.effective > day) return { status: '尚未施行', inForce: false, say: `${dayInChinese(law.effective)}起施行` };
  const ending = law.repealed ? `；${dayInChinese(law.repealed)}起废止` : '';
  const last = law.amended.filter((a) => a.on <= day).reduce((latest, a) => (a.on > latest ? a.on : latest), '');
  if (last) return { status: '已修改', inForce: true, say: `现行有效，${dayInChinese(last)}作过修改${ending}` };
  return { status: '现行有效', inForce: true, say: `现行有效，${dayInChinese(law.effective)}起施行${ending}` };
}
