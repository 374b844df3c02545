/** `desk verify-ledger`: proves that nothing in the ledger was altered and that every balance equals a replay. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { headsFrom, headsText, verifyLedger } from '../../credits/server/verify.ts';
import { sha256 } from '../../credits/server/append.ts';
import { openDb } from '../../db/open.ts';
import { bar } from './bar.ts';

const USAGE = '用法：npm run desk -- verify-ledger [--keep 文件] [--against 文件]';
const MOST_SHOWN = 50;

/** Runs it. Exit codes as everywhere at the desk: 1 when something does not hold. */
export async function verifyLedgerCommand(args: readonly string[], place: { readonly dataDir: string; readonly databaseUrl: string | undefined; readonly cwd: string; readonly say: (text: string) => void }): Promise<number> {
  let values;
  try {
    ({ values } = parseArgs({ args: [...args], options: { keep: { type: 'string' }, against: { type: 'string' } } }));
  } catch (error) {
    place.say(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
    return 2;
  }
  let before;
  if (values.against !== undefined) {
    try {
      before = headsFrom(readFileSync(resolve(place.cwd, values.against), 'utf8'));
    } catch {
      place.say(`打不开 ${values.against}。请写上次用 --keep 存下的文件。`);
      return 2;
    }
    if (!before) {
      place.say(`${values.against} 不是核验记录。请写上次用 --keep 存下的文件。`);
      return 2;
    }
  }
  const opened = openDb({ file: join(place.dataDir, 'pufa.db'), url: place.databaseUrl });
  try {
    const found = await verifyLedger(opened, before, (done, total) => bar('核验学分台账', done, total));
    if (!found) return 1;
    const text = headsText(found.heads);
    place.say(`共 ${found.people} 人、${found.entries} 笔${before ? `，与上次存下的 ${before.size} 人对照` : ''}。\n台账指纹：${sha256(text)}`);
    if (found.faults.size > 0) {
      const names = new Map((await opened.db.selectFrom('person').select(['id', 'staff_no']).where('id', 'in', [...found.faults.keys()].slice(0, MOST_SHOWN)).execute()).map((p) => [p.id, p.staff_no]));
      const lines = [...found.faults].slice(0, MOST_SHOWN).map(([id, faults]) => `  工号 ${names.get(id) ?? id}：${faults.join('；')}`);
      place.say(`有 ${found.faults.size} 人的台账不对：\n${lines.join('\n')}${found.faults.size > MOST_SHOWN ? `\n  只列出前 ${MOST_SHOWN} 人` : ''}\n请马上停用写入，保留数据库，联系管理员用备份核对。`);
      return 1;
    }
    place.say('每一笔都和写下时一样，每个余额都等于按流水重算的结果。');
    if (values.keep !== undefined) {
      writeFileSync(resolve(place.cwd, values.keep), text);
      place.say(`已把每个人最后一笔的指纹存进 ${values.keep}。请放到别的地方保存：下次加 --against，连末尾被删掉的也查得出。`);
    }
    return 0;
  } finally {
    await opened.close();
  }
}
