/** What a format can carry comes back as it was, whatever signs are in the texts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { questionSchema, type Question } from '../schema.ts';
import { decodeAiken, encodeAiken } from './aiken.ts';
import type { LawName } from './basis.ts';
import { decodeGift, encodeGift } from './gift.ts';
import type { Decoded, Draft, Encoded } from './item.ts';
import { decodeMoodle, encodeMoodle } from './moodle-xml.ts';
import { decodeQti, encodeQti } from './qti.ts';
import { readSheetRows, sheetOf } from './sheet.ts';

const LAWS: LawName[] = [
  { id: 'labour-contract-law', short: '劳动合同法', title: '中华人民共和国劳动合同法', aliases: ['合同法'] },
  { id: 'labour-law', short: '劳动法', title: '中华人民共和国劳动法', aliases: [] },
  { id: 'twin-a', short: '规定', title: '规定', aliases: [] },
  { id: 'twin-b', short: '规定', title: '规定（二）', aliases: [] },
];

/** Pieces that mean something to one format or another. */
const PIECES = ['=', '~', '#', '####', '{', '}', ':', '::', '\\', '\\n', '->', '%50%', '[html]', '[plain]', '<b>', '</p>', '<br/>', '&amp;', '&#60;', '&', '"', "'", "'=1", ',', '，', ';', '；', '=1+1', '-', '+', '@', '//', ']]>', '<!--', '{T}', '$CATEGORY: x', 'A. 甲', 'ANSWER: A', '中', '文', '试用期', '9:00', 'https://a.b/?c=d', ' ', '  ', '\t', '😀', '𠮷', '１', '____'];
const words = fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 8 }).map((p) => p.join(''));
const line = words.map((t) => t.trim()).filter((t) => t !== '');
const prose = fc.array(fc.oneof(words, fc.constant('')), { minLength: 1, maxLength: 4 }).map((l) => l.join('\n').trim()).filter((t) => t !== '');
const common = {
  id: fc.integer({ min: 1, max: 99_999 }).map((n) => `LC-${String(n).padStart(3, '0')}`),
  stem: prose,
  explanation: prose,
  basis: fc.array(fc.record({ law: fc.constantFrom(...LAWS.map((l) => l.id)), article: fc.constantFrom('1', '47', '276-1', '1260') }), { minLength: 1, maxLength: 3 }),
  page: fc.constantFrom('qa/signing/no-written-contract', 'laws/labour-law#art-21'),
  difficulty: fc.integer({ min: 1, max: 5 }),
  category: fc.constantFrom(undefined, 'probation', 'leave-2'),
  retired: fc.option(fc.constant('2026-11-23'), { nil: undefined }),
  reserved: fc.boolean(),
};
const options = fc.uniqueArray(line, { minLength: 2, maxLength: 8 }).map((texts) => Object.fromEntries(texts.map((t, i) => ['ABCDEFGH'[i] ?? '', t])));
const question: fc.Arbitrary<Question> = fc
  .oneof(
    fc.record({ ...common, kind: fc.constant('single'), options, fixed: fc.boolean(), pick: fc.nat() }).map(({ pick, ...q }) => ({ ...q, answer: Object.keys(q.options)[pick % Object.keys(q.options).length] })),
    fc.record({ ...common, kind: fc.constant('multiple'), options, fixed: fc.boolean(), pick: fc.nat(200) }).map(({ pick, ...q }) => {
      const keys = Object.keys(q.options);
      const some = keys.filter((_, i) => (pick >> i) & 1);
      return { ...q, answer: some.length >= 2 ? some : keys.slice(0, 2) };
    }),
    fc.record({ ...common, kind: fc.constant('truefalse'), answer: fc.boolean() }),
  )
  .map((q) => questionSchema.parse(q));

