/** 核验台账: whether one person's ledger is what was written, and every balance kept beside it equals a replay. Pure. */
import { breakIn, type ChainedEntry } from './ledger.ts';
import { monthOf, monthsOf, plusMonth } from './months.ts';

/** A balance as it is kept beside the ledger. */
export interface KeptSum {
  readonly plan_year: number;
  readonly category: string;
  readonly raw_centi: number;
  readonly granted_centi: number;
  readonly months: string;
}

/** The end of a chain as seen once: that entry must be there for good. */
export interface Head {
  readonly number: number;
  readonly hash: string;
}

/** What does not hold, in Chinese, without a full stop. */
export type Fault = string;

const WHY = { 'missing-entry': '缺了这一笔', 'wrong-link': '和前一笔接不上', 'wrong-hash': '内容和当时写下的不一样' } as const;

/** Every balance by replaying the entries, in the order of their numbers. */
export function replay(entries: readonly ChainedEntry[]): Map<string, KeptSum> {
  const sums = new Map<string, KeptSum>();
  for (const e of [...entries].sort((a, b) => a.number - b.number)) {
    const key = `${e.plan_year} ${e.category}`;
    const sum = sums.get(key) ?? { plan_year: e.plan_year, category: e.category, raw_centi: 0, granted_centi: 0, months: '' };
    sums.set(key, { ...sum, raw_centi: sum.raw_centi + e.raw_centi, granted_centi: sum.granted_centi + e.granted_centi, months: plusMonth(sum.months, monthOf(e.on_day), e.granted_centi) });
  }
  return sums;
}

const months = (text: string): string => monthsOf(text).filter(([, centi]) => centi !== 0).map(([month, centi]) => `${month}:${centi}`).join(' ');

/**
 * Everything about one person's ledger that does not hold.
 * @param before the end of the chain as an earlier proof saw it: entries cut off the end leave no other trace.
 */
export function faultsOf(entries: readonly ChainedEntry[], sums: readonly KeptSum[], sha256: (text: string) => string, before?: Head): Fault[] {
  const faults: Fault[] = [];
  const broken = breakIn(entries, sha256);
  if (broken) faults.push(`第 ${broken.number} 笔${WHY[broken.why]}`);
  const ids = new Set(entries.map((e) => e.id));
  for (const e of entries) if (e.rule === 'reversal' && !ids.has(e.source)) faults.push(`第 ${e.number} 笔冲正的那一笔不在台账里`);
  const seen = before && entries.find((e) => e.number === before.number);
  if (before && seen?.hash !== before.hash) faults.push(seen ? `第 ${before.number} 笔和上次核验时不一样` : `上次核验时的第 ${before.number} 笔不见了`);
  const replayed = replay(entries);
  const kept = new Map(sums.map((s) => [`${s.plan_year} ${s.category}`, s]));
  for (const key of new Set([...replayed.keys(), ...kept.keys()])) {
    const [a, b] = [replayed.get(key), kept.get(key)];
    const same = (a?.raw_centi ?? 0) === (b?.raw_centi ?? 0) && (a?.granted_centi ?? 0) === (b?.granted_centi ?? 0) && months(a?.months ?? '') === months(b?.months ?? '');
    if (!same) faults.push(`${key} 的余额是 ${b?.granted_centi ?? 0}，按流水重算是 ${a?.granted_centi ?? 0}（百分之一学分）`);
  }
  return faults;
}
