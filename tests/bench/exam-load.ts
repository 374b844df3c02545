/** The load for `exam.ts`, in a process of its own: takes an order, answers with a report, ends. */
import { Agent, request } from 'node:http';
import { HALL, type Seat } from '../support/hall.ts';

/** Everybody sits the whole exam once. */
export interface ExamOrder {
  readonly kind: 'exam';
  readonly port: number;
  readonly seats: readonly Seat[];
  /** Everybody has begun by then, ms. */
  readonly startWithin: number;
  /** Mean time between two answers of one candidate, ms; drawn evenly from half of it to one and a half. */
  readonly pause: number;
}
/** As many saves as go through so many connections. */
export interface SavesOrder {
  readonly kind: 'saves';
  readonly port: number;
  readonly targets: readonly { readonly path: string; readonly cookie: string }[];
  readonly seconds: number;
  readonly connections: number;
  readonly seqFrom: number;
}
export interface Times {
  /** Each in ms. */
  readonly ms: readonly number[];
  readonly errors: readonly string[];
}
export interface ExamReport {
  readonly start: Times;
  readonly view: Times;
  readonly save: Times;
  readonly handIn: Times;
  /** Answers acknowledged as saved: `attempt/pos` → value. */
  readonly acknowledged: Readonly<Record<string, string>>;
  readonly receipts: number;
  readonly elapsedMs: number;
}
export interface SavesReport {
  readonly save: Times;
  readonly elapsedMs: number;
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

function client(port: number, sockets: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: sockets });
  const send = (method: string, path: string, cookie: string, body?: string): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const headers: Record<string, string | number> = { cookie };
      if (body !== undefined) Object.assign(headers, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
      const req = request({ agent, host: '127.0.0.1', port, method, path, headers }, (res) => {
        let text = '';
        res.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        res.on('end', () => resolve({ status: res.statusCode ?? 0, text }));
        res.on('error', reject);
      });
      req.on('error', reject);
      req.end(body);
    });
  return { send, close: () => agent.destroy() };
}

/** Times each call; what fails is kept as text and counts as an error. */
function meter() {
  const ms: number[] = [];
  const errors: string[] = [];
  return {
    times: { ms, errors },
    async timed(call: () => Promise<Answer>): Promise<Answer | undefined> {
      const before = performance.now();
      try {
        const answer = await call();
        ms.push(performance.now() - before);
        if (answer.status === 200) return answer;
        errors.push(`${answer.status} ${answer.text.slice(0, 200)}`);
      } catch (error) {
        errors.push(String(error));
      }
      return undefined;
    },
  };
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface Seen {
  readonly startedAt: string;
  readonly questions: readonly { readonly pos: number; readonly kind: string; readonly lefts?: readonly string[] }[];
}

async function exam(order: ExamOrder): Promise<ExamReport> {
  const { send, close } = client(order.port, order.seats.length);
  const [start, view, save, handIn] = [meter(), meter(), meter(), meter()];
  const acknowledged: Record<string, string> = {};
  let receipts = 0;
  const began = performance.now();

  const candidate = async ({ cookie }: Seat, i: number): Promise<void> => {
    await wait((order.startWithin * i) / order.seats.length);
    const started = await start.timed(() => send('POST', `/api/exams/${HALL.year}/${HALL.sitting}/start`, cookie));
    if (!started) return;
    const { attempt } = JSON.parse(started.text) as { attempt: string };
    const seen = await view.timed(() => send('GET', `/api/exams/attempts/${attempt}`, cookie));
    if (!seen) return;
    const { questions } = JSON.parse(seen.text) as Seen;
    const since = performance.now();
    for (const { pos, kind, lefts = [] } of questions) {
      await wait(order.pause * (0.5 + Math.random()));
      const value = kind === 'truefalse' ? 'TF'[pos % 2] ?? 'T' : kind === 'multiple' ? 'AB' : kind === 'matching' ? 'A'.repeat(lefts.length) : 'ABCD'[pos % 4] ?? 'A';
      const seq = 1 + Math.floor((performance.now() - since) / 100);
      const done = await save.timed(() => send('PUT', `/api/exams/attempts/${attempt}/answers/${pos}`, cookie, JSON.stringify({ seq, value })));
      // As the server keeps it: blanks are tidied.
      if (done) acknowledged[`${attempt}/${pos}`] = (JSON.parse(done.text) as { stored: { value: string } }).stored.value;
    }
    const handed = await handIn.timed(() => send('POST', `/api/exams/attempts/${attempt}/hand-in`, cookie));
    if (handed && 'receipt' in (JSON.parse(handed.text) as object)) receipts++;
  };
  await Promise.all(order.seats.map(candidate));
  const elapsedMs = performance.now() - began;
  close();
  return { start: start.times, view: view.times, save: save.times, handIn: handIn.times, acknowledged, receipts, elapsedMs };
}

async function saves(order: SavesOrder): Promise<SavesReport> {
  const { send, close } = client(order.port, order.connections);
  let seq = order.seqFrom;
  const run = async (ms: number) => {
    const save = meter();
    const until = performance.now() + ms;
    await Promise.all(
      Array.from({ length: order.connections }, async (_, n) => {
        for (let i = n * 13; performance.now() < until; i += 7) {
          const target = order.targets[i % order.targets.length] as SavesOrder['targets'][number];
          await save.timed(() => send('PUT', target.path, target.cookie, JSON.stringify({ seq: seq++, value: 'ABCD'[i % 4] })));
        }
      }),
    );
    return save.times;
  };
  await run(1000);
  const began = performance.now();
  const times = await run(order.seconds * 1000);
  const elapsedMs = performance.now() - began;
  close();
  return { save: times, elapsedMs };
}

process.once('message', (order: ExamOrder | SavesOrder) => {
  const work = order.kind === 'exam' ? exam(order) : saves(order);
  void work.then((report) => process.send?.(report, () => process.disconnect()));
});
