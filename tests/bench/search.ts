/**
 * The search beside Pagefind and MiniSearch on 1,000 and 10,000 generated documents, every engine
 * given the same texts: quality on the same questions, and the first result in a cold Chromium on
 * a line of 9 Mbit/s and 85 ms.
 *
 *     node tests/bench/search.ts [sizes…]          1000 10000
 *     node tests/bench/search.ts queries.jsonl     real questions on the site's own pages (or QUERIES=…; `-v` lists them)
 *
 * Ends with 1 when a limit is missed.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBench, type Bench, type Cold } from './search-browser.ts';
import { makeCorpus, type Question } from './search-corpus.ts';
import { makeMiniSearch, makeOurs, makePagefind, mrrOf, type Engine } from './search-engines.ts';
import { onRealQuestions } from './search-mrr.ts';

const QUESTIONS = 60;
/** Of each kind so many are asked of a cold browser; a whole index of MiniSearch is loaded three times, it is no part of the limits. */
const COLD = { ours: 12, Pagefind: 12, MiniSearch: 3 } as const;
const LIMITS = { bytes: 0.2, time: 0.6, requests: 16 } as const;

const plain = process.argv.slice(2).filter((arg) => !arg.startsWith('-'));
const file = plain.find((arg) => !/^\d+$/.test(arg)) ?? process.env.QUERIES;
if (file && plain.every((arg) => !/^\d+$/.test(arg)) && plain.length > 0) process.exit((await onRealQuestions(file, process.argv.includes('-v'))) ? 0 : 1);

const dir = mkdtempSync(join(tmpdir(), 'pufa-search-'));
process.once('exit', () => rmSync(dir, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
let good = true;
const limit = (what: string, value: string, met: boolean) => {
  good &&= met;
  console.log(`  ${met ? 'met   ' : 'MISSED'}  ${what}: ${value}`);
};
const median = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? NaN;

/** Answers of the browser for some of the questions, once unthrottled so that the server has compressed everything, then cold. */
async function coldRuns(bench: Bench, engine: string, questions: readonly Question[]): Promise<Map<Question, Cold>> {
  const out = new Map<Question, Cold>();
  for (const question of questions) await bench.cold(engine, question.text, false);
  for (const question of questions) {
    const cold = await bench.cold(engine, question.text, true);
    if (cold) out.set(question, cold);
    else limit(`${engine} hangs or breaks`, question.text, false);
  }
  return out;
}

async function compare(size: number): Promise<void> {
  const folder = join(dir, String(size));
  const { documents, questions } = makeCorpus(size, QUESTIONS);
  console.log(`\n${size} documents, ${documents.reduce((sum, d) => sum + d.title.length + d.summary.length + d.asked.join('').length + d.body.length, 0)} signs, ${questions.length} questions`);
  const ours = await makeOurs(documents, folder);
  const pagefind = await makePagefind(documents, folder);
  const mini = await makeMiniSearch(documents, questions, folder);
  for (const { name, said } of [ours, pagefind, mini]) console.log(`  ${name}: ${said}`);

  const bench = await openBench(folder);
  try {
    const answers = new Map<string, readonly (readonly number[] | undefined)[]>();
    for (const engine of [ours, mini] as Engine[]) answers.set(engine.name, await Promise.all(questions.map(({ text }) => engine.ask?.(text) ?? [])));
    answers.set('Pagefind', await bench.pagefindTen(questions.map(({ text }) => text)));
    const hung = (answers.get('Pagefind') ?? []).filter((list) => list === undefined).length;
    const mrr = (name: string, kind?: string) => {
      const chosen = questions.map((q, i) => [q, answers.get(name)?.[i] ?? []] as const).filter(([q]) => kind === undefined || q.kind === kind);
      return mrrOf(chosen.map(([q]) => q), chosen.map(([, list]) => list));
    };
    console.log(`\n  MRR@10      ${'short'.padStart(8)} ${'sentence'.padStart(9)} ${'all'.padStart(7)}   nothing found`);
    for (const name of ['ours', 'Pagefind', 'MiniSearch']) console.log(`  ${name.padEnd(11)} ${mrr(name, 'short').toFixed(3).padStart(8)} ${mrr(name, 'sentence').toFixed(3).padStart(9)} ${mrr(name).toFixed(3).padStart(7)}   ${(answers.get(name) ?? []).filter((list) => !list?.length).length}`);
    if (hung > 0) console.log(`  Pagefind hung on ${hung} questions`);

    const runs = new Map<string, Map<Question, Cold>>();
    console.log(`\n  cold, median                 ${'KB'.padStart(8)} ${'requests'.padStart(9)} ${'ms'.padStart(6)}   first results`);
    for (const [name, n] of Object.entries(COLD)) {
      const chosen = (['short', 'sentence'] as const).flatMap((kind) => questions.filter((q) => q.kind === kind).slice(0, n));
      const colds = await coldRuns(bench, name, chosen);
      runs.set(name, colds);
      for (const kind of ['short', 'sentence'] as const) {
        const some = [...colds].filter(([q]) => q.kind === kind).map(([, c]) => c);
        console.log(`  ${name.padEnd(11)} ${kind.padEnd(16)} ${(median(some.map((c) => c.bytes)) / 1024).toFixed(1).padStart(8)} ${String(Math.max(...some.map((c) => c.requests))).padStart(5)} max ${median(some.map((c) => c.ms)).toFixed(0).padStart(6)}   ${some.filter((c) => c.found).length} of ${some.length}`);
      }
    }
    console.log('');
    const of = (name: string, kind: string) => [...(runs.get(name) ?? [])].filter(([q]) => q.kind === kind).map(([, c]) => c);
    for (const kind of ['short', 'sentence'] as const) {
      const [a, b] = [of('ours', kind), of('Pagefind', kind)];
      const bytes = median(a.map((c) => c.bytes)) / median(b.map((c) => c.bytes));
      const time = median(a.map((c) => c.ms)) / median(b.map((c) => c.ms));
      limit(`bytes beside Pagefind, ${kind}`, `${(bytes * 100).toFixed(1)} % (at most ${LIMITS.bytes * 100} %)`, bytes <= LIMITS.bytes);
      limit(`time beside Pagefind, ${kind}`, `${(time * 100).toFixed(1)} % (at most ${LIMITS.time * 100} %)`, time <= LIMITS.time);
      const most = Math.max(...a.map((c) => c.requests));
      limit(`requests, ${kind}`, `${most} (at most ${LIMITS.requests})`, most <= LIMITS.requests);
      limit(`a first result, ${kind}`, `${a.filter((c) => c.found).length} of ${a.length}`, a.every((c) => c.found));
    }
    limit('MRR above Pagefind’s', `${mrr('ours').toFixed(3)} > ${mrr('Pagefind').toFixed(3)}`, mrr('ours') > mrr('Pagefind'));
    limit('MRR not below MiniSearch’s', `${mrr('ours').toFixed(3)} ≥ ${mrr('MiniSearch').toFixed(3)}`, mrr('ours') >= mrr('MiniSearch'));
  } finally {
    await bench.close();
  }
}

const sizes = plain.filter((arg) => /^\d+$/.test(arg)).map(Number);
for (const size of sizes.length > 0 ? sizes : [1000, 10_000]) await compare(size);
if (file) good = (await onRealQuestions(file, process.argv.includes('-v'))) && good;
process.exit(good ? 0 : 1);
