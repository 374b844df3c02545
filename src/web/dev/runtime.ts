/** The application inside `astro dev`: opened once, content read again when a file changes. */
import { watch } from 'node:fs';
import { join } from 'node:path';
import { ensureFirstAdmin } from '../../accounts/server/manage.ts';
import type { App } from '../app.ts';
import { readConfig } from '../config.ts';
import { createApp, readContent } from '../create.ts';

interface DevRuntime {
  app: App;
  dirty: boolean;
}

// Vite evaluates modules again after each edit; the database must stay the same one.
const kept = globalThis as typeof globalThis & { pufaDev?: Promise<DevRuntime> };

async function open(): Promise<DevRuntime> {
  const config = readConfig(process.env, process.cwd());
  const { app } = await createApp(config);
  const first = await ensureFirstAdmin(app);
  if (first) process.stdout.write(`管理员账号：工号 ${first.staffNo}，密码 ${first.password}（首次登录必须修改）\n`);
  // Whoever edits a plan wants to see it: here the files hold, not the versions.
  const runtime: DevRuntime = { app, dirty: true };
  for (const folder of ['content', 'quizzes']) watch(join(config.root, folder), { recursive: true }, () => void (runtime.dirty = true));
  return runtime;
}

/** The application with the content of this moment. */
export async function devApp(): Promise<App> {
  kept.pufaDev ??= open();
  const runtime = await kept.pufaDev;
  if (runtime.dirty) {
    runtime.dirty = false;
    const content = readContent(runtime.app.config.root, (issue) => process.stderr.write(`${issue}\n`));
    runtime.app = { ...runtime.app, ...content };
  }
  return runtime.app;
}
