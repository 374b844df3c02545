import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asked as anyAsked, otherKey, question } from '../../tests/support/questions.ts';
import { seededRng } from '../kernel/rng.ts';
import { buildBank, problemsOf, unitsOf, type Bank } from './bank.ts';
import { sizeOf } from './blueprint.ts';
import { drawable, drawPaper, shortfallOf } from './draw.ts';
import { kindOf } from './kinds/index.ts';
import { speaksOfOthers } from './kinds/options.ts';
import { orderOptions } from './order.ts';
import { checkPractice, roundOf } from './practice.ts';
import { askedIn, askedSchema, canonicalJson, type Asked } from './revision.ts';
import { bankSchema, blueprintSchema, type Question, type QuestionKind } from './schema.ts';
import { questionView } from './view.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('option order', () => {
  it('holds everything once, and keeps fixed, true/false, left sides and blanks as written', () => {
    fc.assert(
      fc.property(anyAsked(), fc.string(), fc.boolean(), (asked, seed, shuffle) => {
        const keys = kindOf(asked.kind).keys(asked);
        const order = orderOptions(asked, seededRng(seed), shuffle);
        expect([...order].sort()).toEqual([...keys].sort());
        if (!shuffle && asked.kind !== 'ordering' && asked.kind !== 'matching') expect(order).toBe(keys.join(''));
        if (asked.kind === 'truefalse' || asked.kind === 'fill' || ('fixed' in asked && asked.fixed)) expect(order).toBe(keys.join(''));
        if (asked.kind === 'matching') expect(order.slice(0, Object.keys(asked.left).length)).toBe(Object.keys(asked.left).join(''));
      }),
    );
  });

  const base = { id: 'AA-001', kind: 'single', stem: 's', answer: 'A', explanation: 'e', basis: [{ law: 'a', article: 1 }], page: 'qa/a/b', difficulty: 1 };
  const orders = (options: Record<string, string>) => {
    const [q] = bankSchema.parse({ title: 'x', questions: [{ ...base, options }] }).questions;
    return Array.from({ length: 400 }, (_, i) => orderOptions(askedIn(q as Question)[0] as Asked, seededRng(`s${i}`), true));
  };
  it('really shuffles', () => {
    const first = orders({ A: '1', B: '2', C: '3', D: '4' }).map((o) => o[0]);
    for (const key of 'ABCD') expect(first.filter((f) => f === key).length).toBeGreaterThan(60);
  });
  it('leaves 以上都对 in its place and shuffles the rest', () => {
    const seen = orders({ A: '1', B: '2', C: '3', D: '以上都对' });
    expect(new Set(seen.map((o) => o[3]))).toEqual(new Set(['D']));
    expect(new Set(seen).size).toBe(6);
  });
  it.each([
    ['以上都对', true], ['以上都不对', true], ['以上都是', true], ['以上说法均不正确', true], ['上述选项全部正确。', true], ['前述情形都不是', true], ['都不对', true], ['全部正确', true], ['以上皆可', true],
    ['三十日以上', false], ['以上一年度月平均工资为准', false], ['都要支付双倍工资', false], ['全部工资', false], ['以上述合同为准', false],
  ])('%s is about the others: %s', (text, expected) => expect(speaksOfOthers(text)).toBe(expected));
});

