/** Reports: counted aside over a second connection, equal to everybody's own standing, and the same on the page, in files and on paper. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSheet } from 'read-excel-file/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SignedIn } from '#accounts/server/env.ts';
import { COOKIE } from '#accounts/server/sessions.ts';
import { signIn } from '#accounts/server/sign-in.ts';
import { append } from '#credits/server/append.ts';
import { migrate, openDb, type DbConfig } from '#db/open.ts';
import { addDays } from '#kernel/day.ts';
import { seededRng } from '#kernel/rng.ts';
import { fixedClock } from '#kernel/clock.ts';
import { newId } from '#kernel/id.ts';
import { planSchema } from '#plans/schema.ts';
import { crowdOf } from '#plans/server/crowd.ts';
import { standingsOf } from '#plans/server/record.ts';
import { percentOf, RATES, type Figures } from '#reports/figures.ts';
import { officeAside, Stopped, type Office } from '#reports/server/office.ts';
import { rowsOf, scopeFor } from '#reports/server/people.ts';
import { reportRoutes } from '#reports/server/report-routes.ts';
import { pagesOf, textOf } from '../support/pdf.ts';
import { engine, type TestDeps } from '../support/deps.ts';
import { freshPostgres } from '../support/postgres.ts';
import { PASSWORD, addPerson, addUnit, behindSession } from './people-kit.ts';
import { plan as small } from './year-kit.ts';

const plan = planSchema.parse({ ...JSON.parse(JSON.stringify(small)), audiences: { leader: { title: '领导干部', credits: 6, shares: { must: 4 }, exam: 'annual' }, staff: { title: '一般工作人员', credits: 4, exam: 'annual' }, guest: { title: '旁听', credits: 1 } }, dailyCap: 5, courses: [{ page: 'qa/x/a', category: 'must', credits: 4 }], quizzes: [], proration: { by: 'month', leastDays: 40 }, exams: [{ id: 'annual', paper: 'annual', opens: '2026-11-01', closes: '2026-12-20', attempts: 3 }] });

let deps: TestDeps & { plans: Map<number, typeof plan>; office: Office; config: { publicUrl: string } };
let admin: SignedIn;
let organiser: SignedIn;
let end: () => Promise<void>;
beforeEach(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pufa-reports-'));
  const fresh = engine === 'postgres' ? await freshPostgres() : undefined;
  const config: DbConfig = { file: join(folder, 'pufa.db'), url: fresh?.url };
  const opened = openDb(config);
  await migrate(opened.db);
  const rng = seededRng('reports');
  const office = officeAside(config, rng);
  deps = { ...opened, clock: fixedClock('2026-11-27T09:00:00+08:00'), rng, plans: new Map([[2026, plan]]), office, config: { publicUrl: 'https://pufa.example' } };
  end = async () => {
    await office.close();
    await opened.close();
    await fresh?.drop();
    rmSync(folder, { recursive: true, force: true });
  };
  await addUnit(deps, 'bureau', null, '局');
  await addUnit(deps, 'a', 'bureau', '甲队');
  await addUnit(deps, 'b', 'bureau', '=乙科');
  admin = await addPerson(deps, { staffNo: 'adm', name: '管理员', unitId: 'bureau', roles: [{ role: 'admin', unitId: null }] });
  organiser = await addPerson(deps, { staffNo: 'org', name: '组织员', unitId: 'a', roles: [{ role: 'organiser', unitId: 'a' }] });
});
afterEach(() => end());

/** People at every stage: audiences, service, exemptions, credits by day, attempts; made from one seed. */
async function crowd(n: number): Promise<void> {
  const rng = seededRng('crowd');
  const day = (from: string, most: number) => addDays(from, rng.below(most));
  await deps.db.transaction().execute(async (trx) => {
    for (let i = 0; i < n; i++) {
      const id = newId(deps.clock.now() + i, deps.rng);
      const unit_id = rng.below(2) ? 'a' : 'b';
      await trx.insertInto('person').values({ id, staff_no: `P${String(i).padStart(3, '0')}`, name: i === 3 ? '=HYPERLINK("x")' : `人${i}`, unit_id, email: null, state: i % 17 === 5 ? 'closed' : 'active', password_hash: '-', must_change: 0, failed_count: 0, locked_until: null, touched: 0, created_at: '2026-01-01T00:00:00.000Z' }).execute();
      for (const audience of [['leader'], ['staff'], ['leader', 'staff'], ['guest'], [], ['unknown']][rng.below(6)] ?? []) {
        await trx.insertInto('person_audience').values({ id: newId(deps.clock.now(), deps.rng), person_id: id, audience, from_day: day('2025-06-01', 600), to_day: rng.below(5) ? null : day('2026-10-01', 90) }).execute();
      }
      if (rng.below(2)) await trx.insertInto('assignment').values({ id: newId(deps.clock.now(), deps.rng), person_id: id, unit_id, kind: 'regular', from_day: day('2025-10-01', 400), to_day: rng.below(4) ? null : day('2026-10-01', 90), reason: 'entry', document: '', created_at: '2026-01-01T00:00:00.000Z', created_by: null }).execute();
      if (rng.below(12) === 0) await trx.insertInto('exemption').values({ id: newId(deps.clock.now(), deps.rng), person_id: id, plan_year: 2026, reason: '病假', document: '文 1 号', approver: '局长', created_at: '2026-01-01T00:00:00.000Z', created_by: admin.id, revoked_at: rng.below(3) ? null : '2026-02-01T00:00:00.000Z', revoked_by: null }).execute();
      for (let k = rng.below(7); k > 0; k--) await append(trx, deps, { personId: id, planYear: 2026, category: rng.below(2) ? 'must' : 'law', rule: 'study', source: `2026:${k}`, rawCenti: 200, grantedCenti: 100 + rng.below(150), day: day('2026-01-05', 320) });
      for (let k = 1; k <= rng.below(4); k++) {
        const handed = rng.below(5) > 0 || k === 1;
        const passed = handed && rng.below(2) ? 1 : 0;
        await trx.insertInto('exam_outcome').values({ plan_year: 2026, person_id: id, sitting: 'annual', number: k, makeup: 0, state: handed ? 'handed' : 'open', at: `2026-11-${10 + k}T${rng.below(2) ? '15' : '17'}:00:00.000Z`, score: handed ? 40 + 20 * passed + k : 0, full: 100, passed }).execute();
      }
    }
  });
}

