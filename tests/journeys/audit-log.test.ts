/** Reading the audit log: narrowed by person, deed and day, page by page, as a file; by those who may, and that is kept too. */
import { unzipSync, strFromU8 } from 'fflate';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { auditRows } from '#accounts/server/audit-list.ts';
import { recordEvent } from '#accounts/server/audit.ts';
import type { SignedIn } from '#accounts/server/env.ts';
import { COOKIE, openSession } from '#accounts/server/sessions.ts';
import { auditRoutes } from '#reports/server/audit-routes.ts';
import { freshDeps, type TestDeps } from '../support/deps.ts';
import { addPerson, addUnit, behindSession } from './people-kit.ts';

const DAY = 86_400_000;
let deps: TestDeps;
let zhou: SignedIn;
let auditor: SignedIn;
beforeEach(async () => {
  deps = await freshDeps();
  await addUnit(deps, 'u', null, '局');
  zhou = await addPerson(deps, { staffNo: '0012', name: '周小%明', unitId: 'u' });
  auditor = await addPerson(deps, { staffNo: 'aud', name: '审计', unitId: 'u', roles: [{ role: 'auditor', unitId: null }] });
  await recordEvent(deps.db, deps, { actorId: zhou.id, deed: 'sign-in', subject: zhou.id });
  deps.clock.advance(DAY);
  await recordEvent(deps.db, deps, { actorId: auditor.id, deed: 'see-person', subject: zhou.id, detail: { year: 2026 } });
  await recordEvent(deps.db, deps, { actorId: null, deed: 'hand-in', subject: '=attempt' });
});
afterEach(() => deps.close());

const deeds = async (filter: Parameters<typeof auditRows>[1], limit = 100) => (await auditRows(deps.db, filter, limit)).map((r) => r.deed).sort();
const ask = async (as: string, who: SignedIn | undefined, query = '') => {
  const cookie = who ? `${COOKIE}=${(await openSession(deps.db, deps, who.id)).token}` : '';
  return behindSession(deps, auditRoutes(deps)).request(`/log/${as}${query}`, { headers: { cookie } });
};

it('finds by who did it or whom it concerns, by deed or kind of deed, by day in Shanghai', async () => {
  expect(await deeds({})).toEqual(['hand-in', 'see-person', 'sign-in']);
  for (const who of ['0012', '小%', '周小%明']) expect(await deeds({ who })).toEqual(['see-person', 'sign-in']);
  // A sign that means “anything” to the database means itself here.
  expect(await deeds({ who: '_小' })).toEqual([]);
  expect(await deeds({ who: 'nobody' })).toEqual([]);
  expect(await deeds({ deed: 'sign-in' })).toEqual(['sign-in']);
  expect(await deeds({ kind: 'see' })).toEqual(['see-person']);
  expect(await deeds({ to: '2026-11-23' })).toEqual(['sign-in']);
  expect(await deeds({ from: '2026-11-24', to: '2026-11-24' })).toEqual(['hand-in', 'see-person']);
});

it('is read page by page without losing or repeating any, even of the same moment', async () => {
  for (let i = 0; i < 7; i++) await recordEvent(deps.db, deps, { actorId: zhou.id, deed: 'sign-in', subject: zhou.id, detail: { i } });
  const seen: string[] = [];
  for (let before: string | undefined; ; ) {
    const page = await auditRows(deps.db, { before }, 3);
    seen.push(...page.map((r) => r.id));
    const last = page.at(-1);
    if (!last) break;
    before = `${last.at}~${last.id}`;
  }
  expect(seen).toHaveLength(10);
  expect(new Set(seen).size).toBe(10);
});

it('is a file for administrators and auditors alone, harmless in a spreadsheet, and taking it is in the log', async () => {
  for (const who of [undefined, zhou]) expect([401, 403]).toContain((await ask('csv', who)).status);
  const csv = await (await ask('csv', auditor, '?what=kind:exam')).text();
  expect(csv.split('\r\n')).toHaveLength(3);
  expect(csv).toContain("系统,,考试,交卷,,,'=attempt");
  const xlsx = unzipSync(new Uint8Array(await (await ask('xlsx', auditor)).arrayBuffer()));
  const text = Object.values(xlsx).map((bytes) => strFromU8(bytes)).join('');
  expect(text).toContain('查看了个人的学法档案');
  expect(text).toContain('年度：2026');
  const kept = await deps.db.selectFrom('audit_event').select(['actor_id', 'detail']).where('deed', '=', 'export-audit').orderBy('id').execute();
  expect(kept.map((k) => k.actor_id)).toEqual([auditor.id, auditor.id]);
  expect(JSON.parse(kept.find((k) => k.detail.includes('csv'))?.detail ?? '{}')).toEqual({ kind: 'exam', events: 1, as: 'csv' });
});
