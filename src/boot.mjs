/**
 * The one entry of every npm script, in Node built-ins only so that it runs on a fresh
 * clone and on an old Node: installs what is missing, finds a Node that is new enough
 * (or uses the one carried in the packages), builds when something changed, then runs.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(new URL('..', import.meta.url)));
const NEEDED = [22, 18];
const say = (text) => process.stdout.write(`${text}\n`);

class Stop extends Error {}

/** Shows that a long step is alive: a moving bar with seconds on a terminal, one line elsewhere. */
async function withProgress(title, work) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  if (!process.stdout.isTTY) {
    say(`${title}……`);
    await work();
    say(`${title}：完成，用时 ${seconds()} 秒。`);
    return;
  }
  const width = 24;
  let step = 0;
  const draw = () => {
    const at = step++ % (width * 2 - 2);
    const pos = at < width ? at : width * 2 - 2 - at;
    process.stdout.write(`\r${title} [${' '.repeat(pos)}■${' '.repeat(width - pos - 1)}] ${seconds()} 秒 `);
  };
  draw();
  const timer = setInterval(draw, 150);
  try {
    await work();
    process.stdout.write(`\r${title} [${'■'.repeat(width)}] 完成，用时 ${seconds()} 秒\n`);
  } catch (error) {
    process.stdout.write('\n');
    throw error;
  } finally {
    clearInterval(timer);
  }
}

/** Runs a command to its end; its output is shown only when it fails. */
function quietly(command, args, options) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let output = '';
    const keep = (chunk) => (output = (output + chunk).slice(-20_000));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const stop = () => child.kill('SIGTERM');
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    child.once('error', fail);
    child.once('exit', (code, signal) => {
      process.removeListener('SIGINT', stop);
      process.removeListener('SIGTERM', stop);
      if (code === 0) done();
      else fail(new Stop(signal ? `已取消（${signal}）。` : output));
    });
  });
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Holds `.boot/<name>.lock` during the work: two installs or builds of one checkout destroy each other. */
async function alone(name, work) {
  const dir = join(root, '.boot');
  mkdirSync(dir, { recursive: true });
  const file = join(dir, `${name}.lock`);
  let told = false;
  for (;;) {
    try {
      const fd = openSync(file, 'wx');
      writeFileSync(fd, String(process.pid));
      closeSync(fd);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const pid = Number(readSafely(file));
      if (pid && !alive(pid)) {
        rmSync(file, { force: true });
        continue;
      }
      if (!told) say('另一个进程正在准备，等它完成……');
      told = true;
      await new Promise((wake) => setTimeout(wake, 200));
    }
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

const readSafely = (file) => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};

/** Hash of files and of everything below folders, by path and content. */
function hashOf(paths, salt) {
  const hash = createHash('sha256').update(salt);
  const add = (path) => {
    const full = join(root, path);
    if (!existsSync(full)) return;
    if (statSync(full).isDirectory()) for (const name of readdirSync(full).sort()) add(`${path}/${name}`);
    else hash.update(`\0${path}\0`).update(readFileSync(full));
  };
  for (const path of paths) add(path);
  return hash.digest('hex');
}

async function install() {
  const marker = join(root, 'node_modules/.pufa-install');
  const want = hashOf(['package.json', 'package-lock.json'], `${process.platform}-${process.arch}`);
  if (readSafely(marker) === want) return;
  await alone('install', async () => {
    if (readSafely(marker) === want) return;
    const npm = process.env.npm_execpath;
    // A blank NODE_ENV: "production" would drop the packages that build and test the project.
    const env = { ...process.env, NODE_ENV: '' };
    const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
    await withProgress('正在安装依赖（首次约需一分钟）', () =>
      npm ? quietly(process.execPath, [npm, ...args], { env }) : quietly(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { env, shell: process.platform === 'win32' }),
    );
    writeFileSync(marker, want);
  });
}

/** A Node new enough to run TypeScript as it stands: this one, else the one carried in the packages. */
function findNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) return process.execPath;
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const carried = join(root, `node_modules/node-${platform}-${process.arch}/bin/node${process.platform === 'win32' ? '.exe' : ''}`);
  if (existsSync(carried)) return carried;
  throw new Stop(`需要 Node ${NEEDED.join('.')} 或更新版本，现在是 ${process.versions.node}，而且本平台没有随包附带。请先升级 Node。`);
}

