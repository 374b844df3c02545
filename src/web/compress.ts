/**
 * Pages made on request, compressed: a phone gets a list of results in a quarter of the bytes.
 * Only for the public: what a signed-in person sees stays as it is, so that its length tells
 * nobody on the way what stands in it (BREACH).
 */
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** Below this compressing gains nothing. */
const LEAST = 1024;
const TEXT = /^(text\/|application\/(json|xml|atom\+xml))/;

/** The encoding a request accepts, the better first. */
export function chosenEncoding(accepted: string | string[] | undefined): 'br' | 'gzip' | 'identity' {
  const text = String(accepted ?? '');
  if (/\bbr\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(text)) return 'br';
  return /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(text) ? 'gzip' : 'identity';
}

/** Collects what is written to `res` and sends it compressed when it ends. Headers set meanwhile are kept. */
export function compressed(req: IncomingMessage, res: ServerResponse): void {
  const encoding = chosenEncoding(req.headers['accept-encoding']);
  if (encoding === 'identity' || req.method === 'HEAD') return;
  const chunks: Buffer[] = [];
  const end = res.end.bind(res);
  const writeHead = res.writeHead.bind(res);

  const take = (chunk: unknown, encodingOrDone: unknown): void => {
    if (typeof chunk === 'string') chunks.push(Buffer.from(chunk, typeof encodingOrDone === 'string' ? (encodingOrDone as BufferEncoding) : 'utf8'));
    else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
  };
  const called = (...args: unknown[]): void => {
    const done = args.find((arg) => typeof arg === 'function') as (() => void) | undefined;
    if (done) queueMicrotask(done);
  };
  // Set rather than sent, so that length and encoding can still be told.
  res.writeHead = ((status: number, ...rest: unknown[]) => {
    res.statusCode = status;
    const headers = rest.at(-1);
    if (typeof headers === 'object' && headers !== null) for (const [name, value] of Object.entries(headers as OutgoingHttpHeaders)) if (value !== undefined) res.setHeader(name, value);
    return res;
  }) as typeof res.writeHead;
  res.write = ((...args: unknown[]) => {
    take(args[0], args[1]);
    called(...args.slice(1));
    return true;
  }) as typeof res.write;
  res.end = ((...args: unknown[]) => {
    take(args[0], args[1]);
    res.writeHead = writeHead;
    const body = Buffer.concat(chunks);
    const type = String(res.getHeader('content-type') ?? '');
    const send = (bytes: Buffer, coded: boolean): void => {
      res.setHeader('vary', 'accept-encoding');
      if (coded) res.setHeader('content-encoding', encoding);
      res.setHeader('content-length', bytes.length);
      end(bytes);
      called(...args);
    };
    if (body.length < LEAST || !TEXT.test(type) || res.hasHeader('content-encoding')) send(body, false);
    else {
      const done = (error: Error | null, bytes: Buffer): void => (error ? send(body, false) : send(bytes, true));
      if (encoding === 'br') brotliCompress(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }, done);
      else gzip(body, done);
    }
    return res;
  }) as typeof res.end;
}
