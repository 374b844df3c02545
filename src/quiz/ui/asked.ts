/** What the address of the practice page asks for. Rounds stand in the fragment, so that the back button works. */
import { MAX_TAKE } from '../practice.ts';

export type Asked =
  | { readonly what: 'home' }
  | { readonly what: 'daily' | 'wrong' }
  | { readonly what: 'theme' | 'mock'; readonly paper: string }
  | { readonly what: 'levels'; readonly bank: string }
  | { readonly what: 'level'; readonly bank: string; readonly level: number }
  | { readonly what: 'bank'; readonly bank: string; readonly take: number | undefined };

/** `` home · `daily` · `wrong` · `theme/<paper>` · `mock/<paper>` · `<bank>` all of it · `<bank>/10` ten · `<bank>/levels` · `<bank>/level/3`; anything else is home. */
export function askedBy(hash: string): Asked {
  if (hash === 'daily' || hash === 'wrong') return { what: hash };
  const [, what, paper] = /^(theme|mock)\/([a-z0-9-]+)$/.exec(hash) ?? [];
  if (what && paper) return { what: what as 'theme' | 'mock', paper };
  const [, bank, rest = ''] = /^([a-z0-9-]+)(?:\/(levels|level\/[1-9]\d{0,2}|[1-9]\d?))?$/.exec(hash) ?? [];
  if (!bank) return { what: 'home' };
  if (rest === 'levels') return { what: 'levels', bank };
  if (rest.startsWith('level/')) return { what: 'level', bank, level: Number(rest.slice(6)) };
  return { what: 'bank', bank, take: rest && Number(rest) <= MAX_TAKE ? Number(rest) : undefined };
}