const letters = fc.uniqueArray(line, { minLength: 3, maxLength: 8 }).map((texts) => Object.fromEntries(texts.map((t, i) => ['ABCDEFGH'[i] ?? '', t])));
const short = line.filter((t) => [...t].length <= 100);
const blanks = fc.array(fc.record({ accept: fc.array(fc.oneof(short, fc.constantFrom('a|b', '\\\\', '|', '十一')), { minLength: 1, maxLength: 3 }) }), { minLength: 1, maxLength: 3 });
const { id: _, difficulty: _d, retired: _r, reserved: _s, basis: _b, page: _p, category: _c, ...told } = common;
const own = { basis: fc.option(common.basis, { nil: undefined }), page: fc.option(common.page, { nil: undefined }) };
/** All kinds, each with what it has of its own. */
const anyQuestion: fc.Arbitrary<Question> = fc.oneof(
  question,
  fc.record({ ...common, category: fc.constantFrom('probation', undefined), kind: fc.constant('fill'), blanks }).map((q) => questionSchema.parse(q)),
  fc.record({ ...common, kind: fc.constant('ordering'), items: letters, turn: fc.nat(7) }).map(({ turn, ...q }) => questionSchema.parse({ ...q, answer: Object.keys(q.items).map((__, i, all) => all[(i + turn) % all.length]) })),
  fc.record({ ...common, kind: fc.constant('matching'), right: letters, left: fc.uniqueArray(line, { minLength: 2, maxLength: 6 }), turn: fc.nat(7) }).map(({ turn, left, ...q }) => {
    const numbers = left.map((__, i) => String(i + 1));
    const keys = Object.keys(q.right);
    return questionSchema.parse({ ...q, left: Object.fromEntries(left.map((t, i) => [String(i + 1), t])), answer: Object.fromEntries(numbers.map((n, i) => [n, keys[(i + turn) % keys.length]])) });
  }),
  fc.record({ id: common.id, difficulty: common.difficulty, basis: common.basis, page: common.page, reserved: common.reserved, kind: fc.constant('case'), material: prose, parts: fc.array(fc.oneof(fc.record({ ...told, ...own, kind: fc.constant('truefalse'), answer: fc.boolean() }), fc.record({ ...told, ...own, kind: fc.constant('fill'), blanks }), fc.record({ ...told, ...own, kind: fc.constant('single'), options, answer: fc.constant('B'), fixed: fc.boolean() })), { minLength: 2, maxLength: 4 }) }).map((q) => questionSchema.parse(q)),
);

/** What Moodle's formats have beside choices. Pairs with spare right sides, and right sides that serve twice. */
const sides = fc.record({ ...common, kind: fc.constant('matching'), right: options, left: fc.uniqueArray(line, { minLength: 2, maxLength: 8 }), picks: fc.array(fc.nat(), { minLength: 8, maxLength: 8 }) }).map(({ picks, left, ...q }) => {
  const keys = Object.keys(q.right);
  return questionSchema.parse({ ...q, left: Object.fromEntries(left.map((t, i) => [String(i + 1), t])), answer: Object.fromEntries(left.map((__, i) => [String(i + 1), keys[(picks[i] ?? 0) % keys.length]])) });
});
const withoutBlank = prose.map((t) => t.replaceAll('_', '·'));
const oneBlank = fc.record({ ...common, kind: fc.constant('fill'), before: withoutBlank, after: fc.oneof(withoutBlank, fc.constant('')), accept: fc.array(fc.oneof(short, fc.constantFrom('*', '\\*', '**', '五*', 'T')), { minLength: 1, maxLength: 3 }) }).map(({ before, after, accept, ...q }) => questionSchema.parse({ ...q, stem: `${before}____${after}`, blanks: [{ accept }] }));
const steps = fc.record({ ...common, kind: fc.constant('ordering'), items: letters, by: fc.array(fc.nat(), { minLength: 8, maxLength: 8 }) }).map(({ by, ...q }) => questionSchema.parse({ ...q, answer: Object.keys(q.items).sort((a, b) => (by[a.charCodeAt(0) - 65] ?? 0) - (by[b.charCodeAt(0) - 65] ?? 0)) }));
/** GIFT takes an arrow for the middle of a pair wherever it first stands. */
const arrowless = (q: Question): boolean => !JSON.stringify([q.kind === 'fill' ? q.blanks : '', q.kind === 'matching' ? q.left : '']).includes('->');

/** As the bank would take it: the schema fills in what a file is silent about. */
const taken = (draft: Draft): Question => questionSchema.parse(draft);
const asRows = (rows: readonly (readonly string[])[]) => rows.map((cells, i) => ({ row: i + 1, cells: cells.map((text) => ({ text })) }));

