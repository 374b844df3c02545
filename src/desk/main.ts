/** 编辑台: the command line of editors and operators. `node src/desk/main.ts <command>`. */
import { fileURLToPath } from 'node:url';
import { dayOf } from '../kernel/day.ts';
import { helpText, readCommand } from './commands.ts';
import { checkReport } from './server/check.ts';
import { newEntry } from './server/new.ts';

/** Exit codes: 0 well, 1 the content has errors or the deed was refused, 2 the command was not understood. */
function main(args: readonly string[], env: NodeJS.ProcessEnv): number {
  const root = env.PUFA_ROOT || fileURLToPath(new URL('../..', import.meta.url));
  const today = dayOf(env.PUFA_NOW ? Date.parse(env.PUFA_NOW) : Date.now());
  const command = readCommand(args[0]);
  if ('unknown' in command) {
    console.error(command.unknown);
    return 2;
  }
  switch (command.name) {
    case 'help':
      console.log(helpText());
      return 0;
    case 'check': {
      const { text, errors } = checkReport(root, today, args.slice(1));
      console.log(text);
      return errors > 0 ? 1 : 0;
    }
    case 'new': {
      const outcome = newEntry(root, today, args[1], args[2]);
      if ('refused' in outcome) {
        console.error(outcome.refused);
        return 1;
      }
      console.log(`已写好 ${outcome.made}\n打开它，把每一处“【待写】”换成自己的文字，再运行：npm run desk -- check ${outcome.made}`);
      return 0;
    }
  }
}

process.exitCode = main(process.argv.slice(2), process.env);
