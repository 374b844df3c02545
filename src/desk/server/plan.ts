/** `desk plan`: the versions of a plan, what a changed file would change and for whom, and putting it in force. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import { planErrors } from '../../checks/server/plan.ts';
import { migrate, openDb } from '../../db/open.ts';
import { dayOf, minuteOf, msOf } from '../../kernel/day.ts';
import { formatIssue } from '../../kernel/issue.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { systemRng } from '../../kernel/rng.ts';
import type { Deps } from '../../db/portable.ts';
import { effectSays, turnSays } from '../../plans/effect.ts';
import { loadPlans } from '../../plans/server/load.ts';
import { effectOf } from '../../plans/server/preview.ts';
import { bodyOf, confirmPlan, openPlans, pendingIn, versionsOf, type Pending, type PlanBook } from '../../plans/server/versions.ts';
import { bar } from './bar.ts';
import type { Place } from './remark.ts';

const USAGE = `用法：npm run desk -- plan list
      npm run desk -- plan show <年> [版本]
      npm run desk -- plan preview <年> [--apply --note "为什么改，例如文号"]`;

/** Runs it. Exit codes as everywhere at the desk. */
export async function planCommand(args: readonly string[], place: Place): Promise<number> {
  let read;
  try {
    read = parseArgs({ args: [...args], allowPositionals: true, options: { apply: { type: 'boolean', default: false }, note: { type: 'string', default: '' } } });
  } catch (error) {
    place.say(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
    return 2;
  }
  const [deed, year, version] = read.positionals;
  const known = (deed === 'list' && year === undefined) || ((deed === 'show' || deed === 'preview') && /^\d{4}$/.test(year ?? '') && /^\d*$/.test(version ?? ''));
  if (!known) {
    place.say(USAGE);
    return 2;
  }
  const opened = openDb({ file: join(place.dataDir, 'pufa.db'), url: place.databaseUrl });
  try {
    await migrate(opened.db);
    const deps: Deps = { ...opened, clock: place.clock, rng: systemRng };
    const book = await openPlans(deps, () => loadPlans(place.root).bodies);
    if (deed === 'list') return await list(deps, place.say);
    if (deed === 'show') return await show(deps, Number(year), version ? Number(version) : undefined, place.say);
    return await preview(deps, book, Number(year), read.values, place);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    place.say(Object.values(error.fields ?? {})[0] ?? error.say);
    return 1;
  } finally {
    await opened.close();
  }
}

async function list(deps: Deps, say: (text: string) => void): Promise<number> {
  for (const v of await versionsOf(deps.db)) say(`${v.year} 年度第 ${v.version} 版  ${minuteOf(msOf(v.inForceAt))} 生效  ${v.by ?? '系统'}  ${v.note}  ${v.hash.slice(0, 12)}`);
  return 0;
}

async function show(deps: Deps, year: number, version: number | undefined, say: (text: string) => void): Promise<number> {
  const at = version ?? (await versionsOf(deps.db)).find((v) => v.year === year)?.version;
  const body = at === undefined ? undefined : await bodyOf(deps.db, year, at);
  say(body === undefined ? `没有 ${year} 年度${version ? `第 ${version} 版` : ''}的计划。` : stringify(JSON.parse(body)).trimEnd());
  return body === undefined ? 1 : 0;
}

async function preview(deps: Deps, book: PlanBook, year: number, { apply, note }: { apply: boolean; note: string }, place: Place): Promise<number> {
  const pending: Pending | undefined = pendingIn(book).find((p) => p.year === year);
  const errors = planErrors(place.root, dayOf(deps.clock.now()), year);
  for (const issue of errors) place.say(formatIssue(issue));
  if (!pending) {
    place.say(book.inForce.has(year) ? `${year} 年度的计划文件和生效的版本一致。` : `没有 ${year} 年度的计划。`);
    return errors.length > 0 ? 1 : 0;
  }
  for (const line of pending.changes) place.say(`· ${line}`);
  if (pending.before) {
    const effect = await effectOf(deps, pending.before, pending.after, (done, of) => bar('比较', done, of));
    place.say(effectSays(effect));
    for (const p of effect.list) place.say(`  ${p.unit}  ${p.staffNo}  ${p.name}  ${turnSays(p.turn)}：${p.before} → ${p.after}`);
  }
  if (errors.length > 0) {
    place.say('文件里有错误，改好以后才能生效。');
    return 1;
  }
  if (!apply) {
    place.say('还没有生效。在“管理 › 年度计划”里确认，或者加 --apply --note "为什么改"。');
    return 0;
  }
  place.say(`第 ${await confirmPlan(deps, book, undefined, year, pending.hash, note)} 版已经生效；正在运行的服务半分钟内跟上。`);
  return 0;
}