function holds<T>(encode: (q: readonly Question[]) => Encoded<T>, decode: (file: T) => Decoded, carried: (q: Question) => Question = (q) => q, of = question): void {
  fc.assert(
    fc.property(fc.uniqueArray(of, { minLength: 1, maxLength: 4, selector: (q) => q.id }), (questions) => {
      const { file, left } = encode(questions);
      expect(left).toEqual([]);
      const { items, issues } = decode(file);
      expect([...issues, ...items.flatMap((i) => i.issues)]).toEqual([]);
      expect(items.map((i) => taken(i.draft))).toEqual(questions.map(carried));
    }),
    { numRuns: 150 },
  );
}

/** HTML knows one blank where there are several, and no empty paragraph. */
const flowed = (text: string): string => text.replace(/[^\S\n]+/g, ' ').replace(/ *\n */g, '\n').replace(/\n{2,}/g, '\n').trim();
const asHtml = (q: Question): Question => ({
  ...q, ...('stem' in q ? { stem: flowed(q.stem), explanation: flowed(q.explanation) } : {}),
  ...('options' in q ? { options: Object.fromEntries(Object.entries(q.options).map(([k, t]) => [k, flowed(t)])) } : {}),
}) as Question;

describe('there and back', () => {
  it('a sheet, all of a question', () => holds((q) => ({ file: sheetOf(q, LAWS), left: [] }), (rows) => readSheetRows(asRows(rows), LAWS), undefined, anyQuestion));
  const choosing = ['single', 'multiple', 'truefalse'];
  const several = (q: Question): boolean => q.kind === 'fill' && q.blanks.length > 1;
  it.each<[string, (q: readonly Question[]) => Encoded<unknown>, (q: Question) => boolean]>([
    ['GIFT', encodeGift, (q) => q.kind === 'case' || q.kind === 'ordering' || several(q) || !arrowless(q)],
    ['Moodle XML', encodeMoodle, (q) => q.kind === 'case' || several(q)],
    ['QTI', (q) => encodeQti(q, '3.0'), (q) => !choosing.includes(q.kind)],
    ['Aiken', encodeAiken, (q) => !['single', 'truefalse'].includes(q.kind)],
  ])('%s names every question of a kind that it has no place for', (format, encode, beyond) => {
    fc.assert(
      fc.property(fc.uniqueArray(anyQuestion, { minLength: 1, maxLength: 4, selector: (q) => q.id }), (questions) => {
        const { left } = encode(questions);
        const named = questions.filter(beyond).map((q) => q.id);
        expect(left.map((l) => l.id)).toEqual(format === 'Aiken' ? expect.arrayContaining(named) : named);
        expect(left.every((l) => l.why !== '')).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
  it('GIFT, all of a question', () => holds(encodeGift, decodeGift, undefined, fc.oneof(question, oneBlank, sides).filter(arrowless)));
  it('Moodle XML, all of a question', () => holds(encodeMoodle, decodeMoodle, undefined, fc.oneof(question, oneBlank, sides, steps)));
  it('QTI 2.2, all but runs of blanks', () => holds((q) => encodeQti(q, '2.2'), decodeQti, asHtml));
  it('QTI 3.0, all but runs of blanks', () => holds((q) => encodeQti(q, '3.0'), decodeQti, asHtml));

  it('Aiken, stem, options and key; what it has no place for is named', () => {
    const rest = { id: 'LC-001', explanation: '因为。', basis: [{ law: 'labour-law', article: '1' }], page: 'laws/labour-law', difficulty: 1 };
    fc.assert(
      fc.property(fc.uniqueArray(question, { minLength: 1, maxLength: 4, selector: (q) => q.id }), (questions) => {
        const { file, left } = encodeAiken(questions);
        const { items } = decodeAiken(file);
        expect(left.length + items.length).toBe(questions.length);
        expect(questions.filter((q) => q.kind === 'multiple').every((q) => left.some((l) => l.id === q.id))).toBe(true);
        const whole = questions.filter((q) => !left.some((l) => l.id === q.id));
        const bare = (q: Question) => ({ kind: q.kind, stem: 'stem' in q ? q.stem : '', answer: 'answer' in q ? q.answer : undefined, options: 'options' in q ? q.options : undefined });
        expect(items.map((i) => bare(taken({ ...rest, ...i.draft })))).toEqual(whole.map(bare));
      }),
      { numRuns: 150 },
    );
  });
});
