/** The three doors in their order: the prerendered site, the API, Astro's pages on request. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { makeApi } from './api.ts';
import type { App } from './app.ts';
import { compressed } from './compress.ts';
import { answerFor, errorPage } from './faults.ts';
import { SECURITY_HEADERS } from './headers.ts';
import { Refusal } from '../kernel/refusal.ts';
import { mayPass, ourOrigins } from './origin.ts';
import { saveDoor } from './save-door.ts';
import { sessionOf } from './session.ts';
import type { StaticSite } from './static.ts';

/** Astro's handler in middleware mode. */
export type AstroHandler = (req: IncomingMessage, res: ServerResponse, next: (error?: unknown) => void, locals: App.Locals) => void | Promise<void>;

export interface Doors {
  readonly app: App;
  readonly site: StaticSite;
  readonly astro: AstroHandler;
}

/** Bytes of a form that a page answers itself. */
const MOST_FORM = 64 * 1024;

/** The listener of the HTTP server. */
export function openDoors({ app, site, astro }: Doors): RequestListener {
  const root = app.config.base;
  const api = getRequestListener(makeApi(app).fetch);

  const save = saveDoor(app, (req, res) => {
    if (root) req.url = (req.url ?? '').slice(root.length);
    return api(req, res);
  });
  const mayPost = guard(app);
  return (req, res) => {
    const url = req.url ?? '/';
    const query = url.indexOf('?');
    const full = query < 0 ? url : url.slice(0, query);
    if (root && full !== root && !full.startsWith(`${root}/`)) return redirect(res, `${root}/`, 302);
    const path = full.slice(root.length) || '/';

    if (path.startsWith('/api/')) {
      if (save(req, res, path)) return;
      if (root) req.url = url.slice(root.length);
      return void api(req, res);
    }
    if (req.method === 'GET' || req.method === 'HEAD') {
      if (path !== '/404.html' && path !== '/500.html' && site.serve(req, res, path)) return;
      // `/qa` and `//evil.example` alike: only a path that is a page of ours is sent on.
      if (!path.endsWith('/') && site.has(`${path}/`)) return redirect(res, `${root}${path}/${query < 0 ? '' : url.slice(query)}`, 301);
    }
    void onRequest(req, res, path);
  };

  async function onRequest(req: IncomingMessage, res: ServerResponse, path: string): Promise<void> {
    const missing = () => {
      if (!res.headersSent && !site.serve(req, res, '/404.html', 404)) res.writeHead(404).end();
    };
    try {
      if (req.method !== 'GET' && req.method !== 'HEAD') mayPost(req);
      const session = await sessionOf(app, req.headers.cookie);
      for (const [name, value] of Object.entries(SECURITY_HEADERS)) res.setHeader(name, value);
      res.setHeader('cache-control', 'private, no-store');
      if (!session) compressed(req, res);
      await astro(req, res, (error) => (error ? broken(error) : missing()), { app, person: session?.person, sessionId: session?.sessionId, fail });
    } catch (error) {
      broken(error);
    }

    function failed(error: unknown): { status: number; html: string } {
      const { status, body } = answerFor(error, app.rng, app.log, { method: req.method ?? '', path });
      return { status, html: errorPage(site.text('/500.html') ?? '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>出错了</title><p data-fault hidden></p></html>', body.error) };
    }

    function broken(error: unknown): void {
      const { status, html } = failed(error);
      if (res.headersSent) return void res.end();
      res.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
      res.end(html);
    }

    /** What a page throws Astro would swallow: src/web/page-faults.ts hands it here. */
    function fail(error: unknown): Response {
      const { status, html } = failed(error);
      return new Response(html, { status, headers: { 'content-type': 'text/html; charset=utf-8' } });
    }
  }
}

/** Forms that a page answers itself: from our own pages, and of a form's size. */
function guard(app: App): (req: IncomingMessage) => void {
  return (req) => {
    const header = (name: string): string | null => [req.headers[name]].flat()[0] ?? null;
    const ours = ourOrigins(app.config.publicUrl, header('host'), app.config.trustProxy, header('x-forwarded-proto'));
    if (!mayPass({ method: req.method ?? '', origin: header('origin'), fetchSite: header('sec-fetch-site'), ours })) throw new Refusal('foreign-origin');
    // Without a length nothing is taken: browsers always send one with a form.
    if (!(Number(req.headers['content-length']) <= MOST_FORM)) throw new Refusal('too-large');
  };
}

function redirect(res: ServerResponse, to: string, status: number): void {
  res.writeHead(status, { ...SECURITY_HEADERS, location: to.replace(/^\/{2,}/, '/') });
  res.end();
}
