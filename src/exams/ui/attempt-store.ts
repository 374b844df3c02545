/**
 * An attempt in the browser: keeps every choice on the device first, sends it, and lets go
 * of it only when the server has confirmed it. Knows nothing of React. Safe for two windows,
 * reloads, the back button and a line that comes and goes.
 */
import { acknowledge, choose, dropPending, given, merge, nextSeq, nextToSend, type Answers, type Given } from '../queue.ts';
import type { AttemptView, HandInReceipt } from '../view.ts';
import { attemptClient } from './attempt-client.ts';
import { attemptKept } from './attempt-kept.ts';
import { onWindow } from './attempt-window.ts';

export interface Snapshot {
  readonly answers: Answers;
  readonly flags: ReadonlySet<number>;
  /** The question being read, or the check before handing in. */
  readonly at: number | 'check';
  readonly line: 'good' | 'broken' | 'signed-out';
  /** End of the attempt, ms; an organiser may move it while the attempt runs. */
  readonly closesAt: number;
  /** When the server last confirmed a save, ISO. */
  readonly savedAt: string | undefined;
  readonly phase: 'sitting' | 'handing' | 'done';
  readonly receipt: HandInReceipt | undefined;
  /** Choices that could not be confirmed before the end. */
  readonly lost: number;
  readonly message: string | undefined;
}

export interface AttemptStore {
  subscribe(listener: () => void): () => void;
  get(): Snapshot;
  /** As the page was rendered, before anything of this device was read. */
  first(): Snapshot;
  /** The server's time, ms. */
  now(): number;
  choose(pos: number, value: string): void;
  flag(pos: number): void;
  go(at: number | 'check'): void;
  /** Hands in; with `atEnd` it keeps trying until the server has answered. */
  handIn(atEnd?: boolean): Promise<void>;
  /** Asks the server how things stand: its clock, the end, answers from other devices. */
  sync(): Promise<void>;
  /** The time seems over: hands in, unless the server says that there is more of it. */
  end(): Promise<void>;
  /** Starts talking to the server; returns how to stop. */
  start(): () => void;
}

const RETRY_MS = [500, 1_000, 2_000, 4_000, 8_000] as const;

