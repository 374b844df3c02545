/** `desk close-year` and `desk verify-close`: a year closed without the web, and a closed year proved anywhere. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { sha256 } from '../../credits/server/append.ts';
import { closeYear } from '../../closing/server/close.ts';
import { publicKeyOf, signatureHolds, signingKey } from '../../closing/server/key.ts';
import { digestOf, partsOfFile, type CloseHead } from '../../closing/close.ts';
import { migrate, openDb } from '../../db/open.ts';
import type { Clock } from '../../kernel/clock.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { systemRng } from '../../kernel/rng.ts';
import { loadPlans } from '../../plans/server/load.ts';
import { openPlans } from '../../plans/server/versions.ts';
import { bar } from './bar.ts';

interface Place {
  readonly root: string;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly cwd: string;
  readonly clock: Clock;
  readonly say: (text: string) => void;
}

/** Closes a year, and writes the public key when told where. Exit codes as everywhere at the desk. */
export async function closeYearCommand(args: readonly string[], { root, dataDir, databaseUrl, cwd, clock, say }: Place): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, strict: false, options: { 'public-key': { type: 'string' } } });
  const year = Number(positionals[0]);
  if (!Number.isInteger(year)) {
    say('用法：npm run desk -- close-year <年度> [--public-key 文件]');
    return 2;
  }
  const opened = openDb({ file: join(dataDir, 'pufa.db'), url: databaseUrl });
  try {
    await migrate(opened.db);
    const key = signingKey(dataDir);
    const base = { ...opened, clock, rng: systemRng };
    const deps = { ...base, plans: (await openPlans(base, () => loadPlans(root).bodies)).inForce };
    const id = await closeYear(deps, key, undefined, year, (done, total) => bar('封存', done, total));
    const { head: text } = await opened.db.selectFrom('year_close').select('head').where('id', '=', id).executeTakeFirstOrThrow();
    const head = JSON.parse(text) as CloseHead;
    if (typeof values['public-key'] === 'string') writeFileSync(resolve(cwd, values['public-key']), publicKeyOf(key));
    say(`${year} 年度第 ${head.number} 次封存：名单 ${head.people} 人，应学 ${head.owed} 人，达标 ${head.met} 人，免学 ${head.exempt} 人。`);
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    say(error.say);
    return 1;
  } finally {
    await opened.close();
  }
}

/** Proves a file that was taken away: that nobody changed a sign of it. Needs the public key, no database. */
export function verifyCloseCommand(args: readonly string[], { dataDir, cwd, say }: Pick<Place, 'dataDir' | 'cwd' | 'say'>): number {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, strict: false, options: { key: { type: 'string' } } });
  const [file] = positionals;
  if (!file) {
    say('用法：npm run desk -- verify-close <封存文件> [--key 公钥文件]');
    return 2;
  }
  let text: string;
  let publicKey: string;
  try {
    text = readFileSync(resolve(cwd, file), 'utf8');
    publicKey = typeof values.key === 'string' ? readFileSync(resolve(cwd, values.key), 'utf8') : publicKeyOf(signingKey(dataDir));
  } catch (error) {
    say(`打不开文件：${error instanceof Error ? error.message : String(error)}`);
    return 2;
  }
  const parts = partsOfFile(text);
  if (!parts) {
    say('这不是封存文件。');
    return 1;
  }
  if (!signatureHolds(publicKey, parts.head, parts.signature)) {
    say('签名不对：文件的开头被改过，或者不是用这把密钥签的。');
    return 1;
  }
  const head = JSON.parse(parts.head) as CloseHead;
  if (digestOf(parts.lines, sha256) !== head.lines || parts.lines.length !== head.people) {
    say('签名对，但名单里的内容和签名时不一样：有人的记录被改过、删过或加过。');
    return 1;
  }
  say(`没有改过。${head.title}，第 ${head.number} 次封存：名单 ${head.people} 人，应学 ${head.owed} 人，达标 ${head.met} 人，免学 ${head.exempt} 人。`);
  return 0;
}
