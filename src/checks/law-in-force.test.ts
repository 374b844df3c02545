import { describe, expect, it } from 'vitest';
import { law, said } from '../../tests/support/material.ts';
import { lawInForce } from './law-in-force.ts';

const with_ = (rest: object) => ({ laws: [law('contract', '劳动合同法', rest)], banks: [] });

describe('what is cited is in force on 2026-11-23', () => {
  it.each([
    ['in force', {}, []],
    ['repealed long ago', { repealed: '2020-01-01' }, ['basis-repealed qa/wages/first basis.0.law']],
    ['repealed from today', { repealed: '2026-11-23' }, ['basis-repealed qa/wages/first basis.0.law']],
    ['repealed from tomorrow', { repealed: '2026-11-24' }, []],
    ['nobody knows since when', { effective: undefined }, ['basis-unconfirmed qa/wages/first basis.0.law']],
    ['in force from today', { effective: '2026-11-23' }, []],
    ['in force from tomorrow', { effective: '2026-11-24' }, ['basis-not-yet qa/wages/first basis.0.law']],
  ])('%s', (_, rest, expected) => expect(said(lawInForce, with_(rest))).toEqual(expected));
});
