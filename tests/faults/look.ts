/** What must be true of the file after any number of kills. */
import { join } from 'node:path';
import { sql } from 'kysely';
import { breakIn } from '#credits/ledger.ts';
import { sha256 } from '#credits/server/append.ts';
import { openDb } from '#db/open.ts';
import { markPaper } from '#exams/marking.ts';
import { frozenPaperSchema, placed } from '#exams/paper.ts';
import { savedAnswers } from '#exams/server/store.ts';
import { askedByRevision } from '#quiz/server/revisions.ts';
import type { FaultReport } from './load.ts';

/** Opens the file without the server and returns every broken promise, with what was looked at. */
export async function lookAt(dataDir: string, report: FaultReport): Promise<{ readonly broken: readonly string[]; readonly seen: string }> {
  const { db, close } = openDb({ file: join(dataDir, 'pufa.db') });
  const broken: string[] = [];
  const say = (what: string): void => void broken.push(what);

  const [sound] = (await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db)).rows;
  if (sound?.integrity_check !== 'ok') say(`the file is damaged: ${sound?.integrity_check}`);

  const stored = new Map((await db.selectFrom('response').selectAll().execute()).map((r) => [`${r.attempt_id}/${r.pos}`, r]));
  for (const [place, { seq, value }] of Object.entries(report.answers)) {
    const row = stored.get(place);
    if (!row || row.seq < seq || (row.seq === seq && row.value !== value)) say(`${place}: confirmed ${value}/${seq}, stored ${row ? `${row.value}/${row.seq}` : 'nothing'}`);
  }

  const attempts = await db.selectFrom('attempt').selectAll().execute();
  const results = new Map<string, { score: number; passed: number }[]>();
  for (const r of await db.selectFrom('result').selectAll().execute()) results.set(r.attempt_id, [...(results.get(r.attempt_id) ?? []), r]);
  const handIns = new Map<string, number>();
  for (const e of await db.selectFrom('audit_event').select('subject').where('deed', '=', 'hand-in').execute()) handIns.set(e.subject ?? '', (handIns.get(e.subject ?? '') ?? 0) + 1);
  const passedQuiz = new Set<string>();
  for (const a of attempts) {
    const marked = results.get(a.id) ?? [];
    if (a.state === 'open') {
      say(`attempt ${a.id} is stuck`);
      continue;
    }
    if (marked.length !== 1 || handIns.get(a.id) !== 1) say(`attempt ${a.id}: ${marked.length} results, ${handIns.get(a.id) ?? 0} hand-ins on record`);
    if (report.receipts[a.id] !== undefined && report.receipts[a.id] !== a.receipt) say(`attempt ${a.id}: receipt ${report.receipts[a.id]} was given, ${a.receipt} stands`);
    const paper = frozenPaperSchema.parse(JSON.parse(a.paper));
    const askedBy = await askedByRevision(db, placed(paper).map((i) => i.revision));
    const again = markPaper(paper, askedBy, new Map((await savedAnswers(db, a.id)).map((r) => [r.pos, r.value])));
    if (again.score !== marked[0]?.score) say(`attempt ${a.id}: marked ${marked[0]?.score}, its answers are worth ${again.score}`);
    if (a.kind === 'quiz' && again.passed) passedQuiz.add(a.person_id);
  }
  for (const attempt of Object.keys(report.receipts)) if (!attempts.some((a) => a.id === attempt)) say(`attempt ${attempt} has a receipt and does not exist`);

  const chains = new Map<string, Awaited<ReturnType<typeof entries>>>();
  const entries = () => db.selectFrom('credit_entry').selectAll().orderBy('person_id').orderBy('number').execute();
  for (const e of await entries()) chains.set(e.person_id, [...(chains.get(e.person_id) ?? []), e]);
  for (const person of new Set([...passedQuiz, ...chains.keys()])) {
    const chain = chains.get(person) ?? [];
    const quiz = chain.filter((e) => e.rule === 'quiz');
    if (quiz.length !== (passedQuiz.has(person) ? 1 : 0)) say(`${person}: ${quiz.length} credits for a quiz ${passedQuiz.has(person) ? 'passed' : 'not passed'}`);
    if (breakIn(chain, sha256)) say(`${person}: the ledger's chain is broken`);
  }
  await close();
  return { broken, seen: `${Object.keys(report.answers).length} confirmed answers, ${attempts.length} attempts, ${Object.keys(report.receipts).length} receipts, ${chains.size} people with credit` };
}
