/**
 * 演示: a bureau that does not exist, 3 units and 40 people in three audiences at every stage
 * of the year, made through the same deeds as real ones. The same each time: names, stages
 * and papers come from one seed, times from the plan's year up to the demonstration's now.
 */
import type { SignedIn } from '../accounts/server/env.ts';
import { hashOneTime } from '../accounts/server/hashing.ts';
import { importPeople } from '../accounts/server/import.ts';
import { personByStaffNo, takeTry } from '../accounts/server/store.ts';
import { carryOver } from '../credits/server/carry.ts';
import { grantCredit } from '../credits/server/grant.ts';
import { lockPerson } from '../db/portable.ts';
import { handIn } from '../exams/server/hand-in.ts';
import { saveAnswer } from '../exams/server/save.ts';
import { startAttempt } from '../exams/server/start.ts';
import { ownAttempt } from '../exams/server/store.ts';
import { placed } from '../exams/paper.ts';
import { fixedClock, type Clock } from '../kernel/clock.ts';
import { addDays, dayOf, instantOf, startOfDay } from '../kernel/day.ts';
import { newId } from '../kernel/id.ts';
import { seededRng } from '../kernel/rng.ts';
import { planOn } from '../plans/audiences.ts';
import type { Plan } from '../plans/schema.ts';
import { sittingFinder } from '../plans/server/sittings.ts';
import { courseOf, sourceOf } from '../plans/server/study.ts';
import type { LearnDeps } from '../plans/server/year.ts';
import { kindOf } from '../quiz/kinds/index.ts';
import { outcomeOf } from '../quiz/mark.ts';
import { askedByRevision } from '../quiz/server/revisions.ts';
import { importDeps, type PeopleDeps } from '../reports/server/people-import.ts';
import { DEMO_PASSWORD, demoAccounts } from './demo-accounts.ts';
import { ADMIN, BUREAU, demoPeople, type DemoPerson } from './demo-people.ts';

export type DemoApp = LearnDeps & PeopleDeps;
type Deps = DemoApp & { readonly clock: Clock & { set(at: number): void; advance(ms: number): void } };

const HOUR = 3_600_000;

/**
 * Fills an empty database; does nothing to one that has people in it.
 * @returns what to print: the accounts and what to try.
 */
export async function seedDemo(app: DemoApp): Promise<string> {
  const anyone = await app.db.selectFrom('person').select('id').limit(1).executeTakeFirst();
  if (!anyone) await seed(app);
  const lines = demoAccounts.map((a) => `  ${a.staffNo.padEnd(8)}${a.who}：${a.what}`);
  return ['', `演示单位“${BUREAU}”：3 个下属单位，40 人。所有账号的密码都是 ${DEMO_PASSWORD}`, ...lines, ''].join('\n');
}

async function seed(app: DemoApp): Promise<void> {
  const now = app.clock.now();
  const plan = planOn(app.plans, dayOf(now));
  if (!plan) throw new Error('演示需要 quizzes/plans 里有一份年度计划。');
  const clock = fixedClock(startOfDay(addDays(plan.opens, 4)) + 9 * HOUR);
  const deps: Deps = { ...app, clock, rng: seededRng('演示') };
  const people = demoPeople(Object.values(plan.audiences).map((a) => a.title));
  await openAccounts(deps, people);
  // By day, as it would have happened: ids sort by the time of making.
  for (const person of people) await live(deps, plan, person, now);
}

