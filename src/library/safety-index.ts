/** Work-injury articles by industry and by hazard. What concerns every one stands apart, so that no list repeats it. */
import type { SafetyEntry } from './schema.ts';

/** The word by which an article says that it concerns every industry. */
export const EVERY_INDUSTRY = '各行业';
/** The word by which an article says that it concerns every hazard. */
export const EVERY_HAZARD = '各类事故';

export interface SafetyGroup {
  readonly name: string;
  /** `industry-机械制造`, `hazard-高处坠落`: anchors may be Chinese, as headings are. */
  readonly anchor: string;
  readonly entries: readonly SafetyEntry[];
}

export interface SafetyGrouping {
  readonly groups: readonly SafetyGroup[];
  /** Articles that say they concern all of them; they are in the groups they also name. */
  readonly common: readonly SafetyEntry[];
}

function grouping(kind: 'industry' | 'hazard', every: string, entries: readonly SafetyEntry[], wordsOf: (entry: SafetyEntry) => readonly string[]): SafetyGrouping {
  const names = [...new Set(entries.flatMap(wordsOf))].filter((name) => name !== every);
  return {
    groups: names.map((name) => ({ name, anchor: `${kind}-${name}`, entries: entries.filter((entry) => wordsOf(entry).includes(name)) })),
    common: entries.filter((entry) => wordsOf(entry).includes(every)),
  };
}

/** By industry, in the order in which the articles name them. */
export const byIndustry = (entries: readonly SafetyEntry[]): SafetyGrouping => grouping('industry', EVERY_INDUSTRY, entries, (e) => e.data.industries);
/** By hazard in the same way. */
export const byHazard = (entries: readonly SafetyEntry[]): SafetyGrouping => grouping('hazard', EVERY_HAZARD, entries, (e) => e.data.hazards);

/** Whether an article concerns what was chosen; an empty choice is no filter. */
export const concerns = (entry: { readonly industries: readonly string[]; readonly hazards: readonly string[] }, industry: string, hazard: string): boolean =>
  (industry === '' || entry.industries.includes(industry) || entry.industries.includes(EVERY_INDUSTRY)) && (hazard === '' || entry.hazards.includes(hazard) || entry.hazards.includes(EVERY_HAZARD));
