/**
 * Own standing, the report of a unit of 500, of the whole tree, and saving answers meanwhile, with so many
 * years of history and with twice as many, on both engines:
 * `node tests/bench/reports.ts [--people=100000] [--years=5] [--entries=22] [--engine=sqlite,postgres] [--keep=folder]`.
 * `--keep` leaves the SQLite file in the folder and uses it again. BENCH_WRAP is a command put in front of each measurement.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { migrate, openDb } from '#db/open.ts';
import { startPostgres } from '../support/postgres-server.ts';
import { makePeople, makeYears, step, UNITS } from './reports-make.ts';
import type { Measured } from './reports-measure.ts';

const { values } = parseArgs({ options: { people: { type: 'string', default: '100000' }, years: { type: 'string', default: '5' }, entries: { type: 'string', default: '22' }, engine: { type: 'string', default: 'sqlite,postgres' }, keep: { type: 'string' } } });
const people = Math.min(200_000, Number(values.people));
const years = Math.min(10, Number(values.years));
const entries = Math.min(40, Number(values.entries));
const LAST = 2026;
const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'pufa-reports-'));

const LIMITS: readonly { readonly key: keyof Measured; readonly name: string; readonly limit: number | undefined; readonly grows: boolean }[] = [
  { key: 'own', name: 'own standing, p99 ms', limit: 20, grows: true },
  { key: 'ownP50', name: '  median', limit: undefined, grows: true },
  { key: 'unit', name: 'report of a unit of 500, p99 ms', limit: 200, grows: true },
  { key: 'unitP50', name: '  median', limit: undefined, grows: true },
  { key: 'unitList', name: 'list of a unit of 500, first page, p99 ms', limit: 200, grows: true },
  { key: 'unitListP50', name: '  median', limit: undefined, grows: true },
  { key: 'tree', name: 'whole tree, longest ms', limit: 2000, grows: true },
  { key: 'treeP50', name: '  median', limit: undefined, grows: true },
  { key: 'treeFirst', name: '  first report of the process, ms', limit: 2000, grows: false },
  { key: 'savesAlone', name: 'answer save, 32 connections, p99 ms', limit: undefined, grows: false },
  { key: 'savesPerSecondAlone', name: '  saves a second', limit: undefined, grows: false },
  { key: 'saves', name: 'answer save while whole trees are counted, p99 ms', limit: 250, grows: false },
  { key: 'savesPerSecond', name: '  saves a second', limit: undefined, grows: false },
  { key: 'trees', name: '  trees counted meanwhile', limit: undefined, grows: false },
  { key: 'treeBusy', name: '  the longest of them, ms', limit: undefined, grows: false },
];

function measure(where: string): Measured {
  const out = join(folder, `measured-${process.pid}.json`);
  const command = [...(process.env.BENCH_WRAP?.split(' ') ?? []), process.execPath, join(import.meta.dirname, 'reports-measure.ts'), where, out];
  const { status } = spawnSync(command[0] ?? '', command.slice(1), { stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new Error('the measurement failed');
  const read = JSON.parse(readFileSync(out, 'utf8')) as Measured;
  rmSync(out);
  return read;
}

async function run(engine: 'sqlite' | 'postgres'): Promise<void> {
  const server = engine === 'postgres' ? await startPostgres() : undefined;
  const file = (of: number) => join(folder, `reports-${people}-${of}x${entries}.db`);
  const history = [years, years * 2];
  try {
    const measured: Measured[] = [];
    for (const of of history) {
      // Both sizes are the same database, the second with more years; only kept files of SQLite are two.
      const path = values.keep ? file(of) : file(0);
      if (server || !values.keep || !existsSync(path)) {
        const fresh = of === years;
        if (!server && !fresh && values.keep) copyFileSync(file(years), path);
        const opened = openDb({ file: path, url: server?.url });
        const from = LAST - of + 1;
        process.stderr.write(`${engine}, ${of} years\n`);
        if (fresh) {
          await migrate(opened.db);
          await step('  people', () => makePeople(opened.db, { people, from, to: LAST, entries }));
        }
        await makeYears(opened, { people, from, to: fresh ? LAST : LAST - years, entries });
        await opened.close();
      }
      measured.push(measure(server?.url ?? path));
    }
    const [half, whole] = measured;
    if (!half || !whole) throw new Error('nothing was measured');
    const count = (n: number) => ((people * entries * n * 0.95) / 1e6).toFixed(1);
    process.stdout.write(`\n${engine}: ${people} people, ${UNITS} units, ${count(years)} and ${count(years * 2)} million entries (${years} and ${years * 2} years), ${availableParallelism()} cores, load generator and database included\n`);
    console.table(
      Object.fromEntries(
        LIMITS.map(({ key, name, limit, grows }, i) => [
          `${i + 1} ${name}`,
          { limit: limit ?? '', [`${years} years`]: Math.round(10 * half[key]) / 10, [`${years * 2} years`]: Math.round(10 * whole[key]) / 10, ratio: grows ? Math.round((100 * whole[key]) / half[key]) / 100 : '', 'ratio limit': grows ? 1.2 : '', held: limit === undefined ? '' : Math.max(half[key], whole[key]) < limit },
        ]),
      ),
    );
  } finally {
    await server?.stop();
  }
}

try {
  for (const engine of values.engine.split(',')) if (engine === 'sqlite' || engine === 'postgres') await run(engine);
} finally {
  if (!values.keep) rmSync(folder, { recursive: true, force: true });
}
