/**
 * A roster of 10,000 people in 400 units, as an XLSX: read, looked at, imported, imported again with
 * everybody changed, undone. On SQLite and PostgreSQL, beside the limit of 20 s and the bare cost of
 * hashing so many passwords; and how long a colleague's small write had to wait meanwhile.
 * `node tests/bench/people-import.ts [people]`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import writeXlsx from 'write-excel-file/node';
import type { SignedIn } from '#accounts/server/env.ts';
import { hashOneTime } from '#accounts/server/hashing.ts';
import { importPeople, previewImport } from '#accounts/server/import.ts';
import { undoImport } from '#accounts/server/import-undo.ts';
import { readRows } from '#accounts/server/read-sheet.ts';
import { asNumber } from '#db/portable.ts';
import { migrate, openDb, type DbConfig } from '#db/open.ts';
import { instantOf } from '#kernel/day.ts';
import { systemRng } from '#kernel/rng.ts';
import { loadPlans } from '#plans/server/load.ts';
import { importDeps } from '#reports/server/people-import.ts';
import { startPostgres } from '../support/postgres-server.ts';

const PEOPLE = Math.min(20_000, Number(process.argv[2] ?? 10_000));
const LIMIT_S = 20;
const plans = loadPlans(join(import.meta.dirname, '../..')).plans;
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const seconds = (ms: number): string => `${(ms / 1000).toFixed(2).padStart(7)} s`;

/** The sheet of an office; the second has everybody in another unit and audience. */
async function sheet(audiences: readonly string[], second: boolean): Promise<Uint8Array> {
  const head = ['工号', '姓名', '单位', '人员类别', '邮箱', '到岗日期'];
  const rows = Array.from({ length: PEOPLE }, (_, i) => {
    const unit = (i + (second ? 7 : 0)) % 400;
    return [`G${100_000 + i}`, `人员${i}`, `局/部门${Math.floor(unit / 20)}/科室${unit}`, audiences[(i + (second ? 1 : 0)) % audiences.length] ?? '无', i % 2 === 0 ? `p${i}@example.com` : '', i % 10 === 0 ? '2026-03-01' : ''];
  });
  return writeXlsx([head, ...rows].map((row) => row.map((value) => ({ value, type: String }))) as never).toBuffer();
}

async function bench(name: string, config: DbConfig): Promise<boolean> {
  const opened = openDb(config);
  try {
    await migrate(opened.db);
    const clock = { now: () => Date.now() };
    const deps = importDeps({ ...opened, clock, rng: systemRng, plans, config: { publicUrl: undefined } });
    const at = instantOf(clock.now());
    await opened.db.insertInto('unit').values({ id: 'u', parent_id: null, name: '局', created_at: at }).execute();
    await opened.db.insertInto('person').values({ id: 'a', staff_no: 'admin', name: 'admin', unit_id: 'u', email: null, state: 'active', password_hash: '-', must_change: 0, failed_count: 0, locked_until: null, touched: 0, created_at: at }).execute();
    const actor: SignedIn = { id: 'a', staffNo: 'admin', name: 'admin', unitId: 'u', mustChange: false, roles: [{ role: 'admin', unitId: null }] };
    const [first, second] = [await sheet([...deps.audienceIds.keys()], false), await sheet([...deps.audienceIds.keys()], true)];

    /** Runs it while a colleague writes one small row after the other; tells the time and their longest wait. */
    const timed = async (what: string, run: () => Promise<unknown>): Promise<number> => {
      let over = false;
      let longest = 0;
      const colleague = (async () => {
        for (let n = 0; !over; n++) {
          const began = performance.now();
          await opened.group.transaction((trx) => trx.insertInto('setting').values({ key: 'colleague', value: String(n) }).onConflict((c) => c.column('key').doUpdateSet({ value: String(n) })).execute());
          longest = Math.max(longest, performance.now() - began);
          await wait(5);
        }
      })();
      const began = performance.now();
      await run();
      const ms = performance.now() - began;
      over = true;
      await colleague;
      say(`${name.padEnd(11)}${what.padEnd(34)}${seconds(ms)}   a small write waited at most ${longest.toFixed(0).padStart(5)} ms`);
      return ms;
    };

    let total = 0;
    let seen = 0;
    let batch = '';
    total += await timed('read the XLSX and show the diff', async () => previewImport(deps, actor, { rows: await readRows(first) }));
    total += await timed('import', async () => ({ batch } = await importPeople(deps, actor, { rows: await readRows(first) }, { onProgress: () => void seen++ })));
    const n = asNumber((await opened.db.selectFrom('person').select((e) => e.fn.countAll().as('n')).executeTakeFirstOrThrow()).n);
    if (n !== PEOPLE + 1) throw new Error(`${n} people instead of ${PEOPLE + 1}`);
    say(`${name.padEnd(11)}${`look and import together`.padEnd(34)}${seconds(total)}   limit ${LIMIT_S} s, progress told ${seen} times`);
    await timed('import again, everybody changed', async () => ({ batch } = await importPeople(deps, actor, { rows: await readRows(second) })));
    await timed('undo that', () => undoImport(deps, actor, batch));
    return total < LIMIT_S * 1000;
  } finally {
    await opened.close();
  }
}

const dir = mkdtempSync(join(tmpdir(), 'pufa-bench-'));
const postgres = await startPostgres();
try {
  say(`${PEOPLE} people, 400 units`);
  const began = performance.now();
  for (let i = 0; i < PEOPLE; i++) await hashOneTime('abcd-efgh-jkmn', systemRng);
  say(`${''.padEnd(11)}${'hashing alone (part of the import)'.padEnd(34)}${seconds(performance.now() - began)}`);
  const within = [await bench('SQLite', { file: join(dir, 'bench.db') }), await bench('PostgreSQL', { file: '', url: postgres.url })];
  process.exitCode = within.every(Boolean) ? 0 : 1;
} finally {
  await postgres.stop();
  rmSync(dir, { recursive: true, force: true });
}
