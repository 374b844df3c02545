/**
 * MRR@10 of the search on a file of real questions with the provisions that answer them
 * (JSON lines: `{question, gold: ["劳动合同法第十条"], tier}`). A result is a hit when its basis
 * cites one of them; questions whose provisions nothing on the site cites are left out.
 *
 *     node tests/bench/search.ts queries.jsonl        (or QUERIES=…; `-v` lists each)
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { loadLibrary } from '#library/server/load.ts';
import { documentsOf } from '#search/documents.ts';
import { buildIndex } from '#search/index.ts';
import { siteIndex } from '#search/build.ts';
import { searcherOf } from '#search/site-index.ts';
import { search } from '#search/query.ts';
import { lexiconOf, termsOf } from '#search/terms.ts';

interface Query {
  readonly question: string;
  readonly gold: readonly string[];
  readonly tier: string;
}

const file = process.argv.slice(2).find((arg) => !arg.startsWith('-')) ?? process.env.QUERIES;
const verbose = process.argv.includes('-v');
if (!file) {
  console.log('No file of questions: node tests/bench/search.ts queries.jsonl (or QUERIES=…).');
  process.exit(0);
}
const queries = readFileSync(file, 'utf8').trim().split('\n').map((row) => JSON.parse(row) as Query);

const { library } = loadLibrary(fileURLToPath(new URL('../..', import.meta.url)));
const lexicon = lexiconOf(library.laws);
const docs = documentsOf(library);
let start = performance.now();
const serialised = JSON.stringify(siteIndex(library));
console.log(`${docs.length} documents indexed in ${Math.round(performance.now() - start)} ms`);
start = performance.now();
const { postings } = searcherOf(JSON.parse(serialised) as ReturnType<typeof siteIndex>);
console.log(`read in ${Math.round(performance.now() - start)} ms`);
const took: number[] = [];

const cites = docs.map((doc) => new Set(doc.basis.map(({ law, article }) => `${law}#${article}`)));
const citedAnywhere = new Set(cites.flatMap((set) => [...set]));
const pagesCite = new Set(docs.flatMap((doc, i) => (doc.kind === 'article' ? [] : [...(cites[i] ?? [])])));

for (const [name, known] of [['all documents', citedAnywhere], ['only provisions that pages cite', pagesCite]] as const) {
  for (const tier of [...new Set(queries.map((q) => q.tier))]) {
    let sum = 0;
    let n = 0;
    let first = 0;
    for (const query of queries.filter((q) => q.tier === tier)) {
      const gold = new Set(query.gold.flatMap((g) => termsOf(g, lexicon).filter((t) => /^[a-z].*#/.test(t))));
      if (![...gold].some((g) => known.has(g))) continue;
      const before = performance.now();
      const found = search(postings, lexicon, query.question).slice(0, 10);
      took.push(performance.now() - before);
      const rank = found.findIndex(({ ref }) => [...(cites[ref] ?? [])].some((c) => gold.has(c))) + 1;
      n += 1;
      if (rank === 1) first += 1;
      sum += rank > 0 ? 1 / rank : 0;
      if (verbose && rank !== 1 && known === citedAnywhere) {
        console.log(`  ${rank || '-'} ${query.question} [${[...gold].join(' ')}]`);
        for (const { ref, score } of found.slice(0, 4)) console.log(`       ${score.toFixed(2)} ${docs[ref]?.kind} ${docs[ref]?.title}`);
      }
    }
    console.log(`${name}, ${tier}: MRR@10 ${(sum / n).toFixed(3)} over ${n} questions (${first} first)`);
  }
}
took.sort((a, b) => a - b);
console.log(`a question: median ${took[Math.floor(took.length / 2)]?.toFixed(2)} ms, p95 ${took[Math.floor(took.length * 0.95)]?.toFixed(2)} ms`);
const kb = (text: string) => `${Math.round(text.length / 1024)} K signs, brotli ${Math.round(brotliCompressSync(text).length / 1024)} KB`;
const { packed, ...shown } = JSON.parse(serialised) as ReturnType<typeof siteIndex>;
console.log(`sent: ${kb(serialised)} (index ${kb(JSON.stringify(packed))}; texts ${kb(JSON.stringify(shown))})`);
console.log(`lunr's own serialisation of the index alone: ${kb(JSON.stringify(buildIndex(docs, lexicon)))}`);
