/** What is known of a person, part by part: what an import changed, and what undoing it can give back. Pure. */
import { unitOn, type Assignment } from './assignments.ts';
import type { AudienceTime } from './audience-spans.ts';
import type { Role } from './roles.ts';

export interface RoleHeld {
  readonly id: string;
  readonly role: Exclude<Role, 'learner'>;
  readonly unitId: string | null;
}

export interface PersonRecord {
  readonly name: string;
  readonly email: string | null;
  readonly unitId: string;
  readonly state: 'active' | 'closed';
  readonly service: readonly Assignment[];
  readonly audiences: readonly AudienceTime[];
  readonly roles: readonly RoleHeld[];
}

/** Parts that are compared; the unit that counts follows from service. */
export const PARTS = ['name', 'email', 'state', 'service', 'audiences', 'roles'] as const;
export type Part = (typeof PARTS)[number];
export const PART_NAMES: Record<Part, string> = { name: '姓名', email: '邮箱', state: '账号状态', service: '任职和单位', audiences: '人员类别', roles: '角色' };

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1);
/** One text for one meaning, whatever the order of rows and keys. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return `[${(value as { id: string }[]).toSorted(byId).map(textOf).join()}]`;
  if (typeof value === 'object' && value !== null) return `{${Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => `${k}:${textOf(v)}`).join()}}`;
  return JSON.stringify(value) ?? '';
}

export type Parts = Partial<PersonRecord>;

/** The parts that differ, from both sides; with service goes the unit. */
export function changedParts(before: PersonRecord, after: PersonRecord): { readonly before: Parts; readonly after: Parts } {
  const differ = PARTS.filter((part) => textOf(before[part]) !== textOf(after[part]));
  const pick = (record: PersonRecord): Parts => Object.fromEntries([...differ, ...(differ.includes('service') ? (['unitId'] as const) : [])].map((part) => [part, record[part]]));
  return { before: pick(before), after: pick(after) };
}

/**
 * What undoing gives back: every part that nobody has changed since. The others stay as they
 * are now and are named.
 * @param today decides the unit that counts once service is as it was.
 */
export function undoParts(change: { readonly before: Parts; readonly after: Parts }, now: PersonRecord, today: string): { readonly record: PersonRecord; readonly kept: readonly Part[] } {
  const parts = PARTS.filter((part) => part in change.after);
  const kept = parts.filter((part) => textOf(now[part]) !== textOf(change.after[part]));
  const given = Object.fromEntries(parts.filter((part) => !kept.includes(part)).map((part) => [part, change.before[part]])) as Parts;
  const record = { ...now, ...given };
  return { record: given.service ? { ...record, unitId: unitOn(given.service, today) ?? change.before.unitId ?? now.unitId } : record, kept };
}

/** Whether the record is still as it was left. */
export const unchanged = (then: PersonRecord, now: PersonRecord): boolean => PARTS.every((part) => textOf(then[part]) === textOf(now[part])) && then.unitId === now.unitId;
