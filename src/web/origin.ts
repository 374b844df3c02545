/**
 * Which requests may change something. A browser tells where a request comes from; what
 * comes from another site is refused, whatever its content type (a JSON POST from another
 * origin passes the frameworks' own checks).
 */

export interface OriginFacts {
  readonly method: string;
  readonly origin: string | null;
  readonly fetchSite: string | null;
  /** Origins that are ours: the public address, or what the request says it was sent to. */
  readonly ours: readonly string[];
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether the request may go on. Without any word from a browser (curl, a script) it may: no cookie of anybody rides along. */
export function mayPass({ method, origin, fetchSite, ours }: OriginFacts): boolean {
  if (SAFE.has(method)) return true;
  if (origin !== null) return ours.includes(origin);
  return fetchSite === null || fetchSite === 'same-origin' || fetchSite === 'none';
}

/** Our origins: the configured public address alone when there is one, else the address the request was sent to. */
export function ourOrigins(publicUrl: string | undefined, host: string | null, trustProxy: boolean, forwardedProto: string | null): string[] {
  if (publicUrl) return [new URL(publicUrl).origin];
  if (!host) return [];
  const proto = trustProxy && forwardedProto === 'https' ? 'https' : 'http';
  return [`${proto}://${host}`];
}
