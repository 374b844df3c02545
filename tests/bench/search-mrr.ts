/**
 * MRR@10 of the site's own search on a file of real questions with the provisions that answer
 * them (JSON lines: `{question, gold: ["劳动合同法第十条"], tier}`). A result is a hit when its
 * basis cites one of them. Questions whose provisions no page cites are left out of the first
 * figure; the strict one counts every question of the file.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { loadLibrary } from '#library/server/load.ts';
import { searchFiles } from '#search/build.ts';
import { documentsOf } from '#search/documents.ts';
import { search } from '#search/query.ts';
import { nameSearch } from '#search/server/make.ts';
import { madeSource } from '#search/server/searcher.ts';
import { termsOf } from '#search/terms.ts';

interface Query {
  readonly question: string;
  readonly gold: readonly string[];
  readonly tier: string;
}
/** What the issue asks for, by kind of question. */
const LEAST: Readonly<Record<string, number>> = { 'human-gold': 0.8, 'statute-number': 1 };

/** Prints the figures; false when one falls short. `verbose` lists the questions whose answer is not first. */
export async function onRealQuestions(file: string, verbose: boolean): Promise<boolean> {
  const queries = readFileSync(file, 'utf8').trim().split('\n').map((row) => JSON.parse(row) as Query);
  const { library } = loadLibrary(fileURLToPath(new URL('../..', import.meta.url)));
  const docs = documentsOf(library);
  const start = process.cpuUsage();
  const made = nameSearch(searchFiles(library));
  const { user, system } = process.cpuUsage(start);
  const source = madeSource(made);
  const { lexicon } = source.ready;
  const packed = (name: RegExp) => {
    const files = Array.from(made.files).filter(([path]) => name.test(path));
    const sizes = files.map(([, bytes]) => brotliCompressSync(bytes).length);
    return `${files.length} × ${(sizes.reduce((a, b) => a + b, 0) / files.length / 1024).toFixed(1)} KB`;
  };
  console.log(`${docs.length} documents, made in ${((user + system) / 1e6).toFixed(1)} s of processor time; brotli: directory ${(brotliCompressSync(JSON.stringify(made.directory)).length / 1024).toFixed(1)} KB, shards ${packed(/^\d+\.pack$/)}, texts ${packed(/^t\d/)}, letters ${packed(/^letters/)}, all ${packed(/^all/)}`);

  const cites = docs.map((doc) => new Set(doc.basis.map(({ law, article }) => `${law}#${article}`)));
  const citedByPages = new Set(docs.flatMap((doc, i) => (doc.kind === 'article' ? [] : [...(cites[i] ?? [])])));
  let good = true;
  const took: number[] = [];
  for (const tier of [...new Set(queries.map((q) => q.tier))]) {
    const all: number[] = [];
    const cited: number[] = [];
    let empty = 0;
    for (const { question, gold: named } of queries.filter((q) => q.tier === tier)) {
      const gold = new Set(named.flatMap((name) => termsOf(name, lexicon).filter((term) => /^[a-z].*#/.test(term))));
      const before = performance.now();
      const { found, loose } = await search(source, question);
      took.push(performance.now() - before);
      if (found.length === 0 || loose) empty++;
      const rank = found.slice(0, 10).findIndex(({ ref }) => [...(cites[ref] ?? [])].some((c) => gold.has(c))) + 1;
      all.push(rank > 0 ? 1 / rank : 0);
      if ([...gold].some((g) => citedByPages.has(g))) cited.push(rank > 0 ? 1 / rank : 0);
      if (!verbose || rank === 1) continue;
      console.log(`  ${rank || '-'} ${question} [${[...gold].join(' ')}]`);
      for (const { ref, score } of found.slice(0, 4)) console.log(`       ${score.toFixed(2)} ${docs[ref]?.kind} ${docs[ref]?.title}`);
    }
    const mean = (list: readonly number[]) => list.reduce((a, b) => a + b, 0) / list.length;
    const met = mean(cited) >= (LEAST[tier] ?? 0) && empty === 0;
    good &&= met;
    console.log(`${tier}: MRR@10 ${mean(cited).toFixed(3)} over the ${cited.length} questions whose provision a page cites (wanted ${LEAST[tier] ?? '-'}: ${met ? 'met' : 'MISSED'}); ${mean(all).toFixed(3)} over all ${all.length}; ${empty} with nothing found`);
  }
  took.sort((a, b) => a - b);
  console.log(`a question: median ${took[Math.floor(took.length / 2)]?.toFixed(2)} ms, p95 ${took[Math.floor(took.length * 0.95)]?.toFixed(2)} ms`);
  return good;
}
