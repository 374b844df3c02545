/** What being there is worth, under the most that a kind counts in a year. Pure. */

/** An activity at which somebody was, with what of it stands in the ledger. */
export interface Held {
  readonly activity: string;
  readonly worthCenti: number;
  readonly heldCenti: number;
}

/**
 * What is still to be credited, activity by activity in the order given, so that the kind in all
 * comes to the least of its sum and its most. Nothing that stands is taken back.
 * @param mostCenti most of the kind in the year; undefined: no limit.
 */
export function toGrant(held: readonly Held[], mostCenti: number | undefined): { readonly activity: string; readonly centi: number }[] {
  let room = mostCenti === undefined ? Infinity : mostCenti - held.reduce((sum, h) => sum + h.heldCenti, 0);
  const grants: { activity: string; centi: number }[] = [];
  for (const { activity, worthCenti, heldCenti } of held) {
    const centi = Math.min(Math.max(0, room), worthCenti - heldCenti);
    if (centi <= 0) continue;
    grants.push({ activity, centi });
    room -= centi;
  }
  return grants;
}
