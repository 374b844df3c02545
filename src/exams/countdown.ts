/** How the remaining time is said. */

/** Remaining minutes at which it is told aloud, and only then. */
const THRESHOLDS = [10, 5, 1] as const;

/** The threshold passed between two looks at the clock, in minutes; the lowest when several were. */
export function thresholdPassed(beforeMs: number, nowMs: number): number | undefined {
  return THRESHOLDS.filter((m) => beforeMs > m * 60_000 && nowMs <= m * 60_000).at(-1);
}

/** `59:59`, `1:00:00`; `0:00` when over. Rounded up, so that it never shows more time gone than is. */
export function remaining(ms: number): string {
  const s = Math.max(0, Math.ceil(ms / 1000));
  const [h, m, sec] = [Math.floor(s / 3600), Math.floor(s / 60) % 60, s % 60];
  const two = (n: number): string => String(n).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(sec)}` : `${m}:${two(sec)}`;
}
