/** `/api/activities`: the list of those present as a file, the code shown in the room, signing in with it. */
import { createRoute, z } from '@hono/zod-openapi';
import { setCookie } from 'hono/cookie';
import { allowed, errorBody, json, newRoutes } from '../../accounts/server/api-kit.ts';
import { keeper } from '../../accounts/server/kept.ts';
import type { SheetRow } from '../../accounts/people-sheet.ts';
import { FILE_PROBLEMS, problemOf } from '../../accounts/people-sheet.ts';
import { readRows } from '../../accounts/server/read-sheet.ts';
import { allUnits } from '../../accounts/server/store.ts';
import { asNumber } from '../../db/portable.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { qrSvg } from '../../library/qr.ts';
import { codeAt, codeHolds, PASS_COOKIE, PASS_MS, passAt } from './code.ts';
import { signInOpen } from './record.ts';
import { activityById, activityFor, type ActivityDeps } from './store.ts';

export type ActivityRouteDeps = ActivityDeps & { readonly config: { readonly publicUrl: string | undefined; readonly base: string } };

/** Lists that were uploaded, to be looked at before anybody is recorded. */
export const attendanceLists = keeper<{ readonly activity: string; readonly rows: readonly SheetRow[] }>('attendance:', FILE_PROBLEMS.gone);

const id = z.object({ id: z.string().max(64) });
const refusals = { 401: json(errorBody, 'Nobody'), 403: json(errorBody, 'Not allowed'), 404: json(errorBody, 'Not found, or out of reach') };
const seeOther = { description: 'Go on to `Location`' };

export function activityRoutes(deps: ActivityRouteDeps) {
  return newRoutes()
    .openapi(
      createRoute({
        method: 'post',
        path: '/{id}/import/check',
        summary: 'Takes a list of those present; the page shows what it would record',
        request: { params: id, body: { required: true, content: { 'multipart/form-data': { schema: z.object({ file: z.any().openapi({ type: 'string', format: 'binary' }) }) } } } },
        responses: { 303: seeOther, ...refusals },
      }),
      async (c) => {
        const actor = allowed(c, 'record-activity');
        const activity = await activityFor(deps.db, actor, c.req.valid('param').id, 'record-activity', await allUnits(deps.db));
        const page = (query: Record<string, string>) => c.redirect(`/admin/activities/${activity.id}/?${new URLSearchParams(query)}#add`, 303);
        try {
          const file: unknown = c.req.valid('form').file;
          if (!(file instanceof File) || file.size === 0) return page({ problem: 'no-file' });
          const rows = await readRows(new Uint8Array(await file.arrayBuffer()));
          return page({ check: await attendanceLists.keep(deps, actor.id, { activity: activity.id, rows }) });
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          return page({ problem: problemOf(error.say) ?? 'bad-xlsx' });
        }
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/{id}/code',
        summary: 'The code to show in the room now, and how many signed in',
        request: { params: id },
        responses: { 200: json(z.object({ open: z.boolean(), address: z.string(), svg: z.string(), present: z.int() }), 'The address to open, and its code as an SVG; empty when signing in is not open'), ...refusals },
      }),
      async (c) => {
        const actor = allowed(c, 'record-activity');
        const activity = await activityFor(deps.db, actor, c.req.valid('param').id, 'record-activity', await allUnits(deps.db));
        const counted = await deps.db.selectFrom('presence').select((e) => e.fn.countAll<string | number>().as('n')).where('activity_id', '=', activity.id).where('removed_at', 'is', null).executeTakeFirst();
        const open = signInOpen(activity, deps.clock.now());
        const origin = deps.config.publicUrl ?? new URL(c.req.url).origin + deps.config.base;
        const address = open ? `${origin}/api/activities/${activity.id}/scan?c=${codeAt(activity.secret, deps.clock.now())}` : '';
        return c.json({ open, address, svg: open ? qrSvg(address, `签到：${activity.title}`) : '', present: asNumber(counted?.n) }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/{id}/scan',
        summary: 'Where the code leads: gives the browser a pass for ten minutes, then the page to confirm on',
        request: { params: id, query: z.object({ c: z.string().max(64).optional() }) },
        responses: { 303: seeOther },
      }),
      async (c) => {
        const activity = await activityById(deps.db, c.req.valid('param').id);
        const now = deps.clock.now();
        const page = (query = '') => c.redirect(`/learn/present/${encodeURIComponent(c.req.valid('param').id)}/${query}`, 303);
        if (!activity || !signInOpen(activity, now)) return page();
        if (!codeHolds(activity.secret, c.req.valid('query').c ?? '', now)) return page('?late=1');
        const secure = (deps.config.publicUrl ?? c.req.url).startsWith('https:');
        setCookie(c, PASS_COOKIE, passAt(activity.secret, now), { path: `${deps.config.base}/learn/present/${activity.id}`, httpOnly: true, sameSite: 'Lax', secure, maxAge: PASS_MS / 1000 });
        return page();
      },
    );
}
