/**
 * Reads the first attempts of a sitting and works the statistics out, a portion at a time, so
 * that no answer waits for a report. `statistics-work.ts` begins, stops and remembers it.
 */
import { setImmediate } from 'node:timers/promises';
import { asNumber, type Queryable } from '../../db/portable.ts';
import type { Asked } from '../../quiz/revision.ts';
import { kindOf } from '../../quiz/kinds/index.ts';
import { askedByRevision } from '../../quiz/server/revisions.ts';
import { distractorsOf, flagsOf, type Distractors, type Flag } from '../distractors.ts';
import { frozenPaperSchema, placed } from '../paper.ts';
import type { Remedy } from '../remedies.ts';
import { mannerOf, picksOf, tableInput } from '../picks.ts';
import { gather, type Gathered, type ItemFigures, type ItemMark, type PaperFigures, type Rest } from '../statistics.ts';
import { latestResults } from './remark/read.ts';

const PORTION = 20;

/** First attempts in the ordinary window, or first attempts at the make-up: never together. */
export type Which = 'first' | 'makeup';

/** Whose statistics are wanted. */
export interface SittingAsked {
  readonly year: number;
  readonly sitting: string;
  readonly which: Which;
}

export interface SittingSat {
  readonly year: number;
  readonly sitting: string;
  readonly kind: 'exam' | 'quiz';
  readonly title: string;
  /** Finished attempts, all of them. */
  readonly attempts: number;
  readonly makeups: number;
  /** The last end of a window that an attempt was begun with, ms. */
  readonly windowClosesAt: number;
}

/** What has been sat, latest first. */
export async function sittingsSat(db: Queryable): Promise<SittingSat[]> {
  const rows = await db
    .selectFrom('attempt')
    .select((e) => ['plan_year', 'sitting', 'kind', e.fn.countAll<string | number>().as('n'), e.fn.sum<string | number>('makeup').as('makeups'), e.fn.max('id').as('last')])
    .where('state', '=', 'handed')
    .groupBy(['plan_year', 'sitting', 'kind'])
    .execute();
  const papers = rows.length === 0 ? [] : await db.selectFrom('attempt').select(['id', 'paper']).where('id', 'in', rows.map((r) => r.last)).execute();
  const by = new Map(papers.map((p) => [p.id, frozenPaperSchema.parse(JSON.parse(p.paper))]));
  return rows
    .map((r): SittingSat => ({ year: r.plan_year, sitting: r.sitting, kind: r.kind, title: by.get(r.last)?.title ?? r.sitting, attempts: asNumber(r.n), makeups: asNumber(r.makeups), windowClosesAt: by.get(r.last)?.windowClosesAt ?? 0 }))
    .sort((a, b) => b.year - a.year || (a.kind === b.kind ? (a.sitting < b.sitting ? -1 : 1) : a.kind === 'exam' ? -1 : 1));
}

/** One question revision with everything that is told about it. */
export interface QuestionStatistics {
  readonly figures: ItemFigures;
  readonly asked: Asked;
  readonly kindName: string;
  readonly table: Distractors;
  readonly flags: readonly Flag[];
  /** What was done about it since: figures are those of the results that hold. */
  readonly remedy: Remedy | undefined;
}

export interface Statistics {
  readonly which: Which;
  readonly paper: PaperFigures;
  readonly bands: readonly number[];
  /** By question id. */
  readonly questions: readonly QuestionStatistics[];
}

/** An answer as it was stored, with how the question was shown. */
interface Answered {
  readonly order: string;
  readonly value: string;
}

/** A person's first finished attempt in its phase: of several the one with the lowest number. */
export async function firstAttempts(db: Queryable, { year, sitting, which }: SittingAsked): Promise<string[]> {
  const rows = await db.selectFrom('attempt').select(['id', 'person_id', 'number', 'state']).where('plan_year', '=', year).where('sitting', '=', sitting).where('makeup', '=', which === 'makeup' ? 1 : 0).orderBy('number').execute();
  const first = new Map<string, (typeof rows)[number]>();
  for (const row of rows) if (!first.has(row.person_id)) first.set(row.person_id, row);
  // Whose first attempt still runs is not in yet: the second would be no first one.
  return [...first.values()].filter((r) => r.state === 'handed').map((r) => r.id).sort();
}

