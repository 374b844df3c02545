/** 有用吗: anyone may say; nothing is kept of who said it; a flood is stopped without knowing anybody. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CAPS, MAX_REASON } from '#library/feedback.ts';
import { giveFeedback } from '#library/server/feedback.ts';
import { loadLibrary } from '#library/server/load.ts';
import { feedbackRoutes } from '#library/server/routes.ts';
import { latestReasons, tallies } from '#library/server/store.ts';
import { freshDeps, type TestDeps } from '../support/deps.ts';

const { library } = loadLibrary(process.cwd());
const page = 'qa/ending/resignation';
const [perMinute, perDay] = CAPS;

let deps: TestDeps;
let app: ReturnType<typeof feedbackRoutes>;
beforeEach(async () => {
  deps = await freshDeps();
  app = feedbackRoutes({ ...deps, library });
});
afterEach(() => deps.close());

/** Posts the form as a browser without JavaScript does; where it is sent on to. */
async function post(fields: Record<string, string>): Promise<URL> {
  const response = await app.request('/', { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(fields).toString() });
  expect(response.status).toBe(303);
  return new URL(response.headers.get('location') ?? '', 'http://x');
}
const stored = () => deps.db.selectFrom('feedback').selectAll().orderBy('id').execute();

it('a word about a page is stored and the reader is back on it, thanked', async () => {
  const to = await post({ page, useful: '0', reason: ' 没写实习生\r\n怎么办 ' });
  expect(to.pathname + to.hash).toBe(`/${page}/#thanked`);
  const rows = await stored();
  expect(rows).toEqual([{ id: expect.any(String), page, useful: 0, reason: '没写实习生\n怎么办', created_at: '2026-11-23T01:00:00.000Z' }]);
});

it.each([
  ['no choice', { page, useful: '', reason: '写了很多' }, 'bad-input'],
  ['a reason too long', { page, useful: '1', reason: '长'.repeat(MAX_REASON + 1) }, 'bad-input'],
  ['a page that is none', { page: 'qa/ending/none', useful: '1', reason: '' }, 'not-found'],
  ['a page of another site', { page: '/evil.example', useful: '1', reason: '' }, 'not-found'],
])('%s: nothing is stored, and what was typed comes back', async (_, fields, code) => {
  const to = await post(fields);
  expect(to.origin + to.pathname).toBe('http://x/feedback/');
  expect(Object.fromEntries(to.searchParams)).toEqual({ error: code, ...fields });
  expect(await stored()).toEqual([]);
});

it('keeps out a flood for a minute, everybody alike, and takes words in again after it', async () => {
  for (let i = 0; i < perMinute.most; i++) await giveFeedback({ ...deps, library }, { page, useful: '1', reason: '' });
  const refused = await post({ page, useful: '0', reason: '等一等' });
  expect(refused.searchParams.get('error')).toBe('too-many-requests');
  expect(refused.searchParams.get('reason')).toBe('等一等');
  expect(await stored()).toHaveLength(perMinute.most);
  deps.clock.advance(perMinute.within);
  expect((await post({ page, useful: '0', reason: '等一等' })).hash).toBe('#thanked');
  expect(await stored()).toHaveLength(perMinute.most + 1);
});

it('keeps out a slow flood for the day', async () => {
  const row = { page, useful: 1 as const, reason: '', created_at: '2026-11-22T02:00:00.000Z' };
  for (let i = 0; i < perDay.most; i += 500) await deps.db.insertInto('feedback').values(Array.from({ length: 500 }, (_, n) => ({ id: `f${i + n}`, ...row }))).execute();
  expect((await post({ page, useful: '1', reason: '' })).searchParams.get('error')).toBe('too-many-requests');
  deps.clock.advance(2 * 3_600_000);
  expect((await post({ page, useful: '1', reason: '' })).hash).toBe('#thanked');
});

it('the desk sees pages that helped least first, and the newest reasons first', async () => {
  const say = async (path: string, useful: string, reason = '') => {
    deps.clock.advance(60_000);
    await giveFeedback({ ...deps, library }, { page: path, useful, reason });
  };
  await say(page, '1', '看懂了');
  await say('safety/forklift', '0', '图太小');
  await say('safety/forklift', '0');
  await say('safety/forklift', '1');
  expect(await tallies(deps.db)).toEqual([{ page: 'safety/forklift', useful: 1, not: 2 }, { page, useful: 1, not: 0 }]);
  expect((await latestReasons(deps.db, 10)).map((r) => r.reason)).toEqual(['图太小', '看懂了']);
  expect(await latestReasons(deps.db, 1)).toHaveLength(1);
});
