/** `desk import law <file> [--law id]`: checks an official text against the register and keeps it below the data folder, never in `content/`. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { didYouMean } from '../../../checks/near.ts';
import { citationsOf, questionsOf, type Material } from '../../../checks/material.ts';
import { loadMaterial } from '../../../checks/server/run.ts';
import type { Day } from '../../../kernel/day.ts';
import { basisKey } from '../../../library/cite.ts';
import { splitStatute } from '../../../library/statute.ts';
import { lawMeant, lawReport, type Resting } from '../../law-report.ts';
import { MOST_BYTES, readLawText } from './read.ts';

export interface ImportPlaces {
  readonly root: string;
  /** `DATA_DIR`. */
  readonly dataDir: string;
  readonly today: Day;
  /** Where a file named without its folder is looked for. */
  readonly cwd: string;
}
export interface ImportOutcome {
  readonly text: string;
  /** 0 when nothing is left to look at, 1 otherwise. */
  readonly code: 0 | 1;
}

const refuse = (text: string): ImportOutcome => ({ text, code: 1 });
const USAGE = '要写明文件，例如：\n  npm run desk -- import law 劳动合同法.docx\n  npm run desk -- import law 文本.txt --law labour-contract-law';

/** `args` are the words after `import`. */
export async function importLaw(args: readonly string[], places: ImportPlaces): Promise<ImportOutcome> {
  const [what, ...rest] = args;
  if (what !== 'law') return refuse(what === undefined ? USAGE : `不能导入“${what}”，可以导入 law（法规文本）和 bank（试题）。\n${USAGE}`);
  const at = rest.indexOf('--law');
  const given = at < 0 ? undefined : rest[at + 1];
  const files = at < 0 ? rest : rest.toSpliced(at, 2);
  const [file] = files;
  if (file === undefined || (at >= 0 && given === undefined)) return refuse(USAGE);
  if (files.length > 1) return refuse(`一次导入一个文件，现在写了 ${files.length} 个。文件名里有空格的，前后加英文双引号。`);
  if (given !== undefined && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(given)) return refuse(`--law 后面写台账里的编号，例如 labour-contract-law，现在是“${given}”。`);

  const path = resolve(places.cwd, file);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile()) return refuse(`找不到文件“${file}”。请核对名字；也可以把文件拖进终端窗口，路径会自己填好。`);
  const read = stat.size > MOST_BYTES ? await readLawText(new Uint8Array(MOST_BYTES + 1)) : await readLawText(readFileSync(path));
  if ('refused' in read) return refuse(`${file}：${read.refused}`);

  const { material } = loadMaterial(places.root, places.today);
  const { laws } = material.library;
  if (given !== undefined && !laws.some((l) => l.id === given)) {
    const hint = didYouMean(given, laws.map((l) => l.id), '');
    if (hint) return refuse(`台账里没有 ${given}。${hint}`);
  }
  const statute = splitStatute(read.text);
  const { keepAs } = lawMeant(statute, laws, given);
  const kept = keepAs === undefined ? undefined : join(places.dataDir, 'laws', `${keepAs}.md`);
  const before = kept !== undefined && existsSync(kept) ? splitStatute(readFileSync(kept, 'utf8')) : undefined;
  const report = lawReport({ file: basename(file), ...read, statute, laws, given, resting: restingOn(material), before });

  const end = report.faulty ? '没有保存：先改好上面“文本的问题”，再导入一次。' : kept === undefined ? '没有保存：还不知道是哪一部法。' : keep(kept, read.text, `来自 ${basename(file)}，${places.today} 导入`);
  return { text: `${report.text}\n\n${end}`, code: report.clean ? 0 : 1 };
}

/** Writes the text; another one that stood there is put aside under the hash of its words, so that none is lost. */
function keep(path: string, text: string, note: string): string {
  const body = `<!-- ${note.replaceAll('--', '—')} -->\n${text.replaceAll('\r\n', '\n').trimEnd()}\n`;
  const words = (whole: string) => whole.replace(/^<!--.*-->\n/, '');
  mkdirSync(join(path, '..'), { recursive: true });
  let aside = '';
  if (existsSync(path)) {
    const old = readFileSync(path, 'utf8');
    if (words(old) === words(body)) return `已有同样的文本：${path}，没有改动。content 没有改动。`;
    aside = path.replace(/\.md$/, `.${createHash('sha256').update(words(old)).digest('hex').slice(0, 8)}.old.md`);
    renameSync(path, aside);
  }
  const draft = `${path}.part`;
  writeFileSync(draft, body);
  renameSync(draft, path);
  return `已保存 ${path}${aside ? `；上次的文本改名为 ${basename(aside)}` : ''}。content 没有改动。`;
}

/** Pages (figures and kits too) and questions in use on each provision. */
function restingOn(material: Material): Resting {
  const retired = new Set(questionsOf(material).flatMap(({ question }) => (question.retired ? [question.id] : [])));
  const users = new Map<string, { pages: Set<string>; questions: Set<string> }>();
  for (const c of citationsOf(material)) {
    const question = c.who.trim();
    if (retired.has(question)) continue;
    const key = basisKey(c);
    const user = users.get(key) ?? { pages: new Set(), questions: new Set() };
    users.set(key, user);
    if (question) user.questions.add(question);
    else user.pages.add(c.key);
  }
  return new Map(Array.from(users, ([key, { pages, questions }]) => [key, { pages: pages.size, questions: questions.size }]));
}
