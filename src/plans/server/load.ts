/** Reads `quizzes/plans`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Issue } from '../../kernel/issue.ts';
import { filesBelow, type Source } from '../../library/server/load.ts';
import { readYaml } from '../../library/server/read.ts';
import { plainValue } from '../../library/server/yaml-value.ts';
import { planSchema, type Plan } from '../schema.ts';

/** A plan as its file says: the plan, and the file's content as JSON in the file's order, which is what versions keep. */
export interface PlanFile {
  readonly plan: Plan;
  readonly body: string;
}

export interface LoadedPlans {
  /** By year. */
  readonly plans: ReadonlyMap<number, Plan>;
  /** By the name of the file without its ending; the checks hold that it equals the year. */
  readonly files: ReadonlyMap<string, Plan>;
  /** By year, with their bodies. */
  readonly bodies: ReadonlyMap<number, PlanFile>;
  readonly issues: readonly Issue[];
  /** By `plans/<file>`. */
  readonly sources: ReadonlyMap<string, Source>;
}

/** Reads everything; what breaks the schema is an issue and missing from the result. */
export function loadPlans(root: string): LoadedPlans {
  const issues: Issue[] = [];
  const sources = new Map<string, Source>();
  const files = new Map<string, Plan>();
  const bodies = new Map<number, PlanFile>();
  for (const name of filesBelow(join(root, 'quizzes/plans'), '.yaml')) {
    const file = `quizzes/plans/${name}`;
    const id = name.replace(/\.yaml$/, '');
    const text = readFileSync(join(root, file), 'utf8');
    const read = readYaml(file, text, planSchema);
    issues.push(...read.issues);
    sources.set(`plans/${id}`, { file, at: read.at });
    if (!read.value) continue;
    files.set(id, read.value);
    bodies.set(read.value.year, { plan: read.value, body: JSON.stringify(plainValue(text) ?? parse(text)) });
  }
  return { plans: new Map(Array.from(files.values(), (plan) => [plan.year, plan])), files, bodies, issues, sources };
}
