/** `desk retention`: deletes what has been kept long enough, or with `--dry-run` says what would go. The server does the same once a day. */
import { join } from 'node:path';
import { HELD, keepText } from '../../accounts/retention.ts';
import { sweepAll } from '../../accounts/server/retention.ts';
import { migrate, openDb } from '../../db/open.ts';
import { systemRng } from '../../kernel/rng.ts';
import type { Place } from './remark.ts';

/** Runs it. Exit codes as everywhere at the desk. */
export async function retentionCommand(args: readonly string[], place: Omit<Place, 'root'>): Promise<number> {
  const dry = args.includes('--dry-run');
  const unknown = args.find((arg) => arg !== '--dry-run');
  if (unknown !== undefined) {
    place.say(`不认识“${unknown}”。用法：npm run desk -- retention [--dry-run]`);
    return 2;
  }
  const opened = openDb({ file: join(place.dataDir, 'pufa.db'), url: place.databaseUrl });
  try {
    await migrate(opened.db);
    const swept = new Map((await sweepAll({ ...opened, clock: place.clock, rng: systemRng }, { dry })).map((s) => [s.kind, s.rows]));
    const lines = HELD.map(({ kind, name, keep }) => `  ${name}：${swept.has(kind) ? `${dry ? '到期' : '已删'} ${swept.get(kind)} 条` : '不自动删除'}（保存到：${keepText(keep)}）`);
    place.say(`${dry ? '只试算，没有删除任何东西。' : '到期的已删除，条数记在操作日志里。'}\n${lines.join('\n')}`);
    return 0;
  } finally {
    await opened.close();
  }
}
