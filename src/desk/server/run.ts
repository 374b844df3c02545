/** The desk's commands, apart from the process that runs them. */
import type { Clock } from '../../kernel/clock.ts';
import type { Day } from '../../kernel/day.ts';
import { helpText, readCommand } from '../commands.ts';
import { exportBank, importBank, templateBank } from './banks/commands.ts';
import { bookletFile } from './booklet.ts';
import { checkReport } from './check.ts';
import { closeYearCommand, verifyCloseCommand } from './close.ts';
import { impactList } from './impact.ts';
import { importLaw } from './law/import.ts';
import { verifyLedgerCommand } from './ledger.ts';
import { newEntry } from './new.ts';
import { paperFiles } from './paper.ts';
import { peopleCommand } from './people.ts';
import { planCommand } from './plan.ts';
import { remarkCommand } from './remark.ts';
import { retentionCommand } from './retention.ts';
import { staleText } from './stale.ts';
import { toConfirmText } from './to-confirm.ts';

export interface Desk {
  /** The folder that holds `content/` and `quizzes/`. */
  readonly root: string;
  /** `DATA_DIR`, where official texts are kept. */
  readonly dataDir: string;
  /** Where files named on the command line are looked for. */
  readonly cwd: string;
  readonly today: Day;
  readonly say: (text: string) => void;
  /** `DATABASE_URL`; undefined: the SQLite file in `dataDir`. */
  readonly databaseUrl?: string | undefined;
  readonly clock?: Clock | undefined;
}

/** Runs a command. Exit codes: 0 well, 1 the content has errors or the deed was refused, 2 the command was not understood. */
export async function runDesk(args: readonly string[], { root, dataDir, cwd, today, say, databaseUrl, clock = { now: () => Date.now() } }: Desk): Promise<number> {
  const command = readCommand(args[0]);
  if ('unknown' in command) {
    say(command.unknown);
    return 2;
  }
  switch (command.name) {
    case 'help':
      say(helpText());
      return 0;
    case 'check': {
      if (args.includes('--to-confirm')) {
        say(toConfirmText(root, today));
        return 0;
      }
      const { text, errors } = checkReport(root, today, args.slice(1));
      say(text);
      return errors > 0 ? 1 : 0;
    }
    case 'stale': {
      const { text, late } = staleText(root, today);
      say(text);
      return late ? 1 : 0;
    }
    case 'booklet': {
      const { text, made } = bookletFile(root, args.slice(1), cwd);
      say(text);
      return made ? 0 : 1;
    }
    case 'paper':
      return paperFiles(args.slice(1), { root, cwd, say });
    case 'import': {
      if (args[1] === 'people') return peopleCommand(args.slice(2), { root, dataDir, cwd, databaseUrl, clock, say });
      const { text, code } = args[1] === 'bank' ? await importBank(args.slice(2), { root, cwd, today }) : await importLaw(args.slice(1), { root, dataDir, cwd, today });
      say(text);
      return code;
    }
    case 'export': {
      const { text, code } = await exportBank(args.slice(1), { root, cwd, today });
      say(text);
      return code;
    }
    case 'template': {
      const { text, code } = await templateBank(args.slice(1), { root, cwd, today });
      say(text);
      return code;
    }
    case 'plan':
      return planCommand(args.slice(1), { root, dataDir, databaseUrl, clock, say });
    case 'retention':
      return retentionCommand(args.slice(1), { dataDir, databaseUrl, clock, say });
    case 'remark':
      return remarkCommand(args.slice(1), { root, dataDir, databaseUrl, clock, say });
    case 'verify-ledger':
      return verifyLedgerCommand(args.slice(1), { dataDir, databaseUrl, cwd, say });
    case 'close-year':
      return closeYearCommand(args.slice(1), { root, dataDir, databaseUrl, cwd, clock, say });
    case 'verify-close':
      return verifyCloseCommand(args.slice(1), { dataDir, cwd, say });
    case 'impact': {
      const outcome = impactList(args.slice(1), root, today);
      say('refused' in outcome ? outcome.refused : outcome.text);
      return 'refused' in outcome ? 1 : 0;
    }
    case 'new': {
      const outcome = newEntry(root, today, args[1], args[2]);
      if ('refused' in outcome) {
        say(outcome.refused);
        return 1;
      }
      say(`已写好 ${outcome.made}\n打开它，把每一处“【待写】”换成自己的文字，再运行：npm run desk -- check ${outcome.made}`);
      return 0;
    }
  }
}
