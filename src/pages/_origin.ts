/** Where the running site is reached, for what machines fetch: the public address, else the host of the request. */
import type { APIContext } from 'astro';
import { ourOrigins } from '#web/origin.ts';
import type { At } from '#library/feeds.ts';
import { href } from '#ui/href.ts';

/** Writes whole addresses for the one who asks. */
export function atFor({ request, url, locals }: APIContext): At {
  const config = (locals as Partial<App.Locals>).app?.config;
  const [origin] = ourOrigins(config?.publicUrl, request.headers.get('host'), config?.trustProxy ?? false, request.headers.get('x-forwarded-proto'));
  return (path) => (origin ?? url.origin) + href(path);
}

/** An answer for machines; an hour is soon enough for what changes once a day. */
export const machineText = (text: string, type: string): Response => new Response(text, { headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'public, max-age=3600' } });
