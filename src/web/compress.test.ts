import { createServer, get, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { chosenEncoding, compressed } from './compress.ts';

const page = `<!doctype html>${'劳动合同'.repeat(800)}`;

/** One request to a listener whose answer is compressed; the bytes as they came. */
async function ask(listener: RequestListener, accept: string, method = 'GET'): Promise<{ status: number | undefined; headers: Record<string, unknown>; body: Buffer }> {
  const server = createServer((req, res) => {
    compressed(req, res);
    listener(req, res);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await new Promise((resolve, reject) => {
      get({ host: '127.0.0.1', port: (server.address() as AddressInfo).port, method, headers: { 'accept-encoding': accept } }, (res) => {
        const chunks: Buffer[] = [];
        res.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve({ status: res.statusCode, headers: res.headers, body: Buffer.concat(chunks) }));
      }).on('error', reject);
    });
  } finally {
    server.close();
  }
}

/** Answers as Astro does: head, pieces, end. */
const streamed: RequestListener = (_req, res) => {
  res.setHeader('x-own', 'a');
  res.writeHead(404, { 'content-type': 'text/html', 'set-cookie': ['a=1', 'b=2'] });
  res.write(page.slice(0, 1000));
  res.write(Buffer.from(page.slice(1000)), () => res.end());
};

describe('pages made on request', () => {
  it.each([
    ['br', 'br', (body: Buffer) => brotliDecompressSync(body).toString()],
    ['gzip', 'gzip', (body: Buffer) => gunzipSync(body).toString()],
    ['identity', undefined, String],
  ])('to a browser that accepts %s', async (accept, encoding, read) => {
    const { status, headers, body } = await ask(streamed, accept);
    expect([status, headers['content-encoding'], headers['x-own'], headers['set-cookie']]).toEqual([404, encoding, 'a', ['a=1', 'b=2']]);
    expect(read(body)).toBe(page);
    if (encoding) expect(body.length).toBeLessThan(page.length / 4);
  });

  it.each([
    ['a short text', (_: unknown, res: Parameters<RequestListener>[1]) => void res.writeHead(200, { 'content-type': 'text/html' }).end('短'), '短'],
    ['a picture', (_: unknown, res: Parameters<RequestListener>[1]) => void res.writeHead(200, { 'content-type': 'image/png' }).end('x'.repeat(3000)), 'x'.repeat(3000)],
    ['nothing', (_: unknown, res: Parameters<RequestListener>[1]) => void res.writeHead(303, { location: '/login/' }).end(), ''],
  ])('leaves %s as it is', async (_, listener, text) => {
    const { headers, body } = await ask(listener, 'br');
    expect([headers['content-encoding'], body.toString()]).toEqual([undefined, text]);
  });
});

it.each([
  ['gzip, deflate, br', 'br'],
  ['br;q=0, gzip', 'gzip'],
  ['gzip;q=0.5', 'gzip'],
  ['brown', 'identity'],
  [undefined, 'identity'],
])('%s → %s', (accepted, encoding) => expect(chosenEncoding(accepted)).toBe(encoding));
