/** The store itself: what every other journey relies on, on the engine of the run. */
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from '#db/open.ts';
import { lockPerson, asNumber } from '#db/portable.ts';
import { freshDeps, type TestDeps } from '../support/deps.ts';

let deps: TestDeps;
beforeEach(async () => void (deps = await freshDeps()));
afterEach(() => deps.close());

const at = '2026-11-23T01:00:00.000Z';

async function addPerson(id: string): Promise<void> {
  await deps.db.insertInto('unit').values({ id: `u-${id}`, parent_id: null, name: '测试单位', created_at: at }).execute();
  await deps.db
    .insertInto('person')
    .values({ id, staff_no: id, name: '周敏', unit_id: `u-${id}`, email: null, state: 'active', password_hash: '', must_change: 0, failed_count: 0, locked_until: null, touched: 0, created_at: at })
    .execute();
}

describe('the database', () => {
  it('is up to date after migrating, and migrating again changes nothing', async () => {
    expect(await migrate(deps.db)).toEqual([]);
  });

  it('keeps Chinese, rare characters and emoji as they were', async () => {
    const value = '𠮷野家·䶮·囍·👷‍♀️ “引号”';
    await deps.db.insertInto('setting').values({ key: 'k', value }).execute();
    expect((await deps.db.selectFrom('setting').selectAll().executeTakeFirstOrThrow()).value).toBe(value);
  });

  it('counts come back as numbers through asNumber', async () => {
    await addPerson('p1');
    const row = await deps.db.selectFrom('person').select((e) => e.fn.countAll().as('n')).executeTakeFirstOrThrow();
    expect(asNumber(row.n)).toBe(1);
  });

  it('the touch-lock makes ten concurrent read-then-write deeds add up', async () => {
    await addPerson('p1');
    const one = () =>
      deps.db.transaction().execute(async (trx) => {
        await lockPerson(trx, 'p1');
        const row = await trx.selectFrom('person').select('failed_count').where('id', '=', 'p1').executeTakeFirstOrThrow();
        await trx.updateTable('person').set({ failed_count: row.failed_count + 1 }).where('id', '=', 'p1').execute();
      });
    await Promise.all(Array.from({ length: 10 }, one));
    const row = await deps.db.selectFrom('person').select(['failed_count', 'touched']).executeTakeFirstOrThrow();
    expect(row).toEqual({ failed_count: 10, touched: 10 });
  });

  it('locking a person who does not exist says so', async () => {
    expect(await deps.db.transaction().execute((trx) => lockPerson(trx, 'nobody'))).toBe(false);
  });
});

describe('group commit', () => {
  const put = (key: string, value: string) => ({
    sqlite: (prepare: (sql: string) => { run(...args: unknown[]): unknown }) => {
      prepare('insert into setting (key, value) values (?, ?)').run(key, value);
      return key;
    },
    portable: async (db: TestDeps['db']) => {
      await db.insertInto('setting').values({ key, value }).execute();
      return key;
    },
  });

  it('runs many deeds at once; a bad one fails alone', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 300 }, (_, i) => deps.group.run(put(i === 150 ? 'k149' : `k${i}`, 'v'))));
    expect(outcomes.filter((o) => o.status === 'rejected')).toHaveLength(1);
    const row = await deps.db.selectFrom('setting').select((e) => e.fn.countAll().as('n')).executeTakeFirstOrThrow();
    expect(asNumber(row.n)).toBe(299);
  });

  it('shares a commit among whole transactions and single deeds; one that fails takes nothing of the others with it', async () => {
    const work = (key: string, fails: boolean) =>
      deps.group.transaction(async (trx) => {
        await trx.insertInto('setting').values({ key, value: 'v' }).execute();
        // Each sees what those before it in the same commit have written.
        const seen = await trx.selectFrom('setting').select('key').execute();
        if (fails) throw new Error(`${key} changed its mind`);
        return seen.length;
      });
    const outcomes = await Promise.allSettled(Array.from({ length: 40 }, (_, i): Promise<unknown> => (i % 2 === 0 ? deps.group.run(put(`deed${i}`, 'v')) : work(`work${i}`, i % 5 === 0))));
    expect(outcomes.filter((o) => o.status === 'rejected').map((o) => String((o.reason as Error).message))).toEqual(['work5 changed its mind', 'work15 changed its mind', 'work25 changed its mind', 'work35 changed its mind']);
    const keys = (await deps.db.selectFrom('setting').select('key').execute()).map((r) => r.key);
    expect(keys).toHaveLength(36);
    expect(keys.filter((k) => k.startsWith('work') && Number(k.slice(4)) % 5 === 0)).toEqual([]);
  });

  it('never falls inside a transaction of somebody else, even one that is rolled back', async () => {
    const slow = deps.db.transaction().execute(async (trx) => {
      await trx.insertInto('setting').values({ key: 'theirs', value: 'x' }).execute();
      // Deeds queued while this transaction is open must wait for it, not join it.
      const queued = [deps.group.run(put('ours-1', 'v')), deps.group.run(put('ours-2', 'v'))];
      for (let i = 0; i < 5; i++) await sql`select 1`.execute(trx);
      throw Object.assign(new Error('rolled back'), { queued });
    });
    const error = (await slow.catch((e: unknown) => e)) as { queued: Promise<string>[] };
    await Promise.all(error.queued);
    const keys = (await deps.db.selectFrom('setting').select('key').orderBy('key').execute()).map((r) => r.key);
    expect(keys).toEqual(['ours-1', 'ours-2']);
  });
});
