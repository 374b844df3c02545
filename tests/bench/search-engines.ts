/** The three engines over the same documents: what each puts on the network, and how each ranks. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import MiniSearch from 'minisearch';
import * as pagefind from 'pagefind';
import { build } from 'vite';
import { filesOf } from '#search/build.ts';
import type { SearchDocument } from '#search/documents.ts';
import { search } from '#search/query.ts';
import { nameSearch, writeSearch } from '#search/server/make.ts';
import { madeSource } from '#search/server/searcher.ts';
import type { Question } from './search-corpus.ts';

export interface Engine {
  readonly name: string;
  /** Best documents for a question, at most ten; where it can be asked outside a browser. */
  readonly ask?: (question: string) => Promise<readonly number[]>;
  readonly said: string;
}

const escaped = (text: string): string => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const timed = async <T>(work: () => Promise<T> | T): Promise<[T, seconds: string]> => {
  const start = performance.now();
  const done = await work();
  return [done, ((performance.now() - start) / 1000).toFixed(1)];
};

/** Ours: the files of the site and the very script of its search box. */
export async function makeOurs(documents: readonly SearchDocument[], folder: string): Promise<Engine> {
  const [made, seconds] = await timed(() => nameSearch(filesOf(documents, [])));
  writeSearch(made, join(folder, 'ours'));
  await build({
    configFile: false,
    logLevel: 'silent',
    build: { outDir: join(folder, 'ours'), emptyOutDir: false, lib: { entry: join(import.meta.dirname, '../../src/search/ui/suggest.ts'), formats: ['es'], fileName: () => 'suggest.js' } },
  });
  const source = madeSource(made);
  return { name: 'ours', said: `${seconds} s to build, ${made.files.size + 1} files`, ask: async (question) => (await search(source, question)).found.slice(0, 10).map(({ ref }) => ref) };
}

/** Pagefind over the same texts as pages. It is asked in the browser. */
export async function makePagefind(documents: readonly SearchDocument[], folder: string): Promise<Engine> {
  const [files, seconds] = await timed(async () => {
    const { index, errors } = await pagefind.createIndex({ forceLanguage: 'zh' });
    if (!index) throw new Error(errors.join('; '));
    for (let i = 0; i < documents.length; i += 200) {
      await Promise.all(
        documents.slice(i, i + 200).map((doc, j) =>
          index.addHTMLFile({
            url: `/d/${i + j}/`,
            content: `<!doctype html><html lang="zh"><head><title>${escaped(doc.title)}</title></head><body><h1>${escaped(doc.title)}</h1><p>${escaped(doc.summary)}</p><ul>${doc.asked.map((phrase) => `<li>${escaped(phrase)}</li>`).join('')}</ul><p>${escaped(doc.body)}</p></body></html>`,
          }),
        ),
      );
    }
    const written = await index.writeFiles({ outputPath: join(folder, 'pagefind') });
    if (written.errors.length > 0) throw new Error(written.errors.join('; '));
    await pagefind.close();
    return documents.length;
  });
  return { name: 'Pagefind', said: `${seconds} s to build ${files} pages` };
}

const breaker = new Intl.Segmenter('zh', { granularity: 'word' });
const CUTS = {
  bigrams: (text: string): string[] =>
    (text.toLowerCase().match(/\p{Script=Han}+|[a-z0-9]+/gu) ?? []).flatMap((run) => (/^[a-z0-9]/.test(run) || run.length === 1 ? [run] : Array.from({ length: run.length - 1 }, (_, i) => run.slice(i, i + 2)))),
  words: (text: string): string[] => Array.from(breaker.segment(text.toLowerCase()), ({ segment }) => segment).filter((word) => /[\p{Script=Han}a-z0-9]/u.test(word)),
};
const BOOSTS: readonly Record<string, number>[] = [{}, { title: 2, asked: 2 }, { title: 3, asked: 2, answer: 1.5 }];

/** MiniSearch at its best: of two ways to cut and three sets of weights the one that answers these very questions best. */
export async function makeMiniSearch(documents: readonly SearchDocument[], questions: readonly Question[], folder: string): Promise<Engine> {
  const rows = documents.map((doc, id) => ({ id, title: doc.title, asked: doc.asked.join('\n'), answer: doc.summary, body: doc.body }));
  let best: { mrr: number; way: string; boost: Record<string, number>; seconds: string; json: string; ask: (question: string) => number[] } | undefined;
  for (const [way, tokenize] of Object.entries(CUTS)) {
    const [mini, seconds] = await timed(async () => {
      const made = new MiniSearch<(typeof rows)[number]>({ fields: ['title', 'asked', 'answer', 'body'], tokenize });
      await made.addAllAsync(rows);
      return made;
    });
    for (const boost of BOOSTS) {
      const ask = (question: string) => mini.search(question, { boost }).slice(0, 10).map(({ id }) => Number(id));
      const mrr = mrrOf(questions, questions.map(({ text }) => ask(text)));
      if (!best || mrr > best.mrr) best = { mrr, way, boost, seconds, json: best?.way === way ? best.json : JSON.stringify(mini), ask };
    }
  }
  if (!best) throw new Error('no MiniSearch');
  const { way, boost, seconds, json, ask } = best;
  mkdirSync(join(folder, 'minisearch'), { recursive: true });
  writeFileSync(join(folder, 'minisearch/index.json'), json);
  writeFileSync(join(folder, 'minisearch/titles.json'), JSON.stringify(documents.map((doc) => doc.title)));
  await build({ configFile: false, logLevel: 'silent', build: { outDir: join(folder, 'minisearch'), emptyOutDir: false, lib: { entry: createRequire(import.meta.url).resolve('minisearch').replace(/dist.*/, 'dist/es/index.js'), formats: ['es'], fileName: () => 'minisearch.js' } } });
  return { name: 'MiniSearch', said: `${seconds} s to build with ${way}, weights ${JSON.stringify(boost)} the best of six ways, index ${Math.round(json.length / 1e6)} MB`, ask: (question) => Promise.resolve(ask(question)) };
}

/** MRR@10 of lists of answers. */
export function mrrOf(questions: readonly Question[], answers: readonly (readonly number[])[]): number {
  const each = questions.map(({ right }, i) => {
    const rank = (answers[i] ?? []).slice(0, 10).indexOf(right) + 1;
    return rank > 0 ? 1 / rank : 0;
  });
  return each.reduce((a, b) => a + b, 0) / each.length;
}