const query = (as: string, more = '') => `/export?as=${as}${more}`;
const headers = async (who: SignedIn) => ({ cookie: `${COOKIE}=${(await signIn(deps, who.staffNo, PASSWORD)).token}` });
const api = () => behindSession(deps, reportRoutes(deps));

describe('counted aside', () => {
  it('is what every person’s own standing says, in all, by unit and by audience; the exempt and those who left on the list', async () => {
    await crowd(150);
    const scope = await scopeFor(deps, admin, 'see-standing');
    const tally = await deps.office.whole({ kind: 'tally', whom: scope.whom }, admin.id);
    const people = await deps.db.selectFrom('person').select(['id', 'unit_id']).where('state', '=', 'active').execute();
    const standings = await standingsOf(deps.db, plan, people.map((p) => p.id), scope.today);
    const count = (of: typeof people, holds: (s: NonNullable<ReturnType<typeof standings.get>>) => boolean) => of.filter((p) => { const s = standings.get(p.id); return s !== undefined && holds(s); }).length;
    const expected = (of: typeof people): Figures => {
      const owing = of.filter((p) => standings.get(p.id)?.standing.owes);
      return {
        owed: owing.length, learned: count(owing, (s) => s.standing.haveCenti > 0), credits: count(owing, (s) => s.standing.creditsMet),
        examined: count(owing, (s) => s.standing.exams.length > 0), sat: count(owing, (s) => s.standing.exams.some((e) => e.best)), passed: count(owing, (s) => s.standing.exams.length > 0 && s.standing.examsMet),
        met: count(owing, (s) => s.standing.met), exempt: count(of, (s) => s.standing.exempt !== undefined), free: count(of, (s) => !s.standing.owes && !s.standing.exempt),
      };
    };
    expect(tally.total).toEqual(expected(people));
    for (const value of Object.values(tally.total)) expect(value).toBeGreaterThan(0);
    for (const unit of ['bureau', 'a', 'b']) expect(tally.units.get(unit)).toEqual(expected(people.filter((p) => p.unit_id === unit)));
    for (const audience of ['leader', 'staff', 'guest']) expect(tally.audiences.get(audience)).toEqual(expected(people.filter((p) => standings.get(p.id)?.audiences.includes(audience))));
    // By name what everybody costs by the key.
    expect(await deps.office.whole({ kind: 'tally', whom: { ...scope.whom, units: ['a', 'b', 'bureau'] } }, admin.id)).toEqual(tally);
    // At a month's end: everybody's standing from what there was by then.
    const november = await standingsOf(deps.db, plan, people.map((p) => p.id), scope.today);
    expect(tally.months.at(-1)?.met).toBe([...november.values()].filter((s) => s.standing.met).length);

    for (const met of ['met', 'owed', 'no-credits', 'no-exam', 'exempt'] as const) {
      const narrowed = await scopeFor(deps, admin, 'see-standing', { met });
      const rows = await rowsOf(deps.db, narrowed, await deps.office.whole({ kind: 'list', whom: narrowed.whom, tree: narrowed.units }, admin.id));
      const n = { met: tally.total.met, owed: tally.total.owed - tally.total.met, 'no-credits': tally.total.owed - tally.total.credits, 'no-exam': tally.total.examined - tally.total.passed, exempt: tally.total.exempt + tally.total.free }[met];
      expect(rows, met).toHaveLength(n);
      expect(rows.map((r) => `${r.unit} ${r.staffNo}`)).toEqual(rows.map((r) => `${r.unit} ${r.staffNo}`).sort());
    }
  });

  it('tells how far it is, is one report however often it is asked for, and can be stopped by whoever asked', async () => {
    await crowd(30);
    const { whom } = await scopeFor(deps, admin, 'see-standing');
    const job = { kind: 'tally', whom } as const;
    const first = await deps.office.ask(job, admin.id, 0);
    expect(first.state).toBe('running');
    const again = await deps.office.ask(job, admin.id, 0);
    if (first.state !== 'running' || again.state !== 'running') throw new Error('a report of thirty people was there at once');
    expect(again.id).toBe(first.id);
    expect(deps.office.stop(first.id, organiser.id)).toBe(false);
    const told = deps.office.ask(job, admin.id, 60_000).catch((e: unknown) => e);
    expect(deps.office.stop(first.id, admin.id)).toBe(true);
    expect(await told).toBeInstanceOf(Stopped);
    expect(await deps.office.ask(job, admin.id, 60_000)).toMatchObject({ state: 'done' });
  });
});

