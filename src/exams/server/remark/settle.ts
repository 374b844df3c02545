/** One person's part of a re-marking, in one transaction that has locked the person. */
import type { Transaction } from 'kysely';
import { recordEvent } from '../../../accounts/server/audit.ts';
import { grantCredit } from '../../../credits/server/grant.ts';
import { settleCredit } from '../../../credits/server/reverse.ts';
import type { Deps } from '../../../db/portable.ts';
import type { Tables } from '../../../db/schema.ts';
import { dayOf, instantOf, msOf } from '../../../kernel/day.ts';
import { newId } from '../../../kernel/id.ts';
import { enqueue } from '../../../notices/server/outbox.ts';
import type { Asked } from '../../../quiz/revision.ts';
import { changeOf, isLower, type Affected, type Change, type Cure, type Remedy } from '../../remark.ts';
import { remarkNotice } from '../../remark-notice.ts';
import { affectedFrom, passesOf } from './read.ts';

/** A re-marking that has been agreed on. */
export interface Remark {
  readonly id: string;
  readonly revision: string;
  readonly remedy: Remedy;
  readonly reason: string;
  readonly old: Asked;
  readonly cure: Cure;
}

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
    const facts = ({ score, full, passed }: Change['after']) => ({ score, full, passed });
    await recordEvent(trx, deps, { actorId: null, deed: 'remark-attempt', subject: of.attempt, detail: { remark: remark.id, version, before: facts(before), after: facts(after) } });
    changes.push({ change, of });
  }
  return changes;
}

/** Results, credit, standing (which is read from both) and the notice. */
export async function settlePerson(trx: Transaction<Tables>, deps: Pick<Deps, 'clock' | 'rng'>, remark: Remark, person: string, rows: readonly Row[]): Promise<void> {
  const passes = async () => new Map(Object.entries(Object.groupBy((await passesOf(trx, [person])).filter((p) => p.passed), (p) => `${p.year}:${p.sitting}`)));
  const before = await passes();
  const changes = await appendResults(trx, deps, remark, rows);
  if (changes.length === 0) return;
  const after = await passes();
  for (const [source, own = []] of Object.entries(Object.groupBy(changes, ({ of }) => `${of.year}:${of.sitting}`))) {
    const [first] = own;
    if (!first) continue;
    const { paper } = first.of;
    const [passedBefore, passing] = [before.has(source), after.get(source)?.[0]];
    const pass = !passedBefore && passing ? 'gained' : passedBefore && !passing ? 'lost' : undefined;
    let creditCenti = 0;
    if (paper.award && pass === 'gained' && passing) {
      // Earned when the attempt was handed in: then there was room for it, and the year was open.
      const granted = await grantCredit(trx, deps, { personId: person, planYear: first.of.year, category: paper.award.category, rule: 'quiz', source, rawCenti: paper.award.centi, dailyCapCenti: paper.award.dailyCapCenti ?? undefined, day: dayOf(msOf(passing.handedAt)), reason: remark.reason });
      creditCenti = granted.already ? 0 : granted.grantedCenti;
    }
    if (pass === 'lost') creditCenti = (await settleCredit(trx, deps, { personId: person, rule: 'quiz', source, hold: false, reason: remark.reason })).centi;
    const told = own.map(({ change }) => change).filter((c) => isLower(c.before, c.after) || isLower(c.after, c.before));
    if (told.length === 0 && !pass) continue;
    const windowClosesAt = Math.max(...own.map(({ of }) => of.paper.windowClosesAt));
    await enqueue(trx, deps, { kind: 'remarked', personId: person, ...remarkNotice({ title: paper.title, stem: remark.old.stem, remedy: remark.remedy, reason: remark.reason, windowClosesAt, changes: told, pass, creditCenti }, deps.clock.now()) });
  }
}
