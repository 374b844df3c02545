/** Random well-formed questions of every kind, and answers to them, for property tests. */
import fc from 'fast-check';
import { bankSchema, type Question, type QuestionKind } from '#quiz/schema.ts';
import { askedIn, type Asked } from '#quiz/revision.ts';

export const KEYS = 'ABCDEFGH';
/** Every kind, once. */
export const ALL_KINDS = ['single', 'multiple', 'truefalse', 'fill', 'ordering', 'matching', 'case'] as const satisfies readonly QuestionKind[];

const text = fc.string({ minLength: 1, maxLength: 12 }).map((t) => t.replace(/[^\p{L}\p{N}]/gu, '')).filter((t) => t !== '' && !/[A-H]/.test(t));
const texts = (minLength: number, maxLength = 8) => fc.uniqueArray(text, { minLength, maxLength, selector: (t) => t.toLowerCase() });
const lettered = (list: readonly string[]): Record<string, string> => Object.fromEntries(list.map((t, i) => [KEYS[i] ?? '', t]));
const bits = fc.integer({ min: 1, max: 255 });

/** The fields that make a kind what it is. */
const shapes = {
  single: fc.record({ list: texts(3), pick: bits, fixed: fc.boolean() }).map(({ list, pick, fixed }) => ({ kind: 'single', options: lettered(list), answer: KEYS[pick % list.length], fixed })),
  multiple: fc.record({ list: texts(3), pick: bits, fixed: fc.boolean() }).map(({ list, pick, fixed }) => {
    const some = [...KEYS.slice(0, list.length)].filter((_, i) => (pick >> i) & 1);
    return { kind: 'multiple', options: lettered(list), answer: some.length >= 2 ? some : ['A', 'B'], fixed };
  }),
  truefalse: fc.boolean().map((answer) => ({ kind: 'truefalse', answer })),
  fill: fc.array(fc.array(text, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }).map((blanks) => ({ kind: 'fill', stem: `空${' ____ '.repeat(blanks.length)}`, blanks: blanks.map((accept) => ({ accept })) })),
  ordering: texts(3).chain((list) => fc.shuffledSubarray([...KEYS.slice(0, list.length)], { minLength: list.length }).map((answer) => ({ kind: 'ordering', items: lettered(list), answer }))),
  matching: fc.record({ left: texts(2), right: texts(2), pick: fc.array(fc.nat(7), { minLength: 8, maxLength: 8 }) }).map(({ left, right, pick }) => ({
    kind: 'matching',
    left: Object.fromEntries(left.map((t, i) => [String(i + 1), t])),
    right: lettered(right),
    answer: Object.fromEntries(left.map((_, i) => [String(i + 1), KEYS[(pick[i] ?? 0) % right.length]])),
  })),
};
const explained = <T extends object>(shape: fc.Arbitrary<T>): fc.Arbitrary<T & { stem: string; explanation: string }> => shape.map((s) => ({ stem: '题干', explanation: '密 解析', ...s }));
const parts = fc.array(fc.oneof(...(['single', 'multiple', 'truefalse', 'fill'] as const).map((k) => explained<object>(shapes[k]))), { minLength: 2, maxLength: 4 });

/** Any question of these kinds, well formed. */
export function question(id: fc.Arbitrary<string> = fc.constant('QA-001'), kinds: readonly QuestionKind[] = ALL_KINDS): fc.Arbitrary<Question> {
  const record = fc.record({
    id,
    difficulty: fc.integer({ min: 1, max: 5 }),
    law: fc.constantFrom('labour-law', 'contract-law'),
    category: fc.constantFrom(undefined, 'pay', 'leave'),
    reserved: fc.boolean(),
    retired: fc.constantFrom(undefined, undefined, undefined, '2026-01-01'),
  });
  const of = (kind: QuestionKind): fc.Arbitrary<object> => (kind === 'case' ? parts.map((list) => ({ kind, material: '案情 材料', parts: list })) : explained<object>(shapes[kind]));
  return fc.tuple(record, fc.oneof(...kinds.map(of))).map(([{ law, ...rest }, shape]) => {
    const base: Record<string, unknown> = { ...rest, basis: [{ law, article: 1 }], page: 'qa/a/b', ...shape };
    if (base.stem === '题干') base.stem = `题干 ${rest.id}`;
    return bankSchema.parse({ title: '题库', questions: [base] }).questions[0] as Question;
  });
}

/** Anything that is asked: a question, or a part of a case. */
export const asked = (): fc.Arbitrary<Asked> => question().chain((q) => fc.constantFrom(...askedIn(q)));

/** A value a candidate can send: readable by some kind, empty or nonsense. */
export const value = fc.oneof(
  fc.constant(''),
  fc.uniqueArray(fc.constantFrom(...KEYS), { maxLength: 8 }).map((l) => l.join('')),
  fc.array(fc.constantFrom(...KEYS, '-'), { maxLength: 8 }).map((l) => l.join('')),
  fc.constantFrom('T', 'F', '三十日', '30日\n2', '\n', '---'),
  fc.string({ maxLength: 6, unit: 'binary' }),
);

/** The same question with another key, everything else equal; questions that have only one possible key come back as they are. */
export function otherKey(q: Question): Question {
  const next = <T>(list: readonly T[], now: T): T => list[(list.indexOf(now) + 1) % list.length] as T;
  const part = <P extends Extract<Question, { kind: 'case' }>['parts'][number]>(p: P): P => {
    if (p.kind === 'truefalse') return { ...p, answer: !p.answer };
    if (p.kind === 'single') return { ...p, answer: next(Object.keys(p.options), p.answer) };
    if (p.kind === 'multiple') return { ...p, answer: Object.keys(p.options).length === p.answer.length ? p.answer.slice(0, 2) : Object.keys(p.options) };
    return { ...p, blanks: p.blanks.map((b) => ({ accept: [...b.accept, '另一个', 'x'.repeat(90)] })) };
  };
  if (q.kind === 'case') return { ...q, parts: q.parts.map(part) };
  if (q.kind === 'ordering') return { ...q, answer: [...q.answer].reverse() };
  if (q.kind === 'matching') return { ...q, answer: Object.fromEntries(Object.entries(q.answer).map(([k, v]) => [k, next(Object.keys(q.right), v)])) };
  return part(q);
}
