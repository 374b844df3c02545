/** `desk remark`: the trial of a re-marking on the database in use, and with `--apply` the request. */
import { parseArgs } from 'node:util';
import { join } from 'node:path';
import { migrate, openDb } from '../../db/open.ts';
import { dryRunSays, needsApproval, REMEDIES, REMEDY_NAMES } from '../../exams/remark.ts';
import { carryOut, progressOf } from '../../exams/server/remark/apply.ts';
import { presentQuestions } from '../../exams/server/remark/choose.ts';
import { dryRun, type RemarkDeps, type Spec } from '../../exams/server/remark/dry-run.ts';
import { requestRemark } from '../../exams/server/remark/request.ts';
import type { Clock } from '../../kernel/clock.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { systemRng } from '../../kernel/rng.ts';
import { sittingFacts } from '../../plans/server/facts.ts';
import { loadPlans } from '../../plans/server/load.ts';
import { openPlans } from '../../plans/server/versions.ts';
import { loadQuizzes } from '../../quiz/server/load.ts';
import { bar } from './bar.ts';

const USAGE = `用法：npm run desk -- remark <题号> --from <修订版> [--remedy ${REMEDIES.join('|')}] [--sitting 年/场次] [--apply --reason "原因"]`;

export interface Place {
  readonly root: string;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly clock: Clock;
  readonly say: (text: string) => void;
}

/** Runs it. Exit codes as everywhere at the desk. */
export async function remarkCommand(args: readonly string[], place: Place): Promise<number> {
  let read;
  try {
    read = parseArgs({ args: [...args], allowPositionals: true, options: { from: { type: 'string' }, remedy: { type: 'string', default: 'new-key' }, sitting: { type: 'string' }, apply: { type: 'boolean', default: false }, reason: { type: 'string' } } });
  } catch (error) {
    place.say(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
    return 2;
  }
  const { values, positionals } = read;
  const remedy = REMEDIES.find((r) => r === values.remedy);
  const of = values.sitting === undefined ? undefined : /^(\d{4})\/([\w-]+)$/.exec(values.sitting);
  if (positionals.length !== 1 || !remedy || of === null) {
    place.say(USAGE);
    return 2;
  }
  const opened = openDb({ file: join(place.dataDir, 'pufa.db'), url: place.databaseUrl });
  try {
    await migrate(opened.db);
    const base = { ...opened, clock: place.clock, rng: systemRng };
    const { inForce } = await openPlans(base, () => loadPlans(place.root).bodies);
    const deps: RemarkDeps = { ...base, quizzes: loadQuizzes(place.root).quizzes, ...sittingFacts(inForce) };
    const revision = await revisionOf(deps, positionals[0] ?? '', values.from, place.say);
    if (!revision) return 1;
    return await run(deps, { revision, remedy, of: of ? { year: Number(of[1]), sitting: of[2] ?? '' } : undefined }, values.apply ? (values.reason ?? '') : undefined, place.say);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    place.say(error.say);
    return 1;
  } finally {
    await opened.close();
  }
}

/** The revision meant; says which there are when it is not clear. */
async function revisionOf(deps: RemarkDeps, question: string, from: string | undefined, say: (text: string) => void): Promise<string | undefined> {
  const rows = await deps.db.selectFrom('question_revision').select(['id', 'created_at']).where('question_id', '=', question).orderBy('created_at').execute();
  const found = from === undefined ? [] : rows.filter((r) => r.id.startsWith(from));
  if (found.length === 1) return found[0]?.id;
  const present = presentQuestions(deps.quizzes).get(question)?.revision;
  if (rows.length === 0) say(`没有考过 ${question} 这道题。`);
  else say(`${from === undefined ? '请用 --from 指明修订版' : found.length === 0 ? `没有以 ${from} 开头的修订版` : `以 ${from} 开头的修订版不止一个`}。${question} 有：\n${rows.map((r) => `  ${r.id.slice(0, 12)}  ${r.created_at.slice(0, 10)}${r.id === present ? '  题库里现在的' : ''}`).join('\n')}`);
  return undefined;
}

async function run(deps: RemarkDeps, spec: Spec, reason: string | undefined, say: (text: string) => void): Promise<number> {
  if (reason === undefined) {
    const trial = await dryRun(deps, spec, (n) => bar('试算', n));
    if (process.stderr.isTTY) process.stderr.write('\n');
    say(`${REMEDY_NAMES[spec.remedy]}：${dryRunSays(trial)}`);
    if (trial.changes.length > 0) say(needsApproval(trial) ? '有人会受损失：加 --apply --reason 提出以后，要由审核人员或管理员在“管理 › 重新判分”里同意。' : '没有人受损失。加 --apply --reason "原因" 即重新判分。');
    return 0;
  }
  const { id, waits, run: trial } = await requestRemark(deps, undefined, { ...spec, reason });
  say(dryRunSays(trial));
  if (waits) {
    say(`已提出，编号 ${id}。有人会受损失，等审核人员或管理员在“管理 › 重新判分”里同意。`);
    return 0;
  }
  const { total } = await progressOf(deps.db, id);
  let done = 0;
  await carryOut(deps, id, undefined, () => bar('重新判分', Math.min(total, (done += 1)), total));
  const after = await progressOf(deps.db, id);
  say(`已重新判分 ${after.done} 份答卷${after.open > 0 ? `；${after.open} 份正在作答，交卷时按更正后的判` : ''}。`);
  return 0;
}
