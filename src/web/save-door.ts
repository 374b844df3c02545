/**
 * A door of its own for saving an answer, the one request that comes by the thousand: plain
 * `node:http` in front of the API's route. It answers successes only. Anything else (no
 * session, a refusal, a strange body) goes on to the route with the body already read, so
 * that there is one place that refuses and both answer alike; a test holds them to it.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { parse } from 'hono/utils/cookie';
import { COOKIE } from '../accounts/server/sessions.ts';
import { quickSave } from '../exams/server/quick-save.ts';
import { saveBody } from '../exams/server/routes.ts';
import type { App } from './app.ts';
import { faultNumber } from './faults.ts';
import { SECURITY_HEADERS } from './headers.ts';
import { mayPass, ourOrigins } from './origin.ts';

const PATH = /^\/api\/exams\/attempts\/([0-9a-f-]{36})\/answers\/([1-9]\d{0,2})$/;
/** Bytes of a body; the longest answer there is fits many times. */
const MOST = 4096;
const HEADERS = { ...SECURITY_HEADERS, 'cache-control': 'no-store', 'content-type': 'application/json' };

/** @returns whether the request was taken; `api` answers what this door leaves. */
export function saveDoor(app: App, api: (req: IncomingMessage, res: ServerResponse) => unknown): (req: IncomingMessage, res: ServerResponse, path: string) => boolean {
  const header = (req: IncomingMessage, name: string): string | null => [req.headers[name]].flat()[0] ?? null;

  async function answer(req: IncomingMessage, token: string, attempt: string, pos: number, body: Buffer): Promise<string | undefined> {
    const ours = ourOrigins(app.config.publicUrl, header(req, 'host'), app.config.trustProxy, header(req, 'x-forwarded-proto'));
    if (!mayPass({ method: 'PUT', origin: header(req, 'origin'), fetchSite: header(req, 'sec-fetch-site'), ours })) return undefined;
    let sent: unknown;
    try {
      sent = JSON.parse(body.toString('utf8'));
    } catch {
      return undefined;
    }
    const read = saveBody.safeParse(sent);
    const receipt = read.success ? await quickSave(app, token, attempt, { pos, ...read.data }) : undefined;
    return receipt && JSON.stringify(receipt);
  }

  return (req, res, path) => {
    const [, attempt, pos] = (req.method === 'PUT' && PATH.exec(path)) || [];
    const cookie = req.headers.cookie;
    if (!attempt || !pos || !cookie || !(Number(req.headers['content-length']) <= MOST)) return false;
    if (req.headers['transfer-encoding'] !== undefined || !req.headers['content-type']?.startsWith('application/json')) return false;
    const token = parse(cookie, COOKIE)[COOKIE];
    if (!token) return false;

    const parts: Buffer[] = [];
    req.on('data', (part: Buffer) => parts.push(part));
    req.on('end', () => {
      const body = parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
      answer(req, token, attempt, Number(pos), body)
        // What breaks here breaks there too, and is logged there under its number.
        .catch(() => undefined)
        .then((text) => {
          if (text !== undefined) return void res.writeHead(200, { ...HEADERS, 'x-request-id': faultNumber(app.rng), 'content-length': Buffer.byteLength(text) }).end(text);
          // The server adapter takes a body from here when somebody has read it before.
          Object.assign(req, { rawBody: body });
          return void api(req, res);
        });
    });
    return true;
  };
}
