/** A ZIP file of a few texts, stored without compression (APPNOTE 6.3; names in UTF-8, flag bit 11). Small enough not to need a package. */

export interface ZipEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

/** CRC-32 as ZIP uses it. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** Little-endian fields: [value, bytes]. */
function fields(list: readonly (readonly [value: number, bytes: 2 | 4])[]): Uint8Array {
  const out = new Uint8Array(list.reduce((sum, [, n]) => sum + n, 0));
  const view = new DataView(out.buffer);
  let at = 0;
  for (const [value, n] of list) {
    if (n === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += n;
  }
  return out;
}

/**
 * The file. Every entry carries the same `day` (`YYYY-MM-DD`, 1980 to 2107), so that equal content gives equal bytes.
 * At most 65,535 entries and 4 GB, as for any ZIP without extensions.
 */
export function zipOf(entries: readonly ZipEntry[], day: string): Uint8Array {
  const [y = 1980, m = 1, d = 1] = day.split('-').map(Number);
  const date = ((y - 1980) << 9) | (m << 5) | d;
  const chunks: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const { name, bytes } of entries) {
    const label = new TextEncoder().encode(name);
    const common = [[20, 2], [0x0800, 2], [0, 2], [0, 2], [date, 2], [crc32(bytes), 4], [bytes.length, 4], [bytes.length, 4], [label.length, 2], [0, 2]] as const;
    const local = fields([[0x04034b50, 4], ...common]);
    directory.push(fields([[0x02014b50, 4], [20, 2], ...common, [0, 2], [0, 2], [0, 2], [0, 4], [at, 4]]), label);
    chunks.push(local, label, bytes);
    at += local.length + label.length + bytes.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = fields([[0x06054b50, 4], [0, 2], [0, 2], [entries.length, 2], [entries.length, 2], [size, 4], [at, 4], [0, 2]]);
  const parts = [...chunks, ...directory, end];
  const out = new Uint8Array(at + size + end.length);
  let to = 0;
  for (const part of parts) {
    out.set(part, to);
    to += part.length;
  }
  return out;
}
