/** Certificates and the closed year: issued to whoever met it, withdrawn when lost, checked by anybody; a year that cannot be changed unseen. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SignedIn } from '#accounts/server/env.ts';
import { signIn } from '#accounts/server/sign-in.ts';
import { COOKIE } from '#accounts/server/sessions.ts';
import { fileOf } from '#closing/close.ts';
import { certificatesFor, checkCertificate, ownCertificate, sweepCertificates, unitCertificates, withdrawByHand } from '#closing/server/certificates.ts';
import { changesSince, closedYear, closesFor, closeYear } from '#closing/server/close.ts';
import { publicKeyOf, signingKey } from '#closing/server/key.ts';
import { closingRoutes } from '#closing/server/routes.ts';
import { reverseEntry } from '#credits/server/correct.ts';
import { grantCredit } from '#credits/server/grant.ts';
import { lockPerson } from '#db/portable.ts';
import { verifyCloseCommand } from '#desk/server/close.ts';
import { Refusal } from '#kernel/refusal.ts';
import { planSchema, type Plan } from '#plans/schema.ts';
import { pagesOf, textOf } from '../support/pdf.ts';
import { freshDeps, type TestDeps } from '../support/deps.ts';
import { PASSWORD, addPerson, addUnit, behindSession } from './people-kit.ts';

const plan: Plan = planSchema.parse({
  year: 2026, title: '2026 年度学法计划', opens: '2026-01-01', closes: '2026-12-20', categories: { law: '法规' }, study: { secondsPerThousand: 60 }, courses: [], exams: [],
  audiences: { staff: { title: '一般工作人员', credits: 2 } },
});
let deps: TestDeps & { plans: ReadonlyMap<number, Plan> };
let folder: string;
let admin: SignedIn;
let organiser: SignedIn;
let zhou: SignedIn;
let wu: SignedIn;
beforeEach(async () => {
  deps = { ...(await freshDeps('2026-12-01T09:00:00+08:00')), plans: new Map([[2026, plan]]) };
  folder = mkdtempSync(join(tmpdir(), 'pufa-closing-'));
  await addUnit(deps, 'bureau', null, '局');
  await addUnit(deps, 'a', 'bureau', '甲科');
  await addUnit(deps, 'b', 'bureau', '乙科');
  admin = await addPerson(deps, { staffNo: 'A', name: '管理', unitId: 'bureau', roles: [{ role: 'admin', unitId: null }] });
  organiser = await addPerson(deps, { staffNo: 'O', name: '组织', unitId: 'a', roles: [{ role: 'organiser', unitId: 'a' }] });
  zhou = await addPerson(deps, { staffNo: '0012', name: '周䶮敏', unitId: 'a', audiences: ['staff'] });
  wu = await addPerson(deps, { staffNo: '0013', name: '吴静', unitId: 'b', audiences: ['staff'] });
  await grant(zhou, 200);
});
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await deps.close();
});

const grant = (who: SignedIn, centi: number, page = 'a') =>
  deps.db.transaction().execute(async (trx) => {
    await lockPerson(trx, who.id);
    await grantCredit(trx, deps, { personId: who.id, planYear: 2026, category: 'law', rule: 'study', source: `2026:${page}`, rawCenti: centi, dailyCapCenti: undefined });
  });
const reverse = async (who: SignedIn) => {
  const entry = await deps.db.selectFrom('credit_entry').select('id').where('person_id', '=', who.id).where('rule', '=', 'study').executeTakeFirstOrThrow();
  await reverseEntry(deps, admin, who.id, entry.id, '查实代学');
};
const codeOf = (promise: Promise<unknown>) => promise.then(() => 'no refusal', (e: unknown) => (e instanceof Refusal ? e.code : String(e)));

describe('certificates', () => {
  it('go to whoever has met the year, one each, and to nobody else', async () => {
    const first = await ownCertificate(deps, zhou, 2026);
    expect([first.name, first.unit, first.plan_year, first.met_on]).toEqual(['周䶮敏', '局/甲科', 2026, '2026-12-01']);
    expect((await ownCertificate(deps, zhou, 2026)).number).toBe(first.number);
    expect(await codeOf(ownCertificate(deps, wu, 2026))).toBe('not-found');
    expect(await codeOf(ownCertificate(deps, zhou, 2020))).toBe('not-found');
    const ten = await Promise.all(Array.from({ length: 10 }, () => ownCertificate(deps, zhou, 2026)));
    expect(new Set(ten.map((c) => c.number))).toEqual(new Set([first.number]));
  });

  it('tell anybody whether they hold, and the name; nothing of unit, number or credits', async () => {
    const { number } = await ownCertificate(deps, zhou, 2026);
    expect(await checkCertificate(deps, ` ${number.toLowerCase()} `)).toEqual({ state: 'valid', number, name: '周䶮敏', year: 2026, title: plan.title, on: '2026-12-01' });
    expect(await checkCertificate(deps, '2026-00000-00000')).toEqual({ state: 'unknown' });
    expect(await checkCertificate(deps, '<script>')).toEqual({ state: 'unknown' });
  });

  it('are never shown as valid once lost, and come back under another number', async () => {
    const { number } = await ownCertificate(deps, zhou, 2026);
    await reverse(zhou);
    expect((await checkCertificate(deps, number)).state).toBe('withdrawn');
    const mail = await deps.db.selectFrom('audit_event').selectAll().where('deed', '=', 'withdraw-certificate').executeTakeFirstOrThrow();
    expect(mail.subject).toBe(zhou.id);
    expect(await codeOf(ownCertificate(deps, zhou, 2026))).toBe('not-found');
    await grant(zhou, 200, 'b');
    const again = await ownCertificate(deps, zhou, 2026);
    expect(again.number).not.toBe(number);
    expect((await checkCertificate(deps, number)).state).toBe('withdrawn');
    expect((await checkCertificate(deps, again.number)).state).toBe('valid');
  });

  it('are withdrawn by the sweep when nobody looks, for what changed since the last one', async () => {
    await ownCertificate(deps, zhou, 2026);
    const before = deps.clock.now() - 1;
    expect(await sweepCertificates(deps, before)).toBe(0);
    deps.clock.advance(1000);
    await reverse(zhou);
    expect(await sweepCertificates(deps, deps.clock.now() + 1000)).toBe(0);
    expect(await sweepCertificates(deps, before)).toBe(1);
    expect(await sweepCertificates(deps, before)).toBe(0);
  });

  it('are printed by organisers for their own units, withdrawn by an administrator with a reason', async () => {
    await grant(wu, 200);
    const batch = await unitCertificates(deps, organiser, 2026, 'a');
    expect([batch.certificates.map((c) => c.name), batch.without]).toEqual([['周䶮敏'], 1]);
    expect(await codeOf(unitCertificates(deps, organiser, 2026, 'bureau'))).toBe('not-found');
    expect((await unitCertificates(deps, admin, 2026, 'bureau')).certificates.map((c) => c.name)).toEqual(['吴静', '周䶮敏']);
    expect((await certificatesFor(deps, organiser, 2026)).rows.map((r) => r.name)).toEqual(['周䶮敏']);
    expect(await codeOf(certificatesFor(deps, zhou, 2026))).toBe('not-allowed');
    const { number } = await ownCertificate(deps, zhou, 2026);
    expect(await codeOf(withdrawByHand(deps, organiser, number, '试试'))).toBe('not-found');
    expect(await codeOf(withdrawByHand(deps, admin, number, ''))).toBe('bad-input');
    await withdrawByHand(deps, admin, number, '弄错了人');
    expect((await checkCertificate(deps, number)).state).toBe('withdrawn');
  });

  it('come as a PDF with name, number and code, a page each', async () => {
    await grant(wu, 200);
    const routes = closingRoutes({ ...deps, library: { site: undefined }, config: { publicUrl: 'https://law.example.cn', base: '', dataDir: folder } });
    const { token } = await signIn(deps, admin.staffNo, PASSWORD);
    const ask = (path: string, form?: Record<string, string>) =>
      behindSession(deps, routes).request(path, { method: form ? 'POST' : 'GET', headers: { cookie: `${COOKIE}=${token}`, ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}) }, ...(form ? { body: new URLSearchParams(form).toString() } : {}) });
    const answer = await ask('/certificates/batch.pdf', { year: '2026', unit: 'bureau' });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const pdf = Buffer.from(await answer.arrayBuffer());
    const pages = pagesOf(pdf);
    expect(pages).toHaveLength(2);
    for (const [i, who] of ['吴静', '周䶮敏'].entries()) {
      const page = pages[i] ?? [];
      const text = textOf(page).replace(/\s/g, '');
      const { number } = await ownCertificate(deps, i === 0 ? wu : zhou, 2026);
      for (const part of [who, number, '学法合格证书', '2026年12月1日', 'law.example.cn/verify/']) expect(text).toContain(part);
      // A rare sign is drawn, not left empty.
      for (const sign of who) expect(page.find((g) => g.char === sign)?.outline).toBeGreaterThan(0);
    }
    // Only the signs used: two whole families would be some 40 MB.
    expect(pdf.length).toBeLessThan(400_000);
    expect((await ask('/certificates/2026/mine.pdf')).status).toBe(404);
    expect((await ask('/certificates/batch.pdf', { year: '2026', unit: 'none' })).status).toBe(404);
    await reverse(wu);
    expect((await ask('/certificates/batch.pdf', { year: '2026', unit: 'b' })).headers.get('location')).toContain('problem=nobody');
  });
});

describe('the closed year', () => {
  const key = () => signingKey(folder);
  const later = () => deps.clock.advance(30 * 86_400_000);
  const close = () => closeYear(deps, key(), admin, 2026);
  const look = (id: string) => closedYear(deps, key(), admin, id);

  it('is closed only when it is over, by an administrator of everywhere', async () => {
    expect(await codeOf(close())).toBe('bad-input');
    later();
    expect(await codeOf(closeYear(deps, key(), organiser, 2026))).toBe('not-allowed');
    expect(await codeOf(closeYear(deps, key(), { ...admin, roles: [{ role: 'admin', unitId: 'bureau' }] }, 2026))).toBe('not-allowed');
    expect(await codeOf(closeYear(deps, key(), admin, 2030))).toBe('not-found');
    const closed = await look(await close());
    expect([closed.genuine, closed.head.people, closed.head.owed, closed.head.met]).toEqual([true, 4, 2, 1]);
  });

  it('resets nothing; what comes later lands in its year and is seen', async () => {
    later();
    const id = await close();
    expect(await changesSince(deps, await look(id))).toEqual([]);
    // A make-up that was recorded late, and a correction.
    await grant(wu, 200);
    await reverse(zhou);
    const changes = await changesSince(deps, await look(id));
    expect(changes.map((c) => [c.name, c.says.join('；')]).sort()).toEqual([
      ['吴静', '未达标变为达标；学分 0 变为 2'],
      ['周䶮敏', '达标变为未达标；学分 2 变为 0'],
    ]);
    const second = await look(await close());
    expect([second.head.number, second.head.met, await changesSince(deps, second)]).toEqual([2, 1, []]);
    expect((await look(id)).genuine).toBe(true);
    expect((await closesFor(deps, admin)).map((c) => c.head.number)).toEqual([2, 1]);
  });

  it('that somebody changed in the database is not genuine', async () => {
    later();
    const id = await close();
    const text = await deps.db.selectFrom('year_close_line').select('line').where('person_id', '=', wu.id).executeTakeFirstOrThrow();
    await deps.db.updateTable('year_close_line').set({ line: text.line.replace('"met":false', '"met":true') } as never).where('person_id', '=', wu.id).execute();
    expect((await look(id)).genuine).toBe(false);
  });

  it('is proved from its file anywhere, with the public key alone', async () => {
    later();
    const { headText, signature, lines, publicKey } = await look(await close());
    const run = (text: string, ...args: string[]) => {
      writeFileSync(join(folder, 'file.txt'), text);
      const said: string[] = [];
      const code = verifyCloseCommand(['file.txt', ...args], { dataDir: folder, cwd: folder, say: (t) => said.push(t) });
      return `${code} ${said.join()}`;
    };
    writeFileSync(join(folder, 'public.pem'), publicKey);
    const file = fileOf(headText, signature, lines);
    expect(run(file, '--key', 'public.pem')).toMatch(/^0 没有改过/);
    expect(run(file.replace('吴静', '吴净'), '--key', 'public.pem')).toMatch(/^1 .*内容和签名时不一样/);
    expect(run(file.replace('"met":1', '"met":2'), '--key', 'public.pem')).toMatch(/^1 签名不对/);
    expect(run(fileOf(headText, signature, lines.slice(1)), '--key', 'public.pem')).toMatch(/^1 /);
    expect(run('anything', '--key', 'public.pem')).toMatch(/^1 这不是封存文件/);
    expect(run(file, '--key', 'none.pem')).toMatch(/^2 /);
    expect(publicKeyOf(key())).toBe(publicKey);
    expect(readFileSync(join(folder, 'signing-key.pem'), 'utf8')).toContain('PRIVATE KEY');
  });
});
