/** `/api/practice/mine`: practice that a person took into their account. Merged, never overwritten: sending it twice is sending it once. */
import { createRoute, z } from '@hono/zod-openapi';
import { errorBody, json, newRoutes, signedIn } from '../../accounts/server/api-kit.ts';
import { lockPerson, type Deps, type Queryable } from '../../db/portable.ts';
import { instantOf } from '../../kernel/day.ts';
import { EMPTY, merged, recordSchema, SENT_AT_ONCE, untilTomorrow, type PracticeRecord } from '../device.ts';
import { cardSchema } from '../wrong-book.ts';
import type { Quizzes } from './load.ts';
import { poolOf } from './pool.ts';

type MineDeps = Pick<Deps, 'db' | 'clock'> & { readonly quizzes: Quizzes };

const keptSchema = recordSchema.omit({ cards: true });

/** What the account holds. A row of an older form that can no longer be read is as good as none. */
export async function recordOf(on: Queryable, personId: string): Promise<PracticeRecord> {
  const kept = await on.selectFrom('practice_record').select('state').where('person_id', '=', personId).executeTakeFirst();
  const read = keptSchema.safeParse(JSON.parse(kept?.state ?? 'null'));
  const rows = await on.selectFrom('practice_card').select(['handle', 'state']).where('person_id', '=', personId).execute();
  const cards = rows.flatMap(({ handle, state }) => {
    const card = cardSchema.safeParse(JSON.parse(state));
    return card.success ? [[handle, card.data] as const] : [];
  });
  return { ...(read.success ? read.data : EMPTY), cards: Object.fromEntries(cards) };
}

/** Merges what a device sends into the account; questions that practice does not know are left out. */
export async function takeIn({ db, clock, quizzes }: MineDeps, personId: string, sent: PracticeRecord): Promise<PracticeRecord> {
  const now = clock.now();
  const { open } = poolOf(quizzes);
  const dated = untilTomorrow(sent, now);
  const record = { ...dated, cards: Object.fromEntries(Object.entries(dated.cards).filter(([handle]) => open.has(handle))) };
  const updated_at = instantOf(now);
  return db.transaction().execute(async (trx) => {
    // Two devices at once wait for each other.
    await lockPerson(trx, personId);
    const all = merged(await recordOf(trx, personId), record);
    const { cards, ...kept } = all;
    const rows = Object.keys(record.cards).flatMap((handle) => {
      const card = cards[handle];
      return card ? [{ person_id: personId, handle, state: JSON.stringify(card), due_at: card.due, updated_at }] : [];
    });
    if (rows.length > 0) {
      await trx
        .insertInto('practice_card')
        .values(rows)
        .onConflict((c) => c.columns(['person_id', 'handle']).doUpdateSet((eb) => ({ state: eb.ref('excluded.state'), due_at: eb.ref('excluded.due_at'), updated_at })))
        .execute();
    }
    const state = JSON.stringify(kept);
    await trx.insertInto('practice_record').values({ person_id: personId, state, updated_at }).onConflict((c) => c.column('person_id').doUpdateSet({ state, updated_at })).execute();
    return all;
  });
}

const answer = { 200: json(recordSchema, 'What the account holds now'), default: json(errorBody, 'Refusal') };
const sentSchema = recordSchema.refine((r) => Object.keys(r.cards).length <= SENT_AT_ONCE, `一次最多 ${SENT_AT_ONCE} 题`);
const get = createRoute({ method: 'get', path: '/', responses: answer });
const take = createRoute({ method: 'post', path: '/', request: { body: { required: true, content: { 'application/json': { schema: z.object({ record: sentSchema }) } } } }, responses: answer });

/** The sub-app: the signed-in person's own record only. */
export function mineRoutes(deps: MineDeps) {
  return newRoutes()
    .openapi(get, async (c) => c.json(await recordOf(deps.db, signedIn(c).id), 200))
    .openapi(take, async (c) => c.json(await takeIn(deps, signedIn(c).id, c.req.valid('json').record), 200));
}