/** The administrator by hand, everybody else through the import. */
async function openAccounts(deps: Deps, people: readonly DemoPerson[]): Promise<void> {
  const created_at = instantOf(deps.clock.now());
  const unitId = newId(deps.clock.now(), deps.rng);
  const id = newId(deps.clock.now(), deps.rng);
  const password_hash = await hashOneTime(DEMO_PASSWORD, deps.rng);
  await deps.db.transaction().execute(async (trx) => {
    await trx.insertInto('unit').values({ id: unitId, parent_id: null, name: BUREAU, created_at }).execute();
    await trx.insertInto('person').values({ id, staff_no: ADMIN.staffNo, name: ADMIN.name, unit_id: unitId, email: null, state: 'active', password_hash, must_change: 0, failed_count: 0, locked_until: null, touched: 0, created_at }).execute();
    await trx.insertInto('person_role').values({ id: newId(deps.clock.now(), deps.rng), person_id: id, role: 'admin', unit_id: null }).execute();
  });
  const admin: SignedIn = { id, staffNo: ADMIN.staffNo, name: ADMIN.name, unitId, mustChange: false, roles: [{ role: 'admin', unitId: null }] };
  const rows = [['工号', '姓名', '单位', '人员类别', '邮箱', '角色'], ...people.map((p) => [p.staffNo, p.name, p.unit, p.audiences.join('、'), p.email ?? '', p.role ?? ''])];
  await importPeople(importDeps(deps), admin, { rows: rows.map((cells, i) => ({ row: i + 1, cells: cells.map((text) => ({ text })) })), fileName: '演示名单' });
  // Everybody has changed the initial password long ago, to the one that the demonstration prints.
  await deps.db.updateTable('person').set({ password_hash, must_change: 0 }).execute();
  // The notices of opened accounts were read in January.
  await deps.db.updateTable('outbox').set({ sent_at: instantOf(deps.clock.now()) }).where('sent_at', 'is', null).execute();
}

/** One person's year so far. */
async function live(deps: Deps, plan: Plan, person: DemoPerson, now: number): Promise<void> {
  const row = await personByStaffNo(deps.db, person.staffNo);
  if (!row) return;
  const { stage } = person;
  await earn(deps, plan, row.id, person, now);
  const exam = plan.exams[0];
  if (exam && stage.exam) {
    const day = addDays(exam.opens, 1 + (person.nth % 16));
    for (const [i, right] of stage.exam.entries()) {
      deps.clock.set(startOfDay(addDays(day, i)) + (9 + (person.nth % 8)) * HOUR);
      await sit(deps, row.id, plan.year, exam.id, right);
    }
  }
  if (exam && stage.running) {
    deps.clock.set(now - 20 * 60_000);
    await sit(deps, row.id, plan.year, exam.id, 0.6, 18);
  }
  if (stage.locked) {
    deps.clock.set(now);
    for (let i = 0; i < 5; i++) await takeTry(deps, row.id);
  }
}

/** Courses and quizzes until the share of what is owed that this stage has. */
async function earn(deps: Deps, plan: Plan, personId: string, person: DemoPerson, now: number): Promise<void> {
  const audiences = Object.values(plan.audiences).filter((a) => person.audiences.includes(a.title));
  const owed = Math.max(0, ...audiences.map((a) => a.credits));
  let left = Math.round(owed * person.stage.share);
  const shares = new Map<string, number>();
  for (const a of audiences) for (const [c, n] of Object.entries(a.shares)) shares.set(c, Math.max(shares.get(c) ?? 0, Math.round(n * Math.min(1, person.stage.share * 1.1))));
  const sources = [...plan.quizzes.map((q) => ({ quiz: true, id: q.id, category: q.category, credits: q.credits })), ...plan.courses.map((c) => ({ quiz: false, id: c.page, category: c.category, credits: c.credits }))];
  // Shares first, then the rest, each person beginning at another page.
  const turned = [...sources.slice(person.nth % sources.length), ...sources.slice(0, person.nth % sources.length)];
  const wanted = [...turned.filter((s) => (shares.get(s.category) ?? 0) > 0), ...turned];
  const taken = new Set<string>();
  let at = startOfDay(addDays(plan.opens, 60 + person.nth * 3)) + (8 + (person.nth % 10)) * HOUR;
  const step = Math.max(HOUR, (now - 9 * 24 * HOUR - at) / 40);
  for (const source of wanted) {
    const share = shares.get(source.category) ?? 0;
    const reserved = [...shares.values()].reduce((a, b) => a + Math.max(0, b), 0);
    if (left <= 0 || taken.has(source.id) || (share <= 0 && left <= reserved)) continue;
    taken.add(source.id);
    // By day and in the evening, never in the small hours.
    deps.clock.set(Math.min(startOfDay(dayOf(at)) + (8 + ((person.nth + taken.size * 5) % 13)) * HOUR, now - HOUR));
    at += step;
    const got = source.quiz ? await quiz(deps, plan, personId, source.id) : await course(deps, plan, personId, source.id);
    left -= got;
    shares.set(source.category, share - got);
  }
  if (person.stage.halfRead) await halfRead(deps, plan, personId, plan.courses.find((c) => !taken.has(c.page))?.page, now);
  await carryOver({ ...deps, clock: { now: () => now } }, personId, plan);
}

