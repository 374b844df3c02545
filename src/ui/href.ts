/** Addresses on the site, below the path under which it is served. */

const BASE: string = (import.meta.env?.BASE_URL ?? '/').replace(/\/$/, '');

/**
 * The address of a page or file of ours. `path` starts with `/` and, for pages, ends with `/`
 * (before any `?` or `#`): `href('/qa/signing/')` is `/qa/signing/`, or `/pufa/qa/signing/`
 * when the site lives under `BASE_PATH=/pufa`. Addresses of other sites come back unchanged.
 */
export function href(path: string): string {
  return path.startsWith('/') && !path.startsWith('//') ? BASE + path : path;
}

/** The inverse of {@link href}: an address of ours without the base path, as the server keeps it (where to go after signing in). */
export function belowBase(path: string): string {
  return BASE && (path === BASE || path.startsWith(`${BASE}/`)) ? path.slice(BASE.length) || '/' : path;
}

/** Scheme and host under which the site is published, when the build was told (SITE_URL or PUBLIC_URL). */
const ORIGIN: string | undefined = import.meta.env?.SITE ? new URL(import.meta.env.SITE).origin : undefined;

/** Whether {@link absolute} knows the host. */
export const knowsOrigin = ORIGIN !== undefined;

/** The whole address of a page of ours, for those who read it elsewhere (search engines, shared links); without the host where the build was not told. */
export const absolute = (path: string): string => (ORIGIN ?? '') + href(path);
