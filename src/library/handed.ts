/**
 * How pages get the library: whoever runs them has read `content/` already and hands it over, the
 * build to its threads, the server to the pages it renders. Through Astro's store 10,000 entries
 * would be a module of 40 MB, bundled twice and parsed in every thread and at each start.
 * By way of the global object, since Astro runs loaders and pages in module graphs of their own.
 */
import type { Library } from './schema.ts';

const KEY = Symbol.for('pufa.library');
type Handed = Library | Promise<Library>;

/** Leaves the library for the pages and loaders of this thread. */
export const handOver = (library: Handed): void => void Object.assign(globalThis, { [KEY]: library });

/** What was left; undefined in `astro dev`, where pages ask Astro's collections. */
export const handedOver = (): Handed | undefined => (globalThis as { [KEY]?: Handed })[KEY];
