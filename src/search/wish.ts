/** What the address of the search page asks for: `/search/?q=&kind=&topic=&p=`. */
import { KINDS, type Kind } from './documents.ts';

/** Results on a page, and pages: nobody reads further, and every further page is work for nothing. */
export const PAGE = 15;
export const LAST_PAGE = 10;
const LONGEST = 200;

export interface Asked {
  readonly question: string;
  readonly kind: Kind | undefined;
  readonly topic: string | undefined;
  readonly page: number;
}

/** Reads the address. Whatever is not ours counts as not given. */
export function readAsked(params: URLSearchParams, topics: readonly string[]): Asked {
  // Control signs and halves of signs would break a heading or an address.
  const question = (params.get('q') ?? '').replace(/[\p{Cc}\p{Cs}]+/gu, ' ').slice(0, LONGEST).toWellFormed().trim();
  const kind = params.get('kind') ?? '';
  const topic = params.get('topic') ?? '';
  const page = Number(params.get('p') ?? 1);
  return {
    question,
    kind: Object.hasOwn(KINDS, kind) ? (kind as Kind) : topics.includes(topic) ? 'qa' : undefined,
    topic: topics.includes(topic) && (kind === 'qa' || !Object.hasOwn(KINDS, kind)) ? topic : undefined,
    page: Number.isInteger(page) && page >= 1 && page <= LAST_PAGE ? page : 1,
  };
}

/** The address of the same search with something else. */
export function addressOf(asked: Asked, change: Partial<Asked>): string {
  const { question, kind, topic, page } = { ...asked, page: 1, ...change };
  const params = new URLSearchParams({ q: question });
  if (kind) params.set('kind', kind);
  if (topic) params.set('topic', topic);
  if (page > 1) params.set('p', String(page));
  return `/search/?${params.toString()}`;
}
