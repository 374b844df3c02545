/** `/api/exams`: begin, sit, save, hand in, review. All for the signed-in person's own attempts only. */
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { ApiEnv } from '../../accounts/server/env.ts';
import { errorBody, json, newRoutes, signedIn, unreadable } from '../../accounts/server/api-kit.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { MOST_VALUE } from '../../quiz/kinds/index.ts';
import type { SittingFinder } from '../sitting.ts';
import { attemptViewSchema, handInReceiptSchema, reviewSchema, saveReceiptSchema } from '../view.ts';
import { handIn } from './hand-in.ts';
import { recordingRefusals } from './refused.ts';
import { saveAnswer } from './save.ts';
import { startAttempt } from './start.ts';
import type { ExamDeps } from './store.ts';
import { reviewAttempt, viewAttempt } from './view.ts';

const attempt = z.object({ attempt: z.string() });
/** Fits a signed 32-bit column. */
const MOST_SEQ = 2 ** 31 - 1;

const start = createRoute({
  method: 'post',
  path: '/{year}/{id}/start',
  request: { params: z.object({ year: z.coerce.number().int().min(2000).max(2100), id: z.string().min(1).max(80) }) },
  responses: {
    200: json(z.object({ attempt: z.string(), resumed: z.boolean() }), 'The open attempt, new or resumed'),
    303: { description: 'Answer to a plain form: the attempt’s page, or back with the code of the refusal' },
    default: json(errorBody, 'Refusal'),
  },
});

const view = createRoute({
  method: 'get',
  path: '/attempts/{attempt}',
  request: { params: attempt },
  responses: { 200: json(attemptViewSchema, 'The attempt as its candidate may see it'), default: json(errorBody, 'Refusal') },
});

/** Body of a save. */
export const saveBody = z.object({ seq: z.number().int().min(1).max(MOST_SEQ), value: z.string().max(MOST_VALUE) });

const save = createRoute({
  method: 'put',
  path: '/attempts/{attempt}/answers/{pos}',
  request: {
    params: attempt.extend({ pos: z.coerce.number().int().min(1).max(1000) }),
    body: { required: true, content: { 'application/json': { schema: saveBody } } },
  },
  responses: { 200: json(saveReceiptSchema, 'What stands in the database now'), default: json(errorBody, 'Refusal') },
});

const hand = createRoute({
  method: 'post',
  path: '/attempts/{attempt}/hand-in',
  request: { params: attempt },
  responses: { 200: json(handInReceiptSchema, 'Receipt and score; the same however often it is asked for'), default: json(errorBody, 'Refusal') },
});

const review = createRoute({
  method: 'get',
  path: '/attempts/{attempt}/review',
  request: { params: attempt },
  responses: { 200: json(reviewSchema, 'Outcome; questions and keys as far as released'), default: json(errorBody, 'Refusal') },
});

/** The sub-app. `finder` comes from plans. */
export function examRoutes(deps: ExamDeps & { readonly finder: SittingFinder }) {
  /** On the attempt of the address, which must be one's own; refusals are kept on record. */
  const own = <T>(c: Context<ApiEnv>, deed: 'view' | 'save' | 'hand-in' | 'review', work: (personId: string, attempt: string) => Promise<T>): Promise<T> => {
    const where = { personId: signedIn(c).id, deed, attempt: c.req.param('attempt') ?? '' };
    return recordingRefusals(deps, where, () => work(where.personId, where.attempt));
  };
  return newRoutes()
    .openapi(start, async (c) => {
      const { year, id } = c.req.valid('param');
      const form = /^application\/x-www-form-urlencoded/i.test(c.req.header('content-type') ?? '');
      try {
        const personId = signedIn(c).id;
        const started = await recordingRefusals(deps, { personId, deed: 'start' }, () => startAttempt(deps, deps.finder, personId, year, id));
        return form ? c.redirect(`/learn/attempts/${started.attempt}/`, 303) : c.json(started, 200);
      } catch (error) {
        if (!form || !(error instanceof Refusal)) throw error;
        return c.redirect(`/learn/exams/${year}/${id}/?error=${error.code}`, 303);
      }
    })
    .openapi(view, async (c) => c.json(await own(c, 'view', (who, id) => viewAttempt(deps, who, id)), 200))
    .openapi(save, async (c) => {
      const { pos } = c.req.valid('param');
      const { seq, value } = c.req.valid('json');
      return c.json(await own(c, 'save', (who, id) => saveAnswer(deps, who, id, { pos, seq, value })), 200);
    }, (result, c) => (result.success ? undefined : own(c, 'save', () => Promise.reject(unreadable(result.error)))))
    .openapi(hand, async (c) => c.json(await own(c, 'hand-in', (who, id) => handIn(deps, who, id)), 200))
    .openapi(review, async (c) => c.json(await own(c, 'review', (who, id) => reviewAttempt(deps, deps.finder, who, id)), 200));
}

/** For the typed client of the islands. */
export type ExamRoutes = ReturnType<typeof examRoutes>;