describe('the candidate’s view', () => {
  it('is byte-equal for questions that differ only in what a candidate must not see', () => {
    fc.assert(
      fc.property(question(), question(), fc.string(), fc.string({ minLength: 1 }), (q, other, seed, secret) => {
        const keyed = otherKey(q);
        const changed: Question = { ...(keyed.kind === 'case' ? { ...keyed, parts: keyed.parts.map((p) => ({ ...p, explanation: secret })) } : { ...keyed, explanation: secret }), page: 'laws/other', difficulty: 5, basis: other.basis, category: 'other', reserved: !q.reserved, retired: '2020-01-01' };
        const [a, b] = [q, changed].map((x) => askedIn(x).map((asked, i) => JSON.stringify(questionView(i + 1, asked, orderOptions(asked, seededRng(seed), true)))));
        expect(a).toEqual(b);
      }),
      { numRuns: 300 },
    );
  });

  it('has just these fields', () => {
    fc.assert(
      fc.property(anyAsked(), (asked) => {
        const view = questionView(1, asked, orderOptions(asked, seededRng('x'), true));
        const own = { matching: ['lefts'], fill: ['blanks'] }[asked.kind as string] ?? [];
        expect(Object.keys(view).sort()).toEqual(['choices', 'kind', 'kindName', 'pos', 'stem', ...own, ...(asked.caseId ? ['case'] : [])].sort());
        for (const c of view.choices) expect(Object.keys(c).sort()).toEqual(['letter', 'text']);
        if (view.case) expect(view.case).toEqual({ material: '案情 材料', part: Number(asked.id.split('.')[1]) });
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
        const text = canonicalJson(askedIn(q));
        expect(canonicalJson(askedIn({ ...reversed, difficulty: 5, category: 'other', reserved: !q.reserved, retired: '2026-02-02' }))).toBe(text);
        expect(canonicalJson(askedIn({ ...q, page: 'qa/other/page' }))).not.toBe(text);
        for (const asked of askedIn(q)) expect(canonicalJson(askedSchema.parse(JSON.parse(canonicalJson(asked))))).toBe(canonicalJson(asked));
      }),
    );
  });

  it('of what was asked before there were other kinds keep their names', () => {
    const { questions } = bankSchema.parse({ title: 't', questions: [{ id: 'AA-001', kind: 'multiple', stem: 's', options: { A: '1', B: '2' }, answer: ['B', 'A'], explanation: 'e', basis: [{ law: 'a', article: 1 }], page: 'qa/a/b', difficulty: 1 }] });
    expect(canonicalJson(askedIn(questions[0] as Question)[0])).toBe('{"answer":["A","B"],"basis":[{"article":"1","law":"a"}],"explanation":"e","fixed":false,"id":"AA-001","kind":"multiple","options":{"A":"1","B":"2"},"page":"qa/a/b","stem":"s"}');
  });
});

const bankOf = (id: string, questions: readonly Question[]): Bank => {
  const built = buildBank({ id, title: id, order: 1, questions }, sha256);
  if ('problems' in built) throw new Error(JSON.stringify(built.problems));
  return built.bank;
};