const childEnv = (node) => ({
  ...process.env,
  ASTRO_TELEMETRY_DISABLED: '1',
  ASTRO_DEV_BACKGROUND: '0',
  // Halves the time to start: TypeScript is stripped once.
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, 'node_modules/.cache/node'),
  NODE_DISABLE_COLORS: process.env.NODE_DISABLE_COLORS,
  PATH: `${join(node, '..')}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH ?? ''}`,
});

/** Builds the site when anything it is made from changed since the last build. */
async function build(node) {
  const out = resolve(root, process.env.BUILD_DIR || 'dist');
  const marker = join(out, '.pufa-build');
  const settings = [process.env.BASE_PATH, process.env.SITE_URL, process.env.PUBLIC_URL].join('\n');
  const inputs = ['src', 'content', 'quizzes', 'public', 'astro.config.mjs', 'tsconfig.json', 'package.json', 'package-lock.json'];
  // Pages state what is in force "today", so a build is good for a day.
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const fresh = () => readSafely(marker) === hashOf(inputs, `${settings}\n${today}`);
  if (fresh()) return;
  await alone('build', async () => {
    if (fresh()) return;
    await withProgress('正在生成网站', () =>
      quietly(node, [join(root, 'node_modules/astro/bin/astro.mjs'), 'build'], { env: childEnv(node) }),
    );
    writeFileSync(marker, hashOf(inputs, `${settings}\n${today}`));
  });
}

/** Runs to the end with signals passed on; resolves with the exit code. */
function run(node, args, env = {}) {
  return new Promise((done) => {
    // The channel tells the child when this process dies, even by SIGKILL or a shell that swallows signals.
    const child = spawn(node, args, { cwd: root, stdio: ['inherit', 'inherit', 'inherit', 'ipc'], env: { ...childEnv(node), ...env } });
    const pass = (signal) => () => child.kill(signal);
    process.on('SIGTERM', pass('SIGTERM'));
    process.on('SIGHUP', pass('SIGTERM'));
    // From a terminal Ctrl+C reaches the child by itself; passing it on again does no harm.
    process.on('SIGINT', pass('SIGINT'));
    // Some shells do not replace themselves with us and die alone: then our parent changes.
    const parent = process.ppid;
    const watch = setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500);
    watch.unref();
    child.once('exit', (code, signal) => done(code ?? (signal ? 1 : 0)));
    child.once('error', (error) => {
      process.stderr.write(`${error.message}\n`);
      done(1);
    });
  });
}

const astro = join(root, 'node_modules/astro/bin/astro.mjs');
const rest = process.argv.slice(3);

const COMMANDS = {
  start: async (node) => {
    await build(node);
    return run(node, ['src/web/server.ts']);
  },
  dev: async (node) => run(node, [astro, 'dev', '--port', process.env.PORT ?? '4321', '--host', process.env.HOST ?? '127.0.0.1', ...rest]),
  build: async (node) => {
    await build(node);
    return 0;
  },
  demo: async (node) => {
    await build(node);
    const env = { DATA_DIR: process.env.DATA_DIR ?? 'data/demo', DATABASE_URL: process.env.DEMO_DATABASE_URL ?? '', PUFA_DEMO: '1', PUFA_NOW: process.env.PUFA_NOW ?? '2026-11-27T09:00:00+08:00' };
    const seeded = await run(node, ['src/web/demo.ts'], env);
    return seeded === 0 && !rest.includes('--seed-only') ? run(node, ['src/web/server.ts'], env) : seeded;
  },
  desk: async (node) => run(node, ['src/desk/main.ts', ...rest]),
  test: async (node) => {
    // The browser tests look at the built site.
    await build(node);
    return run(node, ['tests/run.ts', ...rest]);
  },
  bench: async (node) => run(node, ['tests/bench/run.ts', ...rest]),
};

const command = COMMANDS[process.argv[2]];
try {
  if (!command) throw new Stop(`没有这个命令：${process.argv[2] ?? ''}。可用：${Object.keys(COMMANDS).join('、')}`);
  await install();
  process.exitCode = await command(findNode());
} catch (error) {
  process.stderr.write(`${error instanceof Stop ? error.message : error.stack}\n`);
  process.exitCode = 1;
}
