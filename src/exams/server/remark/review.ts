/** What a candidate's review tells of corrections. */
import type { Queryable } from '../../../db/portable.ts';
import type { Asked } from '../../../quiz/revision.ts';
import { askedByRevision } from '../../../quiz/server/revisions.ts';
import { whyNoNewKey, type Remedy } from '../../remark.ts';

export interface Correction {
  readonly remedy: Remedy;
  readonly reason: string;
  /** The question with the key that holds now, when it fits what was shown. */
  readonly asked: Asked | undefined;
}

/** Corrections that have reached this attempt, by revision; of several the last. */
export async function correctionsOf(db: Queryable, attemptId: string): Promise<Map<string, Correction>> {
  const rows = await db
    .selectFrom('remark_attempt')
    .innerJoin('remark', 'remark.id', 'remark_attempt.remark_id')
    .select(['remark.revision', 'remark.new_revision', 'remark.remedy', 'remark.reason'])
    .where('remark_attempt.attempt_id', '=', attemptId)
    .where('remark_attempt.done_at', 'is not', null)
    .orderBy('remark.requested_at')
    .execute();
  if (rows.length === 0) return new Map();
  const by = await askedByRevision(db, rows.flatMap((r) => [r.revision, r.new_revision]));
  return new Map(
    rows.map((r) => {
      const [old, next] = [by(r.revision), by(r.new_revision)];
      return [r.revision, { remedy: r.remedy, reason: r.reason, asked: old && next && whyNoNewKey(old, next) === undefined ? next : undefined }];
    }),
  );
}

export interface Version {
  readonly at: string;
  readonly score: number;
  readonly full: number;
  readonly passed: boolean;
}

/** Every result that the attempt has had, first first. */
export async function versionsOf(db: Queryable, attemptId: string): Promise<Version[]> {
  const rows = await db.selectFrom('result').select(['marked_at', 'score', 'full', 'passed']).where('attempt_id', '=', attemptId).orderBy('version').execute();
  return rows.map((r) => ({ at: r.marked_at, score: r.score, full: r.full, passed: r.passed === 1 }));
}
