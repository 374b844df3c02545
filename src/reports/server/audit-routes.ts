/** `/api/audit`: the log as a file. */
import { createRoute, z } from '@hono/zod-openapi';
import { KIND_NAMES, AUDIT_DEEDS, saysOf, type AuditDeed } from '../../accounts/audit-deeds.ts';
import { auditFilterFrom, detailText, lookAtLog } from '../../accounts/audit-filter.ts';
import { allowed, errorBody, json, newRoutes } from '../../accounts/server/api-kit.ts';
import { auditRows, type AuditRow } from '../../accounts/server/audit-list.ts';
import { recordEvent } from '../../accounts/server/audit.ts';
import type { Deps } from '../../db/portable.ts';
import { attachment } from '../../kernel/attachment.ts';
import { dayOf, minuteOf, msOf } from '../../kernel/day.ts';
import { csvOf } from '../sheet.ts';
import { XLSX, xlsxOf } from './xlsx.ts';

const CSV = 'text/csv; charset=utf-8';
/** A file longer than this is asked for day by day. */
export const MOST_EXPORTED = 50_000;
const bytes = z.any().openapi({ type: 'string', format: 'binary' });
const text = z.string().max(200).optional();

/** One line for each event. */
export function auditSheet(rows: readonly AuditRow[]): string[][] {
  const kindOf = (deed: string): string => (Object.hasOwn(AUDIT_DEEDS, deed) ? KIND_NAMES[AUDIT_DEEDS[deed as AuditDeed].kind] : '');
  const body = rows.map((r) => [
    minuteOf(msOf(r.at)), r.at, r.actorId === null ? '系统' : (r.actor?.name ?? '已不在'), r.actor?.staffNo ?? '', kindOf(r.deed), saysOf(r.deed), r.subject?.name ?? '', r.subject?.staffNo ?? '', r.subject ? '' : (r.subjectId ?? ''), detailText(r.detail), r.id,
  ]);
  return [['时间', '时刻（UTC）', '谁', '工号', '种类', '做了什么', '对谁', '对方工号', '对何事（编号）', '详情', '编号'], ...body];
}

export function auditRoutes(deps: Deps) {
  return newRoutes().openapi(
    createRoute({
      method: 'get',
      path: '/log/{as}',
      summary: 'The audit log, narrowed, as a file',
      request: { params: z.object({ as: z.enum(['xlsx', 'csv']) }), query: z.object({ who: text, what: text, from: text, to: text }) },
      responses: { 200: { description: 'The file', content: { [XLSX]: { schema: bytes }, [CSV]: { schema: bytes } } }, 401: json(errorBody, 'Nobody'), 403: json(errorBody, 'Not allowed') },
    }),
    async (c) => {
      const actor = allowed(c, 'see-audit');
      const { as } = c.req.valid('param');
      const filter = { ...auditFilterFrom(new URL(c.req.url).searchParams), before: undefined };
      const rows = await auditRows(deps.db, filter, MOST_EXPORTED);
      await recordEvent(deps.db, deps, { actorId: actor.id, deed: 'export-audit', subject: null, detail: { ...lookAtLog(filter, rows.length), as } });
      const sheet = auditSheet(rows);
      const body = as === 'csv' ? new TextEncoder().encode(csvOf(sheet)) : new Uint8Array(await xlsxOf('操作日志', sheet, [16, 24, 10, 12, 8, 30, 10, 12, 20, 40, 38]));
      return c.body(body, 200, { 'content-type': as === 'csv' ? CSV : XLSX, 'content-disposition': attachment(`操作日志-${dayOf(deps.clock.now())}.${as}`) });
    },
  );
}
