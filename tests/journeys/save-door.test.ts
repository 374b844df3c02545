/** The door for saves and the API's route behind it: the same answers, the same record, to everything that may come. */
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SignedIn } from '#accounts/server/env.ts';
import { keyFrom } from '#accounts/server/seal.ts';
import { COOKIE, endSessions, openSession } from '#accounts/server/sessions.ts';
import { handIn } from '#exams/server/hand-in.ts';
import { startAttempt } from '#exams/server/start.ts';
import { viewAttempt } from '#exams/server/view.ts';
import { sittingFinder } from '#plans/server/sittings.ts';
import { makeApi } from '../../src/web/api.ts';
import type { App } from '../../src/web/app.ts';
import { readConfig } from '../../src/web/config.ts';
import { saveDoor } from '../../src/web/save-door.ts';
import { freshDeps } from '../support/deps.ts';
import { addPerson, addUnit } from './people-kit.ts';
import { learnDeps } from './year-kit.ts';

let app: App & ReturnType<typeof learnDeps>;
let zhou: SignedIn;
let li: SignedIn;
let attempt: string;
const cookies = new Map<string, string>();
let servers: Server[];
let door: string;
let plain: string;

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeEach(async () => {
  servers = [];
  const config = readConfig({}, process.cwd());
  app = { ...learnDeps(await freshDeps()), config, access: config.access, key: keyFrom('journey'), log: () => undefined };
  await addUnit(app, 'u', null, '局');
  zhou = await addPerson(app, { staffNo: 'Z1', name: '小周', unitId: 'u', audiences: ['staff'] });
  li = await addPerson(app, { staffNo: 'L1', name: '小李', unitId: 'u', audiences: ['staff'] });
  for (const who of [zhou, li]) cookies.set(who.id, `${COOKIE}=${(await openSession(app.db, app, who.id)).token}`);
  attempt = (await startAttempt(app, sittingFinder(app), zhou.id, 2026, 'annual')).attempt;
  await viewAttempt(app, zhou.id, attempt);
  const api = getRequestListener(makeApi(app).fetch);
  const save = saveDoor(app, api);
  door = await listen((req, res) => void (save(req, res, req.url ?? '') || api(req, res)));
  plain = await listen((req, res) => void api(req, res));
});
afterEach(async () => {
  for (const server of servers) server.close();
  await app.close();
});

const JSON_TYPE = { 'content-type': 'application/json' };
async function put(origin: string, path: string, body: string, headers: Record<string, string>) {
  const answer = await fetch(`${origin}/api/exams/attempts/${path}`, { method: 'PUT', body, headers });
  const kept = ['content-type', 'cache-control', 'x-content-type-options', 'content-security-policy', 'referrer-policy'].map((name) => answer.headers.get(name));
  return { status: answer.status, body: await answer.json(), kept, numbered: /^[0-9A-Z]{8}$/.test(answer.headers.get('x-request-id') ?? '') };
}

it('answers as the route does: a save, a replay, an older one, and everything that is refused', async () => {
  const own = { ...JSON_TYPE, cookie: cookies.get(zhou.id) ?? '' };
  const cases: [string, string, Record<string, string>, number][] = [
    [`${attempt}/answers/1`, '{"seq":5,"value":"T"}', own, 200],
    [`${attempt}/answers/1`, '{"seq":5,"value":"T"}', own, 200],
    [`${attempt}/answers/1`, '{"seq":3,"value":"F"}', own, 200],
    [`${attempt}/answers/2`, '{"seq":6,"value":""}', own, 200],
    [`${attempt}/answers/1`, '{"seq":9,"value":"C"}', own, 422],
    [`${attempt}/answers/1`, '{"seq":0,"value":"T"}', own, 422],
    [`${attempt}/answers/1`, '{"seq":9,"value":5}', own, 422],
    [`${attempt}/answers/99`, '{"seq":9,"value":"T"}', own, 422],
    [`${attempt}/answers/1`, '{"seq":9,', own, 400],
    [`${attempt}/answers/1`, '{"seq":9,"value":"F"}', { ...JSON_TYPE, cookie: cookies.get(li.id) ?? '' }, 404],
    [`${attempt}/answers/1`, '{"seq":9,"value":"F"}', { ...JSON_TYPE, cookie: `${COOKIE}=made-up` }, 401],
    [`${attempt}/answers/1`, '{"seq":9,"value":"F"}', JSON_TYPE, 401],
    [`${attempt}/answers/1`, '{"seq":9,"value":"F"}', { ...own, origin: 'https://elsewhere.example' }, 403],
    [`${attempt}/answers/1`, `{"seq":9,"value":"${'T'.repeat(70_000)}"}`, own, 413],
  ];
  for (const [path, body, headers, status] of cases) {
    const behind = await put(plain, path, body, headers);
    expect(await put(door, path, body, headers), body.slice(0, 40)).toEqual(behind);
    expect(behind.status, `${path} ${body.slice(0, 40)}`).toBe(status);
  }
  expect((await viewAttempt(app, zhou.id, attempt)).answers.map((a) => `${a.pos} ${a.value}/${a.seq}`)).toEqual(['1 T/5', '2 /6']);
  await handIn(app, zhou.id, attempt);
  expect((await put(door, `${attempt}/answers/1`, '{"seq":99,"value":"F"}', own)).status).toBe(409);
});

it('knows at once that a session has ended, was idle, or its account was closed', async () => {
  const own = { ...JSON_TYPE, cookie: cookies.get(zhou.id) ?? '' };
  const save = async (seq: number) => (await put(door, `${attempt}/answers/1`, `{"seq":${seq},"value":"T"}`, own)).status;
  expect(await save(1)).toBe(200);
  await app.db.updateTable('person').set({ state: 'closed' }).where('id', '=', zhou.id).execute();
  expect(await save(2)).toBe(401);
  await app.db.updateTable('person').set({ state: 'active', must_change: 1 }).where('id', '=', zhou.id).execute();
  expect(await save(3)).toBe(403);
  await app.db.updateTable('person').set({ must_change: 0 }).where('id', '=', zhou.id).execute();
  // A minute later it is noted that the person was seen.
  app.clock.advance(61_000);
  expect(await save(4)).toBe(200);
  const at = app.clock.now();
  expect(await app.db.selectFrom('session').select('seen_at').where('person_id', '=', zhou.id).execute()).toEqual([{ seen_at: new Date(at).toISOString() }]);
  await endSessions(app.db, zhou.id);
  expect(await save(5)).toBe(401);
});
