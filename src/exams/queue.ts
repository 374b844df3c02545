/**
 * What a browser knows of its answers: those the server has confirmed and those on their
 * way. Pure, so that every order of clicks, acknowledgements, reloads and second windows
 * can be tested without a browser.
 */
import type { SaveReceipt } from './view.ts';

export interface Given {
  readonly value: string;
  readonly seq: number;
}
type ByPos = ReadonlyMap<number, Given>;

export interface Answers {
  /** Confirmed by the server. */
  readonly saved: ByPos;
  /** Chosen here and not yet confirmed; at most one, the latest, for a question. */
  readonly pending: ByPos;
}

/**
 * The seq of an answer chosen now: tenths of a second since the attempt began, by the
 * server's clock. So of two answers given in two windows or on two devices the one chosen
 * later stands, whichever arrives first. At least one more than any seq known here.
 */
export function nextSeq(known: Given | undefined, startedAt: number, serverNow: number): number {
  const elapsed = Math.floor((serverNow - startedAt) / 100);
  return Math.max(1, (known?.seq ?? 0) + 1, elapsed);
}

/** The answer shown for a question: the pending one, else the confirmed one. */
export const given = (a: Answers, pos: number): Given | undefined => a.pending.get(pos) ?? a.saved.get(pos);

const later = (a: Given | undefined, b: Given): Given => (a && a.seq >= b.seq ? a : b);
const settled = (saved: ByPos, pending: ByPos): ByPos => new Map([...pending].filter(([pos, p]) => p.seq > (saved.get(pos)?.seq ?? 0)));

/** Answers told by the server, with those kept on the device that it does not have yet. */
export function merge(server: Iterable<readonly [number, Given]>, kept: Iterable<readonly [number, Given]>, now: Answers = { saved: new Map(), pending: new Map() }): Answers {
  const saved = new Map(now.saved);
  for (const [pos, g] of server) saved.set(pos, later(saved.get(pos), g));
  const pending = new Map(now.pending);
  for (const [pos, g] of kept) pending.set(pos, later(pending.get(pos), g));
  return { saved, pending: settled(saved, pending) };
}

export const choose = (a: Answers, pos: number, value: string, seq: number): Answers => ({ ...a, pending: new Map(a.pending).set(pos, { value, seq }) });

/** The pending answer to send next: the one chosen first. */
export function nextToSend(a: Answers): { readonly pos: number; readonly given: Given } | undefined {
  let first: { pos: number; given: Given } | undefined;
  for (const [pos, g] of a.pending) if (!first || g.seq < first.given.seq) first = { pos, given: g };
  return first;
}

/** After the server's receipt for a question: what it holds now is saved; a pending answer that is newer stays pending. */
export function acknowledge(a: Answers, pos: number, receipt: Pick<SaveReceipt, 'stored'>): Answers {
  return merge([[pos, receipt.stored]], [], a);
}

/** After the server called an answer unreadable: it is not sent again. */
export function dropPending(a: Answers, pos: number, seq: number): Answers {
  const pending = new Map(a.pending);
  if (pending.get(pos)?.seq === seq) pending.delete(pos);
  return { ...a, pending };
}

/** How many questions have an answer that the server has confirmed. */
export const savedCount = (a: Answers): number => [...a.saved.values()].filter((g) => g.value !== '').length;

/** What a device keeps of an attempt: answers not confirmed, marks of the candidate, the question being read. */
export interface Kept {
  readonly v: 1;
  readonly pending: readonly (readonly [number, Given])[];
  readonly flags: readonly number[];
  readonly at: number;
}

export const writeKept = (kept: Omit<Kept, 'v'>): string => JSON.stringify({ v: 1, ...kept } satisfies Kept);

/** Reads what a device kept; nothing when it is missing or cannot be read. By hand: this runs on the candidate's phone. */
export function readKept(text: string | null): Kept | undefined {
  let data: Partial<Kept> | null;
  try {
    data = JSON.parse(text ?? 'null') as Partial<Kept> | null;
  } catch {
    return undefined;
  }
  if (data?.v !== 1 || !Array.isArray(data.pending) || !Array.isArray(data.flags)) return undefined;
  const pending = (data.pending as unknown[]).filter(isPending);
  const flags = (data.flags as unknown[]).filter((f) => typeof f === 'number');
  return { v: 1, pending, flags, at: typeof data.at === 'number' ? data.at : 1 };
}

function isPending(entry: unknown): entry is [number, Given] {
  if (!Array.isArray(entry) || typeof entry[0] !== 'number') return false;
  const g = entry[1] as Partial<Given> | null | undefined;
  return typeof g?.value === 'string' && typeof g.seq === 'number';
}
