/** A fresh real database with everything a use case needs, for journeys. */
import { openDb, migrate, type Opened } from '#db/open.ts';
import type { Deps } from '#db/portable.ts';
import { fixedClock } from '#kernel/clock.ts';
import { seededRng } from '#kernel/rng.ts';
import { freshPostgres } from './postgres.ts';

/** The engine under test: journeys run once for each. */
export const engine = process.env.PUFA_ENGINE === 'postgres' ? 'postgres' : 'sqlite';

export interface TestDeps extends Deps {
  readonly clock: ReturnType<typeof fixedClock>;
  close(): Promise<void>;
}

/** Opens and migrates an empty database; the clock stands at `now` (2026-11-23 09:00 in Shanghai unless told). */
export async function freshDeps(now = '2026-11-23T09:00:00+08:00'): Promise<TestDeps> {
  let opened: Opened;
  let drop = () => Promise.resolve();
  if (engine === 'postgres') {
    const fresh = await freshPostgres();
    opened = openDb({ file: '', url: fresh.url });
    drop = fresh.drop;
  } else {
    opened = openDb({ file: ':memory:' });
  }
  await migrate(opened.db);
  return {
    ...opened,
    clock: fixedClock(now),
    rng: seededRng('journey'),
    close: async () => {
      await opened.close();
      await drop();
    },
  };
}
