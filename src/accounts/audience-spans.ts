/** 人员类别: audiences with dates. Somebody may be in two at once; each is held from a day to a day. Pure. */
import { addDays, dayInChinese, type Day } from '../kernel/day.ts';

export interface AudienceTime {
  readonly id: string;
  readonly audience: string;
  readonly from: Day;
  /** The last day; null while it lasts. */
  readonly to: Day | null;
}

const covers = (s: AudienceTime, day: Day): boolean => s.from <= day && (s.to === null || day <= s.to);

/** Held on the day, each once. */
export const heldOn = (spans: readonly AudienceTime[], day: Day): string[] => [...new Set(spans.filter((s) => covers(s, day)).map((s) => s.audience))].sort();

export const sameSet = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && [...a].sort().every((x, i) => x === [...b].sort()[i]);

/**
 * From `day` on exactly these are held: what is no longer held ended the day before, what is
 * held already goes on. Changes already recorded for a later day are not overruled.
 */
export function changeFrom(spans: readonly AudienceTime[], day: Day, after: readonly string[], newId: () => string): { readonly spans: AudienceTime[] } | { readonly say: string } {
  const later = spans.filter((s) => s.from > day).sort((a, b) => (a.from < b.from ? -1 : 1))[0];
  if (later) return { say: `${dayInChinese(later.from)}起已经登记了类别变动，这次的日期要晚于它。那一条填错了，请先删除它。` };
  const out: AudienceTime[] = [];
  for (const s of spans) {
    if (!covers(s, day)) out.push(s);
    else if (after.includes(s.audience)) out.push({ ...s, to: null });
    // A time that would end before it began was never meant.
    else if (s.from < day) out.push({ ...s, to: addDays(day, -1) });
  }
  const held = heldOn(spans, day);
  for (const audience of after) if (!held.includes(audience)) out.push({ id: newId(), audience, from: day, to: null });
  return { spans: out };
}
