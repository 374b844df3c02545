/** One thread of `prerender.ts`: holds the built site, renders the pages it is asked for and writes them. */
import { hash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import type { BookletFacts } from '../library/booklet.ts';
import { digestOf } from './worker.ts';
import { handOver } from '../library/handed.ts';
import { unpack, type Packed } from '../library/server/packed.ts';
import { handKnown, type Known } from '../quiz/server/known.ts';

/** What a thread starts with. */
export interface Setting {
  /** Address of Astro's prerendering bundle. */
  readonly entry: string;
  /** Address of the folder in which pages are written, with a slash at its end. */
  readonly client: string;
  /** Address of the site's home page as a request names it, without a slash at its end. */
  readonly home: string;
  readonly library: Packed;
  readonly questions: Known;
}

/** What follows as soon as it is known. */
export interface Styles {
  /** The part of what Astro has built from which pages get their styles and scripts. */
  readonly internals: { readonly pagesByKeys: ReadonlyMap<string, { readonly styles: readonly unknown[] }>; readonly entrySpecifierToBundleMap: ReadonlyMap<string, string> };
  readonly scripts: readonly { readonly stage: string; readonly content: string }[];
}

/** A page to render, pages to render and write, all paths to list, or word of styles and of the typeset booklet. Routes go by their number in the manifest. */
export type Order =
  | { readonly id: number; readonly url: string; readonly route: number }
  | { readonly id: number; readonly write: readonly Path[] }
  | { readonly id: number }
  | { readonly styles: Styles }
  | { readonly booklet: BookletFacts | undefined };

/** What came of the order with this number. */
export type Made = { readonly id: number } & ({ readonly made: Page | readonly Path[] | readonly Written[] } | { readonly error: Error });
export interface Path {
  readonly pathname: string;
  readonly route: number;
}
/** A page that was written: its file below the folder of pages, and a digest of what is in it. */
export type Written = readonly [file: string, digest: string];
export interface Page {
  readonly body: ArrayBuffer | null;
  readonly status: number;
  readonly headers: [string, string][];
}

/** What we use of Astro's bundle (`prerender-entry.ts`). */
interface Bundle {
  readonly app: {
    readonly manifest: { readonly routes: readonly { readonly routeData: object }[] };
    readonly logger: { readonly options: { readonly destination: unknown } };
    setInternals(internals: object): void;
    setOptions(options: object): void;
    resolveStreaming(): boolean | undefined;
    render(request: Request, options: { readonly routeData: object | undefined }): Promise<Response>;
  };
  readonly StaticPaths: new (app: object) => { getAll(): Promise<{ readonly pathname: string; readonly route: object }[]> };
}

const { entry, client, home, library, questions } = workerData as Setting;
const folder = fileURLToPath(client);
handOver(unpack(library));
handKnown(questions);
const styles = Promise.withResolvers<Styles>();
const booklet = Promise.withResolvers<BookletFacts | undefined>();
Object.assign(globalThis, { [Symbol.for('pufa.booklet')]: booklet.promise });

/*
 * What the platform does with care for streams and strangers takes a tenth of the time here, where every page is
 * one text that goes into one file. Shorter ways, for this thread alone:
 */
// Astro hashes a few short texts for every page, each in a thread of its own: the way there takes longer than the hashing.
crypto.subtle.digest = (algorithm, data) =>
  Promise.resolve(new Uint8Array(hash(String(algorithm), ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data), 'buffer')).buffer);
// The length is not measured first: a sign takes three bytes at most.
TextEncoder.prototype.encode = function (text = '') {
  const bytes = new Uint8Array(3 * text.length);
  return bytes.subarray(0, this.encodeInto(text, bytes).written);
};
const Whole = Response;
/** A response whose bytes are taken out as they were put in; otherwise they go through a stream and are copied twice. */
class KeptResponse extends Whole {
  readonly #kept: Uint8Array | undefined;
  constructor(body?: BodyInit | null, init?: ResponseInit) {
    const kept = body instanceof Uint8Array ? body : undefined;
    super(kept ? null : body, init);
    this.#kept = kept;
  }
  override get body(): InstanceType<typeof Whole>['body'] {
    return this.#kept ? new Whole(this.#kept as BodyInit).body : super.body;
  }
  override clone(): Response {
    return this.#kept ? new KeptResponse(this.#kept as BodyInit, this) : super.clone();
  }
  override async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return (this.#kept ?? (await super.bytes())) as Uint8Array<ArrayBuffer>;
  }
  override async arrayBuffer(): Promise<ArrayBuffer> {
    return Uint8Array.from(await this.bytes()).buffer;
  }
  override async text(): Promise<string> {
    return new TextDecoder().decode(await this.bytes());
  }
}
globalThis.Response = KeptResponse;

const ready = Promise.all([import(entry) as Promise<Bundle>, styles.promise]).then(([{ app, StaticPaths }, { internals, scripts }]) => {
  app.setInternals(internals);
  app.setOptions({ settings: { scripts }, logger: { options: { destination: app.logger.options.destination } } });
  // A file is written whole: cutting it into pieces on the way there only takes time.
  app.resolveStreaming = () => false;
  return { app, StaticPaths };
});

async function paths(): Promise<Path[]> {
  const { app, StaticPaths } = await ready;
  const numbers = new Map(app.manifest.routes.map(({ routeData }, i) => [routeData, i]));
  return (await new StaticPaths(app).getAll()).map(({ pathname, route }) => ({ pathname, route: numbers.get(route) ?? -1 }));
}

async function respond(url: string, route: number): Promise<Response> {
  const { app } = await ready;
  return app.render(new Request(url), { routeData: app.manifest.routes[route]?.routeData });
}

async function render(url: string, route: number): Promise<Page> {
  const response = await respond(url, route);
  return { body: response.body && (await response.arrayBuffer()), status: response.status, headers: [...response.headers] };
}

/** Renders pages one after another into files of their own. Throws where a file lies already. */
async function write(pages: readonly Path[]): Promise<Written[]> {
  const written: Written[] = [];
  for (const { pathname, route } of pages) {
    const address = encodeURI(pathname).replace(/\/?$/, '/');
    const response = await respond(home + address, route);
    if (response.status !== 200) throw new Error(`${pathname} answers ${response.status}`);
    const html = await response.bytes();
    const file = `${pathname.replace(/^\/|\/$/g, '')}/index.html`.replace(/^\//, '');
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, html, { flag: 'wx' });
    written.push([file, digestOf(html)]);
  }
  return written;
}

parentPort?.on('message', (order: Order) => {
  if ('styles' in order) return styles.resolve(order.styles);
  if ('booklet' in order) return booklet.resolve(order.booklet);
  const { id } = order;
  const making: Promise<Page | readonly Path[] | readonly Written[]> = 'url' in order ? render(order.url, order.route) : 'write' in order ? write(order.write) : paths();
  making.then(
    (made) => parentPort?.postMessage({ id, made } satisfies Made),
    (error: unknown) => parentPort?.postMessage({ id, error: error instanceof Error ? error : new Error(String(error)) } satisfies Made),
  );
});
