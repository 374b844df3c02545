import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acknowledge, choose, dropPending, given, merge, nextSeq, nextToSend, readKept, savedCount, writeKept, type Answers, type Given } from './queue.ts';

const none: Answers = merge([], []);

describe('seq', () => {
  it('follows the time of choosing and never stands still', () => {
    expect(nextSeq(undefined, 0, 0)).toBe(1);
    expect(nextSeq(undefined, 1_000, 6_250)).toBe(52);
    expect(nextSeq({ value: 'A', seq: 52 }, 1_000, 6_250)).toBe(53);
    // A device whose clock runs behind still gets past what it knows.
    expect(nextSeq({ value: 'A', seq: 900 }, 1_000, 0)).toBe(901);
  });
  it('fits the column for years', () => {
    expect(nextSeq(undefined, 0, 6 * 365 * 86_400_000)).toBeLessThan(2 ** 31);
  });
});

describe('the queue', () => {
  it('sends what was chosen first, and only the latest of a question', () => {
    const a = choose(choose(choose(none, 2, 'A', 5), 1, 'B', 6), 2, 'C', 7);
    expect(nextToSend(a)).toEqual({ pos: 1, given: { value: 'B', seq: 6 } });
    expect(given(a, 2)).toEqual({ value: 'C', seq: 7 });
  });
  it('keeps a choice made while an older one was on its way', () => {
    const a = acknowledge(choose(choose(none, 1, 'A', 1), 1, 'B', 2), 1, { stored: { value: 'A', seq: 1 } });
    expect(nextToSend(a)).toEqual({ pos: 1, given: { value: 'B', seq: 2 } });
    expect(given(a, 1)?.value).toBe('B');
  });
  it('takes over what another window chose later', () => {
    const a = acknowledge(choose(none, 1, 'A', 4), 1, { stored: { value: 'D', seq: 9 } });
    expect(nextToSend(a)).toBeUndefined();
    expect(given(a, 1)?.value).toBe('D');
  });
  it('counts only what the server confirmed, and not what was taken back', () => {
    const a = acknowledge(acknowledge(choose(choose(none, 1, 'A', 1), 2, '', 2), 1, { stored: { value: 'A', seq: 1 } }), 2, { stored: { value: '', seq: 2 } });
    expect(savedCount(choose(a, 3, 'B', 3))).toBe(1);
  });
  it('drops what can never be saved, unless something newer was chosen', () => {
    expect(nextToSend(dropPending(choose(none, 1, 'Z', 1), 1, 1))).toBeUndefined();
    expect(nextToSend(dropPending(choose(none, 1, 'A', 2), 1, 1))).toBeDefined();
  });
});

describe('what the device keeps', () => {
  it('survives writing and reading, and nonsense reads as nothing', () => {
    const kept = { pending: [[3, { value: 'AC', seq: 12 }]] as [number, Given][], flags: [1, 5], at: 3 };
    expect(readKept(writeKept(kept))).toEqual({ v: 1, ...kept });
    for (const text of [null, '', '{', '[]', '{"v":2}', 'null']) expect(readKept(text)).toBeUndefined();
  });
});

/** A model of the server's rule: a higher seq stands. */
class Server {
  readonly stored = new Map<number, Given>();
  save(pos: number, g: Given): { stored: Given } {
    const before = this.stored.get(pos);
    const stored = before && before.seq >= g.seq ? before : g;
    this.stored.set(pos, stored);
    return { stored };
  }
}

it('ends with the last choice of each question on the server and in every window, whatever happens between', () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('choose' as const), window: fc.nat(1), pos: fc.integer({ min: 1, max: 3 }), value: fc.constantFrom('', 'A', 'B', 'C', 'D') }),
    fc.record({ do: fc.constantFrom('send' as const, 'lose-answer' as const, 'reload' as const), window: fc.nat(1) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const server = new Server();
      const windows: Answers[] = [none, none];
      const last = new Map<number, string>();
      const of = (w: number): Answers => windows[w] ?? none;
      const send = (w: number, told: boolean) => {
        const next = nextToSend(of(w));
        if (!next) return;
        const receipt = server.save(next.pos, next.given);
        if (told) windows[w] = acknowledge(of(w), next.pos, receipt);
      };
      steps.forEach((s, i) => {
        // One second between steps: people choose one after the other.
        if (s.do === 'choose') {
          windows[s.window] = choose(of(s.window), s.pos, s.value, nextSeq(given(of(s.window), s.pos), 0, (i + 1) * 1_000));
          last.set(s.pos, s.value);
        } else if (s.do === 'reload') windows[s.window] = merge(server.stored, readKept(writeKept({ pending: [...of(s.window).pending], flags: [], at: 1 }))?.pending ?? []);
        else send(s.window, s.do === 'send');
      });
      for (const w of [0, 1]) while (nextToSend(of(w))) send(w, true);
      for (const [pos, value] of last) {
        expect(server.stored.get(pos)?.value).toBe(value);
        for (const w of [0, 1]) expect(given(merge(server.stored, [], of(w)), pos)?.value).toBe(value);
      }
    }),
    { numRuns: 500 },
  );
});
