import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRng, shuffled } from '../kernel/rng.ts';
import { buildBank, problemsOf, type Bank } from './bank.ts';
import { drawPaper, shortfallOf } from './draw.ts';
import { kindOf, KINDS } from './kinds/index.ts';
import { earned, outcomeOf } from './mark.ts';
import { keysOf, lettersOf, orderOptions } from './order.ts';
import { checkPractice, roundOf } from './practice.ts';
import { askedOf, askedSchema, canonicalJson, type Asked } from './revision.ts';
import { bankSchema, blueprintSchema, type Question, type QuestionKind } from './schema.ts';
import { questionView } from './view.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const KEYS = 'ABCDEFGH';

/** Any question of any kind, well formed. */
const question = (id: fc.Arbitrary<string> = fc.constant('QA-001')): fc.Arbitrary<Question> =>
  fc
    .record({
      id,
      kind: fc.constantFrom<QuestionKind>('single', 'multiple', 'truefalse'),
      texts: fc.uniqueArray(fc.string({ minLength: 1, maxLength: 12 }).filter((t) => t.trim() === t && t !== '' && !t.includes('\n')), { minLength: 3, maxLength: 8 }),
      pick: fc.integer({ min: 1, max: 254 }),
      fixed: fc.boolean(),
      reserved: fc.boolean(),
      retired: fc.option(fc.constant('2026-01-01'), { nil: undefined }),
    })
    .map(({ id: named, kind, texts, pick, fixed, reserved, retired }) => {
      const base = { id: named, kind, stem: `题干 ${named}`, explanation: '密 解析', basis: [{ law: 'labour-law', article: 1 }], page: 'qa/a/b', difficulty: 1, reserved, retired };
      const options = Object.fromEntries(texts.map((t, i) => [KEYS[i] ?? '', t]));
      const keys = Object.keys(options);
      const some = keys.filter((_, i) => (pick >> i) & 1);
      const many = some.length >= 2 ? some : keys.slice(0, 2);
      const whole =
        kind === 'truefalse' ? { ...base, answer: pick % 2 === 0 } : kind === 'single' ? { ...base, options, answer: keys[pick % keys.length], fixed } : { ...base, options, answer: many, fixed };
      return bankSchema.parse({ title: '题库', questions: [whole] }).questions[0] as Question;
    });

/** A value a candidate can send: readable, empty or nonsense. */
const value = fc.oneof(fc.constant(''), fc.uniqueArray(fc.constantFrom(...KEYS), { maxLength: 8 }).map((l) => l.join('')), fc.constantFrom('T', 'F'), fc.string({ maxLength: 6 }));

const rightLetters = (asked: Asked, order: string) => lettersOf(asked, order, kindOf(asked.kind).answerKeys(asked)).join('');

describe('reading an answer', () => {
  it.each<[QuestionKind, string, number, string]>([
    ['single', '', 4, 'unanswered'],
    ['single', 'B', 4, 'answered'],
    ['single', 'E', 4, 'invalid'],
    ['single', 'AB', 4, 'invalid'],
    ['single', 'b', 4, 'invalid'],
    ['multiple', '', 4, 'unanswered'],
    ['multiple', 'A', 4, 'answered'],
    ['multiple', 'DCA', 4, 'answered'],
    ['multiple', 'AA', 4, 'invalid'],
    ['multiple', 'AF', 5, 'invalid'],
    ['truefalse', '', 2, 'unanswered'],
    ['truefalse', 'T', 2, 'answered'],
    ['truefalse', 'true', 2, 'invalid'],
    ['truefalse', 'A', 2, 'invalid'],
  ])('%s %j of %i is %s', (kind, text, count, state) => {
    expect(kindOf(kind).read(text, count).state).toBe(state);
  });

  it('does not depend on the order in which letters are sent', () => {
    expect(KINDS.multiple.read('DBA', 4)).toEqual({ state: 'answered', letters: ['A', 'B', 'D'] });
  });
});

