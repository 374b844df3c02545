/** `desk import bank`, `desk export bank`, `desk template bank`. */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { didYouMean } from '../../../checks/near.ts';
import { loadMaterial } from '../../../checks/server/run.ts';
import type { Day } from '../../../kernel/day.ts';
import { MOST_BYTES } from '../../../kernel/server/read-table.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { FORMATS, FORMAT_IDS, isFormat } from '../../../quiz/formats/formats.ts';
import { byReason } from '../../../quiz/formats/left-out.ts';
import { errorsOf } from '../../../quiz/formats/plan.ts';
import { writeBankFile } from '../../../quiz/server/formats/write.ts';
import { bankXlsx } from '../../../quiz/server/formats/xlsx.ts';
import { bankReport } from '../../bank-text.ts';
import { defaultsFrom } from '../../bank-defaults.ts';
import { applyBank } from './apply.ts';
import { checkBankFile, noBank } from './check.ts';
import { namesIn } from './names.ts';

export interface BankPlaces {
  readonly root: string;
  readonly cwd: string;
  readonly today: Day;
}
export interface Outcome {
  readonly text: string;
  readonly code: 0 | 1;
}
const refuse = (text: string): Outcome => ({ text, code: 1 });

const USAGE = {
  import: '要写明题库和文件，例如：\n  npm run desk -- import bank contract 新题.xlsx\n  npm run desk -- import bank contract 新题.xlsx --apply\n文件里没有的，可以给整个文件补上：--basis labour-contract-law:47 --page qa/ending/severance --difficulty 2 --explanation 解析\n还缺内容的题，可以存成表格补齐：--sheet 补齐.xlsx',
  export: `要写明题库和文件，例如：\n  npm run desk -- export bank contract --format xlsx --out 题库.xlsx\n格式有：${FORMAT_IDS.join('、')}`,
  template: '要写明文件，例如：\n  npm run desk -- template bank --out 模板.xlsx',
};

/** Splits `words --name value --flag`. */
function words(args: readonly string[], flags: readonly string[]): { free: string[]; named: Map<string, string>; bare: string | undefined } {
  const free: string[] = [];
  const named = new Map<string, string>();
  let bare: string | undefined;
  for (let i = 0; i < args.length; i++) {
    const word = args[i] ?? '';
    if (!word.startsWith('--')) free.push(word);
    else if (flags.includes(word)) named.set(word, 'yes');
    else if (args[i + 1] === undefined) bare = word;
    else named.set(word, args[++i] ?? '');
  }
  return { free, named, bare };
}

/** `args` are the words after `import bank`. */
export async function importBank(args: readonly string[], { root, cwd, today }: BankPlaces): Promise<Outcome> {
  const { free, named, bare } = words(args, ['--apply']);
  const [bank, file] = free;
  const unknown = [...named.keys()].find((n) => !['--apply', '--basis', '--page', '--difficulty', '--explanation', '--sheet'].includes(n)) ?? bare;
  if (unknown !== undefined || bank === undefined || file === undefined || free.length > 2) return refuse(`${unknown === undefined ? '' : `看不懂“${unknown}”。\n`}${USAGE.import}`);
  const defaults = defaultsFrom({ basis: named.get('--basis'), page: named.get('--page'), difficulty: named.get('--difficulty'), explanation: named.get('--explanation') });
  if ('say' in defaults) return refuse(defaults.say);
  const path = resolve(cwd, file);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile()) return refuse(`找不到文件“${file}”。请核对名字；也可以把文件拖进终端窗口，路径会自己填好。`);
  const bytes = stat.size > MOST_BYTES ? new Uint8Array(MOST_BYTES + 1) : new Uint8Array(readFileSync(path));
  const checked = await checkBankFile({ root, today, bank, defaults, used: [], source: { bytes, name: file } });
  const report = bankReport(bank, checked.plan);
  const sheet = named.get('--sheet');
  const said = [report];
  if (sheet !== undefined && checked.plan.rows.length > 0) {
    const { laws, pages } = namesIn(loadMaterial(root, today).material.library);
    writeFileSync(resolve(cwd, sheet), await bankXlsx(checked.plan.rows.map((r) => ({ ...r.draft, ...(r.state === 'refused' && !checked.decoded.items.some((i) => i.draft.id === r.id) ? { id: undefined } : {}) })), laws, pages));
    said.push(`已把读到的题写进 ${sheet}，补齐以后再导入。`);
  }
  if (errorsOf(checked.plan).length > 0) return { text: said.join('\n'), code: 1 };
  if (checked.text === undefined) return { text: [...said, '没有要写的。'].join('\n'), code: 0 };
  if (!named.has('--apply')) return { text: [...said, '这只是核对，什么也没有改。确认无误，就在刚才的命令后面加上 --apply。'].join('\n'), code: 0 };
  try {
    applyBank(root, checked);
  } catch (error) {
    if (error instanceof Refusal) return refuse([...said, error.say].join('\n'));
    throw error;
  }
  return { text: [...said, `已写入 quizzes/banks/${bank}.yaml。网站下次启动时换上新题。`].join('\n'), code: 0 };
}

/** `args` are the words after `export`. */
export async function exportBank(args: readonly string[], { root, cwd, today }: BankPlaces): Promise<Outcome> {
  const { free, named, bare } = words(args, []);
  const [what, bank] = free;
  const [format, out] = [named.get('--format'), named.get('--out')];
  if (what !== 'bank' || bank === undefined || bare !== undefined || format === undefined || out === undefined) return refuse(USAGE.export);
  if (!isFormat(format)) return refuse(`没有“${format}”这种格式。${didYouMean(format, FORMAT_IDS, `可以写：${FORMAT_IDS.join('、')}。`)}`);
  const { material } = loadMaterial(root, today);
  const wrong = noBank(root, bank, material.banks.keys());
  if (wrong !== undefined) return refuse(wrong);
  const questions = material.banks.get(bank)?.questions ?? [];
  const { file, left } = await writeBankFile(questions, format, namesIn(material.library));
  writeFileSync(resolve(cwd, out), file);
  const { loses } = FORMATS[format];
  return {
    text: [
      `已把题库 ${bank} 的 ${questions.length - left.length} 题写进 ${out}，里面有答案和考试专用题，请妥善保管。`,
      ...(left.length > 0 ? [`有 ${left.length} 题这种格式放不下，没有写进去：`, ...byReason(left).map(({ why, ids }) => `  ${why}（${ids.length} 题）：${ids.join('、')}`)] : []),
      ...(loses ? [`${FORMATS[format].name}：${loses}。`] : []),
    ].join('\n'),
    code: 0,
  };
}

/** `args` are the words after `template`. */
export async function templateBank(args: readonly string[], { root, cwd, today }: BankPlaces): Promise<Outcome> {
  const { free, named, bare } = words(args, []);
  const out = named.get('--out');
  if (free[0] !== 'bank' || free.length > 1 || out === undefined || bare !== undefined) return refuse(USAGE.template);
  const { laws, pages } = namesIn(loadMaterial(root, today).material.library);
  writeFileSync(resolve(cwd, out), await bankXlsx([], laws, pages));
  return { text: `已写好模板 ${out}。填在“试题”这张表里，怎么填见“填写说明”。`, code: 0 };
}
