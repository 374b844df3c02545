/**
 * The search on real questions (`node tests/bench/search.ts queries.jsonl`, or QUERIES=…; `-v` lists them).
 */
import { onRealQuestions } from './search-mrr.ts';

const file = process.argv.slice(2).find((arg) => !arg.startsWith('-')) ?? process.env.QUERIES;
if (file) process.exit((await onRealQuestions(file, process.argv.includes('-v'))) ? 0 : 1);
console.log('No file of questions: node tests/bench/search.ts queries.jsonl (or QUERIES=…).');