describe('marking', () => {
  it('earns full marks for the right answer, none for any other, and tells unanswered from wrong', () => {
    fc.assert(
      fc.property(question(), value, fc.integer({ min: 1, max: 100 }), fc.string(), (q, given, marks, seed) => {
        const asked = askedOf(q);
        const order = orderOptions(asked, seededRng(seed), true);
        const outcome = outcomeOf(asked, order, given);
        const got = earned(outcome, marks, 'all-or-nothing');
        expect(got).toBe(outcome === 'right' ? marks : 0);
        expect(outcomeOf(asked, order, '')).toBe('unanswered');
        const read = kindOf(asked.kind).read(given, order.length);
        expect(outcome === 'unanswered').toBe(read.state !== 'answered');
        expect(outcomeOf(asked, order, rightLetters(asked, order))).toBe('right');
        if (read.state === 'answered') expect(outcome === 'right').toBe(read.letters.join('') === rightLetters(asked, order));
      }),
    );
  });

  it('never depends on the order of options', () => {
    fc.assert(
      fc.property(question(), fc.string(), fc.string(), fc.integer({ min: 0, max: 255 }), (q, one, two, pick) => {
        const asked = askedOf(q);
        const keys = kindOf(asked.kind).choices(asked).map((c) => c.key).filter((_, i) => (pick >> i) & 1);
        const outcomes = [one, two].map((seed) => {
          const order = shuffled(kindOf(asked.kind).choices(asked).map((c) => c.key), seededRng(seed)).join('');
          const letters = lettersOf(asked, order, keys);
          expect(keysOf(asked, order, letters).sort()).toEqual([...keys].sort());
          return outcomeOf(asked, order, letters.sort().join(''));
        });
        expect(outcomes[0]).toBe(outcomes[1]);
      }),
    );
  });
});

describe('option order', () => {
  it('holds every choice once, and keeps fixed and true/false as written', () => {
    fc.assert(
      fc.property(question(), fc.string(), fc.boolean(), (q, seed, shuffle) => {
        const asked = askedOf(q);
        const keys = kindOf(asked.kind).choices(asked).map((c) => c.key);
        const order = orderOptions(asked, seededRng(seed), shuffle);
        expect([...order].sort()).toEqual([...keys].sort());
        if (!shuffle || asked.kind === 'truefalse' || asked.fixed) expect(order).toBe(keys.join(''));
      }),
    );
  });

  it('really shuffles', () => {
    const [q] = bankSchema.parse({ title: 'x', questions: [{ id: 'AA-001', kind: 'single', stem: 's', options: { A: '1', B: '2', C: '3', D: '4' }, answer: 'A', explanation: 'e', basis: [{ law: 'a', article: 1 }], page: 'qa/a/b', difficulty: 1 }] }).questions;
    const first = Array.from({ length: 400 }, (_, i) => orderOptions(askedOf(q as Question), seededRng(`s${i}`), true)[0]);
    for (const key of 'ABCD') expect(first.filter((f) => f === key).length).toBeGreaterThan(60);
  });
});

describe('the candidate’s view', () => {
  it('is byte-equal for questions that differ only in what a candidate must not see', () => {
    fc.assert(
      fc.property(question(), question(), fc.string(), fc.string({ minLength: 1 }), (q, other, seed, secret) => {
        const changed = { ...q, explanation: secret, page: 'laws/other', difficulty: 5, basis: other.basis, reserved: !q.reserved, retired: '2020-01-01' } as Question;
        if (changed.kind === 'truefalse' && q.kind === 'truefalse') changed.answer = !q.answer;
        if (changed.kind === 'single') changed.answer = Object.keys(changed.options).find((k) => k !== changed.answer) ?? 'A';
        if (changed.kind === 'multiple') changed.answer = Object.keys(changed.options);
        const [a, b] = [q, changed].map((x) => JSON.stringify(questionView(3, askedOf(x), orderOptions(askedOf(x), seededRng(seed), true))));
        expect(a).toBe(b);
      }),
    );
  });

  it('has just these fields', () => {
    fc.assert(
      fc.property(question(), (q) => {
        const view = questionView(1, askedOf(q), orderOptions(askedOf(q), seededRng('x'), true));
        expect(Object.keys(view).sort()).toEqual(['choices', 'kind', 'kindName', 'pos', 'stem']);
        for (const c of view.choices) expect(Object.keys(c).sort()).toEqual(['letter', 'text']);
        expect(JSON.stringify(view)).not.toContain('密');
      }),
    );
  });
});

