/**
 * 外部链接: the addresses of other sites that stand in our content. The notice before leaving
 * offers these and no others, so that nobody can borrow the bureau's name for a link of his own.
 */
import { isOutside } from './leave.ts';
import { linksOf } from './markdown.ts';
import type { Library } from './schema.ts';

/** One spelling for equal addresses; `undefined` for what is no web address, or hides another host behind a user name. */
function plain(address: string): string | undefined {
  const url = isOutside(address) ? URL.parse(address) : null;
  return url && !url.username && !url.password ? url.href : undefined;
}

/** Every text in a value, however deep. */
function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) yield* textsIn(part);
}

/** All addresses of other sites in the content: fields that are one, and links in Markdown. */
export function outboundOf(library: Library): ReadonlySet<string> {
  const found = new Set<string>();
  for (const text of textsIn(library)) {
    if (!/https?:/i.test(text)) continue;
    for (const address of [text.trim(), ...linksOf(text)]) {
      const known = /\s/.test(address) ? undefined : plain(address);
      if (known) found.add(known);
    }
  }
  return found;
}

/** Where somebody is about to go. */
export interface Outside {
  readonly address: string;
  readonly host: string;
  /** Whether it is a government's site. */
  readonly government: boolean;
}

/** What the notice may offer for `to` as it came with the request; `undefined` refuses. */
export function outsideFor(known: ReadonlySet<string>, to: string | null): Outside | undefined {
  const address = to === null ? undefined : plain(to);
  if (!address || !known.has(address)) return undefined;
  const { hostname } = new URL(address);
  return { address, host: hostname, government: hostname === 'gov.cn' || hostname.endsWith('.gov.cn') };
}
