/** `/api/admin`: what organisers, administrators and auditors see and do. */
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { allowed, errorBody, json, newRoutes } from '../../accounts/server/api-kit.ts';
import type { ApiEnv } from '../../accounts/server/env.ts';
import { importPeople, previewImport } from '../../accounts/server/import.ts';
import { dropRows, keepRows, keptRows } from '../../accounts/server/kept-rows.ts';
import { resetPassword } from '../../accounts/server/manage.ts';
import { readRows } from '../../accounts/server/read-sheet.ts';
import { recordEvent, recordLook } from '../../accounts/server/audit.ts';
import { FILE_PROBLEMS, issueText, problemOf } from '../../accounts/people-sheet.ts';
import { allUnits } from '../../accounts/server/store.ts';
import { unitPath } from '../../accounts/units.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { sentenceOf } from '../../plans/say.ts';
import { filterFrom, filtered, lookOf, MET } from '../filter.ts';
import { overviewOf } from '../overview.ts';
import { sheetOf } from '../sheet.ts';
import { audienceIds, importDeps, type PeopleDeps } from './people-import.ts';
import { reportFor } from './people.ts';
import { attachment, passwordSheet, templateSheet, XLSX, xlsxOf } from './xlsx.ts';

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
const previewBody = z.object({
  /** To be sent back for importing; null when there are mistakes. */
  check: z.string().nullable(),
  issues: z.array(z.object({ row: z.int(), column: z.string(), say: z.string(), text: z.string() })),
  unused: z.array(z.string()),
  counts: z.object({ opened: z.int(), changed: z.int(), unchanged: z.int(), units: z.int() }),
});
const importedBody = z.object({
  opened: z.array(z.object({ staffNo: z.string(), name: z.string(), unit: z.string(), password: z.string() })),
  changed: z.int(),
  unchanged: z.int(),
});
const anyBytes = (description: string, type = XLSX) => ({ description, content: { [type]: { schema: z.any().openapi({ type: 'string', format: 'binary' }) } } });
const refusals = { 401: json(errorBody, 'Nobody'), 403: json(errorBody, 'Not allowed'), 404: json(errorBody, 'Not found, or out of reach') };

/** Plain forms want pages, programs want JSON. */
const wantsPage = (c: Context<ApiEnv>): boolean => /text\/html/.test(c.req.header('accept') ?? '');
const page = (query: Record<string, string>) => `/admin/people/?${new URLSearchParams(query)}`;

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
        const bytes = await xlsxOf('人员名单', templateSheet([...audienceIds(deps).keys()], unit), [26, 12, 30, 24, 26, 12]);
        return c.body(new Uint8Array(bytes), 200, { 'content-type': XLSX, 'content-disposition': attachment('人员名单模板.xlsx') });
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/import/check',
        summary: 'Reads a list of people and tells what importing it would do; changes nothing',
        request: { body: { required: true, content: { 'multipart/form-data': { schema: z.object({ file: z.any().openapi({ type: 'string', format: 'binary' }) }) } } } },
        responses: { 200: json(previewBody, 'What would happen'), 303: { description: 'Answer to a plain form' }, 413: json(errorBody, 'Too large'), 422: json(errorBody, 'Unreadable'), ...refusals },
      }),
      async (c) => {
        const actor = allowed(c, 'import-people');
        try {
          const file: unknown = c.req.valid('form').file;
          if (!(file instanceof File) || file.size === 0) throw new Refusal('bad-input', FILE_PROBLEMS['no-file'], { file: FILE_PROBLEMS['no-file'] });
          const rows = await readRows(new Uint8Array(await file.arrayBuffer()));
          const preview = await previewImport(importDeps(deps), actor, rows);
          const check = wantsPage(c) || preview.issues.length === 0 ? await keepRows(deps, actor.id, rows) : null;
          if (wantsPage(c)) return c.redirect(page({ check: check ?? '' }), 303);
          const opened = preview.plan.people.filter((p) => !p.known).length;
          const changed = preview.plan.people.filter((p) => p.changes && p.changes.length > 0).length;
          const counts = { opened, changed, unchanged: preview.plan.people.length - opened - changed, units: preview.plan.newUnits.length };
          return c.json({ check, issues: preview.issues.map((i) => ({ ...i, text: issueText(i) })), unused: [...preview.unused], counts }, 200);
        } catch (error) {
          if (!(error instanceof Refusal) || !wantsPage(c)) throw error;
          return c.redirect(page({ problem: problemOf(error.say) ?? error.code }), 303);
        }
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/import/apply',
        summary: 'Imports a list that was checked: everybody or nobody',
        request: { body: { required: true, content: { 'application/x-www-form-urlencoded': { schema: z.object({ check: z.string().max(64) }) } } } },
        responses: { 200: { description: 'The initial passwords, this once', content: { 'application/json': { schema: importedBody }, [XLSX]: { schema: z.any() } } }, 303: { description: 'Nobody new: nothing to hand over' }, 422: json(errorBody, 'Mistakes; nobody was imported'), ...refusals },
      }),
      async (c) => {
        const actor = allowed(c, 'import-people');
        const { check } = c.req.valid('form');
        try {
          const rows = await keptRows(deps, deps.db, actor.id, check);
          const { opened, changed, unchanged } = await importPeople(importDeps(deps), actor, rows);
          await dropRows(deps.db, check);
          if (!wantsPage(c)) return c.json({ opened: opened.map((o) => ({ ...o })), changed, unchanged }, 200);
          if (opened.length === 0) return c.redirect(page({ done: '1', changed: String(changed), unchanged: String(unchanged) }), 303);
          const bytes = await xlsxOf('初始密码', passwordSheet(opened), [20, 12, 28, 18, 40]);
          return c.body(new Uint8Array(bytes), 200, { 'content-type': XLSX, 'content-disposition': attachment('初始密码（仅此一份）.xlsx'), 'cache-control': 'no-store' });
        } catch (error) {
          if (!(error instanceof Refusal) || !wantsPage(c)) throw error;
          return c.redirect(page(error.code === 'import-broken' ? { check } : { problem: problemOf(error.say) ?? error.code }), 303);
        }
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
