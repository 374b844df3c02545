/**
 * The directory of the index, loaded first: how a question is cut (names of laws), in which
 * shard a term lies, which terms are worth asking for, and of what kind a document is.
 */
import type { Kind } from './documents.ts';
import { lexiconOf, type Lexicon } from './terms.ts';

/** As sent: `/search/index.json`. Everything else lies below `/search/i/<version>/`, whose files never change. */
export interface Directory {
  readonly version: string;
  /** Number of shards (`<n>.pack`). */
  readonly shards: number;
  /** Documents in a piece of texts (`t<n>.json`). */
  readonly per: number;
  /** Bytes of the whole (`all.pack`), for keeping it off line. */
  readonly bytes: number;
  /** Documents in their order: so many of a kind and, for questions and answers, of a topic. */
  readonly parts: readonly (readonly [kind: Kind, topic: string, count: number])[];
  readonly laws: readonly (readonly [id: string, title: string, short: string, aliases: readonly string[]])[];
  /** The most frequent signs, the first most of all. */
  readonly common: string;
  /** Pairs in which several pages are asked about: `劳动务模` is a first sign and all second signs; lines. */
  readonly hints: string;
}

/** The directory, ready for questions. */
export interface Ready {
  readonly directory: Directory;
  readonly lexicon: Lexicon;
  readonly shardOf: (term: string) => number;
  /** Whether several pages say in their titles or phrasings that they are about this. */
  readonly hinted: (term: string) => boolean;
  readonly partOf: (ref: number) => { readonly kind: Kind; readonly topic: string };
  /** Short name of a law. */
  readonly shortOf: (law: string) => string | undefined;
}

/** Makes a directory ready. */
export function readyOf(directory: Directory): Ready {
  const hints = new Set(directory.hints.split('\n').flatMap((line) => Array.from(line.slice(1), (second) => line.charAt(0) + second)));
  let end = 0;
  const parts = directory.parts.map(([kind, topic, count]) => ({ kind, topic, end: (end += count) }));
  const shorts = new Map(directory.laws.map(([id, , short]) => [id, short]));
  return {
    directory,
    lexicon: lexiconOf(directory.laws.map(([id, title, short, aliases]) => ({ id, title, short, aliases: [...aliases] }))),
    shardOf: sharder(directory.common, directory.shards),
    hinted: (term) => hints.has(term),
    partOf: (ref) => parts.find((part) => ref < part.end) ?? { kind: 'article', topic: '' },
    shortOf: (law) => shorts.get(law),
  };
}

/**
 * In which shard a term lies. A pair of signs lies with the rarer of its two, so that neighbours
 * (试用, 用期) often lie together: a sentence then needs about two thirds of the shards. A provision lies with its law.
 */
export function sharder(common: string, shards: number): (term: string) => number {
  const ranks = new Map(Array.from(common, (sign, i) => [sign, i]));
  const rarity = (sign: string) => ranks.get(sign) ?? common.length + sign.charCodeAt(0);
  return (term) => {
    const pair = term.length === 2 && term.charCodeAt(0) > 0x2fff;
    const key = pair ? (rarity(term.charAt(1)) > rarity(term.charAt(0)) ? term.charAt(1) : term.charAt(0)) : term.includes('#') && !term.startsWith('#') ? `@${term.slice(0, term.indexOf('#'))}` : term;
    return hashOf(key) % shards;
  };
}

/** FNV-1a over UTF-16 units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
