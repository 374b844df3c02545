/** Import and export of banks as the web does them: kept between the look and the confirmation, and on record. */
import { recordEvent } from '../../../accounts/server/audit.ts';
import type { SignedIn } from '../../../accounts/server/env.ts';
import { loadMaterial } from '../../../checks/server/run.ts';
import type { Deps } from '../../../db/portable.ts';
import { dayOf, instantOf } from '../../../kernel/day.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import type { FormatId } from '../../../quiz/formats/formats.ts';
import type { Encoded } from '../../../quiz/formats/item.ts';
import { errorsOf, type Defaults } from '../../../quiz/formats/plan.ts';
import { writeBankFile } from '../../../quiz/server/formats/write.ts';
import { bankXlsx } from '../../../quiz/server/formats/xlsx.ts';
import { applyBank } from './apply.ts';
import { noBank, type BankRequest, type Checked } from './check.ts';
import { keptImports, type KeptImport } from './kept.ts';
import { namesIn } from './names.ts';
import { checkInThread } from './run.ts';

export type BankDeps = Deps & { readonly config: { readonly root: string } };

/** Ids that were ever asked. */
async function usedIds({ db }: BankDeps): Promise<string[]> {
  return (await db.selectFrom('question_revision').select('question_id').distinct().execute()).map((r) => r.question_id);
}

async function check(deps: BankDeps, what: Pick<BankRequest, 'bank' | 'defaults' | 'source'>): Promise<Checked> {
  return checkInThread({ ...what, root: deps.config.root, today: dayOf(deps.clock.now()), used: await usedIds(deps) });
}

const keep = (deps: BankDeps, actor: SignedIn, fileName: string, defaults: Defaults, { text, ...checked }: Checked): Promise<string> =>
  keptImports.keep(deps, actor.id, { fileName, defaults, checked, ready: text !== undefined });

/** Reads an uploaded file and keeps what importing it would do; returns the id to look at it and to confirm it. */
export async function uploadBank(deps: BankDeps, actor: SignedIn, bank: string, file: { readonly bytes: Uint8Array; readonly name: string }, defaults: Defaults): Promise<string> {
  return keep(deps, actor, file.name, defaults, await check(deps, { bank, defaults, source: file }));
}

export type Confirmed = { readonly done: { readonly added: number; readonly changed: number } } | { readonly again: string };

/**
 * Imports exactly what was shown under this hash, or nothing. When the bank has changed since,
 * nothing is done and a new look is kept (`again`). Refuses `not-found`, `bank-broken`, `bank-read-only`.
 */
export async function confirmBank(deps: BankDeps, actor: SignedIn, bank: string, id: string, hash: string): Promise<Confirmed> {
  const kept: KeptImport = await keptImports.kept(deps, deps.db, actor.id, id);
  if (kept.checked.bank !== bank || kept.checked.hash !== hash) throw new Refusal('not-found');
  const checked = await check(deps, { bank, defaults: kept.defaults, source: { decoded: kept.checked.decoded } });
  if (checked.hash !== hash) return { again: await keep(deps, actor, kept.fileName, kept.defaults, checked) };
  if (errorsOf(checked.plan).length > 0 || checked.text === undefined) throw new Refusal('bank-broken');
  const count = (state: string) => checked.plan.rows.filter((r) => r.state === state).length;
  const done = { added: count('new'), changed: count('changed') };
  await deps.db.transaction().execute(async (trx) => {
    // Imports wait for each other here; the file is put in place last, so that a refusal leaves no trace.
    const value = instantOf(deps.clock.now());
    await trx.insertInto('setting').values({ key: 'import-lock', value }).onConflict((c) => c.column('key').doUpdateSet({ value })).execute();
    await recordEvent(trx, deps, { actorId: actor.id, deed: 'import-bank', subject: bank, detail: { ...done, ids: checked.plan.rows.filter((r) => r.state === 'new' || r.state === 'changed').map((r) => r.id), hash } });
    await keptImports.drop(trx, id);
    applyBank(deps.config.root, checked);
  });
  return { done };
}

/** The bank as a file, keys and reserved questions included, on record. Refuses `not-found`. */
export async function downloadBank(deps: BankDeps, actor: SignedIn, bank: string, format: FormatId): Promise<Encoded<Uint8Array>> {
  const { material } = loadMaterial(deps.config.root, dayOf(deps.clock.now()));
  const wrong = noBank(deps.config.root, bank, material.banks.keys());
  if (wrong !== undefined) throw new Refusal('not-found', wrong);
  const questions = material.banks.get(bank)?.questions ?? [];
  const made = await writeBankFile(questions, format, namesIn(material.library));
  await recordEvent(deps.db, deps, { actorId: actor.id, deed: 'export-bank', subject: bank, detail: { format, questions: questions.length - made.left.length } });
  return made;
}

/** The template, or what a kept file holds as a sheet to complete. */
export async function bankSheet(deps: BankDeps, actor: SignedIn, id?: string): Promise<Uint8Array> {
  const kept = id === undefined ? undefined : await keptImports.kept(deps, deps.db, actor.id, id);
  const { laws, pages } = namesIn(loadMaterial(deps.config.root, dayOf(deps.clock.now())).material.library);
  return bankXlsx(kept ? kept.checked.decoded.items.map((i) => ({ ...kept.defaults, ...i.draft })) : [], laws, pages);
}