describe('drawing', () => {
  const bank = (name: string) => fc.uniqueArray(fc.integer({ min: 100, max: 999 }), { minLength: 20, maxLength: 40 }).chain((ns) => fc.tuple(...ns.map((n) => question(fc.constant(`${name}-${n}`), ['single', 'multiple', 'case']))));
  const kind = fc.constantFrom<QuestionKind>('single', 'single', 'multiple', 'case');
  const few = <T,>(of: fc.Arbitrary<T>, weight = 1) => fc.oneof({ arbitrary: fc.constant(undefined), weight: 3 }, { arbitrary: of, weight });
  const pick = fc.record(
    { bank: fc.oneof({ arbitrary: fc.constantFrom('one', 'two'), weight: 20 }, { arbitrary: fc.constant('none'), weight: 1 }), count: fc.integer({ min: 1, max: 3 }), law: few(fc.constantFrom('labour-law', 'contract-law')), category: few(fc.constantFrom('pay', 'leave')), difficulty: few(fc.constantFrom(3, [1, 3], [2, 5]), 2) },
  );
  const blueprint = fc
    .record({ shuffleQuestions: fc.boolean(), sections: fc.array(fc.record({ kind, pick: fc.array(pick, { minLength: 1, maxLength: 3 }) }), { minLength: 1, maxLength: 3 }) })
    .map(({ sections, ...rest }) => blueprintSchema.parse({ title: '卷', passPercent: 60, ...rest, sections: sections.map((s) => ({ title: s.kind, marks: 2, kind: s.kind, pick: s.pick.map((p) => (s.kind === 'case' ? { ...p, parts: 2 } : p)) })) }));
  const use = fc.constantFrom('exam' as const, 'open' as const);

  it('fills every pick or says what is short, uses nothing twice, nothing retired, nothing reserved outside exams', () => {
    let drawn = 0;
    fc.assert(
      fc.property(bank('AA'), bank('BB'), blueprint, fc.string(), use, (one, two, plan, seed, how) => {
        const banks = new Map([['one', bankOf('one', one)], ['two', bankOf('two', two)]]);
        const paper = drawPaper(plan, banks, seededRng(seed), how);
        const missing = shortfallOf(plan, banks, how);
        if ('missing' in paper) {
          expect(paper.missing).toEqual(missing);
          expect(missing.length > 0 && missing.every((m) => m.have < m.wanted)).toBe(true);
          expect(drawable(plan, banks, how).size).toBe(0);
          return;
        }
        drawn++;
        expect(missing).toEqual([]);
        const source = new Map([...one, ...two].map((q) => [q.id, q]));
        const entry = (id: string) => source.get(id.split('.')[0] ?? '');
        const all = paper.sections.flatMap((s) => s.questions);
        expect(new Set(all.map((q) => q.asked.id)).size).toBe(all.length);
        expect(all.length).toBe(sizeOf(plan).questions);
        const level = (ids: Iterable<string>) => [...new Set(ids)].reduce((sum, id) => sum + (source.get(id)?.difficulty ?? NaN), 0);
        const other = drawPaper(plan, banks, seededRng(`${seed} again`), how);
        if ('missing' in other) throw new Error('a second draw failed');
        paper.sections.forEach((s, i) => {
          const asked = plan.sections[i];
          const entries = [...new Set(s.questions.map((q) => q.asked.id.split('.')[0] ?? ''))];
          expect(entries).toHaveLength(asked?.pick.reduce((n, p) => n + p.count, 0) ?? -1);
          expect(entries.every((id) => source.get(id)?.kind === s.kind)).toBe(true);
          // Cases stand together, whole and in order.
          expect(s.questions.map((q) => q.asked.id)).toEqual(entries.flatMap((id) => askedIn(entry(id) as Question).map((a) => a.id)));
          // Every paper is as hard as every other where difficulty is named.
          if (asked?.pick.every((p) => p.difficulty !== undefined)) expect(level(other.sections[i]?.questions.map((q) => q.asked.id.split('.')[0] ?? '') ?? [])).toBe(level(entries));
          expect(other.sections[i]?.questions.length).toBe(s.questions.length);
        });
        for (const q of all) {
          expect(entry(q.asked.id)?.retired).toBeUndefined();
          if (how === 'open') expect(entry(q.asked.id)?.reserved).toBe(false);
        }
        expect(drawPaper(plan, banks, seededRng(seed), how)).toEqual(paper);
        const may = new Set([...drawable(plan, banks, how)].flatMap((u) => u.questions.map((q) => q.asked.id)));
        expect(all.every((q) => may.has(q.asked.id))).toBe(true);
      }),
      { numRuns: 600 },
    );
    // The property would say nothing if hardly any blueprint could be filled.
    expect(drawn).toBeGreaterThan(60);
  });

  const single = (n: number, over: object = {}) => ({ id: `AA-${100 + n}`, kind: 'truefalse', stem: `s${n}`, answer: true, explanation: 'e', basis: [{ law: 'labour-law', article: n }], page: 'qa/a/b', difficulty: 1, ...over });
  const banksOf = (...questions: object[]) => new Map([['one', bankOf('one', bankSchema.parse({ title: 't', questions }).questions)]]);
  const plan = (...picks: object[]) => blueprintSchema.parse({ title: '卷', passPercent: 60, sections: [{ title: 's', kind: 'truefalse', marks: 1, pick: picks.map((p) => ({ bank: 'one', count: 1, ...p })) }] });

  it('counts picks that compete for the same questions together', () => {
    expect(shortfallOf(plan({}, {}), banksOf(single(1)), 'exam')).toEqual([{ section: 0, pick: 1, bank: 'one', kind: 'truefalse', wanted: 1, have: 0 }]);
  });

  it('gives way where only one arrangement fills all', () => {
    const banks = banksOf(single(1, { category: 'pay' }), single(2), single(3, { category: 'pay', difficulty: 5 }));
    for (let i = 0; i < 50; i++) {
      const paper = drawPaper(plan({}, { category: 'pay', difficulty: [1, 3] }, { difficulty: 5 }), banks, seededRng(`${i}`), 'exam');
      expect('missing' in paper ? paper : paper.sections[0]?.questions.map((q) => q.asked.id).sort()).toEqual(['AA-101', 'AA-102', 'AA-103']);
    }
  });

  it('takes what a person has not had, as far as there is any', () => {
    const banks = banksOf(...[1, 2, 3, 4, 5].map((n) => single(n)));
    const ids = (had: string[], count: number) => {
      const paper = drawPaper(plan({ count }), banks, seededRng('x'), 'exam', new Set(had));
      return 'missing' in paper ? [] : paper.sections.flatMap((s) => s.questions.map((q) => q.asked.id)).sort();
    };
    const first = ids([], 2);
    const second = ids(first, 2);
    expect(second.filter((id) => first.includes(id))).toEqual([]);
    expect(ids([...first, ...second], 2).filter((id) => ![...first, ...second].includes(id))).toHaveLength(1);
    expect(ids(['AA-101', 'AA-102', 'AA-103', 'AA-104', 'AA-105'], 5)).toHaveLength(5);
  });

  it('every candidate can come: what is drawable is drawn sooner or later', () => {
    const banks = banksOf(...[1, 2, 3, 4, 5].map((n) => single(n, { difficulty: n })));
    const wide = plan({ difficulty: [1, 4], count: 2 });
    const seen = new Set(Array.from({ length: 200 }, (_, i) => drawPaper(wide, banks, seededRng(`${i}`), 'exam')).flatMap((p) => ('missing' in p ? [] : p.sections.flatMap((s) => s.questions.map((q) => q.asked.id)))));
    expect([...seen].sort()).toEqual([...drawable(wide, banks, 'exam')].map((u) => u.id).sort());
  });
});

