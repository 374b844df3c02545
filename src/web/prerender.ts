/**
 * Renders the pages of a build on every core. Astro renders page by page in one thread and
 * writes every file from there; here each thread holds the built site, renders what it is
 * handed and writes it. Only what is no plain page (feeds, files, error pages) still goes
 * through Astro. What comes out is what Astro makes, byte for byte.
 */
import { availableParallelism } from 'node:os';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { AstroIntegration } from 'astro';
import type { BookletFacts } from '../library/booklet.ts';
import type { Packed } from '../library/server/packed.ts';
import type { Known } from '../quiz/server/known.ts';
import { filesBelow } from '../library/server/load.ts';
import type { Made, Order, Page, Path, Setting, Styles, Written } from './prerender-thread.ts';

type Setter = Parameters<NonNullable<AstroIntegration['hooks']['astro:build:start']>>[0]['setPrerenderer'];
type Prerenderer = Exclude<Parameters<Setter>[0], (...args: never[]) => unknown>;
type RouteData = Parameters<Prerenderer['render']>[1]['routeData'];

/** What we use of the app in Astro's prerendering bundle. */
interface BuildApp {
  readonly manifest: { readonly routes: readonly { readonly routeData: RouteData }[] };
  setInternals(internals: Styles['internals']): void;
  getSettings(): { readonly scripts: Styles['scripts'] };
}

/** Pages that a thread is handed together, one after another: a message costs as much as a tenth of a page. */
const BATCH = 8;
/** Batches that a thread has at once: it goes on with one while a page of the other waits for the booklet. */
const BATCHES_AT_ONCE = 2;
/** More threads than this would take more memory than they save time. */
const MOST_THREADS = 4;
/** Pages are short-lived: with more room for these they are gone before anything has to be moved. */
const YOUNG_MB = 96;
/** A thread takes a second of processor time to start: with fewer pages than this it does not pay. */
const PAGES_A_THREAD = 500;

class Thread {
  readonly #worker: Worker;
  readonly #orders = new Map<number, PromiseWithResolvers<never>>();
  #last = 0;

  constructor(setting: Setting) {
    this.#worker = new Worker(new URL('./prerender-thread.ts', import.meta.url), { workerData: setting, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
    this.#worker.on('message', (made: Made) => {
      const order = this.#orders.get(made.id);
      this.#orders.delete(made.id);
      if ('error' in made) order?.reject(made.error);
      else order?.resolve(made.made as never);
    });
    this.#worker.on('error', (error) => {
      for (const order of this.#orders.values()) order.reject(error);
      this.#orders.clear();
    });
  }

  write(pages: readonly Path[]): Promise<readonly Written[]> {
    return this.#ask<readonly Written[]>({ write: pages });
  }

  render(url: string, route: number): Promise<Page> {
    return this.#ask<Page>({ url, route });
  }

  paths(): Promise<readonly Path[]> {
    return this.#ask<readonly Path[]>({});
  }

  #ask<T>(what: object): Promise<T> {
    const id = ++this.#last;
    const order = Promise.withResolvers<T>();
    this.#orders.set(id, order as unknown as PromiseWithResolvers<never>);
    this.#worker.postMessage({ id, ...what } satisfies Order);
    return order.promise;
  }

  tell(what: Extract<Order, { styles: unknown } | { booklet: unknown }>): void {
    this.#worker.postMessage(what);
  }

  end(): Promise<unknown> {
    return this.#worker.terminate();
  }
}

/** What the threads need to know of the build. */
export interface Build {
  /** Where Astro puts its prerendering bundle. */
  readonly folder: string;
  /** Address of the folder in which pages are written, with a slash at its end. */
  readonly client: string;
  /** Address of the home page as a request names it, without a slash at its end. */
  readonly home: string;
  /** What pages are made from. */
  readonly library: Packed;
  /** What pages may know of the question banks. */
  readonly questions: Known;
  /** About how many pages there are. */
  readonly pages: number;
  /** What a page says of the typeset booklet. */
  readonly booklet: Promise<BookletFacts | undefined>;
  /** Told of every batch that is written, and how many pages there will be in all. */
  readonly progress: (batch: readonly Written[], all: number) => void;
}

/** A prerenderer over Astro's own. */
export function onEveryCore(own: Prerenderer, { folder, client, home, library, questions, pages, booklet, progress }: Build): Prerenderer {
  let threads: readonly Thread[] = [];
  let routes: readonly RouteData[] = [];
  return {
    ...own,
    name: 'pufa',
    async setup() {
      const name = filesBelow(folder, '.mjs').find((file) => file.startsWith('prerender-entry.'));
      if (!name) throw new Error(`no prerendering bundle in ${folder}`);
      const entry = pathToFileURL(`${folder}/${name}`).href;
      const length = Math.max(1, Math.min(MOST_THREADS, availableParallelism(), Math.floor(pages / PAGES_A_THREAD)));
      // They load the bundle while this thread does.
      threads = Array.from({ length }, () => new Thread({ entry, client, home, library, questions }));
      const { app } = (await import(entry)) as { app: BuildApp };
      const internals = await handedOver(app, () => own.setup?.());
      const styles: Styles = { internals, scripts: app.getSettings().scripts.map(({ stage, content }) => ({ stage, content })) };
      for (const thread of threads) thread.tell({ styles });
      routes = app.manifest.routes.map(({ routeData }) => routeData);
      void booklet.catch(() => undefined).then((facts) => threads.forEach((thread) => thread.tell({ booklet: facts })));
    },
    async getStaticPaths() {
      // Every thread will need what the list is made from, so each makes it; the first list will do.
      const paths = await Promise.race(threads.map((thread) => thread.paths()));
      const [plain = [], others = []] = [true, false].map((wanted) => paths.filter(({ pathname, route }) => (routes[route]?.type === 'page' && !/^\/(404|500)$/.test(pathname)) === wanted));
      await writeAll(threads, plain, progress);
      return others.flatMap(({ pathname, route }) => (routes[route] ? [{ pathname, route: routes[route] }] : []));
    },
    async render({ url }, { routeData }) {
      const [thread] = threads;
      if (!thread) throw new Error('no thread');
      const { body, status, headers } = await thread.render(url, routes.indexOf(routeData));
      return new Response(body, { status, headers });
    },
    async teardown() {
      await Promise.all(threads.map((thread) => thread.end()));
      await own.teardown?.();
    },
  };
}

/** Has every page rendered and written, batch by batch as threads get free. */
async function writeAll(threads: readonly Thread[], pages: readonly Path[], progress: Build['progress']): Promise<void> {
  let next = 0;
  const work = async (thread: Thread): Promise<void> => {
    while (next < pages.length) {
      const batch = pages.slice(next, (next += BATCH));
      progress(await thread.write(batch), pages.length);
    }
  };
  await Promise.all(threads.flatMap((thread) => Array.from({ length: BATCHES_AT_ONCE }, () => work(thread))));
}

/** What Astro hands to the app of its own thread while it sets up, as far as others need it. */
async function handedOver(app: BuildApp, setUp: () => Promise<void> | undefined): Promise<Styles['internals']> {
  let handed: Styles['internals'] | undefined;
  const own = app.setInternals.bind(app);
  app.setInternals = (internals) => {
    handed = internals;
    own(internals);
  };
  await setUp();
  if (!handed) throw new Error('Astro has not handed over what it built');
  return { pagesByKeys: new Map(Array.from(handed.pagesByKeys, ([key, { styles }]) => [key, { styles }])), entrySpecifierToBundleMap: handed.entrySpecifierToBundleMap };
}
