/** Time as a port. Rules receive instants or days; only the process entry owns a clock. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
}

/** A clock that stands still until told otherwise (tests). */
export function fixedClock(at: string | number): Clock & { set(at: string | number): void; advance(ms: number): void } {
  const read = (x: string | number) => (typeof x === 'number' ? x : Date.parse(x));
  let now = read(at);
  return {
    now: () => now,
    set: (x) => void (now = read(x)),
    advance: (ms) => void (now += ms),
  };
}
