/** `npm run bench -- <name>…`: runs the named benchmarks, or all of them, one after the other. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.ts') && name !== 'run.ts');
// `exam-load` is a part of `exam`; `people-import` is a part of nothing.
const all = files.map((name) => name.slice(0, -3)).filter((name) => !name.includes('-') || !files.includes(`${name.split('-')[0]}.ts`));
const named = process.argv.slice(2).filter((arg) => !arg.startsWith('-'));
const unknown = named.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`没有这个基准：${unknown.join('、')}。可用：${all.join('、')}\n`);
  process.exit(1);
}
let failed = 0;
for (const name of named.length > 0 ? named : all) {
  process.stdout.write(`\n══ ${name} ══\n`);
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, `${name}.ts`)], { stdio: 'inherit' });
  if (status !== 0) failed++;
}
process.exit(failed > 0 ? 1 : 0);
