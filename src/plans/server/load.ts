/** Reads `quizzes/plans`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Issue } from '../../kernel/issue.ts';
import { filesBelow, type Source } from '../../library/server/load.ts';
import { readYaml } from '../../library/server/read.ts';
import { planSchema, type Plan } from '../schema.ts';

export interface LoadedPlans {
  /** By year. */
  readonly plans: ReadonlyMap<number, Plan>;
  /** By the name of the file without its ending; the checks hold that it equals the year. */
  readonly files: ReadonlyMap<string, Plan>;
  readonly issues: readonly Issue[];
  /** By `plans/<file>`. */
  readonly sources: ReadonlyMap<string, Source>;
}

/** Reads everything; what breaks the schema is an issue and missing from the result. */
export function loadPlans(root: string): LoadedPlans {
  const issues: Issue[] = [];
  const sources = new Map<string, Source>();
  const files = new Map<string, Plan>();
  for (const name of filesBelow(join(root, 'quizzes/plans'), '.yaml')) {
    const file = `quizzes/plans/${name}`;
    const id = name.replace(/\.yaml$/, '');
    const read = readYaml(file, readFileSync(join(root, file), 'utf8'), planSchema);
    issues.push(...read.issues);
    sources.set(`plans/${id}`, { file, at: read.at });
    if (read.value) files.set(id, read.value);
  }
  return { plans: new Map(Array.from(files.values(), (plan) => [plan.year, plan])), files, issues, sources };
}
