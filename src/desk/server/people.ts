/** `desk import people`: a list looked at, and with `--apply` imported, on the database in use. */
import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { SignedIn } from '../../accounts/server/env.ts';
import { countsOf, importPeople, previewImport, type Preview } from '../../accounts/server/import.ts';
import { readRows } from '../../accounts/server/read-sheet.ts';
import { allUnits, personByStaffNo } from '../../accounts/server/store.ts';
import { FILE_PROBLEMS, issueText } from '../../accounts/people-sheet.ts';
import { unitPath } from '../../accounts/units.ts';
import { migrate, openDb } from '../../db/open.ts';
import type { Queryable } from '../../db/portable.ts';
import type { Clock } from '../../kernel/clock.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { systemRng } from '../../kernel/rng.ts';
import { MOST_BYTES } from '../../kernel/server/read-table.ts';
import { loadPlans } from '../../plans/server/load.ts';
import { importDeps } from '../../reports/server/people-import.ts';
import { passwordSheet, xlsxOf } from '../../reports/server/xlsx.ts';
import { bar } from './bar.ts';

const USAGE = '用法：npm run desk -- import people <文件> --by <经办人工号> [--complete <单位>] [--leave <工号,工号…>] [--apply --passwords <文件.xlsx>]';

export interface Place {
  readonly root: string;
  readonly dataDir: string;
  readonly cwd: string;
  readonly databaseUrl: string | undefined;
  readonly clock: Clock;
  readonly say: (text: string) => void;
}

interface Asked {
  readonly file: string;
  readonly by: string;
  readonly complete: string | undefined;
  readonly leave: readonly string[];
  /** Where the initial passwords go; undefined: only look. */
  readonly passwords: string | undefined;
}

