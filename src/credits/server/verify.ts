/** Goes through the whole ledger, person by person, in parts that fit into memory. Reads only. */
import type { Deps } from '../../db/portable.ts';
import { asNumber } from '../../db/portable.ts';
import { faultsOf, type Fault, type Head } from '../proof.ts';
import { sha256 } from './append.ts';

export interface Verified {
  readonly people: number;
  readonly entries: number;
  /** By person id, those whose ledger does not hold. */
  readonly faults: ReadonlyMap<string, readonly Fault[]>;
  /** By person id, the end of every chain: to be kept, and held against the next proof. */
  readonly heads: ReadonlyMap<string, Head>;
}

const AT_ONCE = 400;

/**
 * Proves every chain and every balance.
 * @param before ends of chains as an earlier proof saw them; people missing since are faults.
 * @param watch told of progress, in entries.
 * @param stop asked between parts; when it says so the proof ends early with `undefined`.
 */
export async function verifyLedger(deps: Pick<Deps, 'db' | 'engine'>, before: ReadonlyMap<string, Head> = new Map(), watch?: (done: number, total: number) => void, stop?: () => boolean): Promise<Verified | undefined> {
  const total = asNumber((await deps.db.selectFrom('credit_entry').select((e) => e.fn.countAll<string | number>().as('n')).executeTakeFirst())?.n);
  const faults = new Map<string, readonly Fault[]>();
  const heads = new Map<string, Head>();
  let entries = 0;
  watch?.(0, total);
  for (let after: string | undefined = ''; after !== undefined; ) {
    if (stop?.()) return undefined;
    const part = await readPart(deps, after);
    for (const [person, { chain, sums }] of part.people) {
      const wrong = faultsOf(chain, sums, sha256, before.get(person));
      if (wrong.length > 0) faults.set(person, wrong);
      const last = chain.reduce<(typeof chain)[number] | undefined>((a, e) => (!a || e.number > a.number ? e : a), undefined);
      if (last) heads.set(person, { number: last.number, hash: last.hash });
      entries += chain.length;
    }
    watch?.(Math.min(entries, total), total);
    after = part.next;
  }
  for (const [person, head] of before) if (!heads.has(person) && !faults.has(person)) faults.set(person, [`上次核验时的 ${head.number} 笔全部不见了`]);
  return { people: heads.size, entries, faults, heads };
}

/** The next people after this id with their chains and balances, seen at one instant: service goes on meanwhile. */
async function readPart({ db, engine }: Pick<Deps, 'db' | 'engine'>, after: string) {
  const begin = engine === 'postgres' ? db.transaction().setIsolationLevel('repeatable read') : db.transaction();
  return begin.execute(async (trx) => {
    const ids = (await trx.selectFrom('credit_entry').select('person_id').where('person_id', '>', after).distinct().orderBy('person_id').limit(AT_ONCE).execute()).map((r) => r.person_id);
    // The last part has no end: balances of people without any entry lie there as well.
    const next = ids.length === AT_ONCE ? ids.at(-1) : undefined;
    const [chain, sums] = [trx.selectFrom('credit_entry').selectAll().where('person_id', '>', after), trx.selectFrom('credit_sum').selectAll().where('person_id', '>', after)];
    const entries = await (next === undefined ? chain : chain.where('person_id', '<=', next)).execute();
    const kept = await (next === undefined ? sums : sums.where('person_id', '<=', next)).execute();
    const people = new Map<string, { chain: typeof entries; sums: typeof kept }>();
    const of = (id: string) => {
      const found = people.get(id) ?? { chain: [], sums: [] };
      people.set(id, found);
      return found;
    };
    for (const e of entries) of(e.person_id).chain.push(e);
    for (const s of kept) of(s.person_id).sums.push(s);
    return { people, next };
  });
}

/** Ends of chains as lines of text, `person number hash`, in the order of ids. */
export const headsText = (heads: ReadonlyMap<string, Head>): string => [...heads].sort(([a], [b]) => (a < b ? -1 : 1)).map(([person, { number, hash }]) => `${person} ${number} ${hash}\n`).join('');

/** The same again; undefined when the text is none. */
export function headsFrom(text: string): Map<string, Head> | undefined {
  const heads = new Map<string, Head>();
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const [, person, number, hash] = /^(\S+) (\d+) ([0-9a-f]{64})$/.exec(line) ?? [];
    if (!person || !number || !hash) return undefined;
    heads.set(person, { number: Number(number), hash });
  }
  return heads;
}
