/** The import walls of src/README.md really stop what they forbid, in .ts and .astro alike. */
import { ESLint } from 'eslint';
import { expect, it } from 'vitest';

const root = new URL('..', import.meta.url).pathname;
const eslint = new ESLint({ cwd: root });

async function complaints(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: `${root}${file}` });
  return (result?.messages ?? []).map((m) => m.ruleId ?? m.message);
}

const PATHS = 'import-x/no-restricted-paths';
const NAMES = '@typescript-eslint/no-restricted-imports';

it.each([
  ['a rule that reads a file', 'src/quiz/wall.ts', `import { readFileSync } from 'node:fs';\nexport const x = readFileSync;\n`, NAMES],
  ['a rule that asks the machine for the time', 'src/quiz/wall.ts', 'export const x = Date.now();\n', 'no-restricted-properties'],
  ['a rule that rolls dice', 'src/exams/wall.ts', 'export const x = Math.random();\n', 'no-restricted-properties'],
  ['a subject that imports a later one', 'src/library/wall.ts', `import { planSchema } from '../plans/schema.ts';\nexport const x = planSchema;\n`, PATHS],
  ['an alias does not hide it', 'src/library/wall.ts', `import { planSchema } from '#plans/schema.ts';\nexport const x = planSchema;\n`, PATHS],
  ['an island that imports the server', 'src/quiz/ui/wall.ts', `import { loadQuizzes } from '../server/load.ts';\nexport const x = loadQuizzes;\n`, NAMES],
  ['an .astro component that imports the server', 'src/quiz/ui/wall.astro', `---\nimport { loadQuizzes } from '#quiz/server/load.ts';\nconst x = loadQuizzes;\n---\n<p>{x.name}</p>\n`, NAMES],
])('%s is refused', async (_, file, code, rule) => {
  expect(await complaints(file, code)).toContain(rule);
});

it.each([
  ['an island that names the type of its routes', 'src/quiz/ui/wall.ts', `import type { LoadedQuizzes } from '../server/load.ts';\nexport type X = LoadedQuizzes;\n`],
  ['a subject that imports an earlier one', 'src/plans/wall.ts', `import { line } from '../library/schema.ts';\nexport const x = line;\n`],
])('%s is allowed', async (_, file, code) => {
  expect(await complaints(file, code)).toEqual([]);
});
