/**
 * 学分上限: the most that counts on a day or in the year, of a category, of a kind of learning, or of
 * everything. What a day's cap holds back follows on later days (顺延); what a year's cap cuts off counts for
 * nothing. Amounts in hundredths.
 */
import { holding, type LedgerEntry } from './ledger.ts';

/** Kinds of learning that a cap can name: the rules under which credit is granted first. */
export const CAPPED_KINDS = ['study', 'quiz', 'activity'] as const;

/** Of one category, of one kind, of both where both are named, of everything where neither is. */
export interface Cap {
  readonly per: 'day' | 'year';
  readonly category?: string | undefined;
  readonly kind?: string | undefined;
  readonly credits: number;
}

/** What a cap looks at. `kind` is '' where it is not known (carried before kinds were kept apart). */
export interface Capped {
  readonly category: string;
  readonly kind: string;
}

export const covers = (cap: Cap, of: Capped): boolean => (cap.category === undefined || cap.category === of.category) && (cap.kind === undefined || cap.kind === of.kind);

/** Rule under which carried credit stands in the ledger; raw is 0, since the first entry holds it. */
export const CARRY = 'carry';
/** Rule under which reversals stand; their source is the id of the entry reversed. */
export const REVERSAL = 'reversal';

/** Source of carried credit; names the kind only where a cap asks for it. */
export const carrySource = (year: number, of: Capped, day: string): string => [year, of.category, day, ...(of.kind ? [of.kind] : [])].join(':');

export type CapEntry = Pick<LedgerEntry, 'id' | 'number' | 'rule' | 'source' | 'category' | 'raw_centi' | 'granted_centi'>;

/** The kind of learning an entry belongs to: its own rule, of carried credit what its source names, of a reversal that of what it reverses. */
export function kindOf(entry: Pick<CapEntry, 'rule' | 'source'>, byId: ReadonlyMap<string, Pick<CapEntry, 'rule' | 'source'>> = new Map()): string {
  let at = entry;
  for (let steps = 0; at.rule === REVERSAL && steps < 1000; steps++) {
    const reversed = byId.get(at.source);
    if (!reversed) return '';
    at = reversed;
  }
  return at.rule === CARRY ? (at.source.split(':')[3] ?? '') : at.rule;
}

/** How much more the caps of the year let count, after these entries of the year. Undefined: no cap. */
export class YearRoom {
  private readonly rooms: { readonly cap: Cap; left: number }[];
  constructor(caps: readonly Cap[]) {
    this.rooms = caps.filter((cap) => cap.per === 'year').map((cap) => ({ cap, left: cap.credits }));
  }
  /** What would count of an amount. */
  of(what: Capped, centi: number): number {
    return Math.max(0, Math.min(centi, ...this.rooms.filter((r) => covers(r.cap, what)).map((r) => r.left)));
  }
  /** Uses the room up; returns what counts. */
  take(what: Capped, centi: number): number {
    const counts = this.of(what, centi);
    for (const r of this.rooms) if (covers(r.cap, what)) r.left -= counts;
    return counts;
  }
}

/** Takes the room of everything earned that holds, in the order of the chain. */
export function roomAfter(entries: readonly CapEntry[], caps: readonly Cap[], count: (what: Capped, centi: number) => void = () => undefined): YearRoom {
  const room = new YearRoom(caps);
  for (const e of holding([...entries].sort((a, b) => a.number - b.number))) {
    if (e.rule === CARRY || e.raw_centi <= 0) continue;
    const what = { category: e.category, kind: e.rule };
    count(what, room.take(what, e.raw_centi));
  }
  return room;
}

export interface HeldBack extends Capped {
  readonly centi: number;
}

/**
 * What the caps of the day hold back of a person's entries of one year: earned, within the caps of
 * the year, and not granted yet. By category; by kind too where a cap names one.
 */
export function heldBackOf(entries: readonly CapEntry[], caps: readonly Cap[]): HeldBack[] {
  const byKind = caps.some((cap) => cap.kind !== undefined);
  const parts = new Map<string, { what: Capped; centi: number }>();
  const totals = new Map<string, number>();
  const add = ({ category, kind }: Capped, centi: number): void => {
    const what = { category, kind: byKind ? kind : '' };
    const key = `${category}:${what.kind}`;
    parts.set(key, { what, centi: (parts.get(key)?.centi ?? 0) + centi });
    totals.set(category, (totals.get(category) ?? 0) + centi);
  };
  roomAfter(entries, caps, add);
  const byId = new Map(entries.map((e) => [e.id, e]));
  for (const e of entries) add({ category: e.category, kind: kindOf(e, byId) }, -e.granted_centi);
  // What was granted without a kind must not be granted again under one.
  return [...parts.values()].sort((a, b) => (a.what.category + a.what.kind < b.what.category + b.what.kind ? -1 : 1)).flatMap(({ what, centi }) => {
    const held = Math.min(centi, totals.get(what.category) ?? 0);
    if (held <= 0) return [];
    totals.set(what.category, (totals.get(what.category) ?? 0) - held);
    return [{ ...what, centi: held }];
  });
}
