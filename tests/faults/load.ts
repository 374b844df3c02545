/**
 * Candidates who never give up, in a process of their own: each passes a credit quiz and sits
 * the exam, saving every answer, and repeats whatever the server did not confirm until it
 * does, as a browser would. Keeps what was confirmed, for looking it up afterwards.
 */
import { Agent, request } from 'node:http';
import { askedIn } from '#quiz/revision.ts';
import type { QuestionView } from '#quiz/view.ts';
import { answerFrom } from '../support/answers.ts';
import { loadQuizzes } from '#quiz/server/load.ts';
import type { Seat } from '../support/hall.ts';

export interface FaultOrder {
  readonly port: number;
  readonly seats: readonly Seat[];
  /** Candidates at work at once. */
  readonly slots: number;
}
/** To the load: begin, tell the next confirmation, come to an end. */
export type ToLoad = { readonly kind: 'order'; readonly order: FaultOrder } | { readonly kind: 'tell-next' } | { readonly kind: 'end' };
export interface FaultReport {
  /** `attempt/pos` → what was confirmed last. */
  readonly answers: Readonly<Record<string, { readonly seq: number; readonly value: string }>>;
  /** Attempt → receipt number confirmed. */
  readonly receipts: Readonly<Record<string, string>>;
  /** Answers that were neither a success nor a broken line. */
  readonly odd: readonly string[];
  /** Attempts left open on purpose. */
  readonly deserted: readonly string[];
}
/** From the load: a request was confirmed at this instant (ms since 1970), or the report. */
export type FromLoad = { readonly kind: 'confirmed'; readonly at: number } | { readonly kind: 'report'; readonly report: FaultReport };

interface View {
  readonly questions: readonly Pick<QuestionView, 'pos' | 'kind' | 'stem' | 'choices' | 'lefts'>[];
}

const agent = new Agent({ keepAlive: true });
const answers: Record<string, { seq: number; value: string }> = {};
const receipts: Record<string, string> = {};
const odd: string[] = [];
const deserted: string[] = [];
let ending = false;
let tell = false;

const say = (message: FromLoad): void => void process.send?.(message);
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function once(port: number, method: string, path: string, cookie: string, body?: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const headers: Record<string, string | number> = { cookie };
    if (body !== undefined) Object.assign(headers, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
    const req = request({ agent, host: '127.0.0.1', port, method, path, headers, timeout: 5_000 }, (res) => {
      let text = '';
      res.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      res.on('end', () => resolve({ status: res.statusCode ?? 0, text }));
      res.on('error', reject);
    });
    req.on('timeout', () => req.destroy(new Error('timeout')));
    req.on('error', reject);
    req.end(body);
  });
}

/** Asks until there is an answer; a line that breaks is asked again. */
async function insist<T>(port: number, method: string, path: string, cookie: string, body?: object): Promise<T | undefined> {
  for (;;) {
    const answer = await once(port, method, path, cookie, body && JSON.stringify(body)).catch(() => undefined);
    if (!answer) {
      await wait(20);
      continue;
    }
    if (answer.status !== 200) {
      odd.push(`${method} ${path}: ${answer.status} ${answer.text.slice(0, 200)}`);
      return undefined;
    }
    if (tell) {
      tell = false;
      say({ kind: 'confirmed', at: performance.timeOrigin + performance.now() });
    }
    return JSON.parse(answer.text) as T;
  }
}

const bare = (text: string): string => text.replace(/\s+/g, '');
const asked = new Map(Array.from(loadQuizzes(process.cwd()).quizzes.banks.values()).flatMap((bank) => bank.questions.flatMap(askedIn)).map((a) => [`${a.kind} ${bare(a.stem)}`, a]));
function right(q: View['questions'][number]): string {
  const of = asked.get(`${q.kind} ${bare(q.stem)}`);
  return of ? answerFrom(q, of) : '';
}

async function sit(port: number, cookie: string, sitting: string, most: number): Promise<string | undefined> {
  const started = await insist<{ attempt: string }>(port, 'POST', `/api/exams/2026/${sitting}/start`, cookie);
  if (!started) return undefined;
  const { attempt } = started;
  const view = await insist<View>(port, 'GET', `/api/exams/attempts/${attempt}`, cookie);
  let seq = 0;
  for (const q of view?.questions.slice(0, most) ?? []) {
    const value = right(q) || (q.kind === 'truefalse' ? 'T' : 'A');
    const sent = { seq: ++seq, value };
    const done = await insist<{ accepted: boolean; stored: { seq: number; value: string } }>(port, 'PUT', `/api/exams/attempts/${attempt}/answers/${q.pos}`, cookie, sent);
    if (done?.accepted) answers[`${attempt}/${q.pos}`] = done.stored;
    else odd.push(`${attempt}/${q.pos} was not accepted`);
  }
  return attempt;
}

async function handIn(port: number, cookie: string, attempt: string): Promise<void> {
  const handed = await insist<{ receipt: string }>(port, 'POST', `/api/exams/attempts/${attempt}/hand-in`, cookie);
  if (handed) receipts[attempt] = handed.receipt;
}

async function work({ port, seats, slots }: FaultOrder): Promise<void> {
  const todo = [...seats];
  await Promise.all(
    Array.from({ length: slots }, async () => {
      for (let seat = todo.shift(); seat && !ending; seat = todo.shift()) {
        const quiz = await sit(port, seat.cookie, 'quiz-constitution', Infinity);
        if (quiz) await handIn(port, seat.cookie, quiz);
        // One in ten walks away in the middle of the exam: the clock must close it.
        const leaves = seats.indexOf(seat) % 10 === 0;
        const exam = await sit(port, seat.cookie, 'annual', leaves ? 7 : Infinity);
        if (exam && leaves) deserted.push(exam);
        else if (exam) await handIn(port, seat.cookie, exam);
      }
    }),
  );
  if (!ending) odd.push('the load ran out of candidates: seat more');
  agent.destroy();
  process.send?.({ kind: 'report', report: { answers, receipts, odd, deserted } } satisfies FromLoad, () => process.disconnect());
}

process.on('message', (message: ToLoad) => {
  if (message.kind === 'order') void work(message.order);
  else if (message.kind === 'tell-next') tell = true;
  else ending = true;
});
