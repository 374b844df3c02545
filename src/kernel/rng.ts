/** Chance as a port: the server draws from the operating system, tests and papers from a seed. */
export interface Rng {
  /** `n` random bytes. */
  bytes(n: number): Uint8Array;
  /** A whole number from 0 up to and without `below` (1 to 2^32), each equally likely. */
  below(below: number): number;
}

/** A generator over any source of 32-bit words; rejection keeps {@link Rng.below} free of bias. */
function fromWords(word: () => number): Rng {
  return {
    bytes(n) {
      const out = new Uint8Array(n);
      for (let i = 0; i < n; i++) out[i] = word() & 0xff;
      return out;
    },
    below(below) {
      if (!Number.isInteger(below) || below < 1 || below > 2 ** 32) throw new RangeError(`below(${below})`);
      const limit = 2 ** 32 - (2 ** 32 % below);
      let w = word();
      while (w >= limit) w = word();
      return w % below;
    },
  };
}

/**
 * A seeded generator (xoshiro128** seeded by a 32-bit FNV-1a/splitmix chain of the text):
 * the same seed always gives the same sequence, on every machine. Not for secrets.
 */
export function seededRng(seed: string): Rng {
  let h = 0x811c9dc5;
  for (const ch of seed) {
    h ^= ch.codePointAt(0) ?? 0;
    h = Math.imul(h, 0x01000193) >>> 0;
  }
  const split = () => {
    h = (h + 0x9e3779b9) >>> 0;
    let z = h;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return (z ^ (z >>> 16)) >>> 0;
  };
  let [a, b, c, d] = [split(), split(), split(), split() | 1];
  const rotl = (x: number, k: number) => ((x << k) | (x >>> (32 - k))) >>> 0;
  return fromWords(() => {
    const result = Math.imul(rotl(Math.imul(b, 5) >>> 0, 7), 9) >>> 0;
    const t = (b << 9) >>> 0;
    c = (c ^ a) >>> 0;
    d = (d ^ b) >>> 0;
    b = (b ^ c) >>> 0;
    a = (a ^ d) >>> 0;
    c = (c ^ t) >>> 0;
    d = rotl(d, 11);
    return result;
  });
}

/** The platform's cryptographic generator (Web Crypto), for ids, tokens and seeds. */
export const systemRng: Rng = {
  bytes: (n) => globalThis.crypto.getRandomValues(new Uint8Array(n)),
  below: fromWords(drawnAhead()).below,
};

/** Words of the platform's generator, drawn many at a time: one call for each would cost a drawn paper more than the drawing. Each is used once and wiped. */
function drawnAhead(): () => number {
  const words = new Uint32Array(1024);
  let left = 0;
  return () => {
    if (left === 0) left = globalThis.crypto.getRandomValues(words).length;
    const word = words[--left] ?? 0;
    words[left] = 0;
    return word;
  };
}

/** `items` in a new order (Fisher–Yates), every order equally likely. */
export function shuffled<T>(items: readonly T[], rng: Rng): T[] {
  const out = [...items];
  for (let i = out.length - 1; i > 0; i--) {
    const j = rng.below(i + 1);
    [out[i], out[j]] = [out[j] as T, out[i] as T];
  }
  return out;
}
