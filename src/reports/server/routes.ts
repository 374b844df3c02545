/** `/api/admin`: what organisers, administrators and auditors see and do. */
import { attachment } from '../../kernel/attachment.ts';
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { allowed, errorBody, json, newRoutes } from '../../accounts/server/api-kit.ts';
import type { ApiEnv } from '../../accounts/server/env.ts';
import { resetPassword } from '../../accounts/server/manage.ts';
import { allUnits } from '../../accounts/server/store.ts';
import { unitPath } from '../../accounts/units.ts';
import { audienceIds, type PeopleDeps } from './people-import.ts';
import { templateSheet, XLSX, xlsxOf } from './xlsx.ts';

const anyBytes = (description: string, type = XLSX) => ({ description, content: { [type]: { schema: z.any().openapi({ type: 'string', format: 'binary' }) } } });
const refusals = { 401: json(errorBody, 'Nobody'), 403: json(errorBody, 'Not allowed'), 404: json(errorBody, 'Not found, or out of reach') };

/** Plain forms want pages, programs want JSON. */
const wantsPage = (c: Context<ApiEnv>): boolean => /text\/html/.test(c.req.header('accept') ?? '');

export function adminRoutes(deps: PeopleDeps) {
  return newRoutes()
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
