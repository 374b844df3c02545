/** `/api/credits`: corrections of the ledger. */
import { createRoute, z } from '@hono/zod-openapi';
import { allowed, errorBody, json, newRoutes } from '../../accounts/server/api-kit.ts';
import type { Deps } from '../../db/portable.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { reverseEntry } from './correct.ts';

const body = z.object({ entry: z.string().max(64).default(''), why: z.string().max(1000).default('') });

export function creditRoutes(deps: Deps) {
  return newRoutes().openapi(
    createRoute({
      method: 'post',
      path: '/{person}/reverse',
      summary: 'Reverses an entry of the ledger, with the reason',
      request: { params: z.object({ person: z.string().max(64) }), body: { required: true, content: { 'application/x-www-form-urlencoded': { schema: body } } } },
      responses: { 303: { description: 'Back to the person’s page' }, 401: json(errorBody, 'Nobody'), 403: json(errorBody, 'Not allowed'), 404: json(errorBody, 'Out of reach') },
    }),
    async (c) => {
      const actor = allowed(c, 'reverse-credit');
      const { person } = c.req.valid('param');
      const { entry, why } = c.req.valid('form');
      const page = (query: Record<string, string>) => c.redirect(`/admin/people/${encodeURIComponent(person)}/?${new URLSearchParams(query)}#ledger`, 303);
      try {
        await reverseEntry(deps, actor, person, entry, why);
        return page({ reversed: '1' });
      } catch (error) {
        if (!(error instanceof Refusal) || error.code !== 'bad-input') throw error;
        return page({ reversed: error.fields ? 'why' : 'gone', entry });
      }
    },
  );
}
