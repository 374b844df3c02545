/** Makes the files of the search and names them by their content, so that a browser may keep them for good. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Directory } from '../directory.ts';
import { bundle } from '../bundle.ts';
import type { SearchFiles } from '../build.ts';

export interface MadeSearch {
  readonly directory: Directory;
  /** Below `/search/i/<version>/`, `all.pack` among them. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Completes what was built. */
export function nameSearch({ directory, files }: SearchFiles): MadeSearch {
  const all = bundle(files);
  const version = createHash('sha256').update(JSON.stringify(directory)).update(all).digest('base64url').slice(0, 12);
  return { directory: { version, bytes: all.length, ...directory }, files: new Map([...files, ['all.pack', all]]) };
}

/** Writes it below the folder of a built site. */
export function writeSearch({ directory, files }: MadeSearch, client: string): void {
  const folder = join(client, 'search/i', directory.version);
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
  writeFileSync(join(client, 'search/index.json'), JSON.stringify(directory));
}
