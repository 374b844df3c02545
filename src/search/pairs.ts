/** Numbers of pairs of signs: a table without strings, since most of the time of counting went into putting pairs together. */
export class PairNumbers {
  #keys = new Uint32Array(1 << 16);
  #numbers = new Uint32Array(1 << 16);
  #size = 0;

  /** The number of the pair; `next` when it is new, and kept from then on. */
  of(first: number, second: number, next: number): number {
    const key = (first * 0x10000 + second) >>> 0;
    const at = this.#place(key);
    if (this.#keys[at] === key) return this.#numbers[at] ?? 0;
    this.#keys[at] = key;
    this.#numbers[at] = next;
    if (++this.#size * 2 > this.#keys.length) this.#grow();
    return next;
  }

  #place(key: number): number {
    const mask = this.#keys.length - 1;
    let at = (Math.imul(key, 0x9e3779b1) >>> 12) & mask;
    // No pair has the key 0: no sign has the code 0.
    while (this.#keys[at] !== 0 && this.#keys[at] !== key) at = (at + 1) & mask;
    return at;
  }

  #grow(): void {
    const [keys, numbers] = [this.#keys, this.#numbers];
    this.#keys = new Uint32Array(2 * keys.length);
    this.#numbers = new Uint32Array(2 * keys.length);
    keys.forEach((key, i) => {
      if (key === 0) return;
      const at = this.#place(key);
      this.#keys[at] = key;
      this.#numbers[at] = numbers[i] ?? 0;
    });
  }
}
