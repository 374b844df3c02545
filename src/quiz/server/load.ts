/** Reads `quizzes/banks` and `quizzes/papers`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Issue } from '../../kernel/issue.ts';
import { filesBelow, type Source } from '../../library/server/load.ts';
import { readYaml } from '../../library/server/read.ts';
import { bankSchema, blueprintSchema, type Blueprint, type Question } from '../schema.ts';

export interface BankFile {
  readonly id: string;
  readonly title: string;
  readonly order: number;
  readonly questions: readonly Question[];
}

/** Banks and blueprints by id, as their files say. */
export interface Quizzes {
  readonly banks: ReadonlyMap<string, BankFile>;
  readonly papers: ReadonlyMap<string, Blueprint>;
}

export interface LoadedQuizzes {
  readonly quizzes: Quizzes;
  readonly issues: readonly Issue[];
  /** By `banks/<id>` and `papers/<id>`. */
  readonly sources: ReadonlyMap<string, Source>;
}

/** Reads everything; what breaks a schema is an issue and missing from the result. */
export function loadQuizzes(root: string): LoadedQuizzes {
  const issues: Issue[] = [];
  const sources = new Map<string, Source>();
  const banks = new Map<string, BankFile>();
  const papers = new Map<string, Blueprint>();
  for (const name of filesBelow(join(root, 'quizzes/banks'), '.yaml')) {
    const file = `quizzes/banks/${name}`;
    const id = name.replace(/\.yaml$/, '');
    const read = readYaml(file, readFileSync(join(root, file), 'utf8'), bankSchema);
    issues.push(...read.issues);
    sources.set(`banks/${id}`, { file, at: read.at });
    if (read.value) banks.set(id, { id, ...read.value });
  }
  for (const name of filesBelow(join(root, 'quizzes/papers'), '.yaml')) {
    const file = `quizzes/papers/${name}`;
    const id = name.replace(/\.yaml$/, '');
    const read = readYaml(file, readFileSync(join(root, file), 'utf8'), blueprintSchema);
    issues.push(...read.issues);
    sources.set(`papers/${id}`, { file, at: read.at });
    if (read.value) papers.set(id, read.value);
  }
  return { quizzes: { banks, papers }, issues, sources };
}
