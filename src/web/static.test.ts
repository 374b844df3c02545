import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadStatic } from './static.ts';

const dir = mkdtempSync(join(tmpdir(), 'pufa-static-'));
const page = `<!doctype html><title>首页</title>${'劳动合同'.repeat(400)}`;
let server: Server;
let origin: string;

beforeAll(async () => {
  mkdirSync(join(dir, 'qa'), { recursive: true });
  mkdirSync(join(dir, '_astro'), { recursive: true });
  writeFileSync(join(dir, 'index.html'), page);
  writeFileSync(join(dir, 'qa/index.html'), '<p>短</p>');
  writeFileSync(join(dir, '_astro/a.abc.css'), 'body{}');
  const site = loadStatic(dir, { 'x-content-type-options': 'nosniff' });
  server = createServer((req, res) => {
    if (!site.serve(req, res, req.url ?? '/')) res.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(dir, { recursive: true, force: true });
});

/** fetch decodes by itself; the raw bytes are wanted here. */
async function raw(path: string, headers: Record<string, string>): Promise<{ status: number; headers: Headers; text: string }> {
  const response = await fetch(`${origin}${path}`, { headers });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

it.each([
  ['br', 'br'],
  ['gzip, deflate', 'gzip'],
  ['identity', null],
])('answers a page whole to a browser that accepts %s', async (accepted, encoding) => {
  for (const _ of ['first', 'kept']) {
    const answer = await raw('/', { 'accept-encoding': accepted });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-encoding')).toBe(encoding);
    expect(answer.text).toBe(page);
    if (encoding) expect(Number(answer.headers.get('content-length'))).toBeLessThan(page.length);
  }
});

it('asks again with the ETag and is told that nothing changed', async () => {
  const first = await raw('/qa/', {});
  const again = await raw('/qa/', { 'if-none-match': first.headers.get('etag') ?? '' });
  expect(again.status).toBe(304);
  expect(again.text).toBe('');
});

it('keeps built files for a year and pages not at all', async () => {
  expect((await raw('/_astro/a.abc.css', {})).headers.get('cache-control')).toContain('immutable');
  expect((await raw('/', {})).headers.get('cache-control')).toBe('public, no-cache');
});

it('sends headers but no body to HEAD, and the security headers always', async () => {
  const response = await fetch(`${origin}/`, { method: 'HEAD' });
  expect(await response.text()).toBe('');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
});

// fetch would tidy such paths up before sending them.
const statusOf = (path: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    request({ host: '127.0.0.1', port, path }, (res) => {
      res.resume();
      resolve(res.statusCode);
    })
      .once('error', reject)
      .end();
  });

it.each(['/../package.json', '/qa/../../etc/passwd', '/%2e%2e/', '/nothing'])('knows nothing of %s', async (path) => {
  expect(await statusOf(path)).toBe(404);
});

it.each([
  [true, '<p data-demo>演示</p>'],
  [false, '<p hidden data-demo>演示</p>'],
])('in the demonstration (%s) every page says so', async (demo, shown) => {
  const folder = mkdtempSync(join(tmpdir(), 'pufa-demo-'));
  writeFileSync(join(folder, 'index.html'), '<p hidden data-demo>演示</p>');
  const site = loadStatic(folder, {}, demo);
  const one = createServer((req, res) => void site.serve(req, res, '/'));
  await new Promise<void>((resolve) => one.listen(0, '127.0.0.1', resolve));
  const response = await fetch(`http://127.0.0.1:${(one.address() as AddressInfo).port}/`);
  expect(await response.text()).toBe(shown);
  await new Promise((resolve) => one.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});
