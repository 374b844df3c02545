/** The load for `saves.ts`, in a process of its own: takes an order, answers with a report, ends. */
import { Agent, request } from 'node:http';
import { summary } from '../support/summary.ts';

export interface LoadOrder {
  readonly port: number;
  readonly attempts: readonly { readonly person: string; readonly attempt: string }[];
  readonly seconds: number;
  readonly connections: number;
  readonly seqFrom: number;
}
export interface LoadReport {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly failed: number;
  /** `attempt/pos` → highest seq that was acknowledged as accepted. */
  readonly acknowledged: Readonly<Record<string, number>>;
}

async function run(order: LoadOrder): Promise<LoadReport> {
  const agent = new Agent({ keepAlive: true, maxSockets: order.connections });
  const acknowledged: Record<string, number> = {};
  const times: number[] = [];
  let failed = 0;
  let seq = order.seqFrom;

  const once = (i: number): Promise<void> =>
    new Promise((resolve) => {
      const { person, attempt } = order.attempts[i % order.attempts.length] as LoadOrder['attempts'][number];
      const pos = 1 + (Math.floor(i / order.attempts.length) % 25);
      const own = seq++;
      const body = JSON.stringify({ seq: own, value: 'ABCD'[i % 4] });
      const before = performance.now();
      const req = request(
        { agent, host: '127.0.0.1', port: order.port, method: 'PUT', path: `/api/exams/attempts/${attempt}/answers/${pos}`, headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'x-person': person } },
        (res) => {
          let text = '';
          res.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
          res.on('end', () => {
            times.push(performance.now() - before);
            if (res.statusCode !== 200) failed++;
            else if ((JSON.parse(text) as { accepted: boolean }).accepted) {
              const place = `${attempt}/${pos}`;
              acknowledged[place] = Math.max(acknowledged[place] ?? 0, own);
            }
            resolve();
          });
        },
      );
      req.on('error', () => {
        failed++;
        resolve();
      });
      req.end(body);
    });

  const loop = async (from: number, until: number): Promise<void> => {
    for (let i = from; performance.now() < until; i += 7) await once(i);
  };
  const all = (ms: number) => Promise.all(Array.from({ length: order.connections }, (_, n) => loop(n * 13, performance.now() + ms)));
  await all(1000);
  times.length = 0;
  const started = performance.now();
  await all(order.seconds * 1000);
  const report = { ...summary(times, performance.now() - started), failed, acknowledged };
  agent.destroy();
  return report;
}

process.once('message', (order: LoadOrder) => {
  void run(order).then((report) => process.send?.(report, () => process.disconnect()));
});
