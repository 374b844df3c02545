/** The audit log as administrators and auditors read it: newest first, narrowed, a page at a time. */
import { sql } from 'kysely';
import type { Queryable } from '../../db/portable.ts';
import { endOfDay, instantOf, startOfDay } from '../../kernel/day.ts';
import { AUDIT_DEEDS } from '../audit-deeds.ts';
import type { AuditFilter } from '../audit-filter.ts';

export interface AuditRow {
  readonly id: string;
  readonly at: string;
  readonly actorId: string | null;
  /** Name and staff number; null for the system, and for who is not known any more. */
  readonly actor: { readonly name: string; readonly staffNo: string } | null;
  readonly deed: string;
  readonly subjectId: string | null;
  /** When it concerns a person. */
  readonly subject: { readonly name: string; readonly staffNo: string } | null;
  readonly detail: string;
}

/** People whom a search may mean. */
const MOST_PEOPLE = 200;

async function peopleMeant(on: Queryable, who: string): Promise<string[]> {
  const part = `%${who.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  const rows = await on
    .selectFrom('person')
    .select('id')
    .where((e) => e.or([e('staff_no', '=', who), sql<boolean>`lower(name) like ${part} escape '\\'`]))
    .limit(MOST_PEOPLE)
    .execute();
  return rows.map((r) => r.id);
}

/** Events that the filter lets through, `limit` at most. */
export async function auditRows(on: Queryable, filter: AuditFilter, limit: number): Promise<AuditRow[]> {
  const people = filter.who === undefined ? undefined : await peopleMeant(on, filter.who);
  if (people?.length === 0) return [];
  const deeds = filter.kind && Object.entries(AUDIT_DEEDS).flatMap(([deed, { kind }]) => (kind === filter.kind ? [deed] : []));
  let query = on
    .selectFrom('audit_event as e')
    .leftJoin('person as actor', 'actor.id', 'e.actor_id')
    .leftJoin('person as target', 'target.id', 'e.subject')
    .select(['e.id', 'e.at', 'e.actor_id', 'e.deed', 'e.subject', 'e.detail', 'actor.name as actor_name', 'actor.staff_no as actor_no', 'target.name as target_name', 'target.staff_no as target_no']);
  if (people) query = query.where((b) => b.or([b('e.actor_id', 'in', people), b('e.subject', 'in', people)]));
  if (filter.deed) query = query.where('e.deed', '=', filter.deed);
  if (deeds) query = query.where('e.deed', 'in', deeds);
  if (filter.from) query = query.where('e.at', '>=', instantOf(startOfDay(filter.from)));
  if (filter.to) query = query.where('e.at', '<', instantOf(endOfDay(filter.to)));
  const [at, id] = filter.before?.split('~') ?? [];
  if (at && id) query = query.where((b) => b.or([b('e.at', '<', at), b.and([b('e.at', '=', at), b('e.id', '<', id)])]));
  const rows = await query.orderBy('e.at', 'desc').orderBy('e.id', 'desc').limit(limit).execute();
  const named = (name: string | null, staffNo: string | null) => (name === null || staffNo === null ? null : { name, staffNo });
  return rows.map((r) => ({ id: r.id, at: r.at, actorId: r.actor_id, actor: named(r.actor_name, r.actor_no), deed: r.deed, subjectId: r.subject, subject: named(r.target_name, r.target_no), detail: r.detail }));
}