/** Reads attempts into columns of marks, and their answers by revision in the same order. */
async function read(db: Queryable, ids: readonly string[], signal: AbortSignal, onRead: (attempts: number) => void): Promise<{ readonly figures: Gathered; readonly answers: ReadonlyMap<string, readonly Answered[]>; readonly remedies: ReadonlyMap<string, Remedy> }> {
  const figures = gather();
  const answers = new Map<string, Answered[]>();
  const remedies = new Map<string, Remedy>();
  for (let i = 0; i < ids.length; i += PORTION) {
    const part = ids.slice(i, i + PORTION);
    const rows = await db.selectFrom('attempt').select(['id', 'paper']).where('id', 'in', part).execute();
    const results = await latestResults(db, part);
    const said = Map.groupBy(await db.selectFrom('response').select(['attempt_id', 'pos', 'value']).where('attempt_id', 'in', part).execute(), (r) => r.attempt_id);
    for (const { id, paper } of rows) {
      const result = results.get(id);
      if (!result) continue;
      const marks = new Map(result.marks.map((m) => [m.pos, m]));
      const values = new Map(said.get(id)?.map((r) => [r.pos, r.value]));
      const items = placed(frozenPaperSchema.parse(JSON.parse(paper))).map((place): ItemMark => {
        const mark = marks.get(place.pos);
        if (mark?.remedy) remedies.set(place.revision, mark.remedy);
        const answered = { order: place.order, value: values.get(place.pos) ?? '' };
        const list = answers.get(place.revision);
        if (list) list.push(answered);
        else answers.set(place.revision, [answered]);
        return { pos: place.pos, question: place.question, revision: place.revision, marks: place.marks, earned: mark?.earned ?? 0, outcome: mark?.outcome ?? 'unanswered', out: mark?.remedy === 'take-out' };
      });
      figures.add({ attempt: id, passed: result.passed, items });
    }
    onRead(Math.min(ids.length, i + PORTION));
    await setImmediate();
    signal.throwIfAborted();
  }
  return { figures, answers, remedies };
}

function tableOf(question: Asked, given: readonly Answered[], rests: readonly Rest[]): Distractors {
  const { choices, keys } = tableInput(question, given.map(({ order, value }) => picksOf(question, order, value)));
  return distractorsOf(choices, rests.map(({ rest }, i) => ({ rest, keys: keys[i] ?? [] })));
}

/**
 * The statistics of these attempts.
 * @param signal stops it, with the reason that the signal gives.
 * @param onRead told how many attempts were read so far.
 */
export async function workOut(db: Queryable, ids: readonly string[], which: Which, signal: AbortSignal, onRead: (attempts: number) => void): Promise<Statistics> {
  const { figures, answers, remedies } = await read(db, ids, signal, onRead);
  const paper = figures.paper();
  const askedBy = await askedByRevision(db, figures.revisions());
  const questions: QuestionStatistics[] = [];
  for (const revision of figures.revisions()) {
    await setImmediate();
    signal.throwIfAborted();
    const asked = askedBy(revision);
    if (!asked) continue;
    const own = figures.item(revision);
    const table = tableOf(asked, answers.get(revision) ?? [], figures.rests(revision));
    // Of a question that was taken out of every paper there is nothing more to say.
    questions.push({ figures: own, asked, kindName: kindOf(asked.kind).short, table, flags: own.asked === 0 ? [] : flagsOf(own, table, mannerOf(asked)), remedy: remedies.get(revision) });
  }
  questions.sort((a, b) => (a.asked.id < b.asked.id ? -1 : 1));
  return { which, paper, bands: figures.bands(), questions };
}
