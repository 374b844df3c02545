/**
 * 签到码: shown on a screen in the room, another every 30 seconds. A code photographed and sent on
 * is worthless within a minute. Who scanned a good one gets a pass that stays in that browser for
 * ten minutes, so that signing in takes as long as it takes.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

const STEP_MS = 30_000;
export const PASS_MS = 600_000;
/** Name of the cookie that holds the pass. */
export const PASS_COOKIE = 'pufa_present';

const sign = (secret: string, text: string): string => createHmac('sha256', Buffer.from(secret, 'hex')).update(text).digest('base64url');
const same = (a: string, b: string): boolean => {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
};

/** The code of an instant, 12 characters. */
export const codeAt = (secret: string, now: number): string => sign(secret, `code ${Math.floor(now / STEP_MS)}`).slice(0, 12);

/** Whether the code is that of now or of the half minute before. */
export const codeHolds = (secret: string, code: string, now: number): boolean => same(code, codeAt(secret, now)) || same(code, codeAt(secret, now - STEP_MS));

/** What the browser keeps: when, and our signature below it. */
export const passAt = (secret: string, now: number): string => `${now}.${sign(secret, `pass ${now}`)}`;

export function passHolds(secret: string, pass: string, now: number): boolean {
  const [at = '', signature = ''] = pass.split('.');
  return /^\d{1,16}$/.test(at) && Number(at) <= now && now - Number(at) <= PASS_MS && same(signature, sign(secret, `pass ${at}`));
}
