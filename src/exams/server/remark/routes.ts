/** `/api/remark`: asking for a re-marking, and agreeing to one. Plain forms are led back to their pages. */
import { createRoute, z } from '@hono/zod-openapi';
import { allowed, errorBody, json, newRoutes } from '../../../accounts/server/api-kit.ts';
import type { SignedIn } from '../../../accounts/server/env.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { REMEDIES } from '../../remark.ts';
import { carryOut } from './apply.ts';
import { dryRun, type RemarkDeps } from './dry-run.ts';
import { decideRemark, requestRemark, summaryOf } from './request.ts';

/** People done within the request itself; the job does the others. */
const AT_ONCE = 20;

/** `2026/annual`, or nothing for every sitting. */
const of = z.string().regex(/^(\d{4}\/[\w-]{1,80})?$/).optional();
const spec = { revision: z.string().regex(/^[0-9a-f]{64}$/), remedy: z.enum(REMEDIES), of };
const scopeOf = (text: string | undefined) => {
  const [year, sitting] = (text ?? '').split('/');
  return year && sitting ? { year: Number(year), sitting } : undefined;
};
const request = z.object({ ...spec, reason: z.string().max(1000) });
// Not `required`: that would hold the form to the schema of the JSON as well.
const bothForms = <S extends z.ZodType>(schema: S) => ({ content: { 'application/json': { schema }, 'application/x-www-form-urlencoded': { schema } } });
const summary = z.object({ asked: z.int(), changed: z.int(), higher: z.int(), lower: z.int(), gained: z.int(), lost: z.int(), says: z.string() });
const decide = z.object({ agree: z.enum(['yes', 'no']), decision: z.string().max(1000).default('') });
/** A body of neither type comes here as an empty one. */
function checked<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const read = schema.safeParse(body);
  if (!read.success) throw new Refusal('bad-input');
  return read.data;
}
const isForm = (type: string | undefined): boolean => /^application\/x-www-form-urlencoded/i.test(type ?? '');

export interface RemarkRoutesDeps extends RemarkDeps {
  /** Whether keys of this question may be told to the person; a trial tells who was right. Supplied by reports. */
  readonly mayKnow: (person: SignedIn, revision: string) => Promise<boolean>;
}

export function remarkRoutes(deps: RemarkRoutesDeps) {
  const insider = async (person: SignedIn, revision: string): Promise<void> => {
    if (!(await deps.mayKnow(person, revision))) throw new Refusal('not-allowed', '考试还没有全部结束，重新判分由审核人员提出，或等结束以后再办。');
  };
  return newRoutes()
    .openapi(
      createRoute({ method: 'get', path: '/trial', summary: 'What a re-marking would change; writes nothing', request: { query: z.object(spec) }, responses: { 200: json(summary, 'Counts'), default: json(errorBody, 'Refusal') } }),
      async (c) => {
        const { revision, remedy, of: scope } = c.req.valid('query');
        await insider(allowed(c, 'remark'), revision);
        return c.json(summaryOf(await dryRun(deps, { revision, remedy, of: scopeOf(scope) })), 200);
      },
    )
    .openapi(
      createRoute({ method: 'post', path: '/', summary: 'Asks for a re-marking; carried out at once when nobody loses', request: { body: bothForms(request) }, responses: { 200: json(z.object({ id: z.string(), waits: z.boolean(), summary }), 'Kept'), 303: { description: 'Answer to a plain form' }, default: json(errorBody, 'Refusal') } }),
      async (c) => {
        const actor = allowed(c, 'remark');
        const form = isForm(c.req.header('content-type'));
        const body = checked(request, form ? c.req.valid('form') : c.req.valid('json'));
        try {
          await insider(actor, body.revision);
          const { id, waits, run } = await requestRemark(deps, actor.id, { revision: body.revision, remedy: body.remedy, of: scopeOf(body.of), reason: body.reason });
          if (!waits) await carryOut(deps, id, AT_ONCE);
          return form ? c.redirect(`/admin/remark/${id}/`, 303) : c.json({ id, waits, summary: summaryOf(run) }, 200);
        } catch (error) {
          if (!form || !(error instanceof Refusal)) throw error;
          const { reason, revision, remedy } = body;
          return c.redirect(`/admin/remark/new/?${new URLSearchParams({ revision, remedy, of: body.of ?? '', reason: reason.slice(0, 500), error: error.code })}`, 303);
        }
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/{id}/decide',
        summary: 'A second person agrees or declines',
        request: { params: z.object({ id: z.string().max(60) }), body: bothForms(decide) },
        responses: { 200: json(z.object({ state: z.string() }), 'Decided'), 303: { description: 'Answer to a plain form' }, default: json(errorBody, 'Refusal') },
      }),
      async (c) => {
        const actor = allowed(c, 'remark');
        const form = isForm(c.req.header('content-type'));
        const { id } = c.req.valid('param');
        const { agree, decision } = checked(decide, form ? c.req.valid('form') : c.req.valid('json'));
        try {
          await decideRemark(deps, actor.id, id, agree === 'yes', decision);
          if (agree === 'yes') await carryOut(deps, id, AT_ONCE);
          return form ? c.redirect(`/admin/remark/${id}/`, 303) : c.json({ state: agree === 'yes' ? 'applying' : 'declined' }, 200);
        } catch (error) {
          if (!form || !(error instanceof Refusal)) throw error;
          return c.redirect(`/admin/remark/${id}/?${new URLSearchParams({ error: error.code, decision: decision.slice(0, 500) })}`, 303);
        }
      },
    );
}