describe('problems of a bank', () => {
  const record = { id: 'AA-001', basis: [{ law: 'a', article: 1 }], page: 'qa/a/b', difficulty: 1 };
  const base = { ...record, kind: 'single', stem: 's', options: { A: '1', B: '2', C: '3' }, answer: 'A', explanation: 'e' };
  const told = { stem: 's', explanation: 'e' };
  const fill = { ...told, kind: 'fill', stem: '满____日不满____年', blanks: [{ accept: ['30日'] }, { accept: ['一年'] }] };
  const ordering = { ...told, kind: 'ordering', items: { A: '1', B: '2', C: '3' }, answer: ['B', 'A', 'C'] };
  const matching = { ...told, kind: 'matching', left: { 1: '一', 2: '二' }, right: { A: '甲', B: '乙' }, answer: { 1: 'A', 2: 'B' } };
  const cased = { kind: 'case', material: '案情', parts: [1, 2].map((n) => ({ ...told, kind: 'single', stem: `s${n}`, options: { A: '1', B: '2' }, answer: 'A' })) };
  it.each<[object, string, (string | number)[]]>([
    [{ answer: 'E' }, 'key-not-an-option', ['questions', 0, 'answer']],
    [{ kind: 'multiple', answer: ['A', 'H'] }, 'key-not-an-option', ['questions', 0, 'answer', 1]],
    [{ kind: 'multiple', answer: ['A', 'A'] }, 'key-twice', ['questions', 0, 'answer', 1]],
    [{ options: { A: '1', C: '2' } }, 'option-letters', ['questions', 0, 'options', 'C']],
    [{ options: { A: '一', B: ' 一。' } }, 'options-alike', ['questions', 0, 'options', 'B']],
    [{ options: { A: '1', B: 'A和C都对', C: '3' } }, 'option-names-letters', ['questions', 0, 'options', 'B']],
    [{ ...fill, stem: '满____日' }, 'blank-count', ['questions', 0, 'stem']],
    [{ ...fill, blanks: [{ accept: ['30日'] }, { accept: ['一年', '。'] }] }, 'blank-accepts-nothing', ['questions', 0, 'blanks', 1, 'accept', 1]],
    [{ ...ordering, answer: ['B', 'A'] }, 'ordering-incomplete', ['questions', 0, 'answer']],
    [{ ...ordering, answer: ['B', 'A', 'C', 'C'] }, 'key-twice', ['questions', 0, 'answer', 3]],
    [{ ...ordering, answer: ['B', 'A', 'C', 'D'] }, 'key-not-an-option', ['questions', 0, 'answer', 3]],
    [{ ...ordering, items: { A: '1', B: '2', C: '2' } }, 'options-alike', ['questions', 0, 'items', 'C']],
    [{ ...matching, answer: { 1: 'A' } }, 'left-without-right', ['questions', 0, 'answer']],
    [{ ...matching, answer: { 1: 'A', 2: 'D' } }, 'key-not-an-option', ['questions', 0, 'answer', '2']],
    [{ ...matching, answer: { 1: 'A', 2: 'B', 3: 'C' } }, 'key-not-an-option', ['questions', 0, 'answer', '3']],
    [{ ...matching, left: { 1: '一', 3: '二' }, answer: { 1: 'A', 3: 'B' } }, 'left-numbers', ['questions', 0, 'left']],
    [{ ...matching, left: { 1: '一', 2: '一' } }, 'options-alike', ['questions', 0, 'left', '2']],
    [{ ...matching, right: { A: '甲', B: '甲' } }, 'options-alike', ['questions', 0, 'right', 'B']],
    [{ ...cased, parts: [cased.parts[0], { ...cased.parts[0], answer: 'D' }] }, 'key-not-an-option', ['questions', 0, 'parts', 1, 'answer']],
    [{ explanation: '因为选项B少算了一个月' }, 'explanation-names-letters', ['questions', 0, 'explanation']],
    [{ explanation: 'B项少算了一个月' }, 'explanation-names-letters', ['questions', 0, 'explanation']],
  ])('%j', (over, code, path) => {
    const { questions } = bankSchema.parse({ title: 't', questions: ['kind' in over && over.kind !== 'multiple' ? { ...record, ...over } : { ...base, ...over }] });
    expect(problemsOf(questions).map(({ code: c, path: p }) => ({ c, p }))).toEqual([{ c: code, p: path }]);
  });
  it('finds an id used twice, and nothing in a good bank', () => {
    expect(problemsOf(bankSchema.parse({ title: 't', questions: [base, base] }).questions).map((p) => p.code)).toEqual(['question-id-twice']);
    expect(problemsOf(bankSchema.parse({ title: 't', questions: [base] }).questions)).toEqual([]);
    fc.assert(
      fc.property(question(), (q) => {
        expect(problemsOf([q])).toEqual([]);
      }),
    );
  });
  it.each([
    ['without a key', { ...base, answer: undefined }], ['without basis', { ...base, basis: [] }], ['with nothing a blank accepts', { ...record, ...fill, blanks: [{ accept: [] }, { accept: ['1'] }] }],
    ['an ordering without a key', { ...record, ...ordering, answer: undefined }], ['a matching without a key', { ...record, ...matching, answer: undefined }], ['a case without basis', { ...record, ...cased, basis: undefined }], ['a case of one part', { ...record, ...cased, parts: cased.parts.slice(1) }],
  ])('%s: refused by the schema', (_, q) => expect(bankSchema.safeParse({ title: 't', questions: [q] }).success).toBe(false));
});

