/** What the page of one activity shows, and what a list that was uploaded would record. */
import { recordLook } from '../../accounts/server/audit.ts';
import type { SignedIn } from '../../accounts/server/env.ts';
import { mayInUnit } from '../../accounts/reach.ts';
import { allUnits } from '../../accounts/server/store.ts';
import { unitPath } from '../../accounts/units.ts';
import { minuteOf, msOf } from '../../kernel/day.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { attendanceText, readAttendance, type Candidate } from '../attendance.ts';
import { signInOpen } from './record.ts';
import { attendanceLists } from './routes.ts';
import { activityFor, candidatesOf, presentAt, type ActivityDeps, type ActivityRecord, type Present } from './store.ts';

const BY: Record<Present['by'], string> = { list: '名单', choice: '勾选', code: '扫码' };

export interface ActivityView {
  readonly activity: ActivityRecord;
  readonly kind: string;
  readonly category: string;
  readonly unit: string;
  readonly recordedBy: string;
  readonly mayRecord: boolean;
  readonly signInUntil: string | undefined;
  readonly present: readonly { readonly id: string; readonly staffNo: string; readonly name: string; readonly unit: string; readonly how: string; readonly removed: string | undefined }[];
  /** People there, those taken back left out. */
  readonly there: number;
  /** Who may still be chosen. */
  readonly others: readonly (Candidate & { readonly unit: string })[];
}

/** Refuses `not-found`, also out of reach. */
export async function viewActivity(deps: ActivityDeps, actor: SignedIn, id: string): Promise<ActivityView> {
  const units = await allUnits(deps.db);
  const activity = await activityFor(deps.db, actor, id, 'see-activities', units);
  await recordLook(deps, actor, 'see-activity', id);
  const plan = deps.plans.get(activity.plan_year);
  const maker = await deps.db.selectFrom('person').select('name').where('id', '=', activity.created_by).executeTakeFirst();
  const present = await presentAt(deps.db, id);
  const there = new Set(present.filter((p) => p.removedAt === null).map((p) => p.id));
  const mayRecord = activity.cancelled_at === null && mayInUnit(actor.roles, 'record-activity', activity.unit_id, units);
  const candidates = mayRecord ? [...(await candidatesOf(deps.db, activity.unit_id, units)).values()] : [];
  return {
    activity,
    kind: plan?.activities.find((k) => k.id === activity.kind)?.title ?? activity.kind,
    category: plan?.categories[activity.category] ?? activity.category,
    unit: unitPath(units, activity.unit_id),
    recordedBy: `${maker?.name ?? ''} ${minuteOf(msOf(activity.created_at))}`,
    mayRecord,
    signInUntil: signInOpen(activity, deps.clock.now()) && activity.sign_in_until ? minuteOf(msOf(activity.sign_in_until)) : undefined,
    present: present.map((p) => ({
      id: p.presence,
      staffNo: p.staffNo,
      name: p.name,
      unit: unitPath(units, p.unitId),
      how: `${BY[p.by]} ${minuteOf(msOf(p.at))}`,
      removed: p.removedAt === null ? undefined : `${minuteOf(msOf(p.removedAt))} 撤回：${p.removedWhy ?? ''}`,
    })),
    there: there.size,
    others: candidates.filter((p) => !there.has(p.id)).map((p) => ({ id: p.id, staffNo: p.staffNo, name: p.name, unit: unitPath(units, p.unitId) })).sort((a, b) => (a.unit + a.staffNo < b.unit + b.staffNo ? -1 : 1)),
  };
}

export interface ListPreview {
  readonly issues: readonly string[];
  readonly people: readonly Candidate[];
  readonly already: number;
}

/** What the kept list would record now. Refuses `not-found` when it is gone, or of another activity. */
export async function previewList(deps: ActivityDeps, actor: SignedIn, activityId: string, check: string): Promise<ListPreview> {
  const units = await allUnits(deps.db);
  const activity = await activityFor(deps.db, actor, activityId, 'record-activity', units);
  const { activity: of, rows } = await attendanceLists.kept(deps, deps.db, actor.id, check);
  if (of !== activityId) throw new Refusal('not-found');
  const there = (await presentAt(deps.db, activityId)).filter((p) => p.removedAt === null);
  const { issues, people, already } = readAttendance(rows, await candidatesOf(deps.db, activity.unit_id, units), new Set(there.map((p) => p.id)));
  return { issues: issues.map(attendanceText), people, already: already.length };
}
