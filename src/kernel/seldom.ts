/** Keeps a record readable when something happens a thousand times a second: says when it is worth another line. */

export interface Seldom {
  /**
   * @param key what happened to whom.
   * @param now ms since 1970.
   * @returns how often it has happened since the last line, this time included; undefined when it is too soon for another.
   */
  due(key: string, now: number): number | undefined;
}

/** One line for a key in `every` ms; of more than `most` keys the oldest is forgotten. */
export function seldom(every: number, most = 1000): Seldom {
  const lines = new Map<string, { at: number; since: number }>();
  return {
    due(key, now) {
      const last = lines.get(key);
      if (last && now - last.at < every && now >= last.at) {
        last.since++;
        return undefined;
      }
      lines.delete(key);
      lines.set(key, { at: now, since: 0 });
      if (lines.size > most) lines.delete(lines.keys().next().value ?? '');
      return (last?.since ?? 0) + 1;
    },
  };
}
