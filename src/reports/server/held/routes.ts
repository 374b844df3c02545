/** `/api/data`: what is held on oneself, as files. */
import { createRoute, z } from '@hono/zod-openapi';
import { recordEvent } from '../../../accounts/server/audit.ts';
import { errorBody, json, newRoutes, signedIn } from '../../../accounts/server/api-kit.ts';
import { HELD, keepText } from '../../../accounts/retention.ts';
import { attachment } from '../../../kernel/attachment.ts';
import { dayOf, instantOf } from '../../../kernel/day.ts';
import type { LearnDeps } from '../../../plans/server/year.ts';
import { XLSX, xlsxFile } from '../xlsx.ts';
import { heldOn } from './index.ts';
import type { Section } from './section.ts';

const MOST_SIGNS = 32_000;
const keptFor = (kind: string): string => HELD.filter((h) => h.kind === kind).map((h) => keepText(h.keep)).join('');

/** One sheet for each part. A cell of a spreadsheet holds no more than 32,767 signs. */
export const heldXlsx = (sections: readonly Section[]): Promise<Buffer> =>
  xlsxFile(sections.map(({ title, head, rows }) => ({ name: title, rows: [head, ...rows.map((row) => row.map((cell) => (typeof cell === 'number' ? cell : cell.slice(0, MOST_SIGNS))))], widths: head.map(() => 20) })));

export function dataRoutes(deps: LearnDeps) {
  return newRoutes().openapi(
    createRoute({
      method: 'get',
      path: '/mine/{as}',
      summary: 'Everything held on oneself',
      request: { params: z.object({ as: z.enum(['json', 'xlsx']) }) },
      responses: { 200: { description: 'The file', content: { 'application/json': { schema: z.any() }, [XLSX]: { schema: z.any().openapi({ type: 'string', format: 'binary' }) } } }, 401: json(errorBody, 'Nobody') },
    }),
    async (c) => {
      const person = signedIn(c);
      const { as } = c.req.valid('param');
      const sections = await heldOn(deps, person.id);
      await recordEvent(deps.db, deps, { actorId: person.id, deed: 'export-own-data', subject: person.id, detail: { as } });
      const now = deps.clock.now();
      const name = `我的资料-${dayOf(now)}.${as}`;
      if (as === 'json') {
        const body = { at: instantOf(now), staffNo: person.staffNo, sections: sections.map((s) => ({ ...s, kept: keptFor(s.kind) })) };
        return c.body(JSON.stringify(body, null, 1), 200, { 'content-type': 'application/json; charset=utf-8', 'content-disposition': attachment(name) });
      }
      return c.body(new Uint8Array(await heldXlsx(sections)), 200, { 'content-type': XLSX, 'content-disposition': attachment(name) });
    },
  );
}
