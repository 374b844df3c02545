/**
 * 考试条件: window, minutes, attempts and waiting time as they hold for one person, after
 * overrides; and the make-up that follows for those who did not pass. Pure. Instants are ms
 * since 1970; windows hold from their start up to and without their end.
 */

export interface Terms {
  readonly opensAt: number;
  readonly closesAt: number;
  /** Minutes for one attempt; undefined: until the window ends. */
  readonly minutes: number | undefined;
  /** How many attempts; undefined: as often as one likes. */
  readonly attempts: number | undefined;
  /** Hours between the end of one attempt and the start of the next. */
  readonly waitHours: number;
}

/** 特殊安排: what is different for a person or a unit; null inherits. */
export interface Override {
  readonly opensAt: number | null;
  readonly closesAt: number | null;
  readonly minutes: number | null;
  readonly attempts: number | null;
  readonly waitHours: number | null;
}

const GENEROUS: { readonly [K in keyof Override]: (a: number, b: number) => number } = {
  opensAt: Math.min,
  closesAt: Math.max,
  minutes: Math.max,
  attempts: Math.max,
  waitHours: Math.min,
};

/**
 * The terms of one person: field by field, person beats unit beats exam. Of several units
 * (a unit and those above it) the most generous counts, so that belonging to a second one
 * never costs anything.
 */
export function termsFor(exam: Terms, units: readonly Override[], person: readonly Override[]): Terms {
  const pick = (field: keyof Override): number | undefined => {
    for (const level of [person, units]) {
      const said = level.flatMap((o) => o[field] ?? []);
      if (said.length > 0) return said.reduce((a, b) => GENEROUS[field](a, b));
    }
    return undefined;
  };
  return {
    opensAt: pick('opensAt') ?? exam.opensAt,
    closesAt: pick('closesAt') ?? exam.closesAt,
    minutes: pick('minutes') ?? exam.minutes,
    attempts: pick('attempts') ?? exam.attempts,
    waitHours: pick('waitHours') ?? exam.waitHours,
  };
}

/** 补考: a second window for those who did not pass in the first. */
export interface MakeUp {
  readonly opensAt: number;
  readonly closesAt: number;
  /** undefined: as often as one likes. */
  readonly attempts: number | undefined;
  /** Everyone who did not pass, only who sat and failed, or only who never sat. */
  readonly for: 'all' | 'failed' | 'absent';
}

/** What of a finished or running attempt decides about the next. */
export interface Taken {
  readonly makeup: boolean;
}

/** The window that counts at an instant, with its own count of attempts. */
export interface Phase {
  readonly makeup: boolean;
  readonly opensAt: number;
  readonly closesAt: number;
  readonly attempts: number | undefined;
  /** Attempts taken in it. */
  readonly used: number;
}

/** Whether the make-up is for somebody who took these attempts in the first window and passed in none. */
export function entitled(makeup: Pick<MakeUp, 'for'>, taken: readonly Taken[]): boolean {
  if (makeup.for === 'all') return true;
  return taken.some((t) => !t.makeup) === (makeup.for === 'failed');
}

/**
 * The phase for somebody who has not passed: the first window until it has ended for this
 * person, then the make-up, if the plan has one that ends later and is for them. It never
 * overlaps the first window, whatever an override says.
 */
export function phaseOf(terms: Terms, makeup: MakeUp | undefined, taken: readonly Taken[], now: number): Phase {
  const used = (of: boolean): number => taken.filter((t) => t.makeup === of).length;
  if (makeup && now >= terms.closesAt && makeup.closesAt > terms.closesAt && entitled(makeup, taken)) {
    return { makeup: true, opensAt: Math.max(makeup.opensAt, terms.closesAt), closesAt: makeup.closesAt, attempts: makeup.attempts, used: used(true) };
  }
  return { makeup: false, opensAt: terms.opensAt, closesAt: terms.closesAt, attempts: terms.attempts, used: used(false) };
}
