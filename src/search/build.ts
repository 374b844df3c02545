/** The library → the files of the search. Kept apart from what browsers load: building needs lunr, asking does not. */
import type { Library } from '../library/schema.ts';
import { sharder, type Directory } from './directory.ts';
import { documentsOf, type SearchDocument } from './documents.ts';
import { lettersOf } from './sounds.ts';
import { writeShard } from './shard.ts';
import type { TextRow } from './source.ts';
import { lexiconOf, termsOf, type Lexicon } from './terms.ts';
import { weigh, type Weighed } from './weigh.ts';

/** Of each term the documents in which it weighs most; the others would be nobody's first ten. */
const MOST_OF_A_TERM = 500;
/** Of a single sign, which is looked for only where nothing else is. */
const MOST_OF_A_SIGN = 64;
/** Bytes of a shard on average, before compression. */
const SHARD_BYTES = 3500;
const MOST_HINTS = 2000;
const COMMON_SIGNS = 300;
/** Documents in a piece of texts. */
const PER_PIECE = 12;
/** Signs of a summary that browsers get. */
const SUMMARY_SIGNS = 90;

/** Everything that is written, by name. */
export interface SearchFiles {
  readonly directory: Omit<Directory, 'version' | 'bytes'>;
  /** `0.pack`, `t0.json`, `letters.json`. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Builds the search of a library. */
export const searchFiles = (library: Library): SearchFiles => filesOf(documentsOf(library), library.laws);

type NamedLaw = Pick<Library['laws'][number], 'id' | 'title' | 'short' | 'aliases'>;

/** Builds the search of documents; those of one kind and topic stand together. */
export function filesOf(docs: readonly SearchDocument[], laws: readonly NamedLaw[]): SearchFiles {
  const lexicon = lexiconOf(laws);
  const lists = pruned(weigh(docs, lexicon), docs.length);
  const common = commonSigns(lists);
  let bytes = 0;
  for (const [term, { refs }] of lists) bytes += term.length * 3 + refs.length * 2.2;
  const shards = Math.max(16, Math.ceil(bytes / SHARD_BYTES));
  const shardOf = sharder(common, shards);
  const inShards = Array.from({ length: shards }, (): [string, Uint32Array, Float32Array][] => []);
  for (const term of [...lists.keys()].sort()) {
    const { refs, weights } = lists.get(term) ?? { refs: new Uint32Array(), weights: new Float32Array() };
    inShards[shardOf(term)]?.push([term, refs, weights]);
  }
  const files = new Map<string, Uint8Array>();
  inShards.forEach((terms, i) => files.set(`${i}.pack`, writeShard(terms)));
  const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
  for (let i = 0; i * PER_PIECE < docs.length; i++) files.set(`t${i}.json`, json(docs.slice(i * PER_PIECE, (i + 1) * PER_PIECE).map(rowOf)));
  files.set('letters.json', json(lettersOf(docs, (term) => lists.get(term)?.refs.length ?? 0, lexicon)));
  return {
    files,
    directory: { shards, per: PER_PIECE, parts: partsOf(docs), laws: laws.map(({ id, title, short, aliases }) => [id, title, short, aliases] as const), common, hints: hintsOf(docs, lexicon) },
  };
}

const rowOf = ({ path, title, summary }: SearchDocument): TextRow => [path, title, summary.length > SUMMARY_SIGNS ? `${summary.slice(0, SUMMARY_SIGNS)}…` : summary];

function partsOf(docs: readonly SearchDocument[]): Directory['parts'] {
  const parts: [SearchDocument['kind'], string, number][] = [];
  for (const { kind, topic = '' } of docs) {
    const last = parts.at(-1);
    if (last && last[0] === kind && last[1] === topic) last[2]++;
    else parts.push([kind, topic, 1]);
  }
  return parts;
}

/** Some lists of documents to be added up, each with its own factor. */
type Parts = (readonly [list: Weighed, factor: number])[];

/** Long lists cut to their best, single signs added, and articles by number alone (`#47`) put together from those of all laws. */
function pruned(weighed: ReadonlyMap<string, Weighed>, documents: number): Map<string, Weighed> {
  const out = new Map<string, Weighed>();
  const signs = new Map<string, Parts>();
  const bare = new Map<string, Parts>();
  const add = (to: Map<string, Parts>, term: string, list: Weighed, factor: number) => {
    const parts = to.get(term) ?? [];
    if (parts.push([list, factor]) === 1) to.set(term, parts);
  };
  for (const [term, list] of weighed) {
    const sharp = term.indexOf('#');
    if (sharp === 0) continue;
    const kept = best(list, MOST_OF_A_TERM);
    if (term.length > 1) out.set(term, kept);
    // The articles that most pages rest on are meant.
    if (sharp > 0) add(bare, term.slice(sharp), kept, 1 + Math.log2(1 + list.refs.length));
    else if (term.length <= 2 && term.charCodeAt(0) > 0x2fff) for (const sign of new Set(term)) add(signs, sign, kept, term.length === 1 ? 4 : 1);
    else if (term.length === 1) out.set(term, kept);
  }
  const sums: Sums = { weights: new Float64Array(documents), met: new Uint8Array(documents) };
  for (const [groups, most] of [[signs, MOST_OF_A_SIGN], [bare, MOST_OF_A_TERM]] as const) {
    for (const [term, parts] of groups) out.set(term, best(sumOf(parts, sums), most));
  }
  return out;
}

/** Room for adding lists up: an element for every document, all 0 before and after. */
interface Sums {
  readonly weights: Float64Array;
  readonly met: Uint8Array;
}

function sumOf(parts: Parts, { weights: sums, met }: Sums): Weighed {
  const found: number[] = [];
  for (const [{ refs, weights }, factor] of parts) {
    for (let i = 0; i < refs.length; i++) {
      const ref = refs[i] ?? 0;
      if (met[ref] === 0) {
        met[ref] = 1;
        found.push(ref);
      }
      sums[ref] = (sums[ref] ?? 0) + factor * (weights[i] ?? 0);
    }
  }
  const refs = Uint32Array.from(found).sort();
  const weights = new Float32Array(refs.length);
  refs.forEach((ref, i) => {
    weights[i] = sums[ref] ?? 0;
    sums[ref] = 0;
    met[ref] = 0;
  });
  return { refs, weights };
}

/** The heaviest, in the order of documents. */
function best(list: Weighed, most: number): Weighed {
  const { refs, weights } = list;
  if (refs.length <= most) return list;
  const least = weights.slice().sort()[refs.length - most] ?? 0;
  let heavier = 0;
  for (const weight of weights) if (weight > least) heavier++;
  // Among equals at the edge the first documents stay.
  let room = most - heavier;
  const out = { refs: new Uint32Array(most), weights: new Float32Array(most) };
  for (let i = 0, to = 0; i < refs.length; i++) {
    const weight = weights[i] ?? 0;
    if (weight < least || (weight === least && room-- <= 0)) continue;
    out.refs[to] = refs[i] ?? 0;
    out.weights[to++] = weight;
  }
  return out;
}

function commonSigns(lists: ReadonlyMap<string, Weighed>): string {
  const counts = new Map<string, number>();
  for (const [term, { refs }] of lists) if (term.length === 2 && term.charCodeAt(0) > 0x2fff) for (const sign of term) counts.set(sign, (counts.get(sign) ?? 0) + refs.length);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, COMMON_SIGNS).map(([sign]) => sign).join('');
}

/** What several pages are asked about tells more of a question than what only fills it. */
function hintsOf(docs: readonly SearchDocument[], lexicon: Lexicon): string {
  const counts = new Map<string, number>();
  for (const doc of docs) {
    if (doc.kind === 'law' || doc.kind === 'article') continue;
    for (const term of new Set([doc.title, ...doc.asked].flatMap((text) => termsOf(text, lexicon)))) if (/^\p{Script=Han}{2}$/u.test(term)) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  const pairs = [...counts].filter(([, n]) => n > 1).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, MOST_HINTS).map(([term]) => term).sort();
  let out = '';
  pairs.forEach((pair, i) => (out += pairs[i - 1]?.charAt(0) === pair.charAt(0) ? pair.charAt(1) : `${i > 0 ? '\n' : ''}${pair}`));
  return out;
}
