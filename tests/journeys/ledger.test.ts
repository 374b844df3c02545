/** The ledger proved: what was altered behind the service’s back is found; what an administrator corrects is on record. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SignedIn } from '#accounts/server/env.ts';
import { reverseEntry } from '#credits/server/correct.ts';
import { grantCredit } from '#credits/server/grant.ts';
import { headsFrom, headsText, verifyLedger } from '#credits/server/verify.ts';
import { lockPerson } from '#db/portable.ts';
import { migrate, openDb } from '#db/open.ts';
import { verifyLedgerCommand } from '#desk/server/ledger.ts';
import { Refusal } from '#kernel/refusal.ts';
import { freshDeps, type TestDeps } from '../support/deps.ts';
import { addPerson, addUnit } from './people-kit.ts';

let deps: TestDeps;
let people: SignedIn[];
beforeEach(async () => {
  deps = await freshDeps();
  await addUnit(deps, 'u', null, '局');
  people = [];
  for (let i = 0; i < 3; i++) people.push(await addPerson(deps, { staffNo: `P${i}`, name: '周', unitId: 'u' }));
  for (const who of people) for (const page of ['a', 'b', 'c']) await grant(who, page, 200);
});
afterEach(() => deps.close());

const grant = (who: SignedIn, page: string, centi: number, cap?: number) =>
  deps.db.transaction().execute(async (trx) => {
    await lockPerson(trx, who.id);
    return grantCredit(trx, deps, { personId: who.id, planYear: 2026, category: 'law', rule: 'study', source: `2026:${page}`, rawCenti: centi, dailyCapCenti: cap });
  });
const at = (i: number): string => people[i]?.id ?? '';
const faults = async (before?: Parameters<typeof verifyLedger>[1]) => Object.fromEntries((await verifyLedger(deps, before))?.faults ?? []);

it('holds as it was written, and tells how far it is', async () => {
  const steps: number[] = [];
  const found = await verifyLedger(deps, undefined, (done) => steps.push(done));
  expect([found?.people, found?.entries, found?.faults.size]).toEqual([3, 9, 0]);
  expect([steps[0], steps.at(-1)]).toEqual([0, 9]);
  expect(await verifyLedger(deps, undefined, undefined, () => true)).toBeUndefined();
});

it('an amount changed in the database is found, and a balance that was helped along', async () => {
  await deps.db.updateTable('credit_entry').set({ granted_centi: 900 } as never).where('person_id', '=', at(0)).where('number', '=', 2).execute();
  await deps.db.updateTable('credit_sum').set({ granted_centi: 5000 }).where('person_id', '=', at(1)).execute();
  const found = await faults();
  expect(Object.keys(found).sort()).toEqual([at(0), at(1)].sort());
  expect(found[at(0)]).toContain('第 2 笔内容和当时写下的不一样');
  expect(found[at(1)]).toEqual([expect.stringContaining('按流水重算是 600')]);
});

it('what was cut off the end, or a whole person’s ledger, is found by the ends kept from before', async () => {
  const kept = headsFrom(headsText((await verifyLedger(deps))?.heads ?? new Map()));
  await deps.db.deleteFrom('credit_entry').where('person_id', '=', at(0)).where('number', '=', 3).execute();
  await deps.db.updateTable('credit_sum').set({ raw_centi: 400, granted_centi: 400, months: '2026-11:400' }).where('person_id', '=', at(0)).execute();
  await deps.db.deleteFrom('credit_entry').where('person_id', '=', at(2)).execute();
  await deps.db.deleteFrom('credit_sum').where('person_id', '=', at(2)).execute();
  expect(await faults()).toEqual({});
  expect(await faults(kept)).toEqual({ [at(0)]: ['上次核验时的第 3 笔不见了'], [at(2)]: ['上次核验时的 3 笔全部不见了'] });
  // Growing is no fault.
  await grant(people[1] as SignedIn, 'd', 100);
  expect(Object.keys(await faults(kept)).sort()).toEqual([at(0), at(2)].sort());
});

it('an administrator reverses an entry with a reason; nobody else does, and not twice', async () => {
  const admin = await addPerson(deps, { staffNo: 'A', name: '管理', unitId: 'u', roles: [{ role: 'admin', unitId: null }] });
  const organiser = await addPerson(deps, { staffNo: 'O', name: '组织', unitId: 'u', roles: [{ role: 'organiser', unitId: 'u' }] });
  const auditor = await addPerson(deps, { staffNo: 'U', name: '审计', unitId: 'u', roles: [{ role: 'auditor', unitId: null }] });
  const entry = await deps.db.selectFrom('credit_entry').select('id').where('person_id', '=', at(0)).where('number', '=', 1).executeTakeFirstOrThrow();
  const codeOf = (promise: Promise<unknown>) => promise.then(() => 'no refusal', (e: unknown) => (e instanceof Refusal ? e.code : String(e)));
  expect(await codeOf(reverseEntry(deps, organiser, at(0), entry.id, '试试'))).toBe('not-found');
  expect(await codeOf(reverseEntry(deps, auditor, at(0), entry.id, '试试'))).toBe('not-found');
  expect(await codeOf(reverseEntry(deps, admin, at(0), entry.id, ' '))).toBe('bad-input');
  expect(await codeOf(reverseEntry(deps, admin, at(1), entry.id, '张冠李戴'))).toBe('bad-input');
  await reverseEntry(deps, admin, at(0), entry.id, '代读，查实');
  expect(await codeOf(reverseEntry(deps, admin, at(0), entry.id, '再来'))).toBe('bad-input');
  const sum = await deps.db.selectFrom('credit_sum').select('granted_centi').where('person_id', '=', at(0)).executeTakeFirst();
  expect(sum?.granted_centi).toBe(400);
  expect(await faults()).toEqual({});
  const event = await deps.db.selectFrom('audit_event').selectAll().where('deed', '=', 'reverse-credit').executeTakeFirstOrThrow();
  expect([event.actor_id, event.subject]).toEqual([admin.id, at(0)]);
});

it('at the desk: says what it found, keeps the ends, names who is wrong by staff number', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'pufa-ledger-'));
  const run = async (...args: string[]) => {
    const said: string[] = [];
    const code = await verifyLedgerCommand(args, { dataDir, cwd: dataDir, databaseUrl: undefined, say: (text) => said.push(text) });
    return { code, text: said.join('\n') };
  };
  try {
    const opened = openDb({ file: join(dataDir, 'pufa.db') });
    await migrate(opened.db);
    const own = { ...deps, ...opened, close: deps.close };
    await addUnit(own, 'u', null, '局');
    const who = await addPerson(own, { staffNo: '0042', name: '周', unitId: 'u' });
    await opened.db.transaction().execute(async (trx) => void (await grantCredit(trx, own, { personId: who.id, planYear: 2026, category: 'law', rule: 'study', source: '2026:a', rawCenti: 100, dailyCapCenti: undefined })));
    const good = await run('--keep', 'heads.txt');
    expect([good.code, good.text]).toEqual([0, expect.stringContaining('1 人、1 笔')]);
    await opened.db.updateTable('credit_entry').set({ granted_centi: 900 } as never).execute();
    const bad = await run('--against', 'heads.txt');
    expect([bad.code, bad.text]).toEqual([1, expect.stringContaining('工号 0042：第 1 笔')]);
    expect((await run('--against', 'none.txt')).code).toBe(2);
    expect((await run('--nonsense')).code).toBe(2);
    await opened.close();
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
});
