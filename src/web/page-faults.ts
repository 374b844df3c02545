/** Middleware of the built site: a page that throws is answered as everything else that fails, with a number that stands in the log. */
import { defineMiddleware } from 'astro:middleware';

export const onRequest = defineMiddleware(async ({ locals }, next) => {
  try {
    return await next();
  } catch (error) {
    const fail = (locals as Partial<App.Locals>).fail;
    if (!fail) throw error;
    return fail(error);
  }
});
