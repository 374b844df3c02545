import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRng } from '../kernel/rng.ts';
import { LOCK_MS, MOST_FAILURES, NO_FAILURES, countTry, isLocked } from './lockout.ts';
import { safeNext } from './next.ts';
import { oneTimePassword, weaknessOf } from './passwords.ts';
import { unitPath, unitsBelow, type Unit } from './units.ts';

describe('passwords', () => {
  const person = { staffNo: 'YC20260001', name: '周小明', sounds: ['zhou', 'xiao', 'ming'] };
  it.each([
    ['short', 'too-short'],
    ['九个汉字还是太短了', 'too-short'],
    ['x'.repeat(201), 'too-long'],
    ['old-password-7', 'same-as-old'],
    ['YC20260001', 'own-data'],
    ['yc20260001ab', 'own-data'],
    ['周小明YC20260001', 'own-data'],
    ['zhouxiaoming', 'own-data'],
    ['ZhouXiaoming2026', 'own-data'],
    ['xiaomingzhou!@#', 'own-data'],
    ['zxm19901231', 'own-data'],
    ['qwertyuiop12', 'common'],
    ['1qaz2wsx3edc', 'common'],
    ['asdf1234zxcv', 'common'],
    ['0987654321ab', 'common'],
    ['abcdabcdabcd', 'common'],
    ['劳动法劳动法劳动法劳动法', 'common'],
    ['zhou 家门口的 river', undefined],
    ['qwert-白鹭-Lm7x', undefined],
    ['1234567890', 'common'],
    ['aaaaaaaaaa', 'common'],
    ['abababababab', 'common'],
    ['Password2026', 'common'],
    ['qwerty123456', 'common'],
    ['Admin@123456', 'common'],
    ['abcdefghijkl', 'common'],
    ['秋天的海边有很多丹顶鹤', undefined],
    ['correct horse battery', undefined],
    ['h7Tq-29bx-Lm', undefined],
  ])('%s: %s', (next, weakness) => {
    expect(weaknessOf(next, person, 'old-password-7')).toBe(weakness);
  });

  it('one-time passwords are strong enough, easily read and all different', () => {
    const rng = seededRng('otp');
    const made = Array.from({ length: 1000 }, () => oneTimePassword(rng));
    expect(new Set(made).size).toBe(1000);
    for (const p of made) {
      expect(p).toMatch(/^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/);
      expect(p).not.toMatch(/[01ilo]/);
      expect(weaknessOf(p, person)).toBeUndefined();
    }
  });
});

describe('where to go after signing in', () => {
  it.each([
    ['/learn/', '/learn/'],
    ['/learn/exams/2026/annual/?a=1#q3', '/learn/exams/2026/annual/?a=1#q3'],
    ['//evil.example/', '/learn/'],
    ['/\\evil.example/', '/learn/'],
    ['/\t/evil.example/', '/learn/'],
    ['/\n/evil.example', '/learn/'],
    ['/..//evil.example', '/learn/'],
    ['https://evil.example/', '/learn/'],
    ['javascript:alert(1)', '/learn/'],
    ['learn/', '/learn/'],
    ['', '/learn/'],
    [undefined, '/learn/'],
    ['/api/accounts/sign-out', '/learn/'],
    ['/login/?next=/login/', '/learn/'],
  ])('%j goes to %s', (next, to) => {
    expect(safeNext(next)).toBe(to);
  });

  it('never leaves the site, whatever is asked', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl(), fc.string(), fc.string().map((s) => `/${s}`)), (next) => {
        expect(new URL(safeNext(next), 'https://pufa.example').origin).toBe('https://pufa.example');
      }),
    );
  });
});

describe('counting wrong passwords', () => {
  it('locks at the fifth within the time, and opens after it', () => {
    let f = NO_FAILURES;
    for (let i = 1; i <= MOST_FAILURES; i++) {
      expect(isLocked(f, 1000 * i)).toBe(false);
      f = countTry(f, 1000 * i);
    }
    expect(isLocked(f, 6000)).toBe(true);
    expect(isLocked(f, 5000 + LOCK_MS - 1)).toBe(true);
    expect(isLocked(f, 5000 + LOCK_MS)).toBe(false);
    expect(countTry(f, 5000 + LOCK_MS).count).toBe(1);
  });

  it('four failures spread over days lock nobody', () => {
    let f = NO_FAILURES;
    for (let i = 0; i < 100; i++) {
      f = countTry(f, i * LOCK_MS);
      expect(isLocked(f, i * LOCK_MS)).toBe(false);
    }
  });
});

describe('units', () => {
  const units: Unit[] = [
    { id: '1', parentId: null, name: '局' },
    { id: '2', parentId: '1', name: '科' },
    { id: '3', parentId: '2', name: '股' },
    { id: '4', parentId: null, name: '中心' },
  ];
  it('names a unit by its path', () => {
    expect(unitPath(units, '3')).toBe('局/科/股');
    expect(unitPath(units, 'none')).toBe('');
  });
  it('finds everything below, itself included', () => {
    expect([...unitsBelow(units, ['2'])].sort()).toEqual(['2', '3']);
    expect([...unitsBelow(units, ['1', '4'])].sort()).toEqual(['1', '2', '3', '4']);
    expect([...unitsBelow(units, ['none'])]).toEqual([]);
  });
});
