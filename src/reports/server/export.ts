/** Exporting: whose report may be asked for, and the answer that a browser saves. Every file that leaves is recorded. */
import type { SignedIn } from '../../accounts/server/env.ts';
import { recordEvent } from '../../accounts/server/audit.ts';
import type { Deps } from '../../db/portable.ts';
import { attachment } from '../../kernel/attachment.ts';
import { minuteOf } from '../../kernel/day.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { filterFrom, narrowedBy } from '../filter.ts';
import { unitName, type Made } from '../papers.ts';
import { FORMS, personFileOf, planVersion, type ReportFile } from './files.ts';
import type { Answer, Office } from './office.ts';
import { rowsOf, scopeFor, type ReportDeps } from './people.ts';

type ExportDeps = ReportDeps & Deps & { readonly office: Office };

export interface AskedFile {
  /** What the audit log keeps. */
  readonly about: Readonly<Record<string, unknown>>;
  readonly subject: string | null;
  /** The file, or how far it is. */
  ask(): Promise<Answer<ReportFile>>;
  whole(): Promise<ReportFile>;
}

/** @param query the filter, `as` (a form) and, for one person's page, `person`. Refuses `not-allowed`, and `not-found` for people out of reach. */
export async function askedFile(deps: ExportDeps, actor: SignedIn, query: URLSearchParams): Promise<AskedFile> {
  const filter = filterFrom(query);
  const form = FORMS.find((f) => f === query.get('as')) ?? 'xlsx';
  const scope = await scopeFor(deps, actor, 'export-report', filter);
  const made: Made = { by: actor.name, at: minuteOf(deps.clock.now()), unit: unitName(scope.units, filter.unit), version: planVersion(scope.plan) };
  const about = narrowedBy(filter);
  const person = query.get('person');
  if (person) {
    const [row] = await rowsOf(deps.db, scope, [person]);
    if (!row || !scope.mine.has(row.unitId)) throw new Refusal('not-found');
    const whole = () => personFileOf(deps.db, scope.plan, row, made);
    return { about: { ...about, as: 'annual' }, subject: person, whole, ask: async () => ({ state: 'done', value: await whole() }) };
  }
  const job = { kind: 'file', whom: scope.whom, tree: scope.units, form, made } as const;
  return { about: { ...about, as: form, year: scope.plan.year }, subject: null, ask: () => deps.office.ask(job, actor.id), whole: () => deps.office.whole(job, actor.id) };
}

/** The file as an answer, and the record that it left. */
export async function sent(deps: Pick<Deps, 'db' | 'clock' | 'rng'>, actor: SignedIn, { about, subject }: AskedFile, file: ReportFile): Promise<Response> {
  await recordEvent(deps.db, deps, { actorId: actor.id, deed: 'export-report', subject, detail: { ...about, people: file.people } });
  return new Response(new Uint8Array(file.bytes), { headers: { 'content-type': file.type, 'content-disposition': attachment(file.name), 'cache-control': 'no-store' } });
}
