/** A mock exam that was begun: on this device only, not on a self-service machine. */
import { newProgress } from './practice-store.ts';

export interface MockState {
  readonly seed: string;
  /** When it was begun, in ms since 1970. */
  readonly begun: number;
  /** By handle. */
  readonly answers: Readonly<Record<string, string>>;
}

const keyOf = (paper: string): string => `pufa:practice-mock:${paper}`;

export const newMock = (now: number): MockState => ({ seed: newProgress().seed, begun: now, answers: {} });

export function readMock(paper: string): MockState | undefined {
  try {
    const data = JSON.parse(localStorage.getItem(keyOf(paper)) ?? 'null') as Partial<MockState> | null;
    if (typeof data?.seed !== 'string' || !/^[a-z0-9]{1,40}$/.test(data.seed) || typeof data.begun !== 'number' || typeof data.answers !== 'object' || data.answers === null) return undefined;
    return { seed: data.seed, begun: data.begun, answers: Object.fromEntries(Object.entries(data.answers).filter(([, v]) => typeof v === 'string')) };
  } catch {
    return undefined;
  }
}

/** Keeps the paper, or forgets it when there is none any more. */
export function writeMock(paper: string, state: MockState | undefined): void {
  if ('kiosk' in document.documentElement.dataset) return;
  try {
    if (state) localStorage.setItem(keyOf(paper), JSON.stringify(state));
    else localStorage.removeItem(keyOf(paper));
  } catch {
    // Without storage the paper lives as long as the page.
  }
}
