/** The server as an attempt in the browser speaks to it: every call has an end, and says in one word what went wrong. Keeps nothing. */
import { hc } from 'hono/client';
import { href } from '../../ui/href.ts';
import type { Given } from '../queue.ts';
import type { ExamRoutes } from '../server/routes.ts';

/**
 * Why there is no answer to work with: `refused` (this choice is none), `closed` (time is over, or
 * another window handed in), `signed-out` (or somebody else has signed in on this device: their 404
 * is not this attempt's end), `broken` (the line, or the server).
 */
export type Failure = 'refused' | 'closed' | 'signed-out' | 'broken';

const PATIENCE_MS = 10_000;

const failureOf = (status: number | undefined): Failure => {
  if (status === 422) return 'refused';
  if (status === 409) return 'closed';
  return status === 401 || status === 403 || status === 404 ? 'signed-out' : 'broken';
};

interface Answer {
  readonly status: number;
  json(): Promise<object>;
}
/** Of the bodies that an answer may have, those with `K` in them. */
type Body<R extends Answer, K extends string> = Extract<Awaited<ReturnType<R['json']>>, Readonly<Record<K, unknown>>>;

/** The body, when it is the one that is meant: the one with `key` in it. */
async function hear<R extends Answer, K extends string>(ask: (signal: AbortSignal) => Promise<R>, key: K): Promise<Body<R, K> | Failure> {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), PATIENCE_MS);
  try {
    const response = await ask(control.signal).catch(() => undefined);
    const told = response?.status === 200 ? await response.json().catch(() => undefined) : undefined;
    return told && key in told ? (told as Body<R, K>) : failureOf(response?.status);
  } finally {
    clearTimeout(timer);
  }
}

export function attemptClient(attempt: string) {
  const client = hc<ExamRoutes>(href('/api/exams')).attempts[':attempt'];
  const param = { attempt };
  return {
    /** Sends one answer, even while the page is being left. */
    send: (pos: number, { seq, value }: Given) => hear((signal) => client.answers[':pos'].$put({ param: { ...param, pos: String(pos) }, json: { seq, value } }, { init: { keepalive: true, signal } }), 'stored'),
    /** How things stand: the server's clock, the end, answers from other devices. */
    look: () => hear((signal) => client.$get({ param }, { init: { signal, cache: 'no-store' } }), 'answers'),
    handIn: () => hear((signal) => client['hand-in'].$post({ param }, { init: { signal } }), 'receipt'),
  };
}
