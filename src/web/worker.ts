/** Builds src/ui/offline/worker.ts to `/sw.js` with the rest of the browser's files, and names the build in it. */
import { createHash, hash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AstroConfig } from 'astro';
import { filesBelow } from '../library/server/load.ts';

type Plugins = NonNullable<AstroConfig['vite']['plugins']>;

const NAME = 'sw.js';

/** The Vite plugin: one more entry of the browser's build, at the root because a worker reaches no higher than where it lies. */
export const workerPlugin = (): Plugins[number] => ({
  name: 'pufa-worker',
  apply: 'build',
  applyToEnvironment: (environment) => environment.name === 'client',
  buildStart() {
    this.emitFile({ type: 'chunk', id: fileURLToPath(new URL('../ui/offline/worker.ts', import.meta.url)), fileName: NAME });
  },
});

/** Digest of a built file. */
export const digestOf = (bytes: Uint8Array): string => hash('sha256', bytes, 'base64');

/**
 * Begins the worker with a hash of everything built: browsers take a worker whose bytes changed for a new one.
 * `known`: digests of files that need not be read again. Throws when the worker is not one file.
 */
export function nameBuild(client: string, known: ReadonlyMap<string, string>): void {
  const file = `${client}/${NAME}`;
  if (!existsSync(file)) throw new Error(`${NAME} was not built`);
  const worker = readFileSync(file, 'utf8').replace(/^\/\/ build .*\n/m, '');
  if (/^\s*(import|export)\b|[;}]\s*(import|export)[\s{*"']/.test(worker)) throw new Error(`${NAME} must not import: it shares a module with the pages`);
  const all = createHash('sha256');
  for (const name of filesBelow(client, '')) if (name !== NAME) all.update(`\0${name}\0${known.get(name) ?? digestOf(readFileSync(`${client}/${name}`))}`);
  writeFileSync(file, `// build ${all.digest('hex').slice(0, 16)}\n${worker}`);
}