function asked(args: readonly string[], cwd: string): Asked | string {
  try {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { by: { type: 'string' }, complete: { type: 'string' }, leave: { type: 'string' }, passwords: { type: 'string' }, apply: { type: 'boolean', default: false } } });
    const [file] = positionals;
    if (positionals.length !== 1 || file === undefined || values.by === undefined) return USAGE;
    if (values.apply && values.passwords === undefined) return `加 --apply 时要写 --passwords <文件.xlsx>：初始密码只写这一次。\n${USAGE}`;
    return { file: resolve(cwd, file), by: values.by, complete: values.complete, leave: values.leave?.split(/[,，、]/).map((s) => s.trim()).filter(Boolean) ?? [], passwords: values.apply && values.passwords ? resolve(cwd, values.passwords) : undefined };
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n${USAGE}`;
  }
}

/** Runs it. Exit codes as everywhere at the desk. */
export async function peopleCommand(args: readonly string[], place: Place): Promise<number> {
  const want = asked(args, place.cwd);
  if (typeof want === 'string') {
    place.say(want);
    return 2;
  }
  const size = statSync(want.file, { throwIfNoEntry: false })?.size;
  if (size === undefined || size > MOST_BYTES) {
    // Before a byte of it is read.
    place.say(size === undefined ? `没有这个文件：${want.file}` : `这个文件有 ${Math.ceil(size / 1024 / 1024)} MB。${FILE_PROBLEMS['too-large']}`);
    return 1;
  }
  const opened = openDb({ file: join(place.dataDir, 'pufa.db'), url: place.databaseUrl });
  try {
    await migrate(opened.db);
    const deps = importDeps({ ...opened, clock: place.clock, rng: systemRng, plans: loadPlans(place.root).plans, config: { publicUrl: process.env.PUBLIC_URL?.replace(/\/$/, '') } });
    return await run(deps, want, place.say);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    place.say([error.say, ...Object.values(error.fields ?? {})].join('\n'));
    return 1;
  } finally {
    await opened.close();
  }
}

async function run(deps: ReturnType<typeof importDeps>, want: Asked, say: Place['say']): Promise<number> {
  const actor = await actorOf(deps.db, want.by);
  const list = { rows: await readRows(readFileSync(want.file)), fileName: basename(want.file), complete: want.complete === undefined ? undefined : await unitOf(deps.db, want.complete) };
  const preview = await previewImport(deps, actor, list);
  say(previewText(preview, want.complete));
  if (preview.issues.length > 0) return 1;
  const left = want.leave.map((no) => {
    const person = preview.plan.left.find((l) => l.staffNo === no);
    if (!person) throw new Refusal('import-broken', `--leave 里的 ${no} 不是名单里没有的人，没有导入。`);
    return person.id;
  });
  if (want.passwords === undefined) {
    say('还什么都没有改。核对无误后，加 --apply --passwords <文件.xlsx> 再运行一次。');
    return 0;
  }
  const handle = passwordFile(want.passwords);
  const stop = new AbortController();
  const onInterrupt = (): void => stop.abort();
  process.once('SIGINT', onInterrupt);
  try {
    const done = await importPeople(deps, actor, list, { left, signal: stop.signal, onProgress: (n, total) => bar('导入', n, total) });
    writeSync(handle, await xlsxOf('初始密码', passwordSheet(done.opened), [20, 12, 28, 18, 40]));
    say(`已导入：新开 ${done.opened.length} 人，改动 ${done.changed} 人，没有变化 ${done.unchanged} 人，停用 ${done.closed} 人。初始密码在 ${want.passwords}，交给本人后请销毁。\n发现不对，可以在“管理 › 导入人员 › 导入记录”里撤销。`);
    return 0;
  } catch (error) {
    rmSync(want.passwords, { force: true });
    throw error;
  } finally {
    process.off('SIGINT', onInterrupt);
    closeSync(handle);
  }
}

/** Made before anything is imported, for its owner's eyes only: passwords that cannot be written would be lost. */
function passwordFile(path: string): number {
  try {
    return openSync(path, 'wx', 0o600);
  } catch (error) {
    const there = (error as NodeJS.ErrnoException).code === 'EEXIST';
    throw new Refusal('import-broken', there ? `${path} 已经有了，请换一个文件名。没有导入。` : `写不了 ${path}，请换一个文件夹。没有导入。`);
  }
}

async function actorOf(on: Queryable, staffNo: string): Promise<SignedIn> {
  const person = await personByStaffNo(on, staffNo);
  if (!person || person.state !== 'active') throw new Refusal('not-found', `没有工号 ${staffNo} 的经办人，或者账号已停用。`);
  const roles = await on.selectFrom('person_role').select(['role', 'unit_id as unitId']).where('person_id', '=', person.id).execute();
  return { id: person.id, staffNo, name: person.name, unitId: person.unit_id, mustChange: false, roles };
}

async function unitOf(on: Queryable, path: string): Promise<string> {
  const units = await allUnits(on);
  const found = units.find((u) => unitPath(units, u.id) === path);
  if (!found) throw new Refusal('not-found', `没有“${path}”这个单位。请写全路径，例如 ${units[0] ? unitPath(units, units[0].id) : '局/科'}。`);
  return found.id;
}

const MOST = 50;

function previewText(preview: Preview, complete: string | undefined): string {
  const { issues, plan, unused } = preview;
  const cut = (lines: string[]): string[] => (lines.length > MOST ? [...lines.slice(0, MOST), `……还有 ${lines.length - MOST} 行`] : lines);
  if (issues.length > 0) return [`有 ${issues.length} 处要改，没有导入任何人：`, ...cut(issues.map((i) => `  ${issueText(i)}`))].join('\n');
  const n = countsOf(preview);
  return [
    ...(unused.length > 0 ? [`这几列没有用到：${unused.join('、')}。`] : []),
    `新开 ${n.opened} 人，改动 ${n.changed} 人，没有变化 ${n.unchanged} 人，新建 ${n.units} 个单位。`,
    ...cut(plan.people.filter((p) => p.changes?.length).map((p) => `  第 ${p.row.row} 行 ${p.row.name}（${p.row.staffNo}）：改${p.changes?.join('、') ?? ''}`)),
    ...(complete === undefined ? [] : [`${complete}里、名单上没有的 ${n.left} 人${n.left > 0 ? '（要停用谁，用 --leave 写他的工号；不写的不动）' : ''}：`, ...cut(plan.left.map((l) => `  ${l.record.name}（${l.staffNo}，${l.unit}）${l.why ? `：${l.why}` : ''}`))]),
  ].join('\n');
}
