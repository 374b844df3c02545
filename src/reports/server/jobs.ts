/**
 * Reports over many people, as jobs: they read part by part, tell how far they are, and can be
 * stopped between two parts. A job is plain data, so that it can be sent to the thread that runs it.
 */
import { setImmediate } from 'node:timers/promises';
import { unitPath, type Unit } from '../../accounts/units.ts';
import type { Queryable } from '../../db/portable.ts';
import type { Day } from '../../kernel/day.ts';
import type { Plan } from '../../plans/schema.ts';
import { crowdOf, crowdSize, type CrowdPerson } from '../../plans/server/crowd.ts';
import { HOLDS, type MetFilter } from '../filter.ts';
import { toldOf } from '../figures.ts';
import type { ReportRow } from '../overview.ts';
import type { Made } from '../papers.ts';
import { tallier, type Tally } from '../tally.ts';
import { lists, reportFile, type Form, type ReportFile } from './files.ts';
import { rowsOf } from './people.ts';

/** Whom a report is about: people within reach, narrowed. */
export interface Whom {
  readonly plan: Plan;
  readonly today: Day;
  /** Units within reach and filter; undefined: everybody. */
  readonly units: readonly string[] | undefined;
  readonly audience?: string | undefined;
  readonly met?: MetFilter | undefined;
  /** Part of a name or staff number. */
  readonly q?: string | undefined;
}

export type Job =
  | { readonly kind: 'tally'; readonly whom: Whom }
  /** Ids of those who fit, by unit and staff number. */
  | { readonly kind: 'list'; readonly whom: Whom; readonly tree: readonly Unit[] }
  /** The report as a file. */
  | { readonly kind: 'file'; readonly whom: Whom; readonly tree: readonly Unit[]; readonly form: Form; readonly made: Made };
export interface Results {
  readonly tally: Tally;
  readonly list: readonly string[];
  readonly file: ReportFile;
}
export type ResultOf<J extends Job> = Results[J['kind']];

export interface Watch {
  /** People looked at so far, of how many. */
  progress(done: number, total: number): void;
  readonly signal: AbortSignal;
}

const fits = ({ plan, audience, met, q }: Whom): ((p: CrowdPerson) => boolean) => {
  const text = q?.toLowerCase();
  return (p) => {
    if (audience !== undefined && !p.audiences.includes(audience)) return false;
    if (text && !p.name.toLowerCase().includes(text) && !p.staffNo.toLowerCase().includes(text)) return false;
    return met === undefined || HOLDS[met]({ owes: p.asked.owes, ...toldOf(plan, p).verdict });
  };
};

async function each(on: Queryable, whom: Whom, watch: Watch, see: (p: CrowdPerson) => void): Promise<void> {
  const total = await crowdSize(on, whom.units);
  let done = 0;
  for await (const part of crowdOf(on, whom.plan, whom.today, whom.units)) {
    for (const p of part) see(p);
    done += part.length;
    watch.progress(done, Math.max(done, total));
    // Others that share this thread have their turn, and a stop is heard.
    await setImmediate();
    watch.signal.throwIfAborted();
  }
}

/** Runs the job; rejects with the signal's reason when it was stopped. */
export async function runJob<J extends Job>(on: Queryable, job: J, watch: Watch): Promise<ResultOf<J>>;
export async function runJob(on: Queryable, job: Job, watch: Watch): Promise<Results[Job['kind']]> {
  const { whom } = job;
  const holds = fits(whom);
  if (job.kind === 'tally') {
    const counting = tallier(whom.plan, whom.today);
    await each(on, whom, watch, (p) => holds(p) && counting.add(p.unitId, p));
    return counting.tally;
  }
  const found: Found[] = [];
  const find = (p: CrowdPerson): number => found.push({ id: p.id, unitId: p.unitId, staffNo: p.staffNo });
  if (job.kind === 'list') {
    await each(on, whom, watch, (p) => holds(p) && find(p));
    return inOrder(found, job.tree);
  }
  const counting = tallier(whom.plan, whom.today);
  await each(on, whom, watch, (p) => {
    if (!holds(p)) return;
    counting.add(p.unitId, p);
    if (lists(job.form)) find(p);
  });
  const rows: ReportRow[] = [];
  const ids = inOrder(found, job.tree);
  for (let i = 0; i < ids.length; i += ROWS_AT_ONCE) {
    rows.push(...(await rowsOf(on, { plan: whom.plan, today: whom.today, units: job.tree }, ids.slice(i, i + ROWS_AT_ONCE))));
    watch.progress(Math.min(ids.length, i + ROWS_AT_ONCE), ids.length);
    await setImmediate();
    watch.signal.throwIfAborted();
  }
  return reportFile(job.form, whom.plan, counting.tally, rows, job.tree, job.made);
}

interface Found {
  readonly id: string;
  readonly unitId: string;
  readonly staffNo: string;
}
const ROWS_AT_ONCE = 2000;

/** By the path of the unit, then by staff number. */
function inOrder(found: Found[], tree: readonly Unit[]): string[] {
  const places = new Map(tree.map((u) => [u.id, unitPath(tree, u.id)] as const).sort(([, a], [, b]) => (a < b ? -1 : 1)).map(([id], i) => [id, i]));
  const place = (unitId: string): number => places.get(unitId) ?? -1;
  return found.sort((a, b) => place(a.unitId) - place(b.unitId) || (a.staffNo < b.staffNo ? -1 : 1)).map((p) => p.id);
}
