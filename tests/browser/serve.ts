/** The server under test: the built site over a demonstration seeded into a folder of its own. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const dataDir = mkdtempSync(join(tmpdir(), 'pufa-browser-'));
process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));

Object.assign(process.env, { DATA_DIR: dataDir, PUFA_DEMO: '1', PUFA_NOW: '2026-11-27T09:00:00+08:00', DATABASE_URL: '' });
const seeded = spawnSync(process.execPath, ['src/web/demo.ts'], { stdio: ['ignore', 'ignore', 'inherit'] });
if (seeded.status !== 0) process.exit(1);
await import('../../src/web/server.ts');
