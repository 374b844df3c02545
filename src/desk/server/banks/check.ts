/**
 * 核对题库文件: reads a file and says what importing it would do, judged by the editors' schema
 * and by all checks of the content, run over the content as it would be. Changes nothing.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkAll } from '../../../checks/all.ts';
import { didYouMean } from '../../../checks/near.ts';
import type { Material } from '../../../checks/material.ts';
import { loadMaterial } from '../../../checks/server/run.ts';
import type { Day } from '../../../kernel/day.ts';
import type { Issue } from '../../../kernel/issue.ts';
import { fieldName, FIELD_NAMES, issue, type Decoded, type FileIssue } from '../../../quiz/formats/item.ts';
import { errorsOf, planBank, type BankPlan, type Defaults } from '../../../quiz/formats/plan.ts';
import { readBankFile } from '../../../quiz/server/formats/read.ts';
import type { Question } from '../../../quiz/schema.ts';
import { withQuestions } from './yaml.ts';

export interface BankRequest {
  readonly root: string;
  readonly today: Day;
  readonly bank: string;
  readonly defaults: Defaults;
  /** Ids that were ever asked. */
  readonly used: readonly string[];
  readonly source: { readonly bytes: Uint8Array; readonly name: string } | { readonly decoded: Decoded };
}

export interface Checked {
  readonly bank: string;
  readonly decoded: Decoded;
  readonly plan: BankPlan;
  /** The bank's file afterwards; undefined while there are errors or nothing changes. */
  readonly text: string | undefined;
  /** SHA-256 of the bank's file as it was read. */
  readonly before: string;
  /** SHA-256 of what would be done: the same bank, read and written. */
  readonly hash: string;
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
export const bankFile = (root: string, bank: string): string => join(root, 'quizzes/banks', `${bank}.yaml`);

/** Why a name is no bank; undefined when it is one. */
export function noBank(root: string, bank: string, banks: Iterable<string>): string | undefined {
  const names = [...banks];
  if (names.includes(bank)) return undefined;
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(bank) && existsSync(bankFile(root, bank))) return `题库 ${bank} 的文件里有错误，先运行 npm run desk -- check quizzes/banks/${bank}.yaml，改好再来。`;
  return `没有“${bank.slice(0, 60)}”这个题库。${didYouMean(bank, names, `现有：${names.join('、')}。`)}`;
}

/** The outcome for a file. What is wrong with the file or the bank is in the plan; never throws for it. */
export async function checkBankFile({ root, today, bank, defaults, used, source }: BankRequest): Promise<Checked> {
  const { material } = loadMaterial(root, today);
  const wrong = noBank(root, bank, material.banks.keys());
  const decoded = 'decoded' in source ? source.decoded : await readBankFile(source.bytes, source.name, material.library.laws);
  if (wrong !== undefined) return { bank, decoded, plan: { rows: [], issues: [issue('', '', wrong, '')] }, text: undefined, before: '', hash: '' };
  const text = readFileSync(bankFile(root, bank), 'utf8');
  const planned = planBank(decoded, { banks: material.banks, bank, used: new Set(used) }, defaults);
  const plan = withChecks(planned, material, bank);
  const touched = plan.rows.flatMap((r) => (r.question && (r.state === 'new' || r.state === 'changed') ? [r.question] : []));
  const after = errorsOf(plan).length === 0 && touched.length > 0 ? withQuestions(text, touched) : undefined;
  return { bank, decoded, plan, text: after, before: sha256(text), hash: sha256(`${bank}\n${sha256(text)}\n${after ?? ''}`) };
}

const FIELDS = Object.keys(FIELD_NAMES);
/** Said by the plan in its own words, with the likeness and the twin. */
const OWN = new Set(['stem-equal', 'stem-near', 'question-id-repeated']);

/** What the checks of the content say of the bank as it would be, by the rows it comes from. */
function withChecks(plan: BankPlan, material: Material, bank: string): BankPlan {
  const mine = material.banks.get(bank);
  const judged = plan.rows.flatMap((row, at) => (row.state !== 'unchanged' && (row.question ?? row.probe) ? [{ at, row, question: (row.question ?? row.probe) as Question }] : []));
  if (!mine || judged.length === 0) return plan;
  const ids = new Set(judged.map((j) => j.question.id));
  const others = mine.questions.filter((q) => !ids.has(q.id));
  const key = `banks/${bank}`;
  const file = material.sources.get(key)?.file ?? key;
  const at = (path: readonly PropertyKey[]) => ({ line: Number(path[1] ?? -1) + 1, column: FIELDS.indexOf(String(path[2])) + 1 });
  const after: Material = {
    ...material,
    banks: new Map([...material.banks, [bank, { ...mine, questions: [...others, ...judged.map((j) => j.question)] }]]),
    sources: new Map([...material.sources, [key, { file, at }]]),
  };
  const known = new Set(checkAll(material).map((i) => `${i.file} ${i.message}`));
  const extra = new Map<number, FileIssue[]>();
  const general: FileIssue[] = [];
  for (const i of checkAll(after)) {
    if (OWN.has(i.code)) continue;
    const found = i.file === file ? judged[i.line - 1 - others.length] : undefined;
    if (found) {
      const column = i.column > 0 ? fieldName(FIELDS[i.column - 1] ?? '') : '';
      // What was made up, and what the plan has said already.
      if (found.row.issues.some((x) => x.level === 'error' && x.column.startsWith(column))) continue;
      extra.set(found.at, [...(extra.get(found.at) ?? []), asFileIssue(i, found.row.where, column, found.question.id)]);
    } else if (i.level === 'error' && !known.has(`${i.file} ${i.message}`)) general.push(asFileIssue(i, i.file, '', ''));
  }
  return {
    issues: [...plan.issues, ...general],
    rows: plan.rows.map((r, n) => {
      const more = extra.get(n) ?? [];
      return more.length === 0 ? r : { ...r, issues: [...r.issues, ...more], state: more.some((i) => i.level === 'error') ? 'refused' : r.state };
    }),
  };
}

const asFileIssue = (i: Issue, where: string, column: string, id: string): FileIssue => issue(where, column, i.message.replace(`${id} `, ''), i.hint ?? '', i.level === 'error' ? 'error' : 'warning');
