/** Bodies of 10 MB and more, told beforehand or not: refused with a sentence, on record, never held in memory, and the next request is answered. */
import { once } from 'node:events';
import { createServer, request, type OutgoingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { getRequestListener } from '@hono/node-server';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keyFrom } from '#accounts/server/seal.ts';
import { COOKIE, openSession } from '#accounts/server/sessions.ts';
import { makeApi } from '../../src/web/api.ts';
import type { App } from '../../src/web/app.ts';
import { readConfig } from '../../src/web/config.ts';
import { saveDoor } from '../../src/web/save-door.ts';
import { engine, freshDeps } from '../support/deps.ts';
import { addPerson, addUnit } from './people-kit.ts';
import { learnDeps } from './year-kit.ts';

const MB = 1024 * 1024;
const SIZE = 10 * MB;
const PART = Buffer.alloc(64 * 1024, 'x');

let app: App & ReturnType<typeof learnDeps>;
let server: Server;
let cookie: string;
let logged: Readonly<Record<string, unknown>>[];

beforeEach(async () => {
  logged = [];
  const config = readConfig({}, process.cwd());
  app = { ...learnDeps(await freshDeps()), config, access: config.access, key: keyFrom('journey'), log: (event, facts) => void (event === 'refused' && logged.push({ ...facts })) };
  await addUnit(app, 'u', null, '局');
  const admin = await addPerson(app, { staffNo: 'A1', name: '管理员', unitId: 'u', roles: [{ role: 'admin', unitId: null }, { role: 'editor', unitId: null }] });
  cookie = `${COOKIE}=${(await openSession(app.db, app, admin.id)).token}`;
  const api = getRequestListener(makeApi(app).fetch);
  const save = saveDoor(app, api);
  server = createServer((req, res) => void (save(req, res, req.url ?? '') || api(req, res))).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await app.close();
});

interface Told {
  readonly status: number | undefined;
  readonly text: string;
  readonly location: string | undefined;
}

/** Sends 10 MB, or `size` bytes, as fast as they are taken and goes on until all are sent or nobody listens any more; `each` after every part. */
async function pour(method: string, path: string, headers: OutgoingHttpHeaders, head: string, each: () => void, size = SIZE): Promise<Told> {
  const req = request({ host: '127.0.0.1', port: (server.address() as AddressInfo).port, method, path, headers: { cookie, ...headers } });
  const told = new Promise<Told>((resolve, reject) => {
    req.once('response', (res) => {
      let text = '';
      res.setEncoding('utf8').on('data', (part: string) => (text += part));
      res.once('end', () => resolve({ status: res.statusCode, text, location: res.headers.location })).once('error', reject);
    });
    req.once('error', reject);
  });
  let over = false;
  const answered = told.finally(() => (over = true));
  req.write(head);
  for (let sent = head.length; sent < size && !over; sent += PART.length) {
    const more = req.write(PART.subarray(0, Math.min(PART.length, size - sent)));
    each();
    if (!more) await Promise.race([once(req, 'drain'), answered]);
  }
  if (!over) req.end();
  return answered;
}

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as () => void;
/** Bytes of buffers that are in use, not those waiting to be collected. */
function held(): number {
  // The second time finishes what the first time left to be swept.
  gc();
  gc();
  return process.memoryUsage().arrayBuffers;
}

const FORM = '--b\r\ncontent-disposition: form-data; name="file"; filename="list.csv"\r\ncontent-type: text/csv\r\n\r\n';
const MULTIPART = { 'content-type': 'multipart/form-data; boundary=b' };
const ID = '00000000-0000-0000-0000-000000000000';
const ROUTES = [
  ['a save', 'PUT', `/api/exams/attempts/${ID}/answers/1`, { 'content-type': 'application/json' }, '{"seq":1,"value":"', 6],
  ['a list of people', 'POST', '/api/admin/import/check', MULTIPART, FORM, 30],
  ['a bank', 'POST', '/api/desk/banks/aa/import/check', MULTIPART, FORM, 30],
] as const;

// Nothing of this reaches the database: on the second engine one route is enough.
it.each(ROUTES.slice(0, engine === 'postgres' ? 1 : ROUTES.length))('refuses 10 MB for %s', async (_, method, path, headers, head, mostMb) => {
  const before = held();
  let most = 0;
  let parts = 0;
  const each = () => void (++parts % 150 === 0 && (most = Math.max(most, held() - before)));
  for (const sized of [{ 'content-length': SIZE }, {}]) {
    // Four at once: kept whole they would take 40 MB.
    const told = await Promise.all(Array.from({ length: 4 }, () => pour(method, path, { ...headers, ...sized }, head, each)));
    for (const { status, text } of told) expect([status, JSON.parse(text)]).toEqual([413, { error: { code: 'too-large', say: expect.stringMatching(/太大/) } }]);
  }
  expect(most / MB).toBeLessThan(mostMb);
  expect(logged).toEqual([expect.objectContaining({ code: 'too-large', method, path })]);
  app.clock.advance(61_000);
  await pour(method, path, headers, head, each);
  expect(logged[1]).toMatchObject({ times: 8 });
  const { port } = server.address() as AddressInfo;
  expect((await fetch(`http://127.0.0.1:${port}/api/health`)).status).toBe(200);
});

it('takes the whole of a list of 200 MB from a plain form, keeps none of it, and goes back to the page that says why', async () => {
  const before = held();
  let most = 0;
  let parts = 0;
  const each = () => void (++parts % 800 === 0 && (most = Math.max(most, held() - before)));
  const size = 200 * MB;
  const { port } = server.address() as AddressInfo;
  const told = await pour('POST', '/api/admin/import/check', { ...MULTIPART, 'content-length': size, accept: 'text/html', origin: `http://127.0.0.1:${port}`, referer: `http://127.0.0.1:${port}/admin/people/` }, FORM, each, size);
  expect([told.status, told.location]).toEqual([303, '/admin/people/?problem=too-large']);
  expect(most / MB).toBeLessThan(30);
});
