/** Where to go after signing in: an address of this site only, so that a link cannot send someone on to a copy of it. */

/** `next` when it is a path of ours (not of the API), else `fallback`. */
export function safeNext(next: string | null | undefined, fallback = '/learn/'): string {
  if (!next || !next.startsWith('/') || next.length > 500) return fallback;
  // Browsers drop tabs and line breaks and read \ as /, so //evil and /\evil both leave the site.
  if (/[\p{Cc}\\]/u.test(next) || next.startsWith('//')) return fallback;
  const url = new URL(next, 'http://here.invalid');
  if (url.host !== 'here.invalid' || url.pathname.startsWith('//') || /^\/(api|login)(\/|$)/.test(url.pathname)) return fallback;
  return url.pathname + url.search + url.hash;
}
