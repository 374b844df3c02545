/** `/api/admin/import`: a list of people looked at, imported while one watches, cancelled, undone. */
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { allowed, errorBody, json, newRoutes } from '../../accounts/server/api-kit.ts';
import type { ApiEnv } from '../../accounts/server/env.ts';
import { countsOf, importPeople, previewImport } from '../../accounts/server/import.ts';
import { cancelImport, importProgress } from '../../accounts/server/import-run.ts';
import { undoImport } from '../../accounts/server/import-undo.ts';
import { dropList, keepList, keptList } from '../../accounts/server/kept-rows.ts';
import { readRows } from '../../accounts/server/read-sheet.ts';
import { FILE_PROBLEMS, issueText, problemOf } from '../../accounts/people-sheet.ts';
import { attachment } from '../../kernel/attachment.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { importDeps, type PeopleDeps } from './people-import.ts';
import { passwordSheet, XLSX, xlsxOf } from './xlsx.ts';

const counts = z.object({ opened: z.int(), changed: z.int(), unchanged: z.int(), units: z.int(), left: z.int() });
const previewBody = z.object({
  /** To be sent back for importing; null when there are mistakes. */
  check: z.string().nullable(),
  issues: z.array(z.object({ row: z.int(), column: z.string(), say: z.string(), text: z.string() })),
  unused: z.array(z.string()),
  counts,
  /** Of a complete list: those of the unit who are not on it. `why`: cannot be closed here. */
  left: z.array(z.object({ id: z.string(), staffNo: z.string(), name: z.string(), unit: z.string(), why: z.string().nullable() })),
});
const importedBody = z.object({
  batch: z.string(),
  opened: z.array(z.object({ staffNo: z.string(), name: z.string(), unit: z.string(), password: z.string() })),
  changed: z.int(),
  unchanged: z.int(),
  closed: z.int(),
});
const progressBody = z.object({ state: z.enum(['running', 'cancelling', 'done', 'cancelled', 'failed', 'undone']), done: z.int(), total: z.int() });
const undoneBody = z.object({ lines: z.array(z.object({ staffNo: z.string(), name: z.string(), does: z.enum(['remove', 'restore', 'nothing']), kept: z.string() })) });
const refusals = { 401: json(errorBody, 'Nobody'), 403: json(errorBody, 'Not allowed'), 404: json(errorBody, 'Not found, or out of reach') };
const idParam = z.object({ id: z.string().max(64) });
const seeOther = { description: 'Answer to a plain form' };

/** Plain forms want pages, programs want JSON. */
const wantsPage = (c: Context<ApiEnv>): boolean => /text\/html/.test(c.req.header('accept') ?? '');
const page = (query: Record<string, string>) => `/admin/people/?${new URLSearchParams(query)}`;

