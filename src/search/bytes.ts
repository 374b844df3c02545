/** Numbers of variable length: seven bits a byte, the last byte below 128. Small: it runs in the browser. */

/** Appends a whole number of at most 32 bits. */
export function writeNumber(out: number[], n: number): void {
  let rest = n;
  for (; rest >= 128; rest = Math.floor(rest / 128)) out.push((rest % 128) + 128);
  out.push(rest);
}

/** Reads numbers one after the other. Past the end it reads zeros. */
export class Reader {
  at = 0;
  readonly bytes: Uint8Array;
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  number(): number {
    let value = 0;
    let unit = 1;
    for (; (this.bytes[this.at] ?? 0) >= 128; this.at++, unit *= 128) value += ((this.bytes[this.at] ?? 0) - 128) * unit;
    return value + (this.bytes[this.at++] ?? 0) * unit;
  }

  /** The next so many bytes. */
  take(length: number): Uint8Array {
    const out = this.bytes.subarray(this.at, this.at + length);
    this.at += length;
    return out;
  }
}
