/** 登记线下学法活动 as an organiser types it: read, checked, every mistake named beside its field. Pure. */
import { readDay } from '../accounts/day-text.ts';
import type { Day } from '../kernel/day.ts';
import type { ActivityKind, Plan } from '../plans/schema.ts';

/** What the form holds, as typed. */
export const ACTIVITY_FIELDS = ['kind', 'title', 'day', 'place', 'document', 'unit'] as const;
export type ActivityForm = Readonly<Record<(typeof ACTIVITY_FIELDS)[number], string>>;
export type ActivityMistakes = Partial<Record<(typeof ACTIVITY_FIELDS)[number], string>>;

export const emptyActivity = (over: Partial<ActivityForm> = {}): ActivityForm => ({ kind: '', title: '', day: '', place: '', document: '', unit: '', ...over });

export interface NewActivity {
  readonly plan: Plan;
  readonly kind: ActivityKind;
  readonly title: string;
  readonly day: Day;
  readonly place: string;
  readonly document: string;
  readonly unitId: string;
}

/** `2026:court` of a choice: the plan's year and the id of the kind. */
export const kindValue = (plan: Plan, kind: ActivityKind): string => `${plan.year}:${kind.id}`;

/**
 * Reads the form. The day must lie in the window of the plan whose kind was chosen; one that is still to come
 * may be recorded, so that its sign-in is prepared.
 */
export function readActivity(typed: ActivityForm, plans: ReadonlyMap<number, Plan>): { readonly activity: NewActivity } | { readonly mistakes: ActivityMistakes } {
  const mistakes: ActivityMistakes = {};
  const [, year, id] = /^(\d{4}):([a-z0-9-]{1,80})$/.exec(typed.kind) ?? [];
  const plan = plans.get(Number(year));
  const kind = plan?.activities.find((k) => k.id === id);
  if (!plan || !kind) mistakes.kind = '请选择是哪一类活动';
  const text = (field: 'title' | 'place' | 'document', most: number, wanted?: string): string => {
    const value = typed[field].replace(/\s+/g, ' ').trim();
    if (value === '' && wanted) mistakes[field] = wanted;
    else if ([...value].length > most) mistakes[field] = `最多 ${most} 字`;
    return value;
  };
  const read = readDay(typed.day);
  const day = 'day' in read ? read.day : undefined;
  if (!('day' in read)) mistakes.day = typed.day.trim() === '' ? '请写明是哪一天，例如 2026-12-04' : read.say;
  else if (plan && (read.day < plan.opens || read.day > plan.closes)) mistakes.day = `${plan.year} 年度从 ${plan.opens} 到 ${plan.closes}，这一天不在里面`;
  if (typed.unit === '') mistakes.unit = '请选择参加的单位';
  const activity = { title: text('title', 60, '写一个看得懂的名称，例如“旁听劳动争议庭审”'), place: text('place', 60, '请写明地点'), document: text('document', 100), unitId: typed.unit };
  if (Object.keys(mistakes).length > 0 || !plan || !kind || !day) return { mistakes };
  return { activity: { ...activity, plan, kind, day } };
}
