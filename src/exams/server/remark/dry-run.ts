/** 试算: what a re-marking would do. Reads, and writes nothing. */
import { Refusal } from '../../../kernel/refusal.ts';
import { changeOf, dryRunOf, REMEDIES, whyNoNewKey, type Change, type Cure, type DryRun, type Remedy } from '../../remark.ts';
import type { ExamDeps } from '../store.ts';
import { askedRevision, type Present } from './choose.ts';
import type { SittingFacts } from './settle.ts';
import { affectedBy, finishedOf, type Scope } from './read.ts';

/** What re-marking needs. */
export interface RemarkDeps extends ExamDeps, SittingFacts {}

/** What is asked for. */
export interface Spec extends Scope {
  readonly remedy: Remedy;
}

/** The cure of a spec, with the revision that holds now. Refuses `not-found`, `bad-input`. */
export async function cureOf(deps: ExamDeps, { revision, remedy }: Pick<Spec, 'revision' | 'remedy'>): Promise<{ readonly cure: Cure; readonly present: Present | undefined; readonly question: string }> {
  const { old, present } = await askedRevision(deps, revision);
  if (!REMEDIES.includes(remedy)) throw new Refusal('bad-input', undefined, { remedy: '请选择怎么处理' });
  if (remedy !== 'new-key') return { cure: { remedy }, present, question: old.id };
  if (!present || present.revision === revision) throw new Refusal('bad-input', '题库里这道题还没有更正。先在题库文件里改好答案，重启后再来重新判分。', { remedy: '没有更正后的答案' });
  const why = whyNoNewKey(old, present.asked);
  if (why) throw new Refusal('bad-input', why, { remedy: why });
  return { cure: { remedy, asked: present.asked }, present, question: old.id };
}

/**
 * Who would gain and who would lose. Long lists are read in portions.
 * @param onRead told after each portion how many attempts were looked at.
 */
export async function dryRun(deps: RemarkDeps, spec: Spec, onRead: (attempts: number) => void = () => undefined): Promise<DryRun> {
  const { cure } = await cureOf(deps, spec);
  const changes: Change[] = [];
  let asked = 0;
  for await (const portion of affectedBy(deps.db, spec)) {
    asked += portion.length;
    for (const affected of portion) {
      const change = changeOf(affected, spec.revision, cure);
      if (change) changes.push(change);
    }
    onRead(asked);
  }
  const doubtful = [...new Set(changes.filter((c) => c.before.passed !== c.after.passed).map((c) => c.person))];
  return dryRunOf(asked, changes, await finishedOf(deps.db, doubtful), deps.countsOf);
}
