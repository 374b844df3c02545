/** The banks as the running server uses them: built once for each reading of the files. */
import { createHash } from 'node:crypto';
import { buildBank, type Bank, type BankQuestion, type Problem } from '../bank.ts';
import type { Quizzes } from './load.ts';

export interface Pool {
  readonly banks: ReadonlyMap<string, Bank>;
  /** Open questions (neither reserved nor withdrawn) by handle: what practice may speak of. */
  readonly open: ReadonlyMap<string, { readonly question: BankQuestion; readonly bank: string }>;
  /** Banks left out because of mistakes that `desk check` reports with their place. */
  readonly problems: readonly { readonly bank: string; readonly problem: Problem }[];
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const pools = new WeakMap<Quizzes, Pool>();

/** The pool of these files; the same object for the same files. */
export function poolOf(quizzes: Quizzes): Pool {
  const known = pools.get(quizzes);
  if (known) return known;
  const banks = new Map<string, Bank>();
  const open = new Map<string, { question: BankQuestion; bank: string }>();
  const problems: { bank: string; problem: Problem }[] = [];
  for (const file of quizzes.banks.values()) {
    const built = buildBank(file, sha256);
    if ('problems' in built) {
      problems.push(...built.problems.map((problem) => ({ bank: file.id, problem })));
      continue;
    }
    banks.set(file.id, built.bank);
    for (const question of built.bank.questions) if (!question.reserved) open.set(question.handle, { question, bank: file.id });
  }
  const pool = { banks, open, problems };
  pools.set(quizzes, pool);
  return pool;
}