describe('revisions', () => {
  it('are equal for equal content, whatever the order of fields, and ignore editorial fields', () => {
    fc.assert(
      fc.property(question(), (q) => {
        const reversed = Object.fromEntries(Object.entries(q).reverse()) as unknown as Question;
        const text = canonicalJson(askedOf(q));
        expect(canonicalJson(askedOf({ ...reversed, difficulty: 5, reserved: !q.reserved, retired: '2026-02-02' }))).toBe(text);
        expect(canonicalJson(askedOf({ ...q, explanation: `${q.explanation}！` }))).not.toBe(text);
        expect(canonicalJson(askedSchema.parse(JSON.parse(text)))).toBe(text);
      }),
    );
  });
});

const bankOf = (id: string, questions: readonly Question[]): Bank => {
  const built = buildBank({ id, title: id, order: 1, questions }, sha256);
  if ('problems' in built) throw new Error(JSON.stringify(built.problems));
  return built.bank;
};

describe('drawing', () => {
  const bank = (name: string) =>
    fc.uniqueArray(fc.integer({ min: 100, max: 999 }), { maxLength: 25 }).chain((ns) => fc.tuple(...ns.map((n) => question(fc.constant(`${name}-${n}`)))));
  const kind = fc.constantFrom<QuestionKind>('single', 'multiple', 'truefalse');
  const blueprint = fc.array(fc.record({ kind, pick: fc.array(fc.record({ bank: fc.constantFrom('one', 'two', 'none'), count: fc.integer({ min: 1, max: 4 }) }), { minLength: 1, maxLength: 3 }) }), { minLength: 1, maxLength: 4 }).map((sections) =>
    blueprintSchema.parse({ title: '卷', passPercent: 60, sections: sections.map((s) => ({ title: s.kind, marks: 2, ...s })) }),
  );

  it('fills every pick or says what is short, uses nothing twice, nothing retired, nothing reserved outside exams', () => {
    fc.assert(
      fc.property(bank('AA'), bank('BB'), blueprint, fc.string(), fc.constantFrom('exam' as const, 'open' as const), (one, two, plan, seed, use) => {
        const banks = new Map([['one', bankOf('one', one)], ['two', bankOf('two', two)]]);
        const paper = drawPaper(plan, banks, seededRng(seed), use);
        const missing = shortfallOf(plan, banks, use);
        if ('missing' in paper) {
          expect(paper.missing).toEqual(missing);
          expect(missing.every((m) => m.have < m.wanted)).toBe(true);
          return;
        }
        expect(missing).toEqual([]);
        const source = new Map([...one, ...two].map((q) => [q.id, q]));
        const all = paper.sections.flatMap((s) => s.questions);
        expect(new Set(all.map((q) => q.asked.id)).size).toBe(all.length);
        paper.sections.forEach((s, i) => {
          expect(s.questions).toHaveLength(plan.sections[i]?.pick.reduce((n, p) => n + p.count, 0) ?? -1);
          expect(s.questions.every((q) => q.kind === s.kind)).toBe(true);
        });
        for (const q of all) {
          expect(source.get(q.asked.id)?.retired).toBeUndefined();
          if (use === 'open') expect(source.get(q.asked.id)?.reserved).toBe(false);
        }
        expect(drawPaper(plan, banks, seededRng(seed), use)).toEqual(paper);
      }),
      { numRuns: 300 },
    );
  });

  it('counts picks of one bank and kind together', () => {
    const [q] = fc.sample(question(fc.constant('AA-100')).filter((x) => x.kind === 'single' && !x.retired), 1);
    const plan = blueprintSchema.parse({ title: '卷', passPercent: 60, sections: [1, 2].map(() => ({ title: 's', kind: 'single', marks: 1, pick: [{ bank: 'one', count: 1 }] })) });
    expect(shortfallOf(plan, new Map([['one', bankOf('one', [q as Question])]]), 'exam')).toEqual([{ section: 1, pick: 0, bank: 'one', kind: 'single', wanted: 1, have: 0 }]);
  });
});

