/** `desk paper`: papers for sittings on paper, drawn like those on the screen. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { didYouMean } from '../../checks/near.ts';
import { isSeed, printedPaper, seedOf } from '../../exams/print.ts';
import { PARTS, press, type Part } from '../../exams/server/print/typeset.ts';
import { systemRng } from '../../kernel/rng.ts';
import { unitOf } from '../../quiz/kinds/index.ts';
import { loadQuizzes } from '../../quiz/server/load.ts';
import { poolOf, sha256 } from '../../quiz/server/pool.ts';

/** More in one run is asked for by mistake. */
const MOST = 50;
const NAMES: Readonly<Record<Part, string>> = { questions: '试题', answers: '答题卡', key: '答案' };
/** Letters and digits that are not misread. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const freshSeed = (): string => Array.from({ length: 6 }, () => SIGNS[systemRng.below(SIGNS.length)]).join('');

/** Where a web server would hand it out. */
const isServed = (root: string, out: string): boolean => ['public', 'dist', 'src', 'content', 'quizzes', process.env.BUILD_DIR ?? 'dist'].some((folder) => !relative(resolve(root, folder), out).startsWith('..'));

/** Draws and writes the papers; every one is said as it is written. */
export function paperFiles(args: readonly string[], { root, cwd, say }: { readonly root: string; readonly cwd: string; readonly say: (text: string) => void }): number {
  const refuse = (text: string): number => {
    say(text);
    return 1;
  };
  const usage = '写成：npm run desk -- paper annual-2026 --out 文件夹 [--count 份数] [--seed 种子 | --number 卷号]';
  let given;
  try {
    given = parseArgs({ args: [...args], allowPositionals: true, options: { out: { type: 'string' }, count: { type: 'string' }, seed: { type: 'string' }, number: { type: 'string' } } });
  } catch {
    return refuse(usage);
  }
  const [id] = given.positionals;
  const { out, number } = given.values;
  const { quizzes } = loadQuizzes(root);
  const blueprint = id === undefined ? undefined : quizzes.papers.get(id);
  if (id === undefined || out === undefined || given.positionals.length > 1) return refuse(usage);
  if (!blueprint) return refuse(`没有组卷规则“${id}”。${didYouMean(id, quizzes.papers.keys(), `现有：${[...quizzes.papers.keys()].join('、')}`)}`);
  const folder = resolve(cwd, out);
  if (isServed(root, folder)) return refuse(`“${out}”在网站的文件夹里，答案会跟着公开。请换到别处，例如 ~/试卷。`);
  const count = Number(given.values.count ?? '1');
  if (!Number.isInteger(count) || count < 1 || count > MOST) return refuse(`份数写 1 到 ${MOST} 的整数。`);
  const first = number === undefined ? given.values.seed?.toUpperCase() : seedOf(number.toUpperCase());
  if (number !== undefined && (first === undefined || count > 1 || given.values.seed !== undefined)) return refuse(`卷号照试卷上的抄，例如 K7Q2M9-4F2A1C；重做一份已有的卷子，不再写份数和种子。`);
  if (first !== undefined && !isSeed(first)) return refuse('种子只能用字母和数字，最长 12 个。');
  const pool = poolOf(quizzes);
  const machine = press();
  try {
    for (let n = 0; n < count; n++) {
      const seed = first === undefined ? freshSeed() : count === 1 ? first : `${first.slice(0, 10)}${String(n + 1).padStart(2, '0')}`;
      const made = printedPaper(id, blueprint, pool.banks, seed, sha256);
      if ('missing' in made) return refuse(made.missing.map((m) => `题库“${m.bank}”的${unitOf(m.kind).short}不够：要 ${m.wanted} 道，只有 ${m.have} 道。`).join('\n'));
      if (number !== undefined && made.sheet.number !== number.toUpperCase()) return refuse(`题库或组卷规则后来改过，做不出卷号 ${number.toUpperCase()} 那一份了（现在会是 ${made.sheet.number}）。请用当时留存的答案，或者找回当时的题库再做。`);
      const files = machine.print(made.sheet, made.key);
      try {
        mkdirSync(folder, { recursive: true });
        for (const part of PARTS) writeFileSync(join(folder, `${made.sheet.number}-${NAMES[part]}.pdf`), files[part].pdf, { mode: part === 'key' ? 0o600 : 0o644 });
      } catch {
        return refuse(`写不进“${out}”。请看看文件夹能不能写，同名的文件是不是正开着。`);
      }
      say(`第 ${n + 1}/${count} 份  卷号 ${made.sheet.number}  试题 ${files.questions.pages} 页，答题卡 ${files.answers.pages} 页，答案 ${files.key.pages} 页`);
    }
  } finally {
    machine.end();
  }
  say(`已写进 ${folder}。答案是单独的文件，请同试题分开保管；凭卷号可以再做一份：npm run desk -- paper ${id} --number 卷号 --out 文件夹`);
  return 0;
}
