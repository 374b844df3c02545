/** `/api/feedback`: a plain form, open to everyone, that works without JavaScript. */
import { createRoute, z } from '@hono/zod-openapi';
import { newRoutes } from '../../accounts/server/api-kit.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { giveFeedback, type FeedbackDeps } from './feedback.ts';

// Lenient here: a form's mistakes are answered by a page (library/feedback.ts says which), not by JSON.
const field = z.string().max(8000, '太长').default('');
const body = z.object({ page: field, useful: field, reason: field });

const give = createRoute({
  method: 'post',
  path: '/',
  summary: 'Say whether a page was useful',
  request: { body: { required: true, content: { 'application/x-www-form-urlencoded': { schema: body } } } },
  responses: { 303: { description: 'Stored: back to the page. Refused: to /feedback/ with what was typed.' } },
});

/** The sub-app. */
export function feedbackRoutes(deps: FeedbackDeps) {
  return newRoutes().openapi(give, async (c) => {
    const given = c.req.valid('form');
    try {
      await giveFeedback(deps, given);
      return c.redirect(`/${given.page}/#thanked`, 303);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      // Longer than twice the limit would not fit an address; the page says how much is kept.
      return c.redirect(`/feedback/?${new URLSearchParams({ error: error.code, ...given, reason: given.reason.slice(0, 1000) })}`, 303);
    }
  });
}