export function attemptStore(view: AttemptView): AttemptStore {
  const server = attemptClient(view.attempt);
  const device = attemptKept(view.attempt);
  const startedAt = Date.parse(view.startedAt);
  const ofView = (v: AttemptView) => v.answers.map((a): [number, Given] => [a.pos, { value: a.value, seq: a.seq }]);
  const first: Snapshot = {
    answers: merge(ofView(view), []),
    flags: new Set(),
    at: 1,
    line: 'good',
    closesAt: Date.parse(view.closesAt),
    savedAt: view.answers.map((a) => a.savedAt).sort().at(-1),
    phase: 'sitting',
    receipt: undefined,
    lost: 0,
    message: undefined,
  };
  let snap = first;
  let offset = Date.parse(view.now) - Date.now();
  let failures = 0;
  /** The server has said that no answer is taken any more. */
  let closed = false;
  let pumping: Promise<void> | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();

  const set = (change: Partial<Snapshot>): void => {
    snap = { ...snap, ...change };
    for (const l of listeners) l();
  };
  /** Another window may keep answers of its own under the same key: merged, never overwritten. */
  const keep = (): void => {
    const answers = merge([], device.read()?.pending ?? [], snap.answers);
    if (answers.pending.size !== snap.answers.pending.size) snap = { ...snap, answers };
    device.write({ pending: [...answers.pending], flags: [...snap.flags], at: snap.at === 'check' ? 1 : snap.at });
  };
  const failed = (line: 'broken' | 'signed-out'): void => {
    set({ line });
    const wait = RETRY_MS[Math.min(failures++, RETRY_MS.length - 1)] ?? 8_000;
    clearTimeout(retry);
    retry = setTimeout(() => void pump(), wait);
  };

  /** Sends one answer; true when the queue may go on. */
  async function sendOne(pos: number, g: Given): Promise<boolean> {
    const receipt = await server.send(pos, g);
    if (typeof receipt === 'object') {
      failures = 0;
      set({ answers: acknowledge(snap.answers, pos, receipt), savedAt: receipt.savedAt, line: 'good', message: undefined });
      keep();
      return true;
    }
    if (receipt === 'refused') {
      set({ answers: dropPending(snap.answers, pos, g.seq), message: `第 ${pos} 题的选择没有被接受，请重新选一次。` });
      keep();
      return true;
    }
    if (receipt === 'closed') {
      // What is left is to fetch the receipt.
      closed = true;
      void store.handIn(true);
      return false;
    }
    failed(receipt);
    return false;
  }

  async function sendAll(): Promise<void> {
    clearTimeout(retry);
    for (let next = nextToSend(snap.answers); next && !closed; next = nextToSend(snap.answers)) if (!(await sendOne(next.pos, next.given))) return;
  }

  /** Sends what waits, one after the other, oldest first. Who calls while it runs waits for the same run. */
  function pump(): Promise<void> {
    pumping ??= sendAll().finally(() => (pumping = undefined));
    return pumping;
  }

  /** Asks the server how things stand: its clock, answers from other devices, whether it is over. */
  async function sync(): Promise<void> {
    if (snap.phase === 'done') return;
    const asked = Date.now();
    const told = await server.look();
    if (typeof told === 'string') {
      if (told === 'signed-out') set({ line: told });
      return;
    }
    offset = Date.parse(told.now) - (asked + Date.now()) / 2;
    if (told.state === 'handed') {
      closed = true;
      return store.handIn(true);
    }
    set({ answers: merge(ofView(told), device.read()?.pending ?? [], snap.answers), line: 'good', closesAt: Date.parse(told.closesAt) });
    void pump();
  }

  async function handInOnce(): Promise<boolean> {
    const receipt = await server.handIn();
    if (typeof receipt === 'string') {
      if (receipt === 'signed-out') set({ line: receipt });
      return false;
    }
    set({ phase: 'done', receipt, lost: snap.answers.pending.size });
    device.forget();
    return true;
  }

  const store: AttemptStore = {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get: () => snap,
    first: () => first,
    now: () => Date.now() + offset,
    choose(pos, value) {
      if (snap.phase !== 'sitting') return;
      const known = given(snap.answers, pos);
      if ((known?.value ?? '') === value) return;
      set({ answers: choose(snap.answers, pos, value, nextSeq(known, startedAt, store.now())) });
      keep();
      void pump();
    },
    flag(pos) {
      const flags = new Set(snap.flags);
      if (!flags.delete(pos)) flags.add(pos);
      set({ flags });
      keep();
    },
    go(at) {
      set({ at });
      keep();
    },
    sync,
    async end() {
      await sync();
      if (snap.closesAt <= store.now()) await store.handIn(true);
    },
    async handIn(atEnd = false) {
      if (snap.phase !== 'sitting') return;
      set({ phase: 'handing', message: undefined });
      for (let n = 0; ; n++) {
        // Nobody hands in over answers that have not arrived, unless time is over anyway.
        await pump();
        if (!atEnd && !closed && snap.answers.pending.size > 0) {
          return set({ phase: 'sitting', message: `还有 ${snap.answers.pending.size} 题的答案没有送到服务器，暂时不能交卷。答案已经留在本机，网络恢复后会自动保存。` });
        }
        if (await handInOnce()) return;
        if (!atEnd && !closed) return set({ phase: 'sitting', message: '网络不通，还没有交上。答案都已保存，请稍后再点一次“交卷”。' });
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS[Math.min(n, RETRY_MS.length - 1)]));
      }
    },
    start() {
      const kept = device.read();
      const answers = merge([], kept?.pending ?? [], snap.answers);
      const open = view.questions.find((q) => !given(answers, q.pos)?.value)?.pos ?? 1;
      set({ answers, flags: new Set(kept?.flags ?? []), at: kept?.at && kept.at <= view.questions.length ? kept.at : open });
      const stop = onWindow({
        stored(e) {
          const other = device.heard(e);
          if (other) set({ answers: merge([], other.pending, snap.answers), flags: new Set(other.flags) });
        },
        shown: () => void sync(),
        online: () => void pump(),
        unsent: () => snap.answers.pending.size > 0 && snap.phase !== 'done',
      });
      void sync();
      void pump();
      return () => {
        clearTimeout(retry);
        stop();
      };
    },
  };
  return store;
}