it('keeps people apart whose ids begin alike', async () => {
  const { id: _, ...row } = await deps.db.selectFrom('person').selectAll().where('id', '=', admin.id).executeTakeFirstOrThrow();
  const ids = ['p1', 'p10', 'p100'];
  for (const id of ids) await deps.db.insertInto('person').values({ ...row, id, staff_no: id }).execute();
  await deps.db.insertInto('person_audience').values({ id: 's', person_id: 'p10', audience: 'staff', from_day: '2026-01-01', to_day: null }).execute();
  await deps.db.insertInto('person_audience').values({ id: 'g', person_id: 'p100', audience: 'guest', from_day: '2026-01-01', to_day: null }).execute();
  for (const units of [undefined, ['bureau']]) {
    const seen = new Map<string, readonly string[]>();
    for await (const part of crowdOf(deps.db, plan, '2026-11-27', units)) for (const p of part) seen.set(p.id, p.audiences);
    expect(ids.map((id) => seen.get(id))).toEqual([[], ['staff'], ['guest']]);
  }
});

describe('the same figures', () => {
  it('as data, in the spreadsheet, in CSV and on paper', async () => {
    await crowd(80);
    const cookie = await headers(admin);
    const get = async (path: string) => {
      const got = await api().request(path, { headers: cookie });
      expect(got.status, path).toBe(200);
      return Buffer.from(await got.arrayBuffer());
    };
    const data = JSON.parse((await get('/overview')).toString()) as { total: Figures; units: { path: string; figures: Figures }[]; audiences: { title: string; figures: Figures }[]; months: { month: string; met: number }[] };
    const { total } = data;
    const xlsx = await get(query('xlsx'));
    const list = await readSheet(xlsx);
    const conclusion = list[0]?.indexOf('达标') ?? -1;
    expect(list.slice(1).filter((r) => r[conclusion] === '是')).toHaveLength(total.met);
    expect(list.slice(1).filter((r) => r[conclusion] === '否')).toHaveLength(total.owed - total.met);
    expect(list).toHaveLength(1 + total.owed + total.exempt + total.free);
    const sheet = await readSheet(xlsx, '统计');
    const column = (name: string) => sheet[0]?.indexOf(name) ?? -1;
    const line = (name: string) => sheet.find((r) => r[1] === name || (name === '' && r[0] === '合计'));
    for (const [name, f] of [['', total], ...data.units.map((u) => [u.path, u.figures] as const), ...data.audiences.map((a) => [a.title, a.figures] as const)] as const) {
      expect([line(name)?.[column('应学')], line(name)?.[column('参学')], line(name)?.[column('参考')], line(name)?.[column('通过')], line(name)?.[column('已达标')], line(name)?.[column('免学')], line(name)?.[column('达标率%')]], name).toEqual([f.owed, f.learned, f.sat, f.passed, f.met, f.exempt, percentOf(f, 'met') ?? null]);
    }
    expect((await readSheet(xlsx, '进度')).find((r) => r[1] === data.months.at(-1)?.month)?.[6]).toBe(total.met);

    const csv = (await get(query('csv'))).toString();
    expect(csv.startsWith('\uFEFF')).toBe(true);
    expect(csv.trim().split('\r\n')).toHaveLength(list.length);

    const annual = pagesOf(await get(query('annual')));
    expect(annual).toHaveLength(1);
    const said = textOf(annual[0] ?? []);
    for (const rate of RATES) expect(said).toContain(`${percentOf(total, rate)}%`);
    for (const u of data.units) expect(said).toContain(`（${u.figures.met}/${u.figures.owed}）`);
    expect(said).toContain('由管理员生成');
    expect(said).toMatch(/计划版本[0-9a-f]{8}/);

    const ledger = pagesOf(await get(query('ledger')));
    const all = ledger.map(textOf).join('');
    for (const row of list.slice(1)) expect(all).toContain(String(row[0]).replace(/^'/, ''));
    expect(all.split('未达标').length - 1).toBe(total.owed - total.met);
    ledger.forEach((page, i) => expect(textOf(page)).toContain(`第${i + 1}页，共${ledger.length}页`));
    // No box where a character should be: every glyph shown has an outline.
    expect([...annual, ...ledger].flat().filter((g) => g.char.trim() !== '' && g.outline === 0)).toEqual([]);
  });

  it('of one person, on one page', async () => {
    await crowd(20);
    const person = (await deps.db.selectFrom('credit_sum').select('person_id').limit(1).executeTakeFirstOrThrow()).person_id;
    const [row] = await rowsOf(deps.db, await scopeFor(deps, admin, 'see-standing'), [person]);
    const pdf = pagesOf(Buffer.from(await (await api().request(query('annual', `&person=${person}`), { headers: await headers(admin) })).arrayBuffer()));
    expect(pdf).toHaveLength(1);
    for (const text of [row?.name ?? '?', row?.staffNo ?? '?', `应得${(row?.standing.needCenti ?? 0) / 100}`]) if (row?.standing.owes) expect(textOf(pdf[0] ?? [])).toContain(text.replaceAll(/\s/g, ''));
    const seen = await deps.db.selectFrom('audit_event').select(['deed', 'subject']).where('subject', '=', person).execute();
    expect(seen).toEqual([{ deed: 'export-report', subject: person }]);
  });
});

describe('reminding', () => {
  const told = () => deps.db.selectFrom('outbox').select(['person_id', 'subject', 'body']).where('kind', '=', 'reminder').orderBy('id').execute();
  const remindAll = async (who: SignedIn, more: Record<string, string> = {}) => (await api().request('/remind', { method: 'POST', body: new URLSearchParams(more), headers: { ...(await headers(who)), 'content-type': 'application/x-www-form-urlencoded' } })).headers.get('location');

  it('tells those who are behind what is owed and the cheapest way, nobody twice within a week, however often it is clicked', async () => {
    const behind = await addPerson(deps, { staffNo: 'z', name: '小周', unitId: 'a', audiences: ['leader'], email: 'zhou@example.invalid' });
    await addPerson(deps, { staffNo: 'q', name: '无邮箱', unitId: 'a', audiences: ['staff'] });
    await addPerson(deps, { staffNo: 'n', name: '没有要求', unitId: 'a', email: 'n@example.invalid' });
    await addPerson(deps, { staffNo: 'b', name: '别的单位', unitId: 'b', audiences: ['staff'], email: 'b@example.invalid' });
    const clicks = await Promise.all([remindAll(organiser), remindAll(organiser)]);
    expect(clicks.map((at) => Number(new URL(at ?? '', 'http://x').searchParams.get('sent'))).reduce((a, b) => a + b)).toBe(1);
    const letters = await told();
    expect(letters.map((l) => l.person_id)).toEqual([behind.id]);
    expect(letters[0]?.subject).toBe('2026 年度学法还没有达标');
    for (const text of ['小周，您好', '还差 6 学分，其中必修 4', '最省力的走法：', '12 月 20 日截止', 'https://pufa.example/learn/']) expect(letters[0]?.body).toContain(text);
    expect(await deps.db.selectFrom('audit_event').select(['actor_id', 'subject']).where('deed', '=', 'remind').execute()).toEqual([{ actor_id: organiser.id, subject: behind.id }]);
    deps.clock.advance(6 * 86_400_000);
    expect(await remindAll(organiser)).toContain('sent=0');
    deps.clock.advance(2 * 86_400_000);
    expect(await remindAll(admin, { unit: 'a' })).toContain('sent=1');
    expect(await told()).toHaveLength(2);
  });

  it('is not for auditors', async () => {
    const auditor = await addPerson(deps, { staffNo: 'aud', name: '审计', unitId: 'bureau', roles: [{ role: 'auditor', unitId: null }] });
    expect((await api().request('/remind', { method: 'POST', body: new URLSearchParams(), headers: { ...(await headers(auditor)), 'content-type': 'application/x-www-form-urlencoded' } })).status).toBe(403);
    expect((await api().request(query('csv'), { headers: await headers(auditor) })).status).toBe(200);
  });
});

describe('what leaves', () => {
  it('holds no cell that a spreadsheet would run', async () => {
    await crowd(10);
    const cookie = await headers(admin);
    const xlsx = Buffer.from(await (await api().request(query('xlsx'), { headers: cookie })).arrayBuffer());
    const cells = [...(await readSheet(xlsx)), ...(await readSheet(xlsx, '统计')), ...(await readSheet(xlsx, '进度'))].flat();
    expect(cells).toContain(`'=HYPERLINK("x")`);
    expect(cells.filter((c) => typeof c === 'string' && /^[=+\-@]/.test(c))).toEqual([]);
    const csv = await (await api().request(query('csv'), { headers: cookie })).text();
    expect(csv).toContain(`"'=HYPERLINK(""x"")"`);
    expect(csv.split(/\r\n|,/).filter((c) => /^"?[=+\-@]/.test(c))).toEqual([]);
  });

  it('is the organiser’s own units alone, nothing for others, and all of it recorded', async () => {
    await crowd(20);
    const own = await headers(organiser);
    const csv = await (await api().request(query('csv'), { headers: own })).text();
    expect(csv).toContain('甲队');
    expect(csv).not.toContain('乙科');
    const stranger = (await deps.db.selectFrom('person').select('id').where('unit_id', '=', 'b').where('state', '=', 'active').limit(1).executeTakeFirstOrThrow()).id;
    expect((await api().request(query('annual', `&person=${stranger}`), { headers: own })).status).toBe(404);
    expect((JSON.parse(await (await api().request('/overview?unit=b', { headers: own })).text()) as { total: Figures }).total.owed).toBe(0);
    const learner = await addPerson(deps, { staffNo: 'l', name: '学员', unitId: 'a' });
    for (const path of ['/overview', '/people', query('csv')]) {
      expect((await api().request(path)).status).toBe(401);
      expect((await api().request(path, { headers: await headers(learner) })).status).toBe(403);
    }
    const events = await deps.db.selectFrom('audit_event').select(['actor_id', 'detail']).where('deed', '=', 'export-report').execute();
    expect(events).toEqual([{ actor_id: organiser.id, detail: expect.stringContaining('"as":"csv"') as string }]);
  });
});
