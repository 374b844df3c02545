/** 编辑台: the command line of editors and operators. `node src/desk/main.ts <command>`. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dayOf } from '../kernel/day.ts';
import { runDesk } from './server/run.ts';

const { env } = process;
const root = env.PUFA_ROOT || fileURLToPath(new URL('../..', import.meta.url));
process.exitCode = await runDesk(process.argv.slice(2), {
  root,
  dataDir: resolve(root, env.DATA_DIR || 'data'),
  // npm starts us in the project's folder and says here where it was called.
  cwd: env.INIT_CWD || process.cwd(),
  today: dayOf(env.PUFA_NOW ? Date.parse(env.PUFA_NOW) : Date.now()),
  databaseUrl: env.DATABASE_URL || undefined,
  say: (text) => console.log(text),
});
