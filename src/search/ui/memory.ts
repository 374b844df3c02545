/** Recent searches in the browser's storage; never on a self-service machine, which forgets the person before. */
import { RECENT_KEY, readRecent, withRecent } from '../recent.ts';

const mayKeep = (): boolean => document.documentElement.dataset.kiosk === undefined;

/** The last questions, newest first. */
export function recent(): string[] {
  try {
    return mayKeep() ? readRecent(localStorage.getItem(RECENT_KEY)) : [];
  } catch {
    return [];
  }
}

export function remember(question: string): void {
  try {
    if (mayKeep()) localStorage.setItem(RECENT_KEY, JSON.stringify(withRecent(recent(), question)));
  } catch {
    // Storage switched off: nothing is kept, nothing is lost.
  }
}

export function forget(): void {
  try {
    localStorage.removeItem(RECENT_KEY);
  } catch {
    // As above.
  }
}
