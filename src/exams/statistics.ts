/**
 * 试题统计: how a paper and its questions measured, in the definitions of Moodle's page "Quiz
 * statistics calculations". Fed with one attempt a person (the first): later attempts have
 * learned from the earlier ones and break what the formulas suppose.
 *
 * Every mark is taken as percent of the attempt's own full marks, so that papers stay
 * comparable when re-marking took a question out of some. Where all papers have the same full
 * marks, each figure equals the one from plain marks. Variances divide by n − 1. What cannot
 * be said (one attempt, no spread) is undefined, never 0.
 */

export type ItemOutcome = 'right' | 'partial' | 'wrong' | 'unanswered';

/** What one question brought one candidate. */
export interface ItemMark {
  readonly pos: number;
  readonly question: string;
  readonly revision: string;
  readonly marks: number;
  readonly earned: number;
  readonly outcome: ItemOutcome;
  /** Re-marking took it out of this paper: it counts in no total and in no figure. */
  readonly out: boolean;
}

/** One attempt. */
export interface Sat {
  readonly attempt: string;
  readonly passed: boolean;
  readonly items: readonly ItemMark[];
}

/** The paper as a whole; scores in percent of the full marks. */
export interface PaperFigures {
  readonly attempts: number;
  readonly passed: number;
  readonly mean: number | undefined;
  readonly median: number | undefined;
  readonly sd: number | undefined;
  /** Cronbach's alpha in percent. */
  readonly consistency: number | undefined;
  /** 100·√(1 − consistency): the part of the spread that is chance. */
  readonly errorRatio: number | undefined;
  /** Of a single score, in percent of the full marks. */
  readonly standardError: number | undefined;
}

/** One question revision; percentages. */
export interface ItemFigures {
  readonly question: string;
  readonly revision: string;
  /** How many were asked, and what became of it. An unanswered question earned nothing and is no wrong answer. */
  readonly asked: number;
  readonly right: number;
  readonly partial: number;
  readonly wrong: number;
  readonly unanswered: number;
  /** Mean mark in percent of the marks to be had; the unanswered count as nothing earned. */
  readonly facility: number | undefined;
  /** Spread of that. */
  readonly sd: number | undefined;
  /** Correlation of this question's mark with the rest of the paper. */
  readonly discrimination: number | undefined;
  /** The covariance behind it in percent of the largest these marks allow. */
  readonly efficiency: number | undefined;
  /** Share of the whole paper's marks that it was meant to have. */
  readonly intendedWeight: number | undefined;
  /** Share in telling candidates apart that it had. Undefined below zero. */
  readonly effectiveWeight: number | undefined;
}

/** Rounding noise of sums of percentages, far below any real spread. */
const NOISE = 1e-9;

export const meanOf = (xs: readonly number[]): number | undefined => (xs.length === 0 ? undefined : xs.reduce((a, b) => a + b, 0) / xs.length);

/** Sample covariance; undefined for fewer than two pairs. */
function covariance(xs: readonly number[], ys: readonly number[]): number | undefined {
  const [mx, my] = [meanOf(xs), meanOf(ys)];
  if (mx === undefined || my === undefined || xs.length < 2) return undefined;
  const sum = xs.reduce((acc, x, i) => acc + (x - mx) * ((ys[i] ?? 0) - my), 0) / (xs.length - 1);
  return Math.abs(sum) < NOISE ? 0 : sum;
}
const variance = (xs: readonly number[]): number | undefined => covariance(xs, xs);
const root = (x: number | undefined): number | undefined => (x === undefined ? undefined : Math.sqrt(x));
const ascending = (xs: readonly number[]): number[] => [...xs].sort((a, b) => a - b);

function medianOf(xs: readonly number[]): number | undefined {
  const sorted = ascending(xs);
  return meanOf(sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1));
}

interface Scored {
  readonly total: number;
  /** Percent of the full marks, by item. */
  readonly parts: readonly number[];
  readonly sat: Sat;
}

function scored(sat: Sat): Scored {
  const full = sat.items.reduce((sum, i) => sum + (i.out ? 0 : i.marks), 0);
  const parts = sat.items.map((i) => (i.out || full === 0 ? 0 : (100 * i.earned) / full));
  return { total: parts.reduce((a, b) => a + b, 0), parts, sat };
}

/**
 * Marks as columns for the internal consistency: by question where everybody had the same
 * ones, otherwise by place in the paper, as Moodle does for drawn questions. Undefined when
 * papers differ in length.
 */
function columns(all: readonly Scored[]): number[][] | undefined {
  const first = all[0]?.sat.items ?? [];
  if (all.some(({ sat }) => sat.items.length !== first.length)) return undefined;
  const ids = new Map(first.map((i, n) => [i.question, n]));
  const same = ids.size === first.length && all.every(({ sat }) => sat.items.every((i) => ids.has(i.question)));
  const out: number[][] = first.map(() => []);
  for (const { sat, parts } of all) sat.items.forEach((item, n) => out[same ? (ids.get(item.question) ?? n) : n]?.push(parts[n] ?? 0));
  return out;
}