describe('problems of a bank', () => {
  const base = { id: 'AA-001', kind: 'single', stem: 's', options: { A: '1', B: '2', C: '3' }, answer: 'A', explanation: 'e', basis: [{ law: 'a', article: 1 }], page: 'qa/a/b', difficulty: 1 };
  it.each([
    [{ answer: 'E' }, 'key-not-an-option', ['questions', 0, 'answer']],
    [{ kind: 'multiple', answer: ['A', 'H'] }, 'key-not-an-option', ['questions', 0, 'answer', 1]],
    [{ kind: 'multiple', answer: ['A', 'A'] }, 'key-twice', ['questions', 0, 'answer', 1]],
    [{ options: { A: '1', C: '2' } }, 'option-letters', ['questions', 0, 'options']],
    [{ options: { A: '1', B: '1' } }, 'options-alike', ['questions', 0, 'options']],
    [{ explanation: '因为选项B少算了一个月' }, 'explanation-names-letters', ['questions', 0, 'explanation']],
    [{ explanation: 'B项少算了一个月' }, 'explanation-names-letters', ['questions', 0, 'explanation']],
  ])('%j', (over, code, path) => {
    const { questions } = bankSchema.parse({ title: 't', questions: [{ ...base, ...over }] });
    expect(problemsOf(questions).map(({ code: c, path: p }) => ({ c, p }))).toEqual([{ c: code, p: path }]);
  });
  it('finds an id used twice, and nothing in a good bank', () => {
    expect(problemsOf(bankSchema.parse({ title: 't', questions: [base, base] }).questions).map((p) => p.code)).toEqual(['question-id-twice']);
    expect(problemsOf(bankSchema.parse({ title: 't', questions: [base] }).questions)).toEqual([]);
  });
});

describe('practice', () => {
  it('shows open questions only, in an order that belongs to the seed, and marks in that order', () => {
    fc.assert(
      fc.property(fc.tuple(...Array.from({ length: 8 }, (_, i) => question(fc.constant(`AA-10${i}`)))), fc.stringMatching(/^[a-z0-9]{1,8}$/), (questions, seed) => {
        const bank = bankOf('one', questions);
        const round = roundOf(bank, seed);
        expect(roundOf(bank, seed)).toEqual(round);
        expect(roundOf(bank, seed, 3).questions).toEqual(round.questions.slice(0, 3));
        const open = questions.filter((q) => !q.reserved && !q.retired).map((q) => q.stem);
        expect(round.questions.map((q) => q.question.stem).sort()).toEqual(open.sort());
        for (const { revision, question: view } of round.questions) {
          const q = bank.questions.find((x) => x.revision === revision);
          if (!q) throw new Error('unknown revision');
          expect(checkPractice(q, seed, '')).toBeUndefined();
          const told = checkPractice(q, seed, view.choices[0]?.letter ?? '');
          expect(checkPractice(q, seed, told?.feedback.key.join('') ?? '')?.outcome).toBe('right');
        }
      }),
      { numRuns: 50 },
    );
  });
});
