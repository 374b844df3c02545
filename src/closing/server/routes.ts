/** `/api/certificates` and `/api/closes`: files to take away. */
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { allowed, errorBody, json, newRoutes, signedIn } from '../../accounts/server/api-kit.ts';
import { recordEvent } from '../../accounts/server/audit.ts';
import type { ApiEnv } from '../../accounts/server/env.ts';
import { attachment } from '../../kernel/attachment.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Library } from '../../library/schema.ts';
import { fileOf } from '../close.ts';
import { ownCertificate, unitCertificates, type Certificate, type ClosingDeps } from './certificates.ts';
import { closedYear } from './close.ts';
import { signingKey } from './key.ts';
import { printCertificates } from './print.ts';

export type ClosingRouteDeps = ClosingDeps & { readonly library: Pick<Library, 'site'>; readonly config: { readonly publicUrl: string | undefined; readonly base: string; readonly dataDir: string } };

const PDF = 'application/pdf';
const bytes = (type: string, description: string) => ({ description, content: { [type]: { schema: z.any().openapi({ type: 'string', format: 'binary' }) } } });
const refusals = { 401: json(errorBody, 'Nobody'), 403: json(errorBody, 'Not allowed'), 404: json(errorBody, 'Not met, or out of reach') };
const year = z.coerce.number().int().min(2000).max(2100);

export function closingRoutes(deps: ClosingRouteDeps) {
  const print = async (c: Context<ApiEnv>, certificates: readonly Certificate[], of: number) => {
    const origin = deps.config.publicUrl ?? new URL(c.req.url).origin + deps.config.base;
    const { pdf } = await printCertificates(certificates, { plan: deps.plans.get(of)?.title ?? `${of} 年度`, bureau: deps.library.site?.bureau, verify: `${origin}/verify/` }, c.req.raw.signal);
    return pdf;
  };
  return newRoutes()
    .openapi(
      createRoute({ method: 'get', path: '/certificates/{year}/mine.pdf', summary: 'One’s own certificate, once the year is met', request: { params: z.object({ year }) }, responses: { 200: bytes(PDF, 'The certificate'), ...refusals } }),
      async (c) => {
        const person = signedIn(c);
        const of = c.req.valid('param').year;
        const pdf = await print(c, [await ownCertificate(deps, person, of)], of);
        return c.body(pdf, 200, { 'content-type': PDF, 'content-disposition': attachment(`${of}年度学法合格证书.pdf`), 'cache-control': 'no-store' });
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/certificates/batch.pdf',
        summary: 'Certificates of everybody in a unit who has met the year, in one file',
        request: { body: { required: true, content: { 'application/x-www-form-urlencoded': { schema: z.object({ year, unit: z.string().max(64) }) } } } },
        responses: { 200: bytes(PDF, 'The certificates'), 303: { description: 'Nobody to print, or too many: back to the page with the reason' }, ...refusals },
      }),
      async (c) => {
        const actor = allowed(c, 'print-certificates');
        const { year: of, unit } = c.req.valid('form');
        const back = (why: string) => c.redirect(`/admin/certificates/?${new URLSearchParams({ year: String(of), unit, problem: why })}`, 303);
        try {
          const { certificates } = await unitCertificates(deps, actor, of, unit);
          if (certificates.length === 0) return back('nobody');
          const pdf = await print(c, certificates, of);
          return c.body(pdf, 200, { 'content-type': PDF, 'content-disposition': attachment(`${of}年度学法合格证书-${certificates.length}张.pdf`), 'cache-control': 'no-store' });
        } catch (error) {
          if (!(error instanceof Refusal) || error.code !== 'too-large') throw error;
          return back('too-many');
        }
      },
    )
    .openapi(
      createRoute({ method: 'get', path: '/closes/{id}/file.txt', summary: 'A closed year as a signed file', request: { params: z.object({ id: z.string().max(64) }) }, responses: { 200: bytes('text/plain', 'Head, signature, a line for each person'), ...refusals } }),
      async (c) => {
        const actor = allowed(c, 'see-closes');
        const closed = await closedYear(deps, signingKey(deps.config.dataDir), actor, c.req.valid('param').id);
        await recordEvent(deps.db, deps, { actorId: actor.id, deed: 'export-close', subject: closed.id, detail: { year: closed.head.year } });
        const name = `${closed.head.year}年度封存-第${closed.head.number}次.txt`;
        return c.body(fileOf(closed.headText, closed.signature, closed.lines), 200, { 'content-type': 'text/plain; charset=utf-8', 'content-disposition': attachment(name), 'cache-control': 'no-store' });
      },
    );
}