/** A course read to its end; hundredths it is worth. */
async function course(deps: Deps, plan: Plan, personId: string, page: string): Promise<number> {
  const { course, needs } = courseOf(deps, plan, page);
  const at = instantOf(deps.clock.now());
  await deps.db.transaction().execute(async (trx) => {
    await lockPerson(trx, personId);
    await trx.insertInto('study_progress').values({ person_id: personId, plan_year: plan.year, page, seconds: needs + 12, reached_end: 1, beat_at: at, done_at: at }).execute();
    await grantCredit(trx, deps, { personId, planYear: plan.year, category: course.category, rule: 'study', source: sourceOf(plan, page), rawCenti: course.credits, dailyCapCenti: plan.dailyCap, caps: plan.caps });
  });
  return course.credits;
}

async function halfRead(deps: Deps, plan: Plan, personId: string, page: string | undefined, now: number): Promise<void> {
  if (!page) return;
  const seconds = Math.floor(courseOf(deps, plan, page).needs * 0.6);
  await deps.db.insertInto('study_progress').values({ person_id: personId, plan_year: plan.year, page, seconds, reached_end: 0, beat_at: instantOf(now - 14 * HOUR), done_at: null }).execute();
}

async function quiz(deps: Deps, plan: Plan, personId: string, id: string): Promise<number> {
  await sit(deps, personId, plan.year, id, 1);
  return plan.quizzes.find((q) => q.id === id)?.credits ?? 0;
}

/** Sits a paper, this part of the answers right; hands it in unless only so many questions are answered. */
async function sit(deps: Deps, personId: string, year: number, id: string, right: number, only?: number): Promise<void> {
  const { attempt } = await startAttempt(deps, sittingFinder(deps), personId, year, id);
  const paper = (await ownAttempt(deps.db, personId, attempt))?.paper;
  const items = paper ? placed(paper) : [];
  const askedBy = await askedByRevision(deps.db, items.map((i) => i.revision));
  for (const item of items.slice(0, only)) {
    const asked = askedBy(item.revision);
    if (!asked) continue;
    const knows = deps.rng.below(1000) < right * 1000;
    const value = knows ? kindOf(asked.kind).rightValue(asked, item.order) : ANSWERS.find((a) => outcomeOf(asked, item.order, a) === 'wrong');
    if (value) await saveAnswer(deps, personId, attempt, { pos: item.pos, seq: 1, value });
  }
  if (only !== undefined) return;
  deps.clock.advance(25 * 60_000);
  await handIn(deps, personId, attempt);
}

/** Among these every kind of question finds one that is wrong. */
const ANSWERS = ['T', 'F', ...'ABCDEFGH', 'AB', 'BC', 'CD', 'ABC', 'BCA', 'ABCD', 'BCDA', 'CDAB', 'DABC', 'BCDEA', 'AA', 'BB', 'CC', 'AAA', 'BBB', 'CCC', 'AAAA', 'BBBB', 'CCCC', '不知道'];
