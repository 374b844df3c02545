/** Progress of practice: kept on this device only, one entry for each address of a round; not on a self-service machine. */
export interface Progress {
  readonly seed: string;
  /** Handle → outcome of the first answer in this round. */
  readonly done: Readonly<Record<string, 'right' | 'partial' | 'wrong'>>;
  readonly at: number;
}

const keyOf = (bank: string): string => `pufa:practice:${bank}`;
const OUTCOMES = ['right', 'partial', 'wrong'];

export function readProgress(bank: string): Progress | undefined {
  try {
    const data = JSON.parse(localStorage.getItem(keyOf(bank)) ?? 'null') as Partial<Progress> | null;
    if (typeof data?.seed !== 'string' || !/^[a-z0-9-]{1,40}$/.test(data.seed) || typeof data.done !== 'object') return undefined;
    const done = Object.fromEntries(Object.entries(data.done).filter(([, v]) => OUTCOMES.includes(v)));
    return { seed: data.seed, done, at: Number.isInteger(data.at) ? Math.max(0, data.at ?? 0) : 0 };
  } catch {
    return undefined;
  }
}

export function writeProgress(bank: string, progress: Progress): void {
  if ('kiosk' in document.documentElement.dataset) return;
  try {
    localStorage.setItem(keyOf(bank), JSON.stringify(progress));
  } catch {
    // Progress is a convenience: practice goes on without.
  }
}

/** A fresh round. The seed orders questions and options; it guards nothing. */
export const newProgress = (): Progress => ({ seed: Math.random().toString(36).slice(2, 12) || 'a', done: {}, at: 0 });
