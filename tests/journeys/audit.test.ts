/** The audit log: what the database itself refuses, and what a look leaves behind. */
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { recordEvent, recordLook } from '#accounts/server/audit.ts';
import { instantOf } from '#kernel/day.ts';
import { freshDeps, engine, type TestDeps } from '../support/deps.ts';

let deps: TestDeps;
beforeEach(async () => void (deps = await freshDeps(new Date().toISOString())));
afterEach(() => deps.close());

const deeds = () => deps.db.selectFrom('audit_event').select(['actor_id', 'deed', 'subject', 'detail']).orderBy('id').execute();

it('is only ever added to: no change, no deletion within the year, not even of everything at once', async () => {
  await recordEvent(deps.db, deps, { actorId: 'a', deed: 'reset-password', subject: 'p' });
  const refused = /append-only/;
  await expect(sql`update audit_event set actor_id = 'b'`.execute(deps.db)).rejects.toThrow(refused);
  await expect(deps.db.deleteFrom('audit_event').execute()).rejects.toThrow(refused);
  if (engine === 'postgres') await expect(sql`truncate audit_event`.execute(deps.db)).rejects.toThrow(refused);
  expect(await deeds()).toEqual([{ actor_id: 'a', deed: 'reset-password', subject: 'p', detail: '{}' }]);
});

it('lets go of rows after a year and a day, never after a year less a day', async () => {
  const DAY = 86_400_000;
  const now = Date.now();
  const row = (id: string, days: number) => ({ id, at: instantOf(now - days * DAY), actor_id: null, deed: 'sign-in', subject: null, detail: '{}' });
  await deps.db.insertInto('audit_event').values([row('young', 364), row('old', 367)]).execute();
  await expect(deps.db.deleteFrom('audit_event').where('id', '=', 'young').execute()).rejects.toThrow(/append-only/);
  await deps.db.deleteFrom('audit_event').where('id', '=', 'old').execute();
  expect(await deps.db.selectFrom('audit_event').select('id').execute()).toEqual([{ id: 'young' }]);
});

it('keeps a look at somebody else, and none at oneself', async () => {
  await recordLook(deps, { id: 'a' }, 'see-person', 'p', { year: 2026 });
  await recordLook(deps, { id: 'a' }, 'see-person', 'a');
  await recordLook(deps, { id: 'a' }, 'see-list', null);
  expect(await deeds()).toEqual([
    { actor_id: 'a', deed: 'see-person', subject: 'p', detail: '{"year":2026}' },
    { actor_id: 'a', deed: 'see-list', subject: null, detail: '{}' },
  ]);
});
