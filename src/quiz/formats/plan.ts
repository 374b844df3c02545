/**
 * 核对: what importing a file would do to a bank, question by question. Pure. Everything
 * wrong is collected; with one error nothing may be imported.
 */
import type { Basis } from '../../library/cite.ts';
import { problemsOf } from '../bank.ts';
import { choiceTexts, nearPairs, stemOf } from '../likeness.ts';
import { questionSchema, type Question } from '../schema.ts';
import { changesOf, sameQuestion, type Change } from './changes.ts';
import { draftOf, issue, type Decoded, type Draft, type FileIssue, type Item } from './item.ts';
import { numbering } from './numbering.ts';
import { columnOf, sayOf } from './say-schema.ts';
import { readAnswer } from './sheet-cells.ts';

/** What the whole file takes where it is silent. */
export interface Defaults {
  readonly basis?: readonly Basis[] | undefined;
  readonly page?: string | undefined;
  readonly difficulty?: number | undefined;
  readonly explanation?: string | undefined;
}

export interface KnownBanks {
  readonly banks: ReadonlyMap<string, { readonly id: string; readonly questions: readonly Question[] }>;
  /** The bank to import into. */
  readonly bank: string;
  /** Ids that were ever asked, also those that no file has any more. */
  readonly used: ReadonlySet<string>;
}

/** Another question that is nearly the same. */
export interface Twin {
  readonly id: string;
  /** Bank, or the place in the file. */
  readonly from: string;
  readonly stem: string;
  /** 0.8 to 1. */
  readonly likeness: number;
}

export interface PlannedRow {
  readonly where: string;
  /** Given, or assigned. */
  readonly id: string;
  readonly state: 'new' | 'changed' | 'unchanged' | 'refused';
  /** What was read, for showing it. */
  readonly draft: Draft;
  /** Undefined while the schema refuses it. */
  readonly question: Question | undefined;
  /** The question with what is missing or broken made up, so that everything else can be judged at once. */
  readonly probe: Question | undefined;
  readonly changes: readonly Change[];
  readonly twins: readonly Twin[];
  readonly issues: readonly FileIssue[];
}

export interface BankPlan {
  readonly rows: readonly PlannedRow[];
  /** About the file as a whole. */
  readonly issues: readonly FileIssue[];
}

export const errorsOf = (plan: BankPlan): FileIssue[] => [...plan.issues, ...plan.rows.flatMap((r) => r.issues)].filter((i) => i.level === 'error');

/** Signs that nobody sees and that break files: control characters other than tab and line break, and halves of characters. */
const UNSEEN = /(?![\t\n])\p{Cc}|[\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF\uFFFD\uFFFE\uFFFF]|\p{Cs}/u;

/** Compares the file with the bank. */
export function planBank({ items, issues }: Decoded, known: KnownBanks, defaults: Defaults = {}): BankPlan {
  const here = known.banks.get(known.bank)?.questions ?? [];
  const number = numbering(here, items, [...known.used, ...Array.from(known.banks.values()).flatMap((b) => b.questions.map((q) => q.id))]);
  const elsewhere = new Map(Array.from(known.banks.values()).filter((b) => b.id !== known.bank).flatMap((b) => b.questions.map((q) => [q.id, b.id])));
  const seen = new Map<string, string>();
  const rows = items.map((item): PlannedRow => {
    const found: FileIssue[] = [...item.issues];
    const say = (column: string, text: string, cure: string, level: FileIssue['level'] = 'error') => void found.push(issue(item.where, column, text, cure, level));
    const given = typeof item.draft.id === 'string' ? item.draft.id : undefined;
    const id = given ?? number.next();
    if (id === undefined) say('题号', '这个题库还没有题号，不知道新题怎么编。', '给每一题写上题号，例如 LC-001');
    const existing = here.find((q) => q.id === id);
    if (given !== undefined) {
      const other = elsewhere.get(given);
      if (seen.has(given)) say('题号', `题号 ${given} 在${seen.get(given)}已经有了。`, '一题只写一次，或者改一个题号');
      else if (other !== undefined) say('题号', `题号 ${given} 在题库 ${other} 里已经用过。`, '空着，自动编下一个号');
      else if (!existing && known.used.has(given)) say('题号', `题号 ${given} 以前出过题，不能再用。`, '空着，自动编下一个号');
      else if (!existing && number.prefix !== undefined && /^[A-Z]+-/.test(given) && !given.startsWith(number.prefix)) say('题号', `这个题库的题号都以 ${number.prefix} 开头，现在是 ${given}。`, '看一看是不是选错了题库；新题可以空着，自动编号');
      seen.set(given, item.where);
    }
    const draft = { ...whole(item, existing, defaults), ...(id === undefined ? {} : { id }) };
    for (const [field, value] of textsOf(draft)) if (UNSEEN.test(value)) say(field, '里面有看不见的特殊字符。', '删掉这一段重新打一遍，不要粘贴');
    const parsed = questionSchema.safeParse(draft);
    for (const e of parsed.error?.issues ?? []) {
      const said = sayOf(e, draft);
      if (!found.some((i) => i.column === said.column && i.level === 'error')) say(said.column, said.say, said.cure);
    }
    const probe = parsed.success ? parsed.data : probeOf(draft);
    for (const p of probe ? problemsOf([probe]) : []) if (!found.some((i) => i.level === 'error' && i.column === columnOf(p.path.slice(2)))) say(columnOf(p.path.slice(2)), p.message.replace(`${probe?.id ?? ''} `, ''), p.hint);
    const changes = parsed.success && existing ? changesOf(existing, parsed.data) : [];
    if (existing?.retired && changes.length > 0) say('题号', `${existing.id} 已经停用，不能再改。`, '作为新题导入：题号空着');
    if (changes.some((c) => c.field.endsWith('答案')) && !existing?.retired) say('答案', '改了标准答案。以前的成绩不会自己变，要另外做重新判分。', '', 'warning');
    const refused = !parsed.success || found.some((i) => i.level === 'error');
    const state = refused ? 'refused' : !existing ? 'new' : sameQuestion(existing, parsed.data) ? 'unchanged' : 'changed';
    return { where: item.where, id: id ?? '', state, draft, question: parsed.success ? parsed.data : undefined, probe, changes: state === 'changed' ? changes : [], twins: [], issues: found };
  });
  return { rows: withTwins(rows, known), issues };
}

