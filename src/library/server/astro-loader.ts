/**
 * Astro content loaders over the project's own reader, so that the build, `desk check`
 * and the server say the same about the same file. In `astro dev` a wrong file is reported
 * and the last good version stays on the page. In a build the library has been read and
 * handed over (`handed.ts`): only records go through Astro's store then, no prose.
 */
import { fileURLToPath } from 'node:url';
import type { Loader, LoaderContext } from 'astro/loaders';
import { formatIssue } from '../../kernel/issue.ts';
import { handedOver } from '../handed.ts';
import type { Library } from '../schema.ts';
import { loadLibrary, type EntryKind, type LoadedLibrary } from './load.ts';

type Item = { readonly id: string; readonly data: Record<string, unknown>; readonly body?: string };

function loader(name: string, pick: (library: Library) => readonly Item[]): Loader {
  return {
    name: `pufa-${name}`,
    load: async (context) => {
      const handed = await handedOver();
      if (handed) {
        // The store outlives a build: nothing of an earlier one may stay.
        context.store.clear();
        return put(context, pick(handed));
      }
      const root = fileURLToPath(context.config.root);
      fill(context, readOnce(root), name, pick);
      const folder = `${root.replace(/\/$/, '')}/content/${name === 'site' ? 'site.yaml' : name}`;
      context.watcher?.add(folder);
      for (const event of ['add', 'change', 'unlink'] as const) {
        context.watcher?.on(event, (path) => {
          if (path.replaceAll('\\', '/').startsWith(folder)) fill(context, loadLibrary(root), name, pick);
        });
      }
    },
  };
}

let last: { readonly root: string; readonly loaded: LoadedLibrary; readonly doneAt: number } | undefined;

/** Astro asks its loaders one after another: one reading of `content/` serves them all. */
function readOnce(root: string): LoadedLibrary {
  if (last?.root === root && performance.now() - last.doneAt < 100) {
    last = { ...last, doneAt: performance.now() };
    return last.loaded;
  }
  const loaded = loadLibrary(root);
  last = { root, loaded, doneAt: performance.now() };
  return loaded;
}

function fill(context: LoaderContext, loaded: LoadedLibrary, name: string, pick: (library: Library) => readonly Item[]): void {
  const wrong = loaded.issues.filter((issue) => issue.file.startsWith(`content/${name}${name === 'site' ? '.yaml' : '/'}`));
  if (wrong.length > 0) {
    const text = wrong.map(formatIssue).join('\n');
    if (!context.watcher) throw new Error(`内容有误，没有生成网站：\n${text}`);
    context.logger.error(`\n${text}`);
  }
  const items = pick(loaded.library);
  const present = new Set(items.map((item) => item.id));
  for (const id of context.store.keys()) {
    const stillThere = present.has(id) || loaded.broken.has(id) || loaded.broken.has(`${name}/${id}`);
    if (!stillThere) context.store.delete(id);
  }
  put(context, items);
}

function put(context: LoaderContext, items: readonly Item[]): void {
  for (const item of items) {
    const digest = context.generateDigest(`${JSON.stringify(item.data)}\n${item.body ?? ''}`);
    context.store.set({ id: item.id, data: item.data, body: item.body ?? '', digest });
  }
}

/** Entries of prose: Q&A, constitution, safety, calculators. */
export const entryLoader = (kind: EntryKind): Loader =>
  loader(kind, (library) => handedOver() ? [] : library[kind].map(({ id, data, body, bodyLine }) => ({ id, data: { ...data, bodyLine }, body })));

/** Records in YAML: laws, topics, rates, weeks, figures, kits, leaflets, and the one file about the site itself. */
export const recordLoader = (kind: 'laws' | 'topics' | 'rates' | 'weeks' | 'figures' | 'kits' | 'leaflets' | 'site'): Loader =>
  loader(kind, (library) => {
    if (kind === 'site') return library.site ? [{ id: 'site', data: { ...library.site } }] : [];
    return library[kind].map((record) => ({ id: record.id, data: { ...record } }));
  });
