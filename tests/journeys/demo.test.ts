/** The demonstration: everybody is there, at their stage, and the printed accounts work. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileURLToPath } from 'node:url';
import { createHash } from 'node:crypto';
import { signIn } from '#accounts/server/sign-in.ts';
import { breakIn } from '#credits/ledger.ts';
import { DEMO_PASSWORD, demoAccounts } from '#desk/demo-accounts.ts';
import { seedDemo, type DemoApp } from '#desk/demo.ts';
import { loadLibrary } from '#library/server/load.ts';
import { loadPlans } from '#plans/server/load.ts';
import { yearOf } from '#plans/server/year.ts';
import { loadQuizzes } from '#quiz/server/load.ts';
import { freshDeps, type TestDeps } from '../support/deps.ts';
import { tallyFor } from '../support/reports.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
let deps: DemoApp & TestDeps;
beforeEach(async () => {
  const { library } = loadLibrary(root);
  deps = { ...(await freshDeps()), library, quizzes: loadQuizzes(root).quizzes, plans: loadPlans(root).plans, config: { publicUrl: undefined } };
});
afterEach(() => deps.close());

const idOf = async (staffNo: string) => (await deps.db.selectFrom('person').select('id').where('staff_no', '=', staffNo).executeTakeFirstOrThrow()).id;

describe('the demonstration', () => {
  it('has 40 people in 3 units and 3 audiences at every stage, and can be made twice without harm', { timeout: 60_000 }, async () => {
    const says = await seedDemo(deps);
    expect(await seedDemo(deps)).toBe(says);
    for (const account of demoAccounts) expect(says).toContain(account.staffNo);
    expect(await deps.db.selectFrom('person').select('id').execute()).toHaveLength(40);
    const admin = { id: '', staffNo: '', name: '', unitId: '', mustChange: false, roles: [{ role: 'admin' as const, unitId: null }] };
    const { units, tally } = await tallyFor(deps, admin);
    const { total, audiences } = tally;
    expect(units).toHaveLength(4);
    expect(audiences.size).toBe(3);
    for (const part of [total.met, total.owed - total.met, total.passed, total.owed - total.passed, total.credits]) expect(part).toBeGreaterThan(4);

    const sentence = async (staffNo: string) => (await yearOf(deps, await idOf(staffNo))).sentence;
    expect(await sentence('Y1003')).toBe('已达标');
    expect(await sentence('Y1002')).toContain('考试还没交卷');
    expect(await sentence('Y1001')).toMatch(/^还差 .* 学分.*考试未通过，12 月 20 日截止$/);
    expect((await yearOf(deps, await idOf('Y1005'))).audiences).toHaveLength(2);
    expect((await yearOf(deps, await idOf('Y1004'))).standing.haveCenti).toBe(0);

    // Every account that is printed opens, but the one that shows the lock.
    for (const { staffNo } of demoAccounts) {
      if (staffNo === 'Y1006') await expect(signIn(deps, staffNo, DEMO_PASSWORD)).rejects.toThrow('account-locked');
      else expect((await signIn(deps, staffNo, DEMO_PASSWORD)).mustChange).toBe(false);
    }

    const entries = await deps.db.selectFrom('credit_entry').selectAll().execute();
    const people = new Set(entries.map((e) => e.person_id));
    for (const id of people) expect(breakIn(entries.filter((e) => e.person_id === id), (t) => createHash('sha256').update(t).digest('hex'))).toBeUndefined();
    const now = new Date(deps.clock.now()).toISOString();
    expect(entries.every((e) => e.at <= now && e.on_day <= '2026-11-23')).toBe(true);
  });
});
