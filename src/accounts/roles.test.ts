import { describe, expect, it } from 'vitest';
import { doorOf } from './door.ts';
import { mayAnywhere, mayInUnit } from './reach.ts';
import { DEEDS, MAY, ROLES, UNIT_DEEDS, type Role } from './roles.ts';
import type { Unit } from './units.ts';

/** The whole table once more, written by hand: a changed cell must be changed here too. `.` is no. */
const TABLE = `
                 learner organiser editor reviewer admin auditor
learn            self    .         .      .        .     .
see-own-record   self    .         .      .        .     .
see-standing     .       units     .      .        all   all
import-people    .       units     .      .        all   .
manage-people    .       units     .      .        all   .
exempt           .       units     .      .        all   .
manage-units     .       .         .      .        all   .
reset-password   .       units     .      .        all   .
export-report    .       units     .      .        all   all
remind           .       units     .      .        all   .
see-audit        .       .         .      .        all   all
grant-role       .       .         .      .        all   .
see-desk         .       .         all    all      all   .
arrange-sittings .       units     .      .        all   .
see-statistics   .       .         all    all      all   all
see-keys         .       .         all    all      .     .
remark           .       .         .      all      all   .
import-bank      .       .         all    .        .     .
secure-account   .       .         .      .        all   .
see-activities   .       units     .      .        all   all
record-activity  .       units     .      .        all   .
reverse-credit   .       .         .      .        all   .
see-plans        .       .         .      .        all   all
confirm-plan     .       .         .      .        all   .
see-certificates .       units     .      .        all   all
print-certificates .     units     .      .        all   .
withdraw-certificate .   .         .      .        all   .
see-closes       .       .         .      .        all   all
close-year       .       .         .      .        all   .
`;
const WORDS: Record<string, string | undefined> = { '.': undefined, self: 'self', units: 'own-units', all: 'everywhere' };
const [head = [], ...lines] = TABLE.trim().split('\n').map((l) => l.trim().split(/\s+/));

describe('roles and deeds', () => {
  it('the table names every role and every deed', () => {
    expect(head).toEqual([...ROLES]);
    expect(lines.map((l) => l[0])).toEqual([...DEEDS]);
  });

  const cells = lines.flatMap(([deed, ...row]) => row.map((cell, i) => ({ role: head[i] as Role, deed: deed as (typeof DEEDS)[number], reach: WORDS[cell] })));
  it.each(cells)('$role · $deed: $reach', ({ role, deed, reach }) => {
    expect(MAY[role][deed]).toBe(reach);
  });
});

const units: Unit[] = [
  { id: 'bureau', parentId: null, name: '局' },
  { id: 'a', parentId: 'bureau', name: '甲' },
  { id: 'a1', parentId: 'a', name: '甲一' },
  { id: 'b', parentId: 'bureau', name: '乙' },
];

describe('how far a role reaches', () => {
  it.each([
    ['organiser', 'a', 'a', true],
    ['organiser', 'a', 'a1', true],
    ['organiser', 'a', 'b', false],
    ['organiser', 'a', 'bureau', false],
    ['organiser', 'bureau', 'b', true],
    // An organiser of no unit reaches nobody: what is not said is refused.
    ['organiser', null, 'a', false],
    ['admin', null, 'b', true],
    ['admin', 'a', 'b', false],
    ['auditor', null, 'b', true],
    ['editor', null, 'b', false],
    ['learner', null, 'b', false],
  ] as const)('%s of %s to people of %s: %s', (role, top, unit, may) => {
    expect(mayInUnit([{ role, unitId: top }], 'see-standing', unit, units)).toBe(may);
  });

  it('what an organiser may do is done to units; a role for one unit does nothing that has no place', () => {
    for (const deed of DEEDS) if (MAY.organiser[deed]) expect(UNIT_DEEDS).toContain(deed);
    for (const deed of DEEDS) {
      expect(mayAnywhere([{ role: 'admin', unitId: 'a' }], deed), deed).toBe(UNIT_DEEDS.includes(deed) && MAY.admin[deed] !== undefined);
      expect(mayAnywhere([{ role: 'admin', unitId: null }], deed), deed).toBe(MAY.admin[deed] !== undefined);
    }
  });

  it('a unit that is gone is reached by nobody but everywhere', () => {
    expect(mayInUnit([{ role: 'organiser', unitId: 'gone' }], 'see-standing', 'gone', units)).toBe(false);
  });

  it('the auditor sees and changes nothing', () => {
    for (const deed of ['import-people', 'manage-people', 'exempt', 'manage-units', 'reset-password', 'remind', 'grant-role', 'secure-account', 'arrange-sittings'] as const) expect(mayAnywhere([{ role: 'auditor', unitId: null }], deed)).toBe(false);
  });
});

describe('the door', () => {
  const visitor = (role?: Role, mustChange = false) => ({ mustChange, roles: role ? [{ role, unitId: null }] : [] });
  it.each([
    ['the public', undefined, '/login/?next=%2Fadmin%2F%3Fa%3D1'],
    ['an initial password', visitor('admin', true), '/learn/password/?next=%2Fadmin%2F%3Fa%3D1'],
    ['a learner', visitor(), '/learn/?error=not-allowed'],
    ['an editor', visitor('editor'), '/learn/?error=not-allowed'],
    ['an admin', visitor('admin'), undefined],
  ])('%s', (_, who, to) => {
    expect(doorOf(who, '/admin/?a=1', 'see-standing')).toBe(to);
  });
});
