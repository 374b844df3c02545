/** 题库: an editor's file made fit for drawing, or what is wrong with it. */
import { askedOf, canonicalJson, type Asked } from './revision.ts';
import type { Question, QuestionKind } from './schema.ts';

export interface BankQuestion {
  readonly asked: Asked;
  readonly kind: QuestionKind;
  /** SHA-256 of {@link canonicalJson} of `asked`. */
  readonly revision: string;
  readonly reserved: boolean;
}

export interface Bank {
  readonly id: string;
  readonly title: string;
  readonly order: number;
  /** Those not withdrawn, by id. */
  readonly questions: readonly BankQuestion[];
}

/** Something wrong in a bank; `path` leads to the place within the file. */
export interface Problem {
  readonly code: 'question-id-twice' | 'key-not-an-option' | 'key-twice' | 'option-letters' | 'options-alike' | 'explanation-names-letters';
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly hint: string;
}

const LETTER_IN_PROSE = /选项?\s*[A-H](?![A-Za-z])|(?<![A-Za-z])[A-H]\s*(?:项|选项)/;

/** Everything in these questions that the schema alone cannot see. */
export function problemsOf(questions: readonly Question[]): Problem[] {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  questions.forEach((q, i) => {
    const say = (code: Problem['code'], field: readonly (string | number)[], message: string, hint: string) =>
      problems.push({ code, path: ['questions', i, ...field], message: `${q.id} ${message}`, hint });
    if (seen.has(q.id)) say('question-id-twice', ['id'], '题号重复。', '换一个没有用过的题号，停用的题号也不能再用');
    seen.add(q.id);
    if (q.kind === 'truefalse') return;
    const keys = Object.keys(q.options).sort();
    if (keys.some((k, n) => k !== 'ABCDEFGH'[n])) say('option-letters', ['options'], `选项应从 A 起依次排列（现有 ${keys.join(' ')}）。`, '补上缺的字母，或改成连续的');
    if (new Set(Object.values(q.options)).size < keys.length) say('options-alike', ['options'], '有两个选项一模一样。', '改掉其中一个');
    const answers = q.kind === 'single' ? [q.answer] : q.answer;
    answers.forEach((a, n) => {
      const at = q.kind === 'single' ? ['answer'] : ['answer', n];
      if (!keys.includes(a)) say('key-not-an-option', at, `答案“${a}”不在选项中（现有 ${keys.join(' ')}）。`, '改答案，或补上这个选项');
      if (answers.indexOf(a) !== n) say('key-twice', at, `答案“${a}”写了两次。`, '删掉一个');
    });
    if (!q.fixed && LETTER_IN_PROSE.test(q.explanation)) {
      say('explanation-names-letters', ['explanation'], '解析里提到了选项字母，但选项会打乱顺序。', '用选项的内容来说，或写上 fixed: true');
    }
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
  const questions = file.questions
    .filter((q) => q.retired === undefined)
    .map((q) => {
      const asked = askedOf(q);
      return { asked, kind: q.kind, revision: sha256(canonicalJson(asked)), reserved: q.reserved };
    })
    .sort((a, b) => (a.asked.id < b.asked.id ? -1 : 1));
  return { bank: { id: file.id, title: file.title, order: file.order, questions } };
}