describe('practice', () => {
  it('shows open questions only, in an order that belongs to the seed, cases whole, and marks in that order', () => {
    fc.assert(
      fc.property(fc.tuple(...Array.from({ length: 8 }, (_, i) => question(fc.constant(`AA-10${i}`)))), fc.stringMatching(/^[a-z0-9]{1,8}$/), (questions, seed) => {
        const bank = bankOf('one', questions);
        const round = roundOf(bank, seed);
        expect(roundOf(bank, seed)).toEqual(round);
        const few = roundOf(bank, seed, 3).questions;
        expect(few.length).toBeLessThanOrEqual(3);
        const of = (handle: string) => bank.questions.find((x) => x.handle === handle) as Bank['questions'][number];
        const asks = (list: typeof few) => list.map((q) => of(q.handle).asked.id);
        const open = questions.filter((q) => !q.reserved && !q.retired);
        expect(asks(round.questions).sort()).toEqual(open.flatMap(askedIn).map((a) => a.id).sort());
        // Nobody gets half a case.
        for (const ids of [asks(few), asks(round.questions)]) for (const u of unitsOf(open, sha256)) {
          const own = u.questions.map((q) => q.asked.id);
          const from = ids.indexOf(own[0] ?? '');
          expect(ids.filter((id) => own.includes(id))).toEqual(from < 0 ? [] : own);
          if (from >= 0) expect(ids.slice(from, from + own.length)).toEqual(own);
        }
        for (const { handle } of round.questions) {
          const q = of(handle);
          expect(checkPractice(q, seed, '')).toBeUndefined();
          const { asked } = q;
          const right = kindOf(asked.kind).rightValue(asked, orderOptions(asked, seededRng(`${seed} ${handle}`), true));
          expect(checkPractice(q, seed, right)?.outcome).toBe('right');
        }
      }),
      { numRuns: 50 },
    );
  });
});
