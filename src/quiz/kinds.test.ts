/** Every kind × scheme × form of an answer. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asked as anyAsked, value as anyValue } from '../../tests/support/questions.ts';
import { chineseNumeral } from '../library/cite.ts';
import { seededRng } from '../kernel/rng.ts';
import { normalised } from './fill-text.ts';
import { KINDS, kindOf, unitOf, questionKinds } from './kinds/index.ts';
import { markAnswer } from './mark.ts';
import { orderOptions } from './order.ts';
import { blueprintSchema } from './schema.ts';
import { scoringSchemes, type Scheme } from './scoring.ts';
import type { Asked } from './revision.ts';

const told = { id: 'QA-001', stem: '题', explanation: '解', basis: [], page: 'qa/a/b' };
const options = { A: '甲', B: '乙', C: '丙', D: '丁' };
const SINGLE: Asked = { ...told, kind: 'single', options, answer: 'C', fixed: false };
const MULTIPLE: Asked = { ...told, kind: 'multiple', options, answer: ['A', 'B', 'D'], fixed: false };
const TRUE: Asked = { ...told, kind: 'truefalse', answer: true };
const FILL: Asked = { ...told, kind: 'fill', blanks: [{ accept: ['30日', '一个月'] }, { accept: ['50%'] }, { accept: ['《劳动合同法》'] }] };
const ORDERING: Asked = { ...told, kind: 'ordering', items: options, answer: ['B', 'A', 'D', 'C'] };
const MATCHING: Asked = { ...told, kind: 'matching', left: { 1: '一', 2: '二', 3: '三' }, right: options, answer: { 1: 'B', 2: 'A', 3: 'B' } };

describe('marks by kind, scheme and answer; letters as the editor wrote them, so that D stands first', () => {
  // Shown: A is 丁 (D), B is 丙 (C), C is 乙 (B), D is 甲 (A).
  it.each<[Asked, string, number, Scheme, string, string, number]>([
    [SINGLE, 'DCBA', 2, 'all-or-nothing', 'B', 'right', 2],
    [SINGLE, 'DCBA', 2, 'all-or-nothing', 'C', 'wrong', 0],
    [SINGLE, 'DCBA', 2, 'all-or-nothing', '', 'unanswered', 0],
    [SINGLE, 'DCBA', 2, 'all-or-nothing', 'E', 'unanswered', 0],
    [TRUE, 'TF', 1, 'all-or-nothing', 'T', 'right', 1],
    [TRUE, 'TF', 1, 'all-or-nothing', 'F', 'wrong', 0],
    [TRUE, 'TF', 1, 'all-or-nothing', 'true', 'unanswered', 0],
    // Right: A, C, D as shown.
    [MULTIPLE, 'DCBA', 4, 'all-or-nothing', 'ACD', 'right', 4],
    [MULTIPLE, 'DCBA', 4, 'all-or-nothing', 'AC', 'wrong', 0],
    [MULTIPLE, 'DCBA', 4, 'all-or-nothing', 'ABCD', 'wrong', 0],
    [MULTIPLE, 'DCBA', 4, 'part-if-none-wrong', 'DCA', 'right', 4],
    [MULTIPLE, 'DCBA', 4, 'part-if-none-wrong', 'AC', 'partial', 2],
    [MULTIPLE, 'DCBA', 4, 'part-if-none-wrong', 'A', 'partial', 1],
    [MULTIPLE, 'DCBA', 2, 'part-if-none-wrong', 'A', 'wrong', 0],
    [MULTIPLE, 'DCBA', 4, 'part-if-none-wrong', 'AB', 'wrong', 0],
    [MULTIPLE, 'DCBA', 4, 'part-if-none-wrong', '', 'unanswered', 0],
    [MULTIPLE, 'DCBA', 3, 'half-if-incomplete', 'ACD', 'right', 3],
    [MULTIPLE, 'DCBA', 3, 'half-if-incomplete', 'AC', 'partial', 1],
    [MULTIPLE, 'DCBA', 4, 'half-if-incomplete', 'D', 'partial', 2],
    [MULTIPLE, 'DCBA', 4, 'half-if-incomplete', 'BD', 'wrong', 0],
    [MULTIPLE, 'DCBA', 4, 'half-if-incomplete', '', 'unanswered', 0],
    [MULTIPLE, 'DCBA', 6, 'per-option', 'ACD', 'right', 6],
    [MULTIPLE, 'DCBA', 6, 'per-option', 'AC', 'partial', 4],
    [MULTIPLE, 'DCBA', 6, 'per-option', 'ABC', 'partial', 2],
    [MULTIPLE, 'DCBA', 6, 'per-option', 'ABCD', 'partial', 4],
    [MULTIPLE, 'DCBA', 6, 'per-option', 'B', 'wrong', 0],
    [MULTIPLE, 'DCBA', 6, 'per-option', '', 'unanswered', 0],
    // Right as shown: 乙 C, 甲 D, 丁 A, 丙 B.
    [ORDERING, 'DCBA', 4, 'all-or-nothing', 'CDAB', 'right', 4],
    [ORDERING, 'DCBA', 4, 'all-or-nothing', 'CDBA', 'wrong', 0],
    [ORDERING, 'DCBA', 4, 'all-or-nothing', 'CDA', 'wrong', 0],
    [ORDERING, 'DCBA', 4, 'per-part', 'CDBA', 'partial', 2],
    [ORDERING, 'DCBA', 4, 'per-part', 'CDA', 'partial', 3],
    [ORDERING, 'DCBA', 4, 'per-part', 'DCBA', 'wrong', 0],
    [ORDERING, 'DCBA', 4, 'per-part', '', 'unanswered', 0],
    [ORDERING, 'DCBA', 4, 'per-part', 'CC', 'unanswered', 0],
    // Rights as shown: A 丁, B 丙, C 乙, D 甲: right is C D C.
    [MATCHING, '123DCBA', 6, 'all-or-nothing', 'CDC', 'right', 6],
    [MATCHING, '123DCBA', 6, 'all-or-nothing', 'CD-', 'wrong', 0],
    [MATCHING, '123DCBA', 6, 'per-part', 'CD-', 'partial', 4],
    [MATCHING, '123DCBA', 6, 'per-part', '-AC', 'partial', 2],
    [MATCHING, '123DCBA', 6, 'per-part', 'ABA', 'wrong', 0],
    [MATCHING, '123DCBA', 6, 'per-part', '---', 'unanswered', 0],
    [MATCHING, '123DCBA', 6, 'per-part', 'CD', 'unanswered', 0],
    [MATCHING, '123DCBA', 6, 'per-part', 'CDE', 'unanswered', 0],
    [FILL, '123', 3, 'all-or-nothing', '三十日\n百分之五十\n劳动合同法', 'right', 3],
    [FILL, '123', 3, 'all-or-nothing', '三十日\n百分之五十\n', 'wrong', 0],
    [FILL, '123', 3, 'per-part', '三十日\n百分之五十\n', 'partial', 2],
    [FILL, '123', 3, 'per-part', ' ３０ 日。\n百分之六十\n劳动法', 'partial', 1],
    [FILL, '123', 3, 'per-part', '\n五成', 'wrong', 0],
    [FILL, '123', 3, 'per-part', ' \n\t\n ', 'unanswered', 0],
    [FILL, '123', 3, 'per-part', '1\n2\n3\n4', 'unanswered', 0],
    [FILL, '123', 3, 'per-part', '长'.repeat(101), 'unanswered', 0],
    // As within a case: something missing, something wrong.
    [FILL, '123', 3, 'part-if-none-wrong', '30日\n\n', 'partial', 1],
    [FILL, '123', 3, 'part-if-none-wrong', '30日\n五成\n', 'wrong', 0],
  ])('%#', (asked, order, marks, scheme, value, outcome, earned) => {
    expect(markAnswer(asked, order, value, marks, scheme)).toEqual({ outcome, earned });
  });

  it('keeps what was written so that equal answers are equal texts', () => {
    const stored = (asked: Asked, order: string, text: string) => {
      const read = kindOf(asked.kind).read(text, order);
      return read.state === 'answered' ? read.value : read.state;
    };
    expect([stored(MULTIPLE, 'ABCD', 'DBA'), stored(ORDERING, 'ABCD', 'DBA'), stored(FILL, '123', ' 三十日\u0000 '), stored(FILL, '123', '\r\n \n')]).toEqual(['ABD', 'DBA', '三十日\n\n', 'unanswered']);
  });
});

describe('any question, any answer, any scheme that fits', () => {
  const marked = fc.tuple(anyAsked(), fc.string(), anyValue, fc.integer({ min: 2, max: 100 }), fc.constantFrom(...scoringSchemes));

  it('earns from nothing to all; all exactly when right, nothing when unanswered or wrong', () => {
    fc.assert(
      fc.property(marked, ([asked, seed, value, marks, scheme]) => {
        const order = orderOptions(asked, seededRng(seed), true);
        const { outcome, earned } = markAnswer(asked, order, value, marks, scheme);
        expect(Number.isInteger(earned) && earned >= 0 && earned <= marks).toBe(true);
        expect(outcome).toBe(kindOf(asked.kind).read(value, order).state !== 'answered' ? 'unanswered' : earned === marks ? 'right' : earned > 0 ? 'partial' : 'wrong');
        expect(markAnswer(asked, order, kindOf(asked.kind).rightValue(asked, order), marks, scheme)).toEqual({ outcome: 'right', earned: marks });
        expect(markAnswer(asked, order, '', marks, scheme)).toEqual({ outcome: 'unanswered', earned: 0 });
        if (scheme === 'all-or-nothing') expect(outcome).not.toBe('partial');
      }),
      { numRuns: 500 },
    );
  });

  it('does not depend on the order shown: the same choices earn the same', () => {
    fc.assert(
      fc.property(marked, fc.string(), ([asked, seed, value, marks, scheme], other) => {
        const kind = kindOf(asked.kind);
        const [one, two] = [seed, other].map((s) => orderOptions(asked, seededRng(s), true)) as [string, string];
        const read = kind.read(value, one);
        if (read.state !== 'answered') return;
        const lefts = asked.kind === 'matching' ? Object.keys(asked.left).length : 0;
        const letters = (text: string) => [...text].map((l) => (l === '-' ? l : ('ABCDEFGH'[two.indexOf(one[lefts + 'ABCDEFGH'.indexOf(l)] ?? '') - lefts] ?? ''))).join('');
        const moved = asked.kind === 'truefalse' || asked.kind === 'fill' ? read.value : letters(read.value);
        expect(markAnswer(asked, two, moved, marks, scheme)).toEqual(markAnswer(asked, one, read.value, marks, scheme));
      }),
      { numRuns: 500 },
    );
  });

  it('is read the same again when it has been stored, and its parts agree with its marks', () => {
    fc.assert(
      fc.property(marked, ([asked, seed, value]) => {
        const kind = kindOf(asked.kind);
        const order = orderOptions(asked, seededRng(seed), true);
        const read = kind.read(value, order);
        if (read.state !== 'answered') return;
        expect(kind.read(read.value, order)).toEqual(read);
        const parts = kind.parts(asked, order, read.value);
        const { hits, wrongs, total } = kind.tally(asked, order, read.value);
        if (parts.length > 0) expect([parts.filter((p) => p === 'right').length, parts.filter((p) => p === 'wrong').length, parts.length]).toEqual([hits, wrongs, total]);
      }),
    );
  });
});

describe('two fillings say the same', () => {
  it.each([
    ['三十日', '30日'], ['３０ 日', '30日'], ['叁拾日', '30日'], ['十五日', '15日'], ['一百二十', '120'], ['一百零五', '105'], ['一百二', '120'], ['两千零五', '2005'],
    ['百分之五十', '50%'], ['百分之一百五十', '150%'], ['５０％', '50%'], ['百分之0.5', '0.5%'], ['百分之零点五', '0.5%'], ['1,000元', '一千元'], ['3万元', '30000元'], ['一万五千元', '15000元'], ['十万', '100000'],
    ['两个月', '2个月'], ['二〇二六年', '2026年'], ['十二月四日', '12月4日'], ['LABOR Law', 'labor law'], ['《劳动法》', '劳动法'], ['“仲裁”。', '仲裁'], ['一点五倍', '1.5倍'], ['1.50倍', '1.5倍'],
  ])('%s = %s', (a, b) => expect(normalised(a)).toBe(normalised(b)));

  it.each([['三十日', '三个月'], ['50%', '50'], ['十五日', '五十日'], ['105', '150'], ['1.5', '15'], ['劳动法', '劳动合同法'], ['2026.1', '20261'], ['一倍', '两倍']])('%s ≠ %s', (a, b) => expect(normalised(a)).not.toBe(normalised(b)));

  it('any number, however it is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), fc.constantFrom('日', '元', '', '%'), (n, unit) => {
        const wide = String(n).replace(/\d/g, (d) => String.fromCharCode(0xff10 + Number(d)));
        const forms = [`${n}${unit}`, ` ${wide} ${unit}。`, unit === '%' ? `百分之${chineseNumeral(n)}` : `${chineseNumeral(n)}${unit}`];
        expect(new Set(forms.map(normalised)).size).toBe(1);
        expect(normalised(forms[0] ?? '')).not.toBe(normalised(`${n + 1}${unit}`));
      }),
      { numRuns: 500 },
    );
  });
});

describe('schemes', () => {
  const fits = Object.fromEntries(questionKinds.map((k) => [k, Object.keys(unitOf(k).schemes)]));
  it('that fit each kind, each told to the candidate', () => {
    expect(fits).toEqual({
      single: ['all-or-nothing'], truefalse: ['all-or-nothing'],
      multiple: ['all-or-nothing', 'part-if-none-wrong', 'half-if-incomplete', 'per-option'],
      fill: ['all-or-nothing', 'per-part'], ordering: ['all-or-nothing', 'per-part'], matching: ['all-or-nothing', 'per-part'],
      case: ['all-or-nothing', 'part-if-none-wrong', 'half-if-incomplete', 'per-option'],
    });
    for (const kind of Object.values(KINDS)) for (const say of Object.values(kind.schemes)) expect(say).toMatch(/\p{Script=Han}/u);
  });
  it.each(questionKinds.flatMap((kind) => scoringSchemes.map((scoring) => [kind, scoring] as const)))('%s with %s is taken or refused in Chinese', (kind, scoring) => {
    const read = blueprintSchema.safeParse({ title: '卷', passPercent: 60, sections: [{ title: 's', kind, scoring, marks: 2, pick: [{ bank: 'b', count: 1, ...(kind === 'case' ? { parts: 3 } : {}) }] }] });
    expect(read.success).toBe(fits[kind]?.includes(scoring));
    if (!read.success) expect(read.error.issues.map((i) => i.message)).toEqual([expect.stringContaining(`不能用 ${scoring} 计分`)]);
  });
  it('in parts needs two marks to divide', () => {
    const read = blueprintSchema.safeParse({ title: '卷', passPercent: 60, sections: [{ title: 's', kind: 'multiple', scoring: 'half-if-incomplete', marks: 1, pick: [{ bank: 'b', count: 1 }] }] });
    expect(read.error?.issues.map((i) => i.path.join('.'))).toEqual(['sections.0.marks']);
  });
});
