import { describe, expect, it } from 'vitest';
import { LAW_STATUSES } from './law-status.ts';
import { chosen, choiceQuery, KIND_SLUGS, readChoice, STATUS_SLUGS } from './register.ts';
import { LAW_KINDS } from './schema.ts';

describe('the filter in the address', () => {
  it.each([
    ['', '', {}],
    ['?kind=law', '', { kind: 'law' }],
    ['?kind=law&status=amended', '', { kind: 'law', status: 'amended' }],
    ['', '#status-repealed', { status: 'repealed' }],
    ['?status=current', '#status-repealed', { status: 'current' }],
    ['?kind=nothing&status=%3Cscript%3E', '#status-x', {}],
    ['?kind=__proto__', '#kind-law', {}],
  ])('%s%s', (search, hash, choice) => expect(readChoice(search, hash)).toEqual({ kind: undefined, status: undefined, ...choice }));

  it('every choice comes back from its own query, and every slug is its own', () => {
    const kinds = [undefined, ...LAW_KINDS.map((k) => KIND_SLUGS[k])];
    const statuses = [undefined, ...LAW_STATUSES.map((s) => STATUS_SLUGS[s])];
    expect(new Set(kinds).size).toBe(LAW_KINDS.length + 1);
    expect(new Set(statuses).size).toBe(LAW_STATUSES.length + 1);
    for (const kind of kinds) for (const status of statuses) expect(readChoice(choiceQuery({ kind, status }))).toEqual({ kind, status });
  });

  it('chooses by both', () => {
    const law = { kind: 'law', status: 'amended' };
    expect(chosen(law, readChoice(''))).toBe(true);
    expect(chosen(law, readChoice('?kind=law'))).toBe(true);
    expect(chosen(law, readChoice('?kind=law&status=current'))).toBe(false);
    expect(chosen(law, readChoice('?kind=rule&status=amended'))).toBe(false);
  });
});
