/** Where the pieces of the index come from: the network in a browser, one file on the server. */
import { readyOf, type Directory, type Ready } from './directory.ts';
import { readLetters, type Letters, type LettersFile } from './letters.ts';
import { readShard, type Shard } from './shard.ts';

/** What is shown of a document; its kind stands in the directory. */
export type TextRow = readonly [path: string, title: string, summary: string];

/** The index, piece by piece. Every piece is read once. */
export interface Source {
  readonly ready: Ready;
  shard(n: number): Promise<Shard>;
  texts(n: number): Promise<readonly TextRow[]>;
  letters(): Promise<Letters>;
  /** Whether a piece of texts is at hand already. */
  hasTexts(n: number): boolean;
}

/** The index behind `read`, which fetches a file by its name. A failed reading is tried again at the next question. */
export function sourceOf(directory: Directory, read: (name: string) => Promise<Uint8Array>): Source {
  const once = <T>(name: (n: number) => string, make: (bytes: Uint8Array) => T): [get: (n: number) => Promise<T>, has: (n: number) => boolean] => {
    const kept = new Map<number, Promise<T>>();
    return [
      (n) => {
        const known = kept.get(n);
        if (known) return known;
        const piece = read(name(n)).then(make);
        kept.set(n, piece);
        piece.catch(() => kept.delete(n));
        return piece;
      },
      (n) => kept.has(n),
    ];
  };
  const json = <T>(bytes: Uint8Array): T => JSON.parse(new TextDecoder().decode(bytes)) as T;
  const [shard] = once((n) => `${n}.pack`, readShard);
  const [texts, hasTexts] = once((n) => `t${n}.json`, (bytes) => json<readonly TextRow[]>(bytes));
  const [letters] = once(() => 'letters.json', (bytes) => readLetters(json<LettersFile>(bytes)));
  return { ready: readyOf(directory), shard, texts, hasTexts, letters: () => letters(0) };
}
