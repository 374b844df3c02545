/**
 * Door one: the prerendered site, read into memory at start. Pages answer from there with
 * an ETag; text is compressed once, at first asking, and kept.
 */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { chosenEncoding } from './compress.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.pdf': 'application/pdf',
  '.woff2': 'font/woff2',
  '.zip': 'application/zip',
  '.pack': 'application/vnd.pufa.pack',
  '.webmanifest': 'application/manifest+json',
};
/** Beyond this size the best compression takes longer than the first reader should wait. */
const BEST_BELOW = 256 * 1024;
const COMPRESSIBLE = /^(text\/|application\/(json|xml|manifest|vnd\.pufa)|image\/svg)/;

type Encoding = 'br' | 'gzip' | 'identity';

interface Asset {
  readonly type: string;
  readonly etag: string;
  readonly cache: string;
  readonly compressible: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly bodies: Map<Encoding, Buffer>;
}

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

export interface StaticSite {
  /** Answers when it has the path; `false` when another door must. */
  serve(req: IncomingMessage, res: ServerResponse, path: string, status?: number): boolean;
  has(path: string): boolean;
  /** A file as text, for pages that the server completes. */
  text(path: string): string | undefined;
  /** How many files are held, and their size in bytes. */
  readonly count: number;
  readonly bytes: number;
}

/** Uncovers the bar 演示 that every page carries hidden (src/ui/Page.astro). */
const uncoverDemo = (page: Buffer): Buffer => Buffer.from(page.toString('utf8').replace(' hidden data-demo', ' data-demo'));

/** Reads everything below `folder`. `headers` go out with every page, not with the styles and pictures on which they have no effect; in the demonstration every page says so. */
export function loadStatic(folder: string, headers: Readonly<Record<string, string>>, demo = false): StaticSite {
  const assets = new Map<string, Asset>();
  let bytes = 0;
  const walk = (dir: string, prefix: string): void => {
    for (const name of readdirSync(dir)) {
      const file = join(dir, name);
      if (statSync(file).isDirectory()) {
        walk(file, `${prefix}${name}/`);
        continue;
      }
      const read = readFileSync(file);
      const body = demo && name.endsWith('.html') ? uncoverDemo(read) : read;
      bytes += body.length;
      const type = TYPES[extname(name)] ?? 'application/octet-stream';
      const path = name === 'index.html' ? prefix : `${prefix}${name}`;
      assets.set(path, {
        type,
        etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
        // Built files carry a hash in their name, those of the search in their folder's; pages are asked for again each time, cheaply.
        cache: /^\/(_astro|search\/i)\//.test(prefix) ? 'public, max-age=31536000, immutable' : 'public, no-cache',
        compressible: COMPRESSIBLE.test(type) && body.length > 512,
        headers: type.startsWith('text/html') ? headers : { 'x-content-type-options': 'nosniff' },
        bodies: new Map([['identity', body]]),
      });
    }
  };
  walk(folder, '/');

  const send = (req: IncomingMessage, res: ServerResponse, asset: Asset, encoding: Encoding, body: Buffer, status: number): void => {
    res.writeHead(status, {
      ...asset.headers,
      'content-type': asset.type,
      'content-length': body.length,
      'cache-control': asset.cache,
      etag: asset.etag,
      vary: 'accept-encoding',
      ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
    });
    res.end(req.method === 'HEAD' ? undefined : body);
  };

  return {
    count: assets.size,
    bytes,
    has: (path) => assets.has(path),
    text: (path) => assets.get(path)?.bodies.get('identity')?.toString('utf8'),
    serve(req, res, path, status = 200) {
      const asset = assets.get(path);
      if (!asset) return false;
      if (status === 200 && req.headers['if-none-match'] === asset.etag) {
        res.writeHead(304, { ...asset.headers, etag: asset.etag, 'cache-control': asset.cache, vary: 'accept-encoding' });
        res.end();
        return true;
      }
      const encoding = asset.compressible ? chosenEncoding(req.headers['accept-encoding']) : 'identity';
      const ready = asset.bodies.get(encoding);
      if (ready) {
        send(req, res, asset, encoding, ready, status);
        return true;
      }
      const plain = asset.bodies.get('identity') ?? Buffer.alloc(0);
      const made = encoding === 'br' ? brotli(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: plain.length < BEST_BELOW ? 11 : 9 } }) : zip(plain);
      made.then(
        (body) => {
          asset.bodies.set(encoding, body);
          send(req, res, asset, encoding, body, status);
        },
        () => send(req, res, asset, 'identity', plain, status),
      );
      return true;
    },
  };
}
