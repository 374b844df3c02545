/** What has been asked for and how far it has come, for those who decide. */
import type { Queryable } from '../../../db/portable.ts';
import type { Remedy } from '../../remark.ts';
import { progressOf, type Progress } from './apply.ts';
import type { Summary } from './request.ts';

export interface RemarkRow {
  readonly id: string;
  readonly question: string;
  readonly revision: string;
  readonly newRevision: string;
  readonly remedy: Remedy;
  readonly of: { readonly year: number; readonly sitting: string } | undefined;
  readonly reason: string;
  readonly summary: Summary;
  readonly state: 'waiting' | 'applying' | 'applied' | 'declined';
  readonly requestedBy: { readonly id: string; readonly name: string } | undefined;
  readonly requestedAt: string;
  readonly decidedBy: string | undefined;
  readonly decidedAt: string | undefined;
  readonly decision: string | undefined;
  readonly appliedAt: string | undefined;
}

export const STATE_NAMES: Record<RemarkRow['state'], string> = { waiting: '等第二个人同意', applying: '正在重新判分', applied: '已完成', declined: '没有同意' };

/** All of them, or the one of this id; those that wait first, then the latest. */
export async function remarksKept(db: Queryable, id?: string): Promise<RemarkRow[]> {
  let query = db
    .selectFrom('remark')
    .leftJoin('person as asker', 'asker.id', 'remark.requested_by')
    .leftJoin('person as decider', 'decider.id', 'remark.decided_by')
    .selectAll('remark')
    .select(['asker.name as asker', 'decider.name as decider']);
  if (id !== undefined) query = query.where('remark.id', '=', id);
  const rows = await query.orderBy('remark.requested_at', 'desc').limit(200).execute();
  return rows
    .map((r): RemarkRow => ({
      id: r.id,
      question: r.question_id,
      revision: r.revision,
      newRevision: r.new_revision,
      remedy: r.remedy,
      of: r.plan_year !== null && r.sitting !== null ? { year: r.plan_year, sitting: r.sitting } : undefined,
      reason: r.reason,
      summary: JSON.parse(r.summary) as Summary,
      state: r.state,
      requestedBy: r.requested_by === null ? undefined : { id: r.requested_by, name: r.asker ?? '' },
      requestedAt: r.requested_at,
      decidedBy: r.decider ?? undefined,
      decidedAt: r.decided_at ?? undefined,
      decision: r.decision ?? undefined,
      appliedAt: r.applied_at ?? undefined,
    }))
    .sort((a, b) => Number(b.state === 'waiting') - Number(a.state === 'waiting'));
}

/** One of them with its progress; undefined when there is none. */
export async function remarkKept(db: Queryable, id: string): Promise<(RemarkRow & { readonly progress: Progress }) | undefined> {
  const [row] = await remarksKept(db, id);
  return row && { ...row, progress: await progressOf(db, id) };
}
