import { expect, it } from 'vitest';
import { Refusal } from '../kernel/refusal.ts';
import { seededRng } from '../kernel/rng.ts';
import { answerFor, errorPage, faultNumber } from './faults.ts';

const where = { method: 'POST', path: '/api/x' };

function answer(error: unknown) {
  const logged: { event: string; fields: unknown }[] = [];
  const outcome = answerFor(error, seededRng('f'), (event, fields) => logged.push({ event, fields }), where);
  return { ...outcome, logged };
}

it('a refusal is one sentence and is not logged', () => {
  const { status, body, logged } = answer(new Refusal('exam-closed'));
  expect(status).toBe(409);
  expect(body.error.say).toBe('考试已经结束。');
  expect(logged).toEqual([]);
});

it('a refusal of the bundled pages is one too, though its class is another', () => {
  const other = Object.assign(new Error('exam-closed'), { name: 'Refusal', code: 'exam-closed', status: 409, say: '考试已经结束。', fields: undefined });
  expect(answer(other)).toEqual({ status: 409, body: { error: { code: 'exam-closed', say: '考试已经结束。' } }, logged: [] });
});

it('a fault shows a number, keeps its cause to the log, and both numbers are the same', () => {
  const { status, body, logged } = answer(new Error('password=hunter2 at /srv/db'));
  expect(status).toBe(500);
  expect(JSON.stringify(body)).not.toContain('hunter2');
  expect(body.error.say).toContain(body.error.id);
  expect(logged).toHaveLength(1);
  expect(JSON.stringify(logged[0])).toContain(`"id":"${body.error.id}"`);
});

it.each([new SyntaxError('Unexpected token'), Object.assign(new Error('Malformed JSON'), { status: 400 })])('what cannot be read is the sender’s, not ours: %s', (error) => {
  const { status, logged } = answer(error);
  expect(status).toBe(400);
  expect(logged).toEqual([]);
});

it('numbers of faults have no look-alike signs', () => {
  const rng = seededRng('n');
  for (let i = 0; i < 200; i++) expect(faultNumber(rng)).toMatch(/^[2-9A-HJKMNP-Z]{8}$/);
});

const template = '<h1>没有打开</h1><p class="notice bad" data-fault hidden></p><p class="lead" data-ours>答案不会丢。</p><a href="/">回首页</a>';

it.each([
  ['a fault', { code: 'fault', say: '编号 7K2M' }, '<h1>没有打开</h1><p class="notice bad">编号 7K2M</p><p class="lead" data-ours>答案不会丢。</p><a href="/">回首页</a>'],
  ['a refusal', { code: 'forbidden', say: '<b> & "x"' }, '<h1>没有打开</h1><p class="notice bad">&#60;b&#62; &#38; &#34;x&#34;</p><a href="/">回首页</a>'],
])('the error page for %s', (_, error, html) => expect(errorPage(template, error)).toBe(html));
