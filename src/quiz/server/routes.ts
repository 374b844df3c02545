/** `/api/practice`: open to everyone, keeps nothing about anyone; but for `/mine`, what a person takes into their account. */
import { createRoute, z } from '@hono/zod-openapi';
import { errorBody, json, newRoutes } from '../../accounts/server/api-kit.ts';
import type { Deps } from '../../db/portable.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { entryIn } from '../../library/entries.ts';
import type { Library } from '../../library/schema.ts';
import { aboutOf, aboutSchema } from '../about.ts';
import { MOST_VALUE } from '../kinds/index.ts';
import { bankCards, bankCardSchema, checkedSchema, checkPractice, MAX_TAKE, roundOf, roundSchema } from '../practice.ts';
import type { Quizzes } from './load.ts';
import { mineRoutes } from './mine.ts';
import { namesAsked } from './names.ts';
import { poolOf } from './pool.ts';
import { roundRoutes, seedSchema } from './rounds.ts';

export interface PracticeDeps extends Pick<Deps, 'db' | 'clock'> {
  readonly quizzes: Quizzes;
  readonly library: Pick<Library, 'qa' | 'constitution' | 'safety' | 'calculators' | 'laws'>;
  /**
   * Ids of the questions in papers that this person is sitting now: no feedback on them.
   * Supplied by exams, which come after this subject.
   */
  readonly beingSat: (personId: string) => Promise<ReadonlySet<string>>;
}

const seed = seedSchema;

const banks = createRoute({
  method: 'get',
  path: '/banks',
  responses: { 200: json(z.object({ banks: z.array(bankCardSchema) }), 'Banks with open questions') },
});

const round = createRoute({
  method: 'get',
  path: '/banks/{bank}',
  request: { params: z.object({ bank: z.string() }), query: z.object({ seed, take: z.coerce.number().int().min(1).max(MAX_TAKE).optional() }) },
  responses: { 200: json(roundSchema, 'The open questions of the bank in the order of this seed: all, or the first `take`'), default: json(errorBody, 'Refusal') },
});

const about = createRoute({
  method: 'get',
  path: '/for',
  request: { query: z.object({ page: z.string().max(200), seed }) },
  responses: { 200: json(aboutSchema, 'A few open questions about this entry, perhaps none'), default: json(errorBody, 'Refusal') },
});

const check = createRoute({
  method: 'post',
  path: '/check',
  request: {
    body: { required: true, content: { 'application/json': { schema: z.object({ handle: z.string().max(80), seed, value: z.string().max(MOST_VALUE) }) } } },
  },
  responses: { 200: json(checkedSchema, 'Right or wrong, with key, explanation and the page to read'), default: json(errorBody, 'Refusal') },
});

/** The sub-app. */
export function practiceRoutes(deps: PracticeDeps) {
  return newRoutes()
    .route('/', roundRoutes(deps))
    .route('/mine', mineRoutes(deps))
    .openapi(banks, (c) => c.json({ banks: bankCards(poolOf(deps.quizzes).banks.values()) }, 200))
    .openapi(round, (c) => {
      const bank = poolOf(deps.quizzes).banks.get(c.req.valid('param').bank);
      if (!bank) throw new Refusal('not-found', '没有这个题库。');
      const { seed: of, take } = c.req.valid('query');
      return c.json(roundOf(bank, of, take), 200);
    })
    .openapi(about, (c) => {
      const { page, seed: of } = c.req.valid('query');
      const entry = entryIn(deps.library, page);
      if (!entry) throw new Refusal('not-found', '没有这个页面。');
      const pool = poolOf(deps.quizzes);
      return c.json(aboutOf(entry, [...pool.banks.values()], of, namesAsked(pool, deps.library)), 200);
    })
    .openapi(check, async (c) => {
      const { handle, seed: of, value } = c.req.valid('json');
      // Reserved, withdrawn and unknown questions get the same answer: nothing can be probed for.
      const found = poolOf(deps.quizzes).open.get(handle);
      if (!found) throw new Refusal('not-found', '这道题已经更新或停用，请换一题。');
      const person = c.get('person');
      if (person && (await deps.beingSat(person.id)).has(found.question.asked.id)) throw new Refusal('question-in-exam');
      const checked = checkPractice(found.question, of, value);
      if (!checked) throw new Refusal('bad-input', '请先选好答案再对答案。', { value: '还没有选择' });
      return c.json(checked, 200);
    });
}

/** For the typed client of the island. */
export type PracticeRoutes = ReturnType<typeof practiceRoutes>;