/** The draft with what the bank knows of it, or the file's defaults for a new question. */
function whole({ draft: given, guess, silentOptions = [] }: Item, existing: Question | undefined, defaults: Defaults): Draft {
  const kind = given.kind ?? existing?.kind ?? guess;
  // Without its kind an answer could not be read.
  const draft: Draft = { ...given, ...draftOf({ kind }), ...(typeof given.answer === 'string' && typeof kind === 'string' ? { answer: readAnswer(kind, given.answer) } : {}) };
  if (!existing) return { ...draftOf({ ...defaults }), ...draft };
  if (draft.kind === existing.kind) {
    const kept = 'options' in existing && draft.options !== undefined ? Object.fromEntries(Object.entries(existing.options).filter(([letter]) => silentOptions.includes(letter))) : {};
    return { ...existing, ...draft, ...(draft.options === undefined ? {} : { options: Object.fromEntries(Object.entries({ ...kept, ...(draft.options as object) }).sort(([a], [b]) => (a < b ? -1 : 1))) }) };
  }
  // Another kind: only what all kinds have is kept.
  const { basis, page, difficulty, category, retired, reserved } = existing;
  const { stem, explanation } = existing.kind === 'case' ? { stem: undefined, explanation: undefined } : existing;
  return { ...draftOf({ stem, explanation, basis, page, difficulty, category, retired, reserved }), ...draft };
}

const MADE_UP: Draft = { id: 'AA-000', stem: '题干', explanation: '解析', basis: [{ law: 'x', article: '1' }], page: 'qa/x/x', difficulty: 1, options: { A: '甲', B: '乙' }, reserved: false, fixed: false,
  material: '材料', items: { A: '甲', B: '乙', C: '丙' }, left: { '1': '子', '2': '丑' }, right: { A: '甲', B: '乙' }, blanks: [{ accept: ['甲'] }],
  parts: ['子', '丑'].map((stem) => ({ kind: 'truefalse', stem, answer: true, explanation: '解析' })),
};
const ANSWERS: Draft = { single: 'A', multiple: ['A', 'B'], truefalse: true, ordering: ['A', 'B', 'C'], matching: { '1': 'A', '2': 'B' } };

/** The draft with everything that the schema refuses made up; undefined when even the kind cannot be told. */
function probeOf(draft: Draft): Question | undefined {
  const broken = new Set((questionSchema.safeParse(draft).error?.issues ?? []).map((e) => String(e.path[0])));
  const kept = Object.entries(draft).filter(([field]) => !broken.has(field));
  const made = Object.entries({ ...MADE_UP, answer: ANSWERS[String(draft.kind)] }).filter(([field]) => broken.has(field));
  return questionSchema.safeParse(Object.fromEntries([...kept, ...made])).data;
}

/** Every text in the draft with its column. */
function textsOf(value: unknown, path: readonly string[] = []): [column: string, text: string][] {
  if (typeof value === 'string') return [[columnOf(path), value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, [...path, key]));
}

/** Adds what is nearly the same, in all banks and within the file. The same stem with the same choices is refused. */
function withTwins(rows: readonly PlannedRow[], known: KnownBanks): PlannedRow[] {
  const mine = new Set(rows.map((r) => r.id));
  const stored = Array.from(known.banks.values()).flatMap((b) => b.questions.filter((q) => b.id !== known.bank || !mine.has(q.id)).map((question) => ({ question, from: `题库 ${b.id}` })));
  const fresh = rows.flatMap((row, i) => {
    const question = row.question ?? (row.draft.stem === undefined ? undefined : row.probe);
    return question && row.state !== 'unchanged' ? [{ question, from: row.where, i }] : [];
  });
  const kept = rows.flatMap((row) => (row.question && row.state === 'unchanged' ? [{ question: row.question, from: row.where }] : []));
  const all: { question: Question; from: string; i?: number }[] = [...stored, ...kept, ...fresh];
  const out = rows.map((row) => ({ ...row, twins: [...row.twins], issues: [...row.issues] }));
  for (const { first, second, likeness } of nearPairs(all.map((x) => stemOf(x.question)))) {
    const [a, b] = [all[first], all[second]];
    const row = b?.i === undefined ? undefined : out[b.i];
    if (!a || !b || !row || a.question.kind !== b.question.kind) continue;
    row.twins.push({ id: a.question.id, from: a.from, stem: stemOf(a.question), likeness });
    const same = likeness === 1 && JSON.stringify(choiceTexts(a.question)) === JSON.stringify(choiceTexts(b.question));
    if (same && row.state !== 'changed') {
      row.issues.push(issue(row.where, '题干', `和 ${a.question.id}（${a.from}）一样。`, `要改那一题，就写上它的题号 ${a.question.id}；否则删掉这一题`));
      row.state = 'refused';
    } else row.issues.push(issue(row.where, '题干', `和 ${a.question.id}（${a.from}）有 ${Math.floor(likeness * 100)}% 相同。`, '两题会抽进同一份试卷；考点相同就删掉一题', 'warning'));
  }
  return out;
}
