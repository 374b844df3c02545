/** “是不是……”: the name that was probably meant. */

/** Edits (insert, delete, replace, swap of neighbours) that turn `a` into `b`. */
export function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/** The nearest of `names`, when it is near enough to be a slip: at most a third of the letters differ, or one holds the other and is at least half of it. */
export function nearest(given: string, names: Iterable<string>): string | undefined {
  let found: string | undefined;
  let least = Infinity;
  for (const name of names) {
    if (Math.abs(name.length - given.length) > 24) continue;
    const holds = Math.min(given.length, name.length) * 2 >= Math.max(given.length, name.length) && given.length >= 3 && (name.includes(given) || given.includes(name));
    const d = Math.min(distance(given, name), holds ? 1.5 : Infinity);
    if (d < least && (holds || d <= Math.max(1, Math.floor(Math.max(name.length, given.length) / 3)))) {
      least = d;
      found = name;
    }
  }
  return found;
}

/** A hint that names the nearest of `names`, else the sentence `otherwise`. */
export function didYouMean(given: string, names: Iterable<string>, otherwise: string): string {
  const name = nearest(given, names);
  return name === undefined ? otherwise : `是不是“${name}”？`;
}
