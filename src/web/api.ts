/** Door two: every route of the API on one Hono app, with no Astro in the way. */
import type { HttpBindings } from '@hono/node-server';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { seldom } from '../kernel/seldom.ts';
import { accountRoutes } from '../accounts/server/routes.ts';
import { TIME_LEFT } from '../accounts/server/session-routes.ts';
import type { ApiEnv } from '../accounts/server/env.ts';
import { examRoutes } from '../exams/server/routes.ts';
import { remarkRoutes } from '../exams/server/remark/routes.ts';
import { questionsBeingSat } from '../exams/server/view.ts';
import { deskRoutes } from '../desk/server/routes.ts';
import { Refusal } from '../kernel/refusal.ts';
import { feedbackRoutes } from '../library/server/routes.ts';
import { learnRoutes } from '../plans/server/routes.ts';
import { sittingFinder } from '../plans/server/sittings.ts';
import { sittingFacts } from '../plans/server/facts.ts';
import { closingRoutes } from '../closing/server/routes.ts';
import { creditRoutes } from '../credits/server/routes.ts';
import { activityRoutes } from '../activities/server/routes.ts';
import { practiceRoutes } from '../quiz/server/routes.ts';
import { importRoutes } from '../reports/server/import-routes.ts';
import { adminRoutes } from '../reports/server/routes.ts';
import { auditRoutes } from '../reports/server/audit-routes.ts';
import { dataRoutes } from '../reports/server/held/routes.ts';
import { keyOpen } from '../reports/server/keys.ts';
import { reportRoutes } from '../reports/server/report-routes.ts';
import { statisticsRoutes } from '../reports/server/statistics-routes.ts';
import type { App } from './app.ts';
import { MOST_OF_A_FILE_PASSED, bodyFits } from './body.ts';
import { answerFor, faultNumber } from './faults.ts';
import { mayPass, ourOrigins } from './origin.ts';
import { sessionOf } from './session.ts';
import { SECURITY_HEADERS } from './headers.ts';

const KB = 1024;
const SMALL = 64 * KB;
const UPLOAD = 6 * KB * KB;
/** Of every answer; a route that may be kept says so itself. */
const HEADERS = Object.entries({ ...SECURITY_HEADERS, 'cache-control': 'no-store' });

/** Builds the API over a running application. Everything is below `/api`. */
export function makeApi(app: App) {
  const api = new OpenAPIHono<ApiEnv>().basePath('/api');

  api.use(async (c, next) => {
    const started = performance.now();
    const id = faultNumber(app.rng);
    c.set('requestId', id);
    // Set before the answer is made: headers added to a finished one cost as much as the rest of it.
    const out = (c.env as Partial<HttpBindings> | undefined)?.outgoing;
    const put = (name: string, value: string): void => void (out ? out.setHeader(name, value) : c.header(name, value));
    put('x-request-id', id);
    for (const [name, value] of HEADERS) put(name, value);
    await next();
    if (app.config.base && c.res.status >= 300 && c.res.status < 400) {
      // Use cases know addresses below the base path only.
      const location = c.res.headers.get('location');
      if (location?.startsWith('/')) c.res.headers.set('location', app.config.base + location);
    }
    const ms = Math.round(performance.now() - started);
    if (ms > 1000) app.log('slow', { request: c.get('requestId'), method: c.req.method, path: c.req.path, ms });
  });

  api.use(async (c, next) => {
    const ours = ourOrigins(app.config.publicUrl, c.req.header('host') ?? null, app.config.trustProxy, c.req.header('x-forwarded-proto') ?? null);
    const facts = { method: c.req.method, origin: c.req.header('origin') ?? null, fetchSite: c.req.header('sec-fetch-site') ?? null, ours };
    if (!mayPass(facts)) throw new Refusal('foreign-origin');
    await next();
  });

  const largeOnes = seldom(60_000);
  const noteLarge = (c: Context<ApiEnv>): void => {
    const times = largeOnes.due('too-large', app.clock.now());
    if (times !== undefined) app.log('refused', { request: c.get('requestId'), code: 'too-large', method: c.req.method, path: c.req.path, times });
  };
  api.use(async (c, next) => {
    const isUpload = c.req.path.includes('/import');
    if (isUpload ? await bodyFits(c, UPLOAD, MOST_OF_A_FILE_PASSED) : await bodyFits(c, SMALL)) return next();
    noteLarge(c);
    // A plain form goes back to its page, which says why; only a page of ours can have sent it.
    const from = isUpload && /text\/html/.test(c.req.header('accept') ?? '') ? URL.parse(c.req.header('referer') ?? '') : null;
    if (!from?.pathname.startsWith(`${app.config.base}/`)) throw new Refusal('too-large');
    return c.redirect(`${from.pathname.slice(app.config.base.length)}?problem=too-large`, 303);
  });

  api.use(async (c, next) => {
    // Who asks how long the session still holds must not lengthen it by asking.
    if (c.req.path === `/api/accounts${TIME_LEFT}`) return next();
    const session = await sessionOf(app, c.req.header('cookie'));
    c.set('person', session?.person);
    c.set('sessionId', session?.sessionId);
    await next();
  });

  api.onError((error, c) => {
    const { status, body } = answerFor(error, app.rng, app.log, { method: c.req.method, path: c.req.path });
    return c.json(body, status as 500);
  });
  api.notFound((c) => c.json({ error: { code: 'not-found', say: '没有这个接口。' } }, 404));

  api.get('/health', async (c) => {
    await app.db.selectFrom('setting').select('key').limit(1).execute();
    return c.json({ status: 'ok', database: app.engine });
  });

  const finder = sittingFinder(app);
  const routes = api
    .route('/accounts', accountRoutes(app))
    .route('/feedback', feedbackRoutes(app))
    .route('/practice', practiceRoutes({ ...app, beingSat: (personId) => questionsBeingSat(app, personId) }))
    .route('/exams', examRoutes({ ...app, finder }))
    .route('/remark', remarkRoutes({ ...app, ...sittingFacts(app.plans), mayKnow: (person, revision) => keyOpen(app, person, revision) }))
    .route('/statistics', statisticsRoutes(app))
    .route('/learn', learnRoutes(app))
    .route('/', closingRoutes(app))
    .route('/credits', creditRoutes(app))
    .route('/activities', activityRoutes(app))
    .route('/admin/import', importRoutes(app))
    .route('/data', dataRoutes(app))
    .route('/audit', auditRoutes(app))
    .route('/admin', adminRoutes(app))
    .route('/admin', reportRoutes(app))
    .route('/desk', deskRoutes(app));

  api.doc('/openapi.json', { openapi: '3.0.3', info: { title: '普法学堂', version: '1' } });
  return routes;
}

export type Api = ReturnType<typeof makeApi>;
