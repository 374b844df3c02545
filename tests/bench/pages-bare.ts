/** The floor for `pages.ts`: `node:http` alone, one constant body with its type and length. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

process.once('message', ({ length }: { length: number }) => {
  const body = Buffer.alloc(length, 'x');
  const server = createServer((_req, res) => {
    res.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': body.length });
    res.end(body);
  });
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
});
process.once('disconnect', () => process.exit(0));
