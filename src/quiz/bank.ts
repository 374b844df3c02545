/** 题库: an editor's file made fit for drawing, or what is wrong with it. */
import type { AskedKind } from './kinds/index.ts';
import { kindOf, unitOf } from './kinds/index.ts';
import type { Fault } from './kinds/kind.ts';
import { askedIn, canonicalJson, type Asked } from './revision.ts';
import type { Question, QuestionKind } from './schema.ts';

/** One thing that is asked: a question, or a part of a case. */
export interface BankQuestion {
  readonly asked: Asked;
  readonly kind: AskedKind;
  /** SHA-256 of {@link canonicalJson} of `asked`. Says something of the key: it never leaves the server before release. */
  readonly revision: string;
  /** SHA-256 of the id and of what a candidate sees: how practice names the question, the same whatever its key. */
  readonly handle: string;
  readonly reserved: boolean;
}

/** One entry of the file: drawn, reserved and withdrawn as a whole. */
export interface BankUnit {
  readonly id: string;
  readonly kind: QuestionKind;
  readonly reserved: boolean;
  readonly difficulty: number;
  readonly category: string | undefined;
  /** Laws that any of it rests on. */
  readonly laws: ReadonlySet<string>;
  /** In the order in which they are asked; one, unless it is a case. */
  readonly questions: readonly BankQuestion[];
}

export interface Bank {
  readonly id: string;
  readonly title: string;
  readonly order: number;
  /** Those not withdrawn, by id. */
  readonly units: readonly BankUnit[];
  /** Everything that the units ask. */
  readonly questions: readonly BankQuestion[];
}

/** Something wrong in a bank; `path` leads to the place within the file. */
export interface Problem extends Omit<Fault, 'code'> {
  readonly code: Fault['code'] | 'question-id-twice';
}

/** Everything in these questions that the schema alone cannot see. */
export function problemsOf(questions: readonly Question[]): Problem[] {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  questions.forEach((q, i) => {
    if (seen.has(q.id)) problems.push({ code: 'question-id-twice', path: ['questions', i, 'id'], message: `${q.id} 题号重复。`, hint: '换一个没有用过的题号，停用的题号也不能再用' });
    seen.add(q.id);
    for (const fault of unitOf(q.kind).faults(q)) problems.push({ ...fault, path: ['questions', i, ...fault.path], message: `${q.id} ${fault.message}` });
  });
  return problems;
}

/**
 * The bank ready for drawing.
 * @param sha256 SHA-256 in lower-case hex of the text's UTF-8.
 */
export function buildBank(
  file: { readonly id: string; readonly title: string; readonly order: number; readonly questions: readonly Question[] },
  sha256: (text: string) => string,
): { readonly bank: Bank } | { readonly problems: readonly Problem[] } {
  const problems = problemsOf(file.questions);
  if (problems.length > 0) return { problems };
  const units = unitsOf(file.questions, sha256);
  return { bank: { id: file.id, title: file.title, order: file.order, units, questions: units.flatMap((u) => u.questions) } };
}

/** Everything that a candidate sees of a question, in the editor's order. */
function seenOf(asked: Asked) {
  const kind = kindOf(asked.kind);
  return { id: asked.id, kind: asked.kind, stem: asked.stem, material: asked.material, ...kind.shown(asked, kind.keys(asked).join('')) };
}

/** The units of these questions, by id; those withdrawn are left out. */
export const unitsOf = (questions: readonly Question[], sha256: (text: string) => string): BankUnit[] =>
  questions
    .filter((q) => q.retired === undefined)
    .map((q): BankUnit => {
      const all = askedIn(q);
      return {
        id: q.id,
        kind: q.kind,
        reserved: q.reserved,
        difficulty: q.difficulty,
        category: q.category,
        laws: new Set(all.flatMap((asked) => asked.basis.map((b) => b.law))),
        questions: all.map((asked) => ({ asked, kind: asked.kind, revision: sha256(canonicalJson(asked)), handle: sha256(canonicalJson(seenOf(asked))), reserved: q.reserved })),
      };
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
