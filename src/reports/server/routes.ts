/** `/api/admin`: what organisers, administrators and auditors see and do. */
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { allowed, errorBody, json, newRoutes } from '../../accounts/server/api-kit.ts';
import type { ApiEnv } from '../../accounts/server/env.ts';
import { resetPassword } from '../../accounts/server/manage.ts';
import { recordEvent, recordLook } from '../../accounts/server/audit.ts';
import { allUnits } from '../../accounts/server/store.ts';
import { unitPath } from '../../accounts/units.ts';
import { sentenceOf } from '../../plans/say.ts';
import { filterFrom, filtered, lookOf, MET } from '../filter.ts';
import { overviewOf } from '../overview.ts';
import { sheetOf } from '../sheet.ts';
import { audienceIds, type PeopleDeps } from './people-import.ts';
import { reportFor } from './people.ts';
import { attachment, templateSheet, XLSX, xlsxOf } from './xlsx.ts';

const tally = z.object({ owed: z.int(), credits: z.int(), exams: z.int(), met: z.int(), exempt: z.int() });
const filterQuery = z.object({ year: z.coerce.number().int().optional(), unit: z.string().optional(), audience: z.string().optional(), met: z.enum(MET).optional().catch(undefined).openapi({ type: 'string', enum: [...MET] }), q: z.string().max(100).optional() });
const personRow = z.object({
  id: z.string(),
  staffNo: z.string(),
  name: z.string(),
  unit: z.string(),
  audiences: z.array(z.string()),
  owes: z.boolean(),
  met: z.boolean(),
  haveCenti: z.int(),
  owedCenti: z.int(),
  sentence: z.string(),
});
const anyBytes = (description: string, type = XLSX) => ({ description, content: { [type]: { schema: z.any().openapi({ type: 'string', format: 'binary' }) } } });
const refusals = { 401: json(errorBody, 'Nobody'), 403: json(errorBody, 'Not allowed'), 404: json(errorBody, 'Not found, or out of reach') };

/** Plain forms want pages, programs want JSON. */
const wantsPage = (c: Context<ApiEnv>): boolean => /text\/html/.test(c.req.header('accept') ?? '');

export function adminRoutes(deps: PeopleDeps) {
  return newRoutes()
    .openapi(
      createRoute({
        method: 'get',
        path: '/overview',
        summary: 'Counts by unit and audience',
        request: { query: filterQuery },
        responses: {
          200: json(z.object({ year: z.int(), total: tally, units: z.array(z.object({ id: z.string(), path: z.string(), depth: z.int(), tally })), audiences: z.array(z.object({ id: z.string(), title: z.string(), tally })) }), 'Overview'),
          ...refusals,
        },
      }),
      async (c) => {
        const { year } = c.req.valid('query');
        const { plan, rows, units } = await reportFor(deps, allowed(c, 'see-standing'), 'see-standing', year);
        const o = overviewOf(rows, units, Object.keys(plan.audiences));
        return c.json({ year: plan.year, total: o.total, units: o.units.map((u) => ({ ...u })), audiences: o.audiences.map((a) => ({ ...a, title: plan.audiences[a.id]?.title ?? a.id })) }, 200);
      },
    )
    .openapi(
      createRoute({ method: 'get', path: '/people', summary: 'People with their standing', request: { query: filterQuery }, responses: { 200: json(z.object({ year: z.int(), people: z.array(personRow) }), 'People'), ...refusals } }),
      async (c) => {
        const filter = c.req.valid('query');
        const actor = allowed(c, 'see-standing');
        const { plan, rows, units } = await reportFor(deps, actor, 'see-standing', filter.year);
        const found = filtered(rows, filter, units);
        await recordLook(deps, actor, 'see-list', null, lookOf(filter, found.length));
        const people = found.map(({ id, staffNo, name, unit, audiences, standing }) => ({
          id, staffNo, name, unit, audiences: [...audiences], owes: standing.owes, met: standing.met, haveCenti: standing.haveCenti, owedCenti: standing.owedCenti, sentence: sentenceOf(standing),
        }));
        return c.json({ year: plan.year, people }, 200);
      },
    )
    .openapi(
      createRoute({ method: 'get', path: '/export.xlsx', summary: 'The list as a spreadsheet', request: { query: filterQuery }, responses: { 200: anyBytes('The sheet'), ...refusals } }),
      async (c) => {
        const actor = allowed(c, 'export-report');
        const filter = filterFrom(new URL(c.req.url).searchParams);
        const { plan, rows, units, today } = await reportFor(deps, actor, 'export-report', filter.year);
        const found = filtered(rows, filter, units);
        await recordEvent(deps.db, deps, { actorId: actor.id, deed: 'export-report', subject: null, detail: { year: plan.year, people: found.length } });
        const bytes = await xlsxOf('达标情况', sheetOf(plan, found), [20, 12, 28, 24]);
        return c.body(new Uint8Array(bytes), 200, { 'content-type': XLSX, 'content-disposition': attachment(`${plan.year}年度学法达标情况-${today}.xlsx`), 'cache-control': 'no-store' });
      },
    )
    .openapi(
      createRoute({ method: 'get', path: '/template.xlsx', summary: 'The list of people to fill in', responses: { 200: anyBytes('The template'), ...refusals } }),
      async (c) => {
        const actor = allowed(c, 'import-people');
        const unit = unitPath(await allUnits(deps.db), actor.unitId);
        const bytes = await xlsxOf('人员名单', templateSheet([...audienceIds(deps).keys()], unit), [26, 12, 30, 24, 26, 12, 14, 14]);
        return c.body(new Uint8Array(bytes), 200, { 'content-type': XLSX, 'content-disposition': attachment('人员名单模板.xlsx') });
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/people/{id}/reset-password',
        summary: 'Gives a one-time password',
        request: { params: z.object({ id: z.string() }) },
        responses: { 200: { description: 'The password, this once', content: { 'application/json': { schema: z.object({ password: z.string() }) }, 'text/html': { schema: z.string() } } }, ...refusals },
      }),
      async (c) => {
        const password = await resetPassword(deps, allowed(c, 'reset-password'), c.req.valid('param').id);
        // Never kept and never in an address: without scripts the answer itself is the page.
        if (wantsPage(c)) return c.html(`<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>初始密码</title><p>初始密码（只显示这一次）：<strong>${password}</strong></p><p>抄下来当面交给本人，再用浏览器的“后退”回到原来的页面。</p></html>`, 200);
        return c.json({ password }, 200);
      },
    );
}

export type AdminRoutes = ReturnType<typeof adminRoutes>;
