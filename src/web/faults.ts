/**
 * 故障 and 不允许 as answers: a refusal is one sentence with its status; anything else is
 * our fault, logged under a short number that the person can quote.
 */
import type { Rng } from '../kernel/rng.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Log } from './log.ts';

export interface ErrorBody {
  readonly error: { readonly code: string; readonly say: string; readonly fields?: Readonly<Record<string, string>>; readonly id?: string };
}

const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** A number people can read out over the telephone: eight signs without look-alikes. */
export function faultNumber(rng: Rng): string {
  return Array.from({ length: 8 }, () => ALPHABET[rng.below(ALPHABET.length)]).join('');
}

/** What to answer for anything thrown. Faults are logged with their number; refusals are not errors. */
export function answerFor(error: unknown, rng: Rng, log: Log, where: { readonly method: string; readonly path: string }): { status: number; body: ErrorBody } {
  if (isRefusal(error)) {
    return { status: error.status, body: { error: { code: error.code, say: error.say, ...(error.fields ? { fields: error.fields } : {}) } } };
  }
  if (error instanceof SyntaxError || isClientError(error) || isUnstorable(error)) {
    return { status: 400, body: { error: { code: 'bad-input', say: '提交的内容读不懂，请刷新页面再试。' } } };
  }
  const id = faultNumber(rng);
  log('fault', { id, ...where, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  return { status: 500, body: { error: { code: 'fault', say: `系统出错，编号 ${id}。已记录，请稍后再试；仍不行请把编号告诉管理员。`, id } } };
}

/**
 * The prerendered error page with our sentence in it: a fault keeps the paragraph that nobody's
 * answers are lost, a refusal says its reason alone. The sentence is escaped here.
 */
export function errorPage(template: string, { code, say }: ErrorBody['error']): string {
  const text = say.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const said = template.replace(/<p([^>]*) data-fault([^>]*?) hidden([^>]*)><\/p>/, (_, a: string, b: string, c: string) => `<p${a}${b}${c}>${text}</p>`);
  return code === 'fault' ? said : said.replace(/<p[^>]* data-ours[^>]*>[^<]*<\/p>/, '');
}

/** By name as well: pages are bundled, and what they throw is of the bundle's own class. */
const isRefusal = (error: unknown): error is Refusal => error instanceof Refusal || (error instanceof Error && error.name === 'Refusal' && 'say' in error && 'status' in error);

/** Hono's own 4xx exceptions (malformed JSON, body too large) are the sender's, not ours. */
function isClientError(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number' && error.status >= 400 && error.status < 500;
}

/** PostgreSQL's word for a text that holds a NUL: only somebody who makes up addresses sends one. */
const isUnstorable = (error: unknown): boolean => typeof error === 'object' && error !== null && 'code' in error && error.code === '22021';
