/** 编辑台: the command line of editors and operators. `node src/desk/main.ts <command>`. */
import { fileURLToPath } from 'node:url';
import { dayOf } from '../kernel/day.ts';
import { runDesk } from './server/run.ts';

const { env } = process;
process.exitCode = runDesk(process.argv.slice(2), {
  root: env.PUFA_ROOT || fileURLToPath(new URL('../..', import.meta.url)),
  today: dayOf(env.PUFA_NOW ? Date.parse(env.PUFA_NOW) : Date.now()),
  say: (text) => console.log(text),
});
