/** `/api/statistics`: the figures of a sitting as files; how far their working out is, and stopping it. */
import { createRoute, z } from '@hono/zod-openapi';
import { allowed, errorBody, json, newRoutes } from '../../accounts/server/api-kit.ts';
import { recordEvent } from '../../accounts/server/audit.ts';
import type { Deps } from '../../db/portable.ts';
import { sittingsSat } from '../../exams/server/statistics.ts';
import { progressOf, statisticsOf, stopStatistics } from '../../exams/server/statistics-work.ts';
import { attachment } from '../../kernel/attachment.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Plan } from '../../plans/schema.ts';
import { csvOf } from '../sheet.ts';
import { choiceSheet, questionSheet } from '../statistics-sheet.ts';
import { keysOpen } from './keys.ts';
import { XLSX, xlsxOf } from './xlsx.ts';

const CSV = 'text/csv; charset=utf-8';
const ofSitting = z.object({ year: z.coerce.number().int().min(2000).max(2100), sitting: z.string().min(1).max(80) });
const which = z.enum(['first', 'makeup']).default('first');
const bytes = z.any().openapi({ type: 'string', format: 'binary' });

export function statisticsRoutes(deps: Deps & { readonly plans: ReadonlyMap<number, Plan> }) {
  return newRoutes().openapi(
    createRoute({
      method: 'get',
      path: '/{year}/{sitting}/progress',
      summary: 'How far the working out is, in attempts; begins nothing',
      request: { params: ofSitting, query: z.object({ which }) },
      responses: { 200: json(z.object({ working: z.boolean(), read: z.int(), of: z.int() }), 'Progress'), default: json(errorBody, 'Refusal') },
    }),
    (c) => {
      allowed(c, 'see-statistics');
      const progress = progressOf(deps.db, { ...c.req.valid('param'), ...c.req.valid('query') });
      return c.json({ working: progress !== undefined, ...(progress ?? { read: 0, of: 0 }) }, 200);
    },
  ).openapi(
    createRoute({
      method: 'post',
      path: '/{year}/{sitting}/stop',
      summary: 'Stops the working out, for everybody who waits for it; plain form',
      request: { params: ofSitting, body: { required: true, content: { 'application/x-www-form-urlencoded': { schema: z.object({ which }) } } } },
      responses: { 303: { description: 'Back to the page' }, default: json(errorBody, 'Refusal') },
    }),
    (c) => {
      allowed(c, 'see-statistics');
      const asked = { ...c.req.valid('param'), ...c.req.valid('form') };
      stopStatistics(deps.db, asked);
      return c.redirect(`/admin/statistics/?${new URLSearchParams({ year: String(asked.year), sitting: asked.sitting, which: asked.which, stopped: '1' })}`, 303);
    },
  ).openapi(
    createRoute({
      method: 'get',
      path: '/{year}/{sitting}',
      summary: 'Figures by question revision, or by choice, of the first attempts at a sitting',
      request: {
        params: ofSitting,
        query: z.object({ which, part: z.enum(['questions', 'choices']).default('questions'), as: z.enum(['xlsx', 'csv']).default('xlsx') }),
      },
      responses: { 200: { description: 'The sheet', content: { [XLSX]: { schema: bytes }, [CSV]: { schema: bytes } } }, default: json(errorBody, 'Refusal') },
    }),
    async (c) => {
      const actor = allowed(c, 'see-statistics');
      const { year, sitting } = c.req.valid('param');
      const { which, part, as } = c.req.valid('query');
      const sat = (await sittingsSat(deps.db)).find((s) => s.year === year && s.sitting === sitting);
      if (!sat) throw new Refusal('not-found', '这个场次还没有人交卷。');
      if (!(await keysOpen(deps, actor, sat))) throw new Refusal('not-allowed', '考试还没有全部结束，每道题的数字会透露答案，结束以后才能看。');
      const { questions } = await statisticsOf(deps.db, { year, sitting, which });
      const rows = part === 'choices' ? choiceSheet(questions) : questionSheet(questions);
      await recordEvent(deps.db, deps, { actorId: actor.id, deed: 'export-statistics', subject: null, detail: { year, sitting, which, part, as } });
      const name = `${sat.title}-${which === 'makeup' ? '补考-' : ''}${part === 'choices' ? '选项分析' : '试题统计'}.${as}`;
      const body = as === 'csv' ? new TextEncoder().encode(csvOf(rows)) : new Uint8Array(await xlsxOf(part === 'choices' ? '选项分析' : '试题统计', rows, part === 'choices' ? [12, 10, 6, 40] : [12, 10, 12, 50]));
      return c.body(body, 200, { 'content-type': as === 'csv' ? CSV : XLSX, 'content-disposition': attachment(name), 'cache-control': 'no-store' });
    },
  );
}