export function paperFigures(sats: readonly Sat[]): PaperFigures {
  const all = sats.map(scored);
  const totals = all.map((s) => s.total);
  const spread = variance(totals);
  const sd = root(spread);
  const items = columns(all);
  const k = items?.length ?? 0;
  const consistency =
    items && k > 1 && sats.length > 2 && spread ? (100 * k / (k - 1)) * (1 - items.reduce((sum, xs) => sum + (variance(xs) ?? 0), 0) / spread) : undefined;
  const errorRatio = consistency === undefined ? undefined : 100 * Math.sqrt(1 - consistency / 100);
  return {
    attempts: sats.length,
    passed: sats.filter((s) => s.passed).length,
    mean: meanOf(totals),
    median: medianOf(totals),
    sd,
    consistency,
    errorRatio,
    standardError: errorRatio === undefined || sd === undefined ? undefined : (errorRatio * sd) / 100,
  };
}

interface Column {
  readonly question: string;
  readonly fractions: number[];
  readonly xs: number[];
  readonly totals: number[];
  readonly weights: number[];
  readonly count: Record<ItemOutcome, number>;
}

/**
 * Figures by question revision. In drawn papers a question is judged by those who had it, and
 * its effective weight is that within an average paper (Moodle gives drawn questions none);
 * where everybody had the same questions this is Moodle's figure.
 */
export function itemFigures(sats: readonly Sat[]): Map<string, ItemFigures> {
  const by = new Map<string, Column>();
  for (const { sat, parts, total } of sats.map(scored)) {
    const full = sat.items.reduce((sum, i) => sum + (i.out ? 0 : i.marks), 0);
    sat.items.forEach((item, n) => {
      if (item.out) return;
      const column = by.get(item.revision) ?? { question: item.question, fractions: [], xs: [], totals: [], weights: [], count: { right: 0, partial: 0, wrong: 0, unanswered: 0 } };
      by.set(item.revision, column);
      column.fractions.push(item.marks === 0 ? 0 : (100 * item.earned) / item.marks);
      column.xs.push(parts[n] ?? 0);
      column.totals.push(total);
      column.weights.push(full === 0 ? 0 : (100 * item.marks) / full);
      column.count[item.outcome] += 1;
    });
  }
  const withTotal = new Map([...by].map(([revision, c]) => [revision, covariance(c.xs, c.totals)]));
  let sum = 0;
  for (const [revision, c] of by) sum += (Math.sqrt(Math.max(0, withTotal.get(revision) ?? 0)) * c.xs.length) / sats.length;
  return new Map(
    [...by].map(([revision, c]) => {
      const rest = c.totals.map((t, i) => t - (c.xs[i] ?? 0));
      const [vx, vr, cov] = [variance(c.xs), variance(rest), covariance(c.xs, rest)];
      const most = covariance(ascending(c.xs), ascending(rest));
      const own = withTotal.get(revision);
      return [
        revision,
        {
          question: c.question,
          revision,
          asked: c.xs.length,
          ...c.count,
          facility: meanOf(c.fractions),
          sd: root(variance(c.fractions)),
          discrimination: cov !== undefined && vx && vr ? (100 * cov) / Math.sqrt(vx * vr) : undefined,
          efficiency: cov !== undefined && most ? (100 * cov) / most : undefined,
          intendedWeight: meanOf(c.weights),
          effectiveWeight: own !== undefined && own >= 0 && sum > 0 ? (100 * Math.sqrt(own)) / sum : undefined,
        },
      ];
    }),
  );
}

/** How many attempts reached 0–9 %, 10–19 %, … 90–100 %. */
export function scoreBands(sats: readonly Sat[]): number[] {
  const bands = Array<number>(10).fill(0);
  for (const { total } of sats.map(scored)) {
    // 59.999…, the sum of many fractions, is 60.
    const band = Math.min(9, Math.floor((total + NOISE) / 10));
    bands[band] = (bands[band] ?? 0) + 1;
  }
  return bands;
}

/** An attempt and what it earned apart from one question, in percent of the full marks. */
export interface Rest {
  readonly attempt: string;
  readonly item: ItemMark;
  readonly rest: number;
}

/** Everybody who was asked a revision, by revision, with the rest of their score. */
export function restScores(sats: readonly Sat[]): Map<string, Rest[]> {
  const out = new Map<string, Rest[]>();
  for (const { sat, total, parts } of sats.map(scored)) {
    sat.items.forEach((item, n) => {
      const list = out.get(item.revision);
      const rest = { attempt: sat.attempt, item, rest: total - (parts[n] ?? 0) };
      if (list) list.push(rest);
      else out.set(item.revision, [rest]);
    });
  }
  return out;
}
