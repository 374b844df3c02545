/** `/api/learn`: the year of the signed-in person, and the beats of reading. */
import { createRoute, z } from '@hono/zod-openapi';
import { errorBody, json, newRoutes, signedIn } from '../../accounts/server/api-kit.ts';
import { dayOf } from '../../kernel/day.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { pagePath } from '../../library/schema.ts';
import { planOn } from '../audiences.ts';
import { beat } from './study.ts';
import { yearOf, type LearnDeps } from './year.ts';

const share = z.object({ category: z.string(), name: z.string(), haveCenti: z.int(), needCenti: z.int(), owedCenti: z.int() });
const exam = z.object({
  exam: z.string(),
  state: z.enum(['passed', 'open', 'awaiting', 'failed', 'untried', 'used-up', 'not-yet', 'over']),
  passedOn: z.string().nullable(),
  attemptsLeft: z.int(),
  opens: z.string(),
  closes: z.string(),
});
const yearBody = z.object({
  year: z.int(),
  owes: z.boolean(),
  /** Why the person is exempt; null when they are not. */
  exempt: z.string().nullable(),
  met: z.boolean(),
  metOn: z.string().nullable(),
  sentence: z.string(),
  way: z.string(),
  haveCenti: z.int(),
  needCenti: z.int(),
  owedCenti: z.int(),
  shares: z.array(share),
  exams: z.array(exam),
  /** Hundredths of a point; null when the plan has no score. */
  scoreCenti: z.int().nullable(),
  band: z.string().nullable(),
});

const readingBody = z.object({
  seconds: z.int(),
  needs: z.int(),
  reachedEnd: z.boolean(),
  done: z.boolean(),
  worthCenti: z.int(),
  grantedCenti: z.int().nullable(),
});

export function learnRoutes(deps: LearnDeps) {
  return newRoutes()
    .openapi(
      createRoute({
        method: 'get',
        path: '/year',
        summary: 'Standing of the signed-in person in one plan year',
        request: { query: z.object({ year: z.coerce.number().int().optional() }) },
        responses: { 200: json(yearBody, 'Standing'), 401: json(errorBody, 'Nobody'), 404: json(errorBody, 'No such plan') },
      }),
      async (c) => {
        const { standing, sentence, way } = await yearOf(deps, signedIn(c).id, c.req.valid('query').year);
        const { year, owes, exempt, met, metOn, haveCenti, needCenti, owedCenti, score, band } = standing;
        const exams = standing.exams.map(({ exam, state, passedOn, attemptsLeft, opens, closes }) => ({ exam, state, passedOn: passedOn ?? null, attemptsLeft, opens, closes }));
        return c.json({ year, owes, exempt: exempt?.reason ?? null, met, metOn: metOn ?? null, sentence, way, haveCenti, needCenti, owedCenti, shares: standing.shares.map((s) => ({ ...s })), exams, scoreCenti: score?.centi ?? null, band: band ?? null }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/study/beat',
        summary: 'Tells that a course is being read; sent every 15 s while the page is visible',
        request: { body: { required: true, content: { 'application/json': { schema: z.object({ page: pagePath, year: z.int().optional(), atEnd: z.boolean() }) } } } },
        responses: { 200: json(readingBody, 'Time counted so far'), 404: json(errorBody, 'No such course'), 409: json(errorBody, 'Outside the plan’s window') },
      }),
      async (c) => {
        const person = signedIn(c);
        const { page, year, atEnd } = c.req.valid('json');
        const plan = year === undefined ? planOn(deps.plans, dayOf(deps.clock.now())) : deps.plans.get(year);
        if (!plan) throw new Refusal('not-found');
        const reading = await beat(deps, plan, person.id, page, atEnd);
        return c.json({ ...reading, grantedCenti: reading.grantedCenti ?? null }, 200);
      },
    );
}

export type LearnRoutes = ReturnType<typeof learnRoutes>;
