/** The part of `/api/practice` beyond whole banks: day's question, levels, themes, questions by handle, mock exams. Open to everyone, keeps nothing. */
import { createRoute, z } from '@hono/zod-openapi';
import { errorBody, json, newRoutes } from '../../accounts/server/api-kit.ts';
import { dayOf, isDay } from '../../kernel/day.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Blueprint } from '../blueprint.ts';
import type { Paper, Shortfall } from '../draw.ts';
import { MOST_VALUE } from '../kinds/index.ts';
import { markedSchema, markMock, mockPaper, mockSchema, mockView } from '../mock.ts';
import { roundSchema } from '../practice.ts';
import { dailyRound, levelRound, theseRound, themeRound } from '../rounds.ts';
import type { Quizzes } from './load.ts';
import { poolOf } from './pool.ts';
import type { PracticeDeps } from './routes.ts';

export const seedSchema = z.string().regex(/^[A-Za-z0-9-]{1,40}$/, '种子只能是字母、数字和连字符');
/** So many questions may be asked for by name at once. */
export const MOST_THESE = 50;

const handle = z.string().max(80);
const answered = { 200: json(roundSchema, 'Open questions in the order of the seed'), default: json(errorBody, 'Refusal') };
const query = z.object({ seed: seedSchema });
const paper = z.object({ paper: z.string().max(80) });

const daily = createRoute({
  method: 'get',
  path: '/daily',
  request: { query: z.object({ day: z.string().refine(isDay, '日期写成 2026-12-04 这样').optional() }) },
  responses: answered,
});
const level = createRoute({ method: 'get', path: '/banks/{bank}/levels/{level}', request: { params: z.object({ bank: z.string(), level: z.coerce.number().int().min(1).max(999) }), query }, responses: answered });
const theme = createRoute({ method: 'get', path: '/theme/{paper}', request: { params: paper, query }, responses: answered });
const these = createRoute({
  method: 'post',
  path: '/these',
  request: { body: { required: true, content: { 'application/json': { schema: z.object({ seed: seedSchema, handles: z.array(handle).min(1).max(MOST_THESE) }) } } } },
  responses: answered,
});
const mock = createRoute({ method: 'get', path: '/mock/{paper}', request: { params: paper, query }, responses: { 200: json(mockSchema, 'A paper of open questions'), default: json(errorBody, 'Refusal') } });
const handMock = createRoute({
  method: 'post',
  path: '/mock/{paper}',
  request: { params: paper, body: { required: true, content: { 'application/json': { schema: z.object({ seed: seedSchema, answers: z.record(handle, z.string().max(MOST_VALUE)) }) } } } },
  responses: { 200: json(markedSchema, 'Marks and reasons'), default: json(errorBody, 'Refusal') },
});

/** The blueprint that is marked for this use; any other, real exams too, is not known here. */
function paperFor(quizzes: Quizzes, id: string, use: 'public' | 'mock'): Blueprint {
  const blueprint = quizzes.papers.get(id);
  if (!blueprint?.[use]) throw new Refusal('not-found', use === 'public' ? '没有这个专题。' : '没有这份模拟卷。');
  return blueprint;
}

function whole<T extends object>(drawn: T | Shortfall): T {
  if ('missing' in drawn) throw new Refusal('paper-shortfall');
  return drawn;
}

/** The sub-app. */
export function roundRoutes({ quizzes, clock, beingSat }: Pick<PracticeDeps, 'quizzes' | 'clock' | 'beingSat'>) {
  const drawn = (id: string, seed: string): { blueprint: Blueprint; paper: Paper } => {
    const blueprint = paperFor(quizzes, id, 'mock');
    return { blueprint, paper: whole(mockPaper(id, blueprint, poolOf(quizzes).banks, seed)) };
  };
  return newRoutes()
    .openapi(daily, (c) => {
      const today = dayOf(clock.now());
      const { day = today } = c.req.valid('query');
      if (day > today) throw new Refusal('bad-input', '这一天还没有到。', { day: '这一天还没有到' });
      return c.json(dailyRound(poolOf(quizzes).banks.values(), day), 200);
    })
    .openapi(level, (c) => {
      const { bank, level: n } = c.req.valid('param');
      const of = poolOf(quizzes).banks.get(bank);
      const found = of && levelRound(of, n, c.req.valid('query').seed);
      if (!found) throw new Refusal('not-found', '没有这一关。');
      return c.json(found, 200);
    })
    .openapi(theme, (c) => {
      const { paper: id } = c.req.valid('param');
      return c.json(whole(themeRound(id, paperFor(quizzes, id, 'public'), poolOf(quizzes).banks, c.req.valid('query').seed)), 200);
    })
    .openapi(these, (c) => {
      const { handles, seed } = c.req.valid('json');
      // What was changed, withdrawn or reserved since is left out without a word, as `/check` does.
      const { open } = poolOf(quizzes);
      return c.json(theseRound([...new Set(handles)].flatMap((h) => open.get(h)?.question ?? []), seed), 200);
    })
    .openapi(mock, (c) => {
      const { paper: id } = c.req.valid('param');
      const { seed } = c.req.valid('query');
      const { blueprint, paper: of } = drawn(id, seed);
      return c.json(mockView(id, blueprint, of, seed), 200);
    })
    .openapi(handMock, async (c) => {
      const { seed, answers } = c.req.valid('json');
      const { blueprint, paper: of } = drawn(c.req.valid('param').paper, seed);
      const asked = of.sections.flatMap((s) => s.questions);
      const known = new Set(asked.map((q) => q.handle));
      if (Object.keys(answers).some((h) => !known.has(h))) throw new Refusal('not-found', '题库刚刚更新过，这份模拟卷已经对不上了，请重新开始一份。');
      const person = c.get('person');
      // Marks alone would tell the key of a question that is being sat.
      const sat = person ? await beingSat(person.id) : new Set<string>();
      if (asked.some((q) => sat.has(q.asked.id))) throw new Refusal('question-in-exam', '这份模拟卷里有您正在作答的试卷的题，正式试卷交卷以后再来交这一份；答案会留在这台设备上。');
      return c.json(markMock(blueprint, of, seed, answers), 200);
    });
}
