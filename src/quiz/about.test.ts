import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ABOUT_TAKE, aboutOf, aimsOf, isAskedAbout, questionsAbout, type Subject } from './about.ts';
import { buildBank, type Bank } from './bank.ts';
import { bankSchema } from './schema.ts';

interface Made {
  readonly page: string;
  readonly article: string;
  readonly reserved?: boolean;
  readonly retired?: boolean;
}

function bank(made: readonly Made[]): Bank {
  const questions = made.map((m, i) => ({
    id: `TE-${String(i + 1).padStart(3, '0')}`,
    kind: 'truefalse',
    stem: `题干 ${i}`,
    answer: i % 2 === 0,
    explanation: `秘密解析 ${i}`,
    basis: [{ law: 'labour-law', article: m.article }],
    page: m.page,
    difficulty: 1,
    ...(m.reserved ? { reserved: true } : {}),
    ...(m.retired ? { retired: '2026-01-01' } : {}),
  }));
  const file = bankSchema.parse({ title: '测试', questions });
  const built = buildBank({ ...file, id: 'te' }, (text) => createHash('sha256').update(text).digest('hex'));
  if ('problems' in built) throw new Error('broken bank');
  return built.bank;
}
const entry = (id: string, ...articles: string[]): Subject => ({ id, data: { basis: articles.map((article) => ({ law: 'labour-law', article })) } });

const stems = (subject: Subject, made: readonly Made[], seed = 's') => questionsAbout(subject, [bank(made)], seed).map((q) => q.asked.stem);

describe('questions about an entry', () => {
  it('come from its own page first, then from a shared provision, and no others', () => {
    const made = [{ page: 'qa/a/b', article: '1' }, { page: 'qa/a/c', article: '7' }, { page: 'qa/a/a', article: '9' }];
    expect(stems(entry('qa/a/a', '7'), made)).toEqual(['题干 2', '题干 1']);
  });
  it('are found when the question points to a heading of a page', () => expect(stems(entry('laws/labour-law'), [{ page: 'laws/labour-law#art-3', article: '3' }])).toEqual(['题干 0']));
  it.each([{ reserved: true }, { retired: true }])('never are %o', (kind) => {
    const made = [{ page: 'qa/a/a', article: '7', ...kind }];
    expect(stems(entry('qa/a/a', '7'), made)).toEqual([]);
    expect(isAskedAbout(entry('qa/a/a', '7'), aimsOf([bank(made)]))).toBe(false);
  });
  it('show nothing of what is told after the answer', () => {
    const shown = JSON.stringify(aboutOf(entry('qa/a/a', '7'), [bank([{ page: 'qa/a/a', article: '7' }])], 's', { pages: {}, laws: {} }));
    expect(shown).toContain('题干 0');
    expect(shown).not.toMatch(/秘密|"answer"|"key"|"article"/);
  });
  it('hold for any bank: at most three, own ones before others, and some exactly when the page says that there are', () => {
    const page = fc.constantFrom('qa/a/a', 'qa/a/b', 'qa/a/c');
    const one = fc.record({ page, article: fc.constantFrom('1', '2', '3'), reserved: fc.boolean(), retired: fc.boolean() });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 12 }), fc.subarray(['1', '2', '3']), fc.string({ maxLength: 5 }), (made, articles, seed) => {
        const subject = entry('qa/a/a', ...articles);
        const banks = [bank(made)];
        const found = questionsAbout(subject, banks, seed);
        const own = found.map((q) => q.asked.page === 'qa/a/a');
        expect(found.length).toBeLessThanOrEqual(ABOUT_TAKE);
        expect(own).toEqual([...own].sort((a, b) => Number(b) - Number(a)));
        expect(found.every((q) => !q.reserved)).toBe(true);
        expect(found.length > 0).toBe(isAskedAbout(subject, aimsOf(banks)));
      }),
    );
  });
});
