/** What a report is narrowed to, read from an address. Pure. */
import type { ReportRow } from './overview.ts';

export const MET = ['met', 'owed', 'no-credits', 'no-exam', 'exempt'] as const;
export type MetFilter = (typeof MET)[number];
export const MET_NAMES: Record<MetFilter, string> = { met: '已达标', owed: '未达标', 'no-credits': '学分不够', 'no-exam': '考试未通过', exempt: '没有要求' };

export interface Filter {
  readonly year?: number | undefined;
  readonly unit?: string | undefined;
  readonly audience?: string | undefined;
  readonly met?: MetFilter | undefined;
  /** Part of a name or staff number. */
  readonly q?: string | undefined;
}

/** Reads a filter; what makes no sense is left out. */
export function filterFrom(query: { get(name: string): string | null }): Filter {
  const text = (name: string) => query.get(name)?.trim().slice(0, 100) || undefined;
  const met = text('met');
  const year = Number(text('year'));
  return { year: Number.isInteger(year) && year > 0 ? year : undefined, unit: text('unit'), audience: text('audience'), met: MET.find((m) => m === met), q: text('q') };
}

/** The filter as an address's query, with some of it changed. */
export function queryOf(filter: Filter, change: Partial<Filter> = {}): string {
  const all = Object.entries({ ...filter, ...change }).filter(([, value]) => value !== undefined && value !== '');
  const text = new URLSearchParams(all.map(([k, v]) => [k, String(v)])).toString();
  return text && `?${text}`;
}

/** What the filter asks of a standing. */
export const HOLDS: Record<MetFilter, (s: Pick<ReportRow['standing'], 'owes' | 'met' | 'creditsMet' | 'examsMet'>) => boolean> = {
  met: (s) => s.met,
  owed: (s) => s.owes && !s.met,
  'no-credits': (s) => s.owes && !s.creditsMet,
  'no-exam': (s) => s.owes && !s.examsMet,
  exempt: (s) => !s.owes,
};

/** The filter for those who are behind, in whichever way. */
export const behindOnly = (filter: Filter): Filter => ({ ...filter, met: filter.met === 'no-credits' || filter.met === 'no-exam' ? filter.met : 'owed' });

/** What the audit log keeps of a filter: never the name searched for. */
export const narrowedBy = ({ q, ...rest }: Filter): Record<string, unknown> => ({ ...Object.fromEntries(Object.entries(rest).filter(([, v]) => v !== undefined)), ...(q ? { searched: true } : {}) });

/** What it keeps of a look at a list: what it was narrowed to and how many it showed. */
export const lookOf = (filter: Filter, people: number): Record<string, unknown> => ({ ...narrowedBy(filter), people });
