/** The load for `pages.ts`, in a process of its own: keep-alive sockets, one request at a time on each, counted by content-length. */
import { connect } from 'node:net';
import { summary } from '../support/summary.ts';

export interface Order {
  readonly port: number;
  readonly path: string;
  readonly seconds: number;
  readonly connections: number;
}
export interface Report {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly failed: number;
}

const END = Buffer.from('\r\n\r\n');

function run({ port, path, seconds, connections }: Order): Promise<Report> {
  const ask = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept-Encoding: br\r\n\r\n`;
  const times: number[] = [];
  let failed = 0;
  const warm = performance.now() + 1000;
  const until = warm + seconds * 1000;

  const one = (): Promise<void> =>
    new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1').setNoDelay(true);
      let sent = 0;
      let left = -1;
      let head: Buffer = Buffer.alloc(0);
      const next = () => {
        sent = performance.now();
        left = -1;
        if (sent >= until) socket.destroy();
        else socket.write(ask);
      };
      socket.on('connect', next);
      socket.on('data', (chunk: Buffer) => {
        if (left < 0) {
          head = head.length > 0 ? Buffer.concat([head, chunk]) : chunk;
          const end = head.indexOf(END);
          if (end < 0) return;
          const text = head.toString('latin1', 0, end);
          if (!text.startsWith('HTTP/1.1 200')) failed++;
          left = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0) - (head.length - end - END.length);
          head = Buffer.alloc(0);
        } else left -= chunk.length;
        if (left > 0) return;
        const now = performance.now();
        if (now >= warm) times.push(now - sent);
        next();
      });
      socket.on('error', () => failed++);
      socket.on('close', () => resolve());
    });
  return Promise.all(Array.from({ length: connections }, one)).then(() => ({ ...summary(times, seconds * 1000), failed }));
}

process.once('message', (order: Order) => {
  void run(order).then((report) => process.send?.(report, () => process.disconnect()));
});