export function importRoutes(deps: PeopleDeps) {
  return newRoutes()
    .openapi(
      createRoute({
        method: 'post',
        path: '/check',
        summary: 'Reads a list of people and tells what importing it would do; changes nothing',
        request: {
          body: {
            required: true,
            content: {
              'multipart/form-data': {
                schema: z.object({
                  file: z.any().openapi({ type: 'string', format: 'binary' }),
                  unit: z.string().max(64).optional(),
                  /** The list is complete for that unit: those absent are shown as left. */
                  complete: z.string().max(10).optional(),
                }),
              },
            },
          },
        },
        responses: { 200: json(previewBody, 'What would happen'), 303: seeOther, 413: json(errorBody, 'Too large'), 422: json(errorBody, 'Unreadable'), ...refusals },
      }),
      async (c) => {
        const actor = allowed(c, 'import-people');
        const { file, unit, complete } = c.req.valid('form') as { file: unknown; unit?: string; complete?: string };
        const chosen = { unit: unit ?? '', complete: complete ? '1' : '' };
        try {
          if (!(file instanceof File) || file.size === 0) throw new Refusal('bad-input', FILE_PROBLEMS['no-file'], { file: FILE_PROBLEMS['no-file'] });
          if (complete && !unit) throw new Refusal('bad-input', FILE_PROBLEMS['no-unit'], { unit: FILE_PROBLEMS['no-unit'] });
          const list = { rows: await readRows(new Uint8Array(await file.arrayBuffer())), fileName: file.name.slice(0, 200), complete: complete ? unit : undefined };
          const preview = await previewImport(importDeps(deps), actor, list);
          const check = wantsPage(c) || preview.issues.length === 0 ? await keepList(deps, actor.id, list) : null;
          if (wantsPage(c)) return c.redirect(page({ check: check ?? '', ...chosen }), 303);
          const left = preview.plan.left.map((l) => ({ id: l.id, staffNo: l.staffNo, name: l.record.name, unit: l.unit, why: l.why ?? null }));
          return c.json({ check, issues: preview.issues.map((i) => ({ ...i, text: issueText(i) })), unused: [...preview.unused], counts: countsOf(preview), left }, 200);
        } catch (error) {
          if (!(error instanceof Refusal) || !wantsPage(c)) throw error;
          return c.redirect(page({ problem: problemOf(error.say) ?? error.code, ...chosen }), 303);
        }
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/apply',
        summary: 'Imports a list that was checked: everybody or nobody; runs until it is done, and can be watched and cancelled by the id of the check',
        request: { body: { required: true, content: { 'application/x-www-form-urlencoded': { schema: z.object({ check: z.string().max(64), left: z.union([z.string(), z.array(z.string())]).optional() }) } } } },
        responses: { 200: { description: 'The initial passwords, this once', content: { 'application/json': { schema: importedBody }, [XLSX]: { schema: z.any() } } }, 303: { description: 'Nobody new: nothing to hand over' }, 409: json(errorBody, 'Cancelled'), 422: json(errorBody, 'Mistakes; nobody was imported'), ...refusals },
      }),
      async (c) => {
        const actor = allowed(c, 'import-people');
        const { check, left } = c.req.valid('form');
        try {
          const list = await keptList(deps, deps.db, actor.id, check);
          const { batch, opened, changed, unchanged, closed } = await importPeople(importDeps(deps), actor, list, { id: check, left: left === undefined ? [] : [left].flat(), signal: c.req.raw.signal });
          await dropList(deps.db, check);
          if (!wantsPage(c)) return c.json({ batch, opened: opened.map((o) => ({ ...o })), changed, unchanged, closed }, 200);
          if (opened.length === 0) return c.redirect(page({ done: batch }), 303);
          const bytes = await xlsxOf('初始密码', passwordSheet(opened), [20, 12, 28, 18, 40]);
          return c.body(new Uint8Array(bytes), 200, { 'content-type': XLSX, 'content-disposition': attachment('初始密码（仅此一份）.xlsx'), 'cache-control': 'no-store' });
        } catch (error) {
          if (!(error instanceof Refusal) || !wantsPage(c)) throw error;
          return c.redirect(page(error.code === 'import-broken' ? { check, problem: error.fields ? '' : error.code } : error.code === 'import-cancelled' ? { check, problem: 'cancelled' } : { problem: problemOf(error.say) ?? error.code }), 303);
        }
      },
    )
    .openapi(
      createRoute({ method: 'get', path: '/{id}/progress', summary: 'How far one’s own running import is', request: { params: idParam }, responses: { 200: json(progressBody, 'So far'), ...refusals } }),
      async (c) => c.json(await importProgress(deps, allowed(c, 'import-people').id, c.req.valid('param').id), 200),
    )
    .openapi(
      createRoute({ method: 'post', path: '/{id}/cancel', summary: 'Asks one’s own running import to stop; nothing of it stays unless it was done', request: { params: idParam }, responses: { 200: json(progressBody, 'Asked'), ...refusals } }),
      async (c) => c.json(await cancelImport(deps, allowed(c, 'import-people').id, c.req.valid('param').id), 200),
    )
    .openapi(
      createRoute({ method: 'post', path: '/{id}/undo', summary: 'Undoes an import, as far as nobody has changed it since', request: { params: idParam }, responses: { 200: json(undoneBody, 'What was given back, and what was not'), 303: seeOther, 409: json(errorBody, 'Undone before, or a later import touched the same people'), ...refusals } }),
      async (c) => {
        const actor = allowed(c, 'import-people');
        const { id } = c.req.valid('param');
        const back = `/admin/people/imports/${encodeURIComponent(id)}/`;
        try {
          const lines = await undoImport(deps, actor, id);
          if (wantsPage(c)) return c.redirect(`${back}?done=1`, 303);
          return c.json({ lines: lines.map(({ staffNo, name, does, kept }) => ({ staffNo, name, does, kept })) }, 200);
        } catch (error) {
          if (!(error instanceof Refusal) || error.code !== 'import-kept' || !wantsPage(c)) throw error;
          return c.redirect(back, 303);
        }
      },
    );
}
