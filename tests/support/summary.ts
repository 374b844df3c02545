/** Requests a second and percentiles in ms, of times in ms. */
export function summary(times: readonly number[], elapsedMs: number): { perSecond: number; p50: number; p99: number } {
  const sorted = [...times].sort((a, b) => a - b);
  const part = (p: number): number => Math.round(100 * (sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? 0)) / 100;
  return { perSecond: (times.length * 1000) / elapsedMs, p50: part(0.5), p99: part(0.99) };
}
