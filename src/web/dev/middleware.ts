/** In `astro dev` only: hands pages the application and the person, as src/web/doors.ts does in the real server. */
import { defineMiddleware } from 'astro:middleware';
import { sessionOf } from '../session.ts';
import { devApp } from './runtime.ts';

export const onRequest = defineMiddleware(async (context, next) => {
  if (!context.isPrerendered) {
    const app = await devApp();
    context.locals.app = app;
    const session = await sessionOf(app, context.request.headers.get('cookie'));
    Object.assign(context.locals, { person: session?.person, sessionId: session?.sessionId });
  }
  return next();
});
