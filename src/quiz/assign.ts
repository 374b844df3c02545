/**
 * Which question serves which wish, when wishes overlap (two of this law, three of that difficulty): bipartite
 * matching by augmenting paths. A wish that was served stays served, a thing that was used stays used.
 */

/** So many things are wanted, each one of these; the first are tried first. */
export interface Wish<T> {
  readonly count: number;
  readonly candidates: readonly T[];
}

/**
 * Serves as many wishes as can be served at all, earlier ones first, and adds to `served`, which says for
 * every thing used the index of its wish. Called again with longer lists of candidates it goes on from there.
 */
export function serve<T>(wishes: readonly Wish<T>[], served: Map<T, number>): void {
  const has = wishes.map(() => 0);
  for (const w of served.values()) has[w] = (has[w] ?? 0) + 1;

  /** Gives wish `w` one thing more, moving others to other things where that frees one. */
  const give = (w: number, tried: Set<number>): boolean => {
    tried.add(w);
    const candidates = wishes[w]?.candidates ?? [];
    for (const thing of candidates) {
      if (served.has(thing)) continue;
      served.set(thing, w);
      return true;
    }
    for (const thing of candidates) {
      const other = served.get(thing);
      if (other === undefined || tried.has(other) || !give(other, tried)) continue;
      served.set(thing, w);
      return true;
    }
    return false;
  };
  wishes.forEach(({ count }, w) => {
    while ((has[w] ?? 0) < count && give(w, new Set())) has[w] = (has[w] ?? 0) + 1;
  });
}

/** How many things each wish has. */
export function countsOf(wishes: readonly unknown[], served: ReadonlyMap<unknown, number>): number[] {
  const has = wishes.map(() => 0);
  for (const w of served.values()) has[w] = (has[w] ?? 0) + 1;
  return has;
}
