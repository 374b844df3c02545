/** `/api/desk`: what editors do on the web. */
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { allowed, errorBody, json, newRoutes } from '../../accounts/server/api-kit.ts';
import type { ApiEnv } from '../../accounts/server/env.ts';
import { attachment } from '../../kernel/attachment.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { FORMATS, FORMAT_IDS } from '../../quiz/formats/formats.ts';
import { XLSX } from '../../reports/server/xlsx.ts';
import { defaultsFrom } from '../bank-defaults.ts';
import { keptImports } from './banks/kept.ts';
import { bankSheet, confirmBank, downloadBank, uploadBank, type BankDeps } from './banks/web.ts';

const bankParam = z.object({ bank: z.string().max(60) });
const typed = z.string().max(4000).default('');
const binary = z.any().openapi({ type: 'string', format: 'binary' });
const anyBytes = (description: string) => ({ description, content: { 'application/octet-stream': { schema: binary } } });
const refusals = { 401: json(errorBody, 'Nobody'), 403: json(errorBody, 'Not allowed'), 404: json(errorBody, 'Not found') };
const issues = z.array(z.object({ where: z.string(), column: z.string(), level: z.enum(['error', 'warning']), say: z.string(), cure: z.string() }));

/** Plain forms want pages, programs want JSON. */
const wantsPage = (c: Context<ApiEnv>): boolean => /text\/html/.test(c.req.header('accept') ?? '');
const page = (bank: string, query: Record<string, string>) => `/desk/banks/${encodeURIComponent(bank)}/?${new URLSearchParams(query)}`;
const sheet = (c: Context<ApiEnv>, bytes: Uint8Array, name: string) => c.body(new Uint8Array(bytes), 200, { 'content-type': XLSX, 'content-disposition': attachment(name), 'cache-control': 'no-store' });

export function deskRoutes(deps: BankDeps) {
  return newRoutes()
    .openapi(
      createRoute({ method: 'get', path: '/banks/template.xlsx', summary: 'The sheet of questions to fill in', responses: { 200: anyBytes('The template'), ...refusals } }),
      async (c) => sheet(c, await bankSheet(deps, allowed(c, 'import-bank')), '试题模板.xlsx'),
    )
    .openapi(
      createRoute({ method: 'get', path: '/banks/{bank}/export', summary: 'A bank as a file, keys included', request: { params: bankParam, query: z.object({ format: z.enum(FORMAT_IDS as [(typeof FORMAT_IDS)[number]]) }) }, responses: { 200: anyBytes('The file'), ...refusals } }),
      async (c) => {
        const actor = allowed(c, 'see-keys');
        const { bank } = c.req.valid('param');
        const { format } = c.req.valid('query');
        const { file, left } = await downloadBank(deps, actor, bank, format);
        const { extension, type } = FORMATS[format];
        return c.body(new Uint8Array(file), 200, { 'content-type': type, 'content-disposition': attachment(`题库-${bank}.${extension}`), 'cache-control': 'no-store', 'x-left-out': left.map((l) => l.id).join(' ') });
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/banks/{bank}/import/check',
        summary: 'Reads a file of questions and tells what importing it would do; changes nothing',
        request: { params: bankParam, body: { required: true, content: { 'multipart/form-data': { schema: z.object({ file: binary, basis: typed, page: typed, difficulty: typed, explanation: typed }) } } } },
        responses: {
          200: json(z.object({ check: z.string(), hash: z.string(), ready: z.boolean(), issues, rows: z.array(z.object({ where: z.string(), id: z.string(), state: z.enum(['new', 'changed', 'unchanged', 'refused']), issues })) }), 'What would happen'),
          303: { description: 'Answer to a plain form' }, 413: json(errorBody, 'Too large'), 422: json(errorBody, 'Unreadable'), ...refusals,
        },
      }),
      async (c) => {
        const actor = allowed(c, 'import-bank');
        const { bank } = c.req.valid('param');
        const form = c.req.valid('form');
        const back = { basis: form.basis, page: form.page, difficulty: form.difficulty, explanation: form.explanation.slice(0, 500) };
        try {
          const file: unknown = form.file;
          if (!(file instanceof File) || file.size === 0) throw new Refusal('bad-input', '请先选择文件。', { file: '请先选择文件。' });
          const defaults = defaultsFrom(form);
          if ('say' in defaults) throw new Refusal('bad-input', defaults.say, { basis: defaults.say });
          const check = await uploadBank(deps, actor, bank, { bytes: new Uint8Array(await file.arrayBuffer()), name: file.name }, defaults);
          if (wantsPage(c)) return c.redirect(page(bank, { check }), 303);
          const { checked, ready } = await keptImports.kept(deps, deps.db, actor.id, check);
          return c.json({ check, hash: checked.hash, ready, issues: [...checked.plan.issues], rows: checked.plan.rows.map((r) => ({ where: r.where, id: r.id, state: r.state, issues: [...r.issues] })) }, 200);
        } catch (error) {
          if (!(error instanceof Refusal) || !wantsPage(c)) throw error;
          return c.redirect(page(bank, { problem: error.fields?.basis ? 'defaults' : error.fields?.file ? 'no-file' : error.code, ...back }), 303);
        }
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/banks/{bank}/import/apply',
        summary: 'Imports a file that was checked: all of it, exactly as shown, or nothing',
        request: { params: bankParam, body: { required: true, content: { 'application/x-www-form-urlencoded': { schema: z.object({ check: z.string().max(64), hash: z.string().max(64) }) } } } },
        responses: { 200: json(z.object({ added: z.int(), changed: z.int() }), 'Done'), 303: { description: 'Answer to a plain form' }, 409: json(errorBody, 'The bank has changed since, or may not be written'), 422: json(errorBody, 'Mistakes; nothing was imported'), ...refusals },
      }),
      async (c) => {
        const actor = allowed(c, 'import-bank');
        const { bank } = c.req.valid('param');
        const { check, hash } = c.req.valid('form');
        try {
          const outcome = await confirmBank(deps, actor, bank, check, hash);
          if ('again' in outcome) {
            if (!wantsPage(c)) throw new Refusal('bank-changed');
            return c.redirect(page(bank, { check: outcome.again, problem: 'bank-changed' }), 303);
          }
          if (!wantsPage(c)) return c.json({ ...outcome.done }, 200);
          return c.redirect(page(bank, { done: '1', added: String(outcome.done.added), changed: String(outcome.done.changed) }), 303);
        } catch (error) {
          if (!(error instanceof Refusal) || !wantsPage(c)) throw error;
          return c.redirect(page(bank, { problem: error.code, ...(error.code === 'not-found' ? {} : { check }) }), 303);
        }
      },
    )
    .openapi(
      createRoute({ method: 'get', path: '/banks/{bank}/import/{check}/sheet.xlsx', summary: 'What a checked file holds, as a sheet to complete', request: { params: bankParam.extend({ check: z.string().max(64) }) }, responses: { 200: anyBytes('The sheet'), ...refusals } }),
      async (c) => sheet(c, await bankSheet(deps, allowed(c, 'import-bank'), c.req.valid('param').check), '补齐.xlsx'),
    );
}
