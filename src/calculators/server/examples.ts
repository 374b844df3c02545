/** Reads the worked examples beside the calculators, for the pages and the tests. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatIssue } from '../../kernel/issue.ts';
import { readYaml } from '../../library/server/read.ts';
import { examplesSchema, type Example } from '../example.ts';

/** The examples of a calculator. Throws with file, line and cure when the file is wrong: it is code, read with every test. */
export function examplesOf(id: string, root = process.cwd()): readonly Example[] {
  const file = `src/calculators/examples/${id}.yaml`;
  const { value, issues } = readYaml(file, readFileSync(join(root, file), 'utf8'), examplesSchema);
  if (!value) throw new Error(issues.map(formatIssue).join('\n'));
  return value.examples;
}
