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

/** An attempt and what it earned apart from one question, in percent of the full marks. */
export interface Rest {
  readonly attempt: string;
  readonly rest: number;
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

/** Everything about one revision, in the order in which attempts were added. */
interface Column {
  readonly question: string;
  readonly fractions: number[];
  readonly xs: number[];
  readonly totals: number[];
  readonly weights: number[];
  readonly count: Record<ItemOutcome, number>;
  readonly rests: Rest[];
}

const emptyColumn = (question: string): Column => ({ question, fractions: [], xs: [], totals: [], weights: [], count: { right: 0, partial: 0, wrong: 0, unanswered: 0 }, rests: [] });

const push = <K>(map: Map<K, number[]>, key: K, x: number): void => {
  const list = map.get(key);
  if (list) list.push(x);
  else map.set(key, [x]);
};

/** Takes attempts one after the other and keeps columns only, so that a large sitting can be read in portions. */
export function gather() {
  const columns = new Map<string, Column>();
  const totals: number[] = [];
  const bands = Array<number>(10).fill(0);
  // For the internal consistency: by question where everybody had the same ones, otherwise by place in the paper, as Moodle does for drawn questions.
  const byQuestion = new Map<string, number[]>();
  const byPlace = new Map<number, number[]>();
  let length: number | undefined;
  let alike = true;
  let passed = 0;
  let sum: number | undefined;

  /** Sum of √covariance with the whole over an average paper. */
  const weightSum = (): number => {
    if (sum !== undefined) return sum;
    let all = 0;
    for (const c of columns.values()) all += (Math.sqrt(Math.max(0, covariance(c.xs, c.totals) ?? 0)) * c.xs.length) / totals.length;
    return (sum = all);
  };
  const slots = (): number[][] | undefined => {
    if (!alike) return undefined;
    const own = [...byQuestion.values()];
    return own.length === length && own.every((xs) => xs.length === totals.length) ? own : [...byPlace.values()];
  };

  return {
    add(sat: Sat): void {
      const full = sat.items.reduce((acc, i) => acc + (i.out ? 0 : i.marks), 0);
      const parts = sat.items.map((i) => (i.out || full === 0 ? 0 : (100 * i.earned) / full));
      const total = parts.reduce((a, b) => a + b, 0);
      length ??= sat.items.length;
      alike &&= length === sat.items.length;
      sum = undefined;
      passed += sat.passed ? 1 : 0;
      totals.push(total);
      // 59.999…, the sum of many fractions, is 60.
      const band = Math.min(9, Math.floor((total + NOISE) / 10));
      bands[band] = (bands[band] ?? 0) + 1;
      sat.items.forEach((item, n) => {
        const x = parts[n] ?? 0;
        push(byQuestion, item.question, x);
        push(byPlace, n, x);
        const column = columns.get(item.revision) ?? emptyColumn(item.question);
        columns.set(item.revision, column);
        column.rests.push({ attempt: sat.attempt, rest: total - x });
        if (item.out) return;
        column.fractions.push(item.marks === 0 ? 0 : (100 * item.earned) / item.marks);
        column.xs.push(x);
        column.totals.push(total);
        column.weights.push(full === 0 ? 0 : (100 * item.marks) / full);
        column.count[item.outcome] += 1;
      });
    },
    bands: (): readonly number[] => bands,
    revisions: (): string[] => [...columns.keys()],
    /** Everybody who was asked the revision, with the rest of their score. */
    rests: (revision: string): readonly Rest[] => columns.get(revision)?.rests ?? [],
    paper(): PaperFigures {
      const spread = variance(totals);
      const sd = root(spread);
      const items = slots();
      const k = items?.length ?? 0;
      const consistency = items && k > 1 && totals.length > 2 && spread ? (100 * k / (k - 1)) * (1 - items.reduce((acc, xs) => acc + (variance(xs) ?? 0), 0) / spread) : undefined;
      const errorRatio = consistency === undefined ? undefined : 100 * Math.sqrt(1 - consistency / 100);
      return { attempts: totals.length, passed, mean: meanOf(totals), median: medianOf(totals), sd, consistency, errorRatio, standardError: errorRatio === undefined || sd === undefined ? undefined : (errorRatio * sd) / 100 };
    },
    /**
     * Figures of one revision. In drawn papers a question is judged by those who had it, and
     * its effective weight is that within an average paper (Moodle gives drawn questions none);
     * where everybody had the same questions this is Moodle's figure.
     */
    item(revision: string): ItemFigures {
      const c = columns.get(revision) ?? emptyColumn('');
      const rest = c.totals.map((t, i) => t - (c.xs[i] ?? 0));
      const [vx, vr, cov] = [variance(c.xs), variance(rest), covariance(c.xs, rest)];
      const most = covariance(ascending(c.xs), ascending(rest));
      const own = covariance(c.xs, c.totals);
      const all = weightSum();
      return {
        question: c.question,
        revision,
        asked: c.xs.length,
        ...c.count,
        facility: meanOf(c.fractions),
        sd: root(variance(c.fractions)),
        discrimination: cov !== undefined && vx && vr ? (100 * cov) / Math.sqrt(vx * vr) : undefined,
        efficiency: cov !== undefined && most ? (100 * cov) / most : undefined,
        intendedWeight: meanOf(c.weights),
        effectiveWeight: own !== undefined && own >= 0 && all > 0 ? (100 * Math.sqrt(own)) / all : undefined,
      };
    },
  };
}
export type Gathered = ReturnType<typeof gather>;
