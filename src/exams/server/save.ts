/**
 * Saves one answer: the hot path of exam day. Acknowledged only once durable. Owner, open
 * state and time are checked in the very statement that writes, so that nothing can be
 * written beside a hand-in.
 */
import { sql } from 'kysely';
import type { GroupDeed } from '../../db/group-commit.ts';
import { asNumber, type Deps } from '../../db/portable.ts';
import { instantOf } from '../../kernel/day.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { kindOf } from '../../quiz/kinds/index.ts';
import { GRACE_MS } from '../grace.ts';
import type { SaveReceipt } from '../view.ts';
import { sheetOf, type Sheet } from './sheet.ts';

export interface Answer {
  readonly pos: number;
  /** 1 and up; of two answers to one question the higher stands. */
  readonly seq: number;
  /** In the letters shown; the empty text takes the answer back. */
  readonly value: string;
}

/** What the write found: the answer that stands now, or why none could be written. */
type Written = { readonly stored: { readonly value: string; readonly seq: number; readonly saved_at: string }; readonly answered: number } | 'not-found' | 'attempt-closed';

/**
 * Saves the answer unless a later one stands. Repeating a save is harmless.
 * Refuses `not-found` (not your attempt), `bad-input` (no such question or choice: never
 * counted as wrong), `attempt-closed` (handed in, or time and grace are over).
 */
export async function saveAnswer(deps: Deps, personId: string, attemptId: string, answer: Answer): Promise<SaveReceipt> {
  const sheet = await sheetOf(deps.db, personId, attemptId);
  if (!sheet) throw new Refusal('not-found');
  const read = readAnswer(sheet, answer);
  if ('refusal' in read) throw read.refusal;
  const { value } = read;
  const now = deps.clock.now();
  const written = await deps.group.run(deed({ attemptId, personId, pos: answer.pos, seq: answer.seq, value, savedAt: instantOf(now), endsAfter: instantOf(now - GRACE_MS) }));
  if (typeof written === 'string') throw new Refusal(written);
  return receiptOfSave(written, answer.seq, value, sheet.length);
}

/** The value to keep, or why it is none for this question. */
export function readAnswer(sheet: Sheet, answer: Answer): { readonly value: string } | { readonly refusal: Refusal } {
  const asked = sheet[answer.pos - 1];
  if (!asked) return { refusal: new Refusal('bad-input', `这份试卷没有第 ${answer.pos} 题。`, { pos: '题号不对' }) };
  const read = kindOf(asked.kind).read(answer.value, asked.order);
  if (read.state === 'invalid') return { refusal: new Refusal('bad-input', read.say, { value: read.say }) };
  return { value: read.state === 'answered' ? read.value : '' };
}

/** What the candidate is told of what stands now. */
export const receiptOfSave = ({ stored, answered }: Exclude<Written, string>, seq: number, value: string, total: number): SaveReceipt => ({
  accepted: stored.seq === seq && stored.value === value,
  stored: { value: stored.value, seq: stored.seq },
  answered,
  total,
  savedAt: stored.saved_at,
});

interface Save {
  readonly attemptId: string;
  readonly personId: string;
  readonly pos: number;
  readonly seq: number;
  readonly value: string;
  readonly savedAt: string;
  /** The attempt must end after this instant: now less the grace. */
  readonly endsAfter: string;
}

const UPSERT = `
  insert into response (attempt_id, pos, value, seq, saved_at)
  select id, ?, ?, ?, ? from attempt
  where id = ? and person_id = ? and state = 'open' and closes_at > ?
  on conflict (attempt_id, pos) do update
  set value = excluded.value, seq = excluded.seq, saved_at = excluded.saved_at
  where excluded.seq > response.seq`;
const COUNT = `select count(*) as n from response where attempt_id = ? and value <> ''`;
const STORED = `select value, seq, saved_at from response where attempt_id = ? and pos = ?`;
const OWN = `select state, closes_at from attempt where id = ? and person_id = ?`;

/** Both forms of the save; `exam-saves.test.ts` holds them equal. Exported for the benchmark. */
export const deed = (s: Save): GroupDeed<Written> => ({
  sqlite(prepare) {
    const { changes } = prepare(UPSERT).run(s.pos, s.value, s.seq, s.savedAt, s.attemptId, s.personId, s.endsAfter);
    const count = () => (prepare(COUNT).get(s.attemptId) as { n: number }).n;
    if (changes === 1) return { stored: { value: s.value, seq: s.seq, saved_at: s.savedAt }, answered: count() };
    const why = whyNot(prepare(OWN).get(s.attemptId, s.personId) as OwnRow | undefined, s.endsAfter);
    if (why) return why;
    return { stored: prepare(STORED).get(s.attemptId, s.pos) as StoredRow, answered: count() };
  },
  async portable(db) {
    // The update changes nothing but takes the row: a hand-in either sees this answer or
    // makes this statement find the attempt closed. Without it an answer could be
    // acknowledged after the hand-in had read the answers.
    const done = await sql`
      with taken as (
        update attempt set closes_at = closes_at
        where id = ${s.attemptId} and person_id = ${s.personId} and state = 'open' and closes_at > ${s.endsAfter}
        returning id
      )
      insert into response (attempt_id, pos, value, seq, saved_at)
      select id, ${s.pos}::int, ${s.value}::text, ${s.seq}::int, ${s.savedAt}::text from taken
      on conflict (attempt_id, pos) do update
      set value = excluded.value, seq = excluded.seq, saved_at = excluded.saved_at
      where excluded.seq > response.seq`.execute(db);
    const counted = await db.selectFrom('response').select((e) => e.fn.countAll<string>().as('n')).where('attempt_id', '=', s.attemptId).where('value', '<>', '').executeTakeFirst();
    const answered = asNumber(counted?.n);
    if (done.numAffectedRows === 1n) return { stored: { value: s.value, seq: s.seq, saved_at: s.savedAt }, answered };
    const own = await db.selectFrom('attempt').select(['state', 'closes_at']).where('id', '=', s.attemptId).where('person_id', '=', s.personId).executeTakeFirst();
    const why = whyNot(own, s.endsAfter);
    if (why) return why;
    const stored = await db.selectFrom('response').select(['value', 'seq', 'saved_at']).where('attempt_id', '=', s.attemptId).where('pos', '=', s.pos).executeTakeFirstOrThrow();
    return { stored, answered };
  },
});

interface OwnRow {
  readonly state: string;
  readonly closes_at: string;
}
interface StoredRow {
  readonly value: string;
  readonly seq: number;
  readonly saved_at: string;
}

const whyNot = (own: OwnRow | undefined, endsAfter: string): 'not-found' | 'attempt-closed' | undefined => {
  if (!own) return 'not-found';
  return own.state !== 'open' || own.closes_at <= endsAfter ? 'attempt-closed' : undefined;
};
