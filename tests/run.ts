/**
 * Every suite in turn: types, lint, unit and journeys (SQLite and PostgreSQL), kills, browser.
 * Each runs even when an earlier one failed; the last line counts them all.
 * `npm test -- unit browser` runs only those named.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const results = join(root, 'test-results');
const bin = (path: string): string => join(root, 'node_modules', path);

interface Count {
  passed: number;
  failed: number;
}

/** Runs to the end with its output shown; resolves with the exit code. */
function run(args: readonly string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } });
    const stop = (): void => void child.kill('SIGTERM');
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** A command that either passes as a whole or fails as a whole. */
const whole = async (args: readonly string[]): Promise<Count> => ((await run(args)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

/** Reads a runner's own count; a runner that failed without naming a failed test counts as one failure. */
function counted(file: string, code: number, read: (report: Record<string, unknown>) => Count): Count {
  const count = existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>) : { passed: 0, failed: 0 };
  return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}

async function vitest(projects: readonly string[]): Promise<Count> {
  const file = join(results, `vitest-${projects.join('-')}.json`);
  const names = projects.flatMap((name) => ['--project', name]);
  const code = await run([bin('vitest/vitest.mjs'), 'run', '--config', 'tests/vitest.config.ts', ...names, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]);
  return counted(file, code, (report) => ({ passed: Number(report.numPassedTests), failed: Number(report.numFailedTests) }));
}

async function browser(): Promise<Count> {
  const file = join(results, 'playwright.json');
  const env = { PUFA_TEST_PORT: String(await freePort()), PLAYWRIGHT_JSON_OUTPUT_FILE: file };
  const code = await run([bin('playwright/cli.js'), 'test', '--config', 'tests/browser/playwright.config.ts'], env);
  return counted(file, code, (report) => {
    const stats = report.stats as { expected: number; unexpected: number; flaky: number };
    return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

const SUITES: Record<string, () => Promise<Count>> = {
  types: () => whole([bin('astro/bin/astro.mjs'), 'check', '--minimumFailingSeverity', 'warning']),
  lint: () => whole([bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0']),
  unit: () => vitest(['unit']),
  journeys: () => vitest(['journeys-sqlite', 'journeys-postgres']),
  leak: () => vitest(['leak']),
  base: () => vitest(['base']),
  faults: () => whole(['tests/faults/run.ts', '4']),
  browser,
};

const named = process.argv.slice(2);
const unknown = named.filter((name) => !(name in SUITES));
if (unknown.length > 0) {
  process.stderr.write(`No such suite: ${unknown.join(', ')}. There are: ${Object.keys(SUITES).join(', ')}\n`);
  process.exit(1);
}
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const total: Count = { passed: 0, failed: 0 };
const lines: string[] = [];
for (const [name, suite] of Object.entries(SUITES)) {
  if (named.length > 0 && !named.includes(name)) continue;
  process.stdout.write(`\n── ${name} ──\n`);
  const started = performance.now();
  const { passed, failed } = await suite();
  total.passed += passed;
  total.failed += failed;
  lines.push(`${name.padEnd(9)} ${passed} passed, ${failed} failed  (${((performance.now() - started) / 1000).toFixed(1)} s)`);
}
process.stdout.write(`\n${lines.join('\n')}\n\n${total.passed} passed, ${total.failed} failed\n`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);
