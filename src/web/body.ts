/** Bodies of requests under a budget: too much is refused, and nobody can make the server keep it. */
import type { Context } from 'hono';
import { Refusal } from '../kernel/refusal.ts';

/** More than this is not even waited for, bytes. */
const MOST_PASSED = 32 * 1024 * 1024;
/** Of a file: whoever chose the wrong one, a year's export of 200 MB, shall read why it was refused. */
export const MOST_OF_A_FILE_PASSED = 256 * 1024 * 1024;

/**
 * Whether the request's body fits in `most` bytes. One that declares too much, or turns out
 * to be, passes by unkept: a client that cannot finish sending sees a broken connection
 * instead of our answer. A body of no declared length is read here, for the route to find.
 * @param mostPassed bytes after which no more is waited for.
 * Refuses `bad-input` when the connection breaks.
 */
export async function bodyFits(c: Context, most: number, mostPassed = MOST_PASSED): Promise<boolean> {
  const declared = c.req.header('content-length');
  // A declared length is held by the HTTP parser; only bodies without one must be counted as they come.
  const counted = declared !== undefined && c.req.header('transfer-encoding') === undefined;
  if (counted && Number(declared) <= most) return true;
  if (c.req.method === 'GET' || c.req.method === 'HEAD' || !c.req.raw.body) return !counted;
  const room = counted ? 0 : most;
  let kept = Buffer.alloc(0);
  let size = 0;
  const reader = c.req.raw.body.getReader();
  // Whoever hangs up in the middle has sent nothing that may be acted upon.
  const next = () => reader.read().catch(() => { throw new Refusal('bad-input'); });
  for (let part = await next(); !part.done; part = await next()) {
    const from = size;
    size += part.value.length;
    if (size > mostPassed) break;
    if (size > room) continue;
    // Copied: a part of a few bytes holds on to the whole buffer it came in.
    if (size > kept.length) kept = Buffer.concat([kept], Math.min(room, 2 * size));
    kept.set(part.value, from);
  }
  if (counted || size > most) return false;
  c.req.raw = new Request(c.req.raw, { body: kept.subarray(0, size) });
  return true;
}
