/** One person's part of a re-marking, in one transaction that has locked the person. */
import type { Transaction } from 'kysely';
import { recordEvent } from '../../../accounts/server/audit.ts';
import { grantCredit } from '../../../credits/server/grant.ts';
import { settleCredit } from '../../../credits/server/reverse.ts';
import type { Deps, Queryable } from '../../../db/portable.ts';
import type { Tables } from '../../../db/schema.ts';
import { dayOf, instantOf, msOf } from '../../../kernel/day.ts';
import { newId } from '../../../kernel/id.ts';
import { enqueue } from '../../../notices/server/outbox.ts';
import type { Asked } from '../../../quiz/revision.ts';
import { changeOf, isLower, type Affected, type Change, type CountsOf, type Cure, type Remedy } from '../../remark.ts';
import { countingOf } from '../../counting.ts';
import { GRACE_MS } from '../../grace.ts';
import type { ReleaseTimes } from '../../review-policy.ts';
import { remarkNotice, tellAt } from '../../remark-notice.ts';
import { keepOutcome } from '../outcome.ts';
import { lastRunning } from '../store.ts';
import { affectedFrom, finishedOf } from './read.ts';

/** What the plan says of a sitting. Supplied by plans, which come later in the order. */
export interface SittingFacts {
  readonly countsOf: CountsOf;
  /** When its windows end for everyone as things stand now, arrangements and make-ups included; undefined when the plan knows no such exam. */
  readonly releaseOf: (on: Queryable, year: number, sitting: string) => Promise<ReleaseTimes | undefined>;
}

/** A re-marking that has been agreed on. */
export interface Remark {
  readonly id: string;
  readonly revision: string;
  readonly remedy: Remedy;
  readonly reason: string;
  readonly old: Asked;
  readonly cure: Cure;
}

type SettleDeps = Pick<Deps, 'clock' | 'rng'> & SittingFacts;
type Row = Parameters<typeof affectedFrom>[1][number];

/**
 * Appends the result of each attempt that changes, and notes every attempt as done. A second
 * call for the same attempt finds it done and does nothing.
 */
export async function appendResults(trx: Transaction<Tables>, deps: Pick<Deps, 'clock' | 'rng'>, remark: Remark, rows: readonly Row[]): Promise<{ readonly change: Change; readonly of: Affected }[]> {
  const changes: { change: Change; of: Affected }[] = [];
  const now = deps.clock.now();
  for (const of of await affectedFrom(trx, rows, remark.revision)) {
    const change = changeOf(of, remark.revision, remark.cure);
    const version = change ? of.version + 1 : null;
    const mine = await trx.updateTable('remark_attempt').set({ version, done_at: instantOf(now) }).where('remark_id', '=', remark.id).where('attempt_id', '=', of.attempt).where('done_at', 'is', null).executeTakeFirst();
    if (mine.numUpdatedRows !== 1n || !change || version === null) continue;
    const { after, before } = change;
    await trx
      .insertInto('result')
      .values({ id: newId(now, deps.rng), attempt_id: of.attempt, version, score: after.score, full: after.full, passed: after.passed ? 1 : 0, marks: JSON.stringify(after.marks), reason: remark.reason, marked_at: instantOf(now) })
      .execute();
    await keepOutcome(trx, of.attempt);
    const facts = ({ score, full, passed }: Change['after']) => ({ score, full, passed });
    await recordEvent(trx, deps, { actorId: null, deed: 'remark-attempt', subject: of.attempt, detail: { remark: remark.id, version, before: facts(before), after: facts(after) } });
    changes.push({ change, of });
  }
  return changes;
}

/** The attempt by which the person passes each sitting, by `2026:quiz`. */
async function passing(trx: Transaction<Tables>, person: string, countsOf: CountsOf): Promise<Map<string, string>> {
  const out = new Map<string, string>();
  for (const [source, own] of Map.groupBy(await finishedOf(trx, [person]), (f) => `${f.year}:${f.sitting}`)) {
    const counting = countingOf(own, countsOf(own[0]?.year ?? 0, own[0]?.sitting ?? ''));
    if (counting?.passed) out.set(source, counting.attempt);
  }
  return out;
}

/** Results, credit, standing (which is read from both) and the notice. */
export async function settlePerson(trx: Transaction<Tables>, deps: SettleDeps, remark: Remark, person: string, rows: readonly Row[]): Promise<void> {
  const before = await passing(trx, person, deps.countsOf);
  const changes = await appendResults(trx, deps, remark, rows);
  if (changes.length === 0) return;
  const after = await passing(trx, person, deps.countsOf);
  for (const [source, own] of Map.groupBy(changes, ({ of }) => `${of.year}:${of.sitting}`)) {
    const [first] = own;
    if (!first) continue;
    const { paper } = first.of;
    const by = after.get(source);
    const pass = by && !before.has(source) ? 'gained' : !by && before.has(source) ? 'lost' : undefined;
    let creditCenti = 0;
    if (paper.award && pass === 'gained') {
      // Earned when the attempt was handed in: then there was room for it, and the year was open.
      const attempt = await trx.selectFrom('attempt').select('handed_at').where('id', '=', by ?? '').executeTakeFirst();
      const granted = await grantCredit(trx, deps, { personId: person, planYear: first.of.year, category: paper.award.category, rule: 'quiz', source, rawCenti: paper.award.centi, dailyCapCenti: paper.award.dailyCapCenti ?? undefined, caps: paper.award.caps, day: dayOf(msOf(attempt?.handed_at ?? instantOf(deps.clock.now()))), reason: remark.reason });
      creditCenti = granted.already ? 0 : granted.grantedCenti;
    }
    if (pass === 'lost') creditCenti = (await settleCredit(trx, deps, { personId: person, rule: 'quiz', source, hold: false, reason: remark.reason })).centi;
    const told = own.map(({ change }) => change).filter((c) => isLower(c.before, c.after) || isLower(c.after, c.before));
    if (told.length === 0 && !pass) continue;
    // As on the review page: no sooner than the windows end as they stand now, and not while anybody still sits.
    const now = deps.clock.now();
    const planned = first.of.kind === 'exam' ? await deps.releaseOf(trx, first.of.year, first.of.sitting) : undefined;
    const running = first.of.kind === 'exam' ? await lastRunning(trx, first.of.year, first.of.sitting, instantOf(now - GRACE_MS)) : undefined;
    const when = tellAt(paper, first.of.kind, now, { scoreAt: planned?.scoreAt ?? 0, keysAt: Math.max(planned?.keysAt ?? 0, running ?? 0) });
    if (when) await enqueue(trx, deps, { kind: 'remarked', personId: person, dueAt: when.dueAt, ...remarkNotice({ title: paper.title, stem: remark.old.stem, remedy: remark.remedy, reason: remark.reason, explained: when.explained, changes: told, pass, creditCenti }) });
  }
}
