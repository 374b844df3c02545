/** 任职登记 as an organiser types it: read, checked, every mistake named beside its field. Pure. */
import { REASONS, type Reason, type ServiceEvent } from './assignments.ts';
import { readDay } from './day-text.ts';

export const SERVICE_FIELDS = ['reason', 'day', 'unit', 'until', 'document'] as const;
export type ServiceField = (typeof SERVICE_FIELDS)[number] | 'audiences';
export interface ServiceForm extends Readonly<Record<(typeof SERVICE_FIELDS)[number], string>> {
  /** Ids; only a promotion asks for them. */
  readonly audiences: readonly string[];
}
export type ServiceMistakes = Partial<Record<ServiceField, string>>;

export const emptyServiceForm = (over: Partial<ServiceForm> = {}): ServiceForm => ({ reason: '', day: '', unit: '', until: '', document: '', audiences: [], ...over });

/** A form with every one of these fields as sent; whatever is no text is ''. */
export function fieldsOf<K extends string>(sent: FormData, names: readonly K[]): Record<K, string> {
  const text = (name: string): string => {
    const value = sent.get(name);
    return typeof value === 'string' ? value.slice(0, 1000) : '';
  };
  return Object.fromEntries(names.map((name) => [name, text(name)])) as Record<K, string>;
}

/** What a document number may be; the sentence when it may not. */
export const documentMistake = (text: string, required: boolean): string | undefined =>
  [...text].length > 100 ? '最多 100 个字' : required && text === '' ? '请填写文号，例如 盐大人社〔2026〕12号；没有文号就写批示或会议的名称和日期' : undefined;

const NEEDS_UNIT: readonly Reason[] = ['transfer', 'secondment'];

export function readService(typed: ServiceForm): { readonly event: ServiceEvent } | { readonly mistakes: ServiceMistakes } {
  const mistakes: ServiceMistakes = {};
  const reason = REASONS.find((r) => r === typed.reason);
  if (!reason) mistakes.reason = '请选择要登记什么';
  const dayOf = (field: 'day' | 'until'): string | undefined => {
    const read = readDay(typed[field]);
    if ('day' in read) return read.day;
    mistakes[field] = typed[field].trim() === '' ? '请填写日期，例如 2026-3-1' : read.say;
    return undefined;
  };
  const day = dayOf('day');
  const until = reason === 'secondment' && typed.until.trim() !== '' ? dayOf('until') : undefined;
  if (reason && NEEDS_UNIT.includes(reason) && typed.unit === '') mistakes.unit = '请选择单位';
  const document = typed.document.trim();
  const wrong = documentMistake(document, false);
  if (wrong) mistakes.document = wrong;
  if (Object.keys(mistakes).length > 0 || !reason || !day) return { mistakes };
  const takesUnit = reason === 'entry' || reason === 'promotion' || NEEDS_UNIT.includes(reason);
  return { event: { reason, day, until, document, unitId: takesUnit && typed.unit !== '' ? typed.unit : undefined } };
}
