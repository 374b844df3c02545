/** `/api/admin`: the figures and lists of the year, as data and as files. */
import { createRoute, z } from '@hono/zod-openapi';
import { allowed, errorBody, json, newRoutes } from '../../accounts/server/api-kit.ts';
import { recordLook } from '../../accounts/server/audit.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { sentenceOf } from '../../plans/say.ts';
import { behindOnly, filterFrom, lookOf, MET, queryOf } from '../filter.ts';
import { unitLines } from '../overview.ts';
import type { Deps } from '../../db/portable.ts';
import { askedFile, sent } from './export.ts';
import { FORMS } from './files.ts';
import type { Office } from './office.ts';
import { rowsOf, scopeFor, type ReportDeps } from './people.ts';
import { remind } from './remind.ts';

export type ReportRouteDeps = ReportDeps & Deps & { readonly office: Office; readonly config: { readonly publicUrl: string | undefined } };

const figures = z.object({ owed: z.int(), learned: z.int(), credits: z.int(), examined: z.int(), sat: z.int(), passed: z.int(), met: z.int(), exempt: z.int(), free: z.int() });
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
const refusals = { 401: json(errorBody, 'Nobody'), 403: json(errorBody, 'Not allowed'), 404: json(errorBody, 'Not found, or out of reach') };
/** People in one answer. */
const MOST = 500;

export function reportRoutes(deps: ReportRouteDeps) {
  return newRoutes()
    .openapi(
      createRoute({
        method: 'get',
        path: '/overview',
        summary: 'Counts by unit, audience, category and month',
        request: { query: filterQuery },
        responses: {
          200: json(
            z.object({
              year: z.int(),
              total: figures,
              units: z.array(z.object({ id: z.string(), path: z.string(), depth: z.int(), figures })),
              audiences: z.array(z.object({ id: z.string(), title: z.string(), figures })),
              categories: z.array(z.object({ id: z.string(), title: z.string(), owed: z.int(), learned: z.int(), needed: z.int(), reached: z.int(), centi: z.int() })),
              months: z.array(z.object({ month: z.string(), learned: z.int(), sat: z.int(), passed: z.int(), met: z.int() })),
            }),
            'Overview',
          ),
          ...refusals,
        },
      }),
      async (c) => {
        const actor = allowed(c, 'see-standing');
        const filter = c.req.valid('query');
        const { plan, units, whom } = await scopeFor(deps, actor, 'see-standing', filter);
        const tally = await deps.office.whole({ kind: 'tally', whom }, actor.id);
        return c.json({
          year: plan.year,
          total: tally.total,
          units: unitLines(tally, units, filter.unit).map(({ id, path, depth, figures }) => ({ id, path, depth, figures })),
          audiences: [...tally.audiences].map(([id, figures]) => ({ id, title: plan.audiences[id]?.title ?? id, figures })),
          categories: [...tally.categories].map(([id, c]) => ({ id, title: plan.categories[id] ?? id, ...c })),
          months: [...tally.months],
        }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/people',
        summary: `People with their standing, ${MOST} at a time`,
        request: { query: filterQuery.extend({ page: z.coerce.number().int().min(1).default(1) }) },
        responses: { 200: json(z.object({ year: z.int(), total: z.int(), people: z.array(personRow) }), 'People'), ...refusals },
      }),
      async (c) => {
        const actor = allowed(c, 'see-standing');
        const filter = filterFrom(new URL(c.req.url).searchParams);
        const { page } = c.req.valid('query');
        const scope = await scopeFor(deps, actor, 'see-standing', filter);
        const ids = await deps.office.whole({ kind: 'list', whom: scope.whom, tree: scope.units }, actor.id);
        await recordLook(deps, actor, 'see-list', null, lookOf(filter, ids.length));
        const people = (await rowsOf(deps.db, scope, ids.slice((page - 1) * MOST, page * MOST))).map(({ id, staffNo, name, unit, audiences, standing }) => ({
          id, staffNo, name, unit, audiences: [...audiences], owes: standing.owes, met: standing.met, haveCenti: standing.haveCenti, owedCenti: standing.owedCenti, sentence: sentenceOf(standing),
        }));
        return c.json({ year: scope.plan.year, total: ids.length, people }, 200);
      },
    )
    .openapi(
      createRoute({ method: 'get', path: '/export', summary: 'The report as a file; counted to the end, however long it takes', request: { query: filterQuery.extend({ as: z.enum(FORMS).default('xlsx'), person: z.string().max(64).optional() }) }, responses: { 200: { description: 'The file', content: { 'application/octet-stream': { schema: z.any().openapi({ type: 'string', format: 'binary' }) } } }, ...refusals } }),
      async (c) => {
        const actor = allowed(c, 'export-report');
        const asked = await askedFile(deps, actor, new URL(c.req.url).searchParams);
        return sent(deps, actor, asked, await asked.whole());
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/remind',
        summary: 'Reminds those of the list who are behind, nobody twice within a week',
        request: { body: { required: true, content: { 'application/x-www-form-urlencoded': { schema: z.object({ year: z.string().max(4).optional(), unit: z.string().max(64).optional(), audience: z.string().max(80).optional(), met: z.string().max(20).optional(), q: z.string().max(100).optional() }) } } } },
        responses: { 303: { description: 'Sent' }, ...refusals },
      }),
      async (c) => {
        const actor = allowed(c, 'remind');
        const typed = c.req.valid('form');
        const filter = behindOnly(filterFrom(new URLSearchParams(Object.entries(typed))));
        const scope = await scopeFor(deps, actor, 'remind', filter);
        const ids = await deps.office.whole({ kind: 'list', whom: scope.whom, tree: scope.units }, actor.id);
        const sent = await remind(deps, actor, scope, ids);
        return c.redirect(`/admin/remind/${queryOf(filter) || '?'}${queryOf(filter) ? '&' : ''}sent=${sent}`, 303);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/reports/stop',
        summary: 'Stops a report that is still being counted',
        request: { body: { required: true, content: { 'application/x-www-form-urlencoded': { schema: z.object({ id: z.string().max(64) }) } } } },
        responses: { 303: { description: 'Stopped' }, ...refusals },
      }),
      (c) => {
        const actor = allowed(c, 'see-standing');
        if (!deps.office.stop(c.req.valid('form').id, actor.id)) throw new Refusal('not-found', '这份统计已经结束。');
        return c.redirect('/admin/?stopped=1', 303);
      },
    );
}

export type ReportRoutes = ReturnType<typeof reportRoutes>;
