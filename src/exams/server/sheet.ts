/**
 * 答题卡: kind and layout of each question of an attempt: what checking an answer's
 * form needs. Papers never change, so the sheet is remembered and the hot path does not
 * read the paper again. Whether the attempt is open is never remembered.
 */
import type { Deps } from '../../db/portable.ts';
import type { AskedKind, OptionOrder } from '../../quiz/kinds/index.ts';
import { placed, type FrozenPaper } from '../paper.ts';
import { ownAttempt } from './store.ts';

export type Sheet = readonly { readonly kind: AskedKind; readonly order: OptionOrder }[];

type Memory = Map<string, { readonly personId: string; readonly sheet: Sheet }>;
const memories = new WeakMap<Deps['db'], Memory>();
/** Sheets remembered for one database; the oldest goes first. */
const MOST = 10_000;

/** The sheet of the person's own attempt, question 1 first; undefined when it is not theirs. */
export async function sheetOf(db: Deps['db'], personId: string, attemptId: string): Promise<Sheet | undefined> {
  const memory: Memory = memories.get(db) ?? new Map();
  memories.set(db, memory);
  const known = memory.get(attemptId);
  if (known) return known.personId === personId ? known.sheet : undefined;
  const attempt = await ownAttempt(db, personId, attemptId);
  if (!attempt) return undefined;
  return keepSheet(db, personId, attemptId, attempt.paper);
}

/** The sheet of whoever's attempt it is, if it is remembered. */
export const rememberedSheet = (db: Deps['db'], attemptId: string): { readonly personId: string; readonly sheet: Sheet } | undefined => memories.get(db)?.get(attemptId);

/** Remembers the sheet of an attempt whose paper is at hand. */
export function keepSheet(db: Deps['db'], personId: string, attemptId: string, paper: FrozenPaper): Sheet {
  const memory: Memory = memories.get(db) ?? new Map();
  memories.set(db, memory);
  const sheet = placed(paper).map(({ kind, order }) => ({ kind, order }));
  memory.set(attemptId, { personId, sheet });
  if (memory.size > MOST) memory.delete(memory.keys().next().value ?? '');
  return sheet;
}
