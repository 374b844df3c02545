/**
 * Takes named files out of a ZIP without trusting what it says of itself. What the directory
 * admits (too many files, too much, squeezed beyond reason) is refused before anything is
 * inflated; sizes are counted again while inflating, for a directory that lies.
 */
import { inflateRawSync } from 'node:zlib';

/** The ZIP is broken, encrypted or of a kind that we do not read. */
export class BadZip extends Error {}
/** The ZIP would unpack to more than the budget, or holds too many files. */
export class ZipTooLarge extends Error {}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const MOST_ENTRIES = 2000;
/** DEFLATE can squeeze a thousandfold; documents stay below a hundred. */
const MOST_RATIO = 200;
/** Small files may be squeezed as they like. */
const RATIO_FROM = 1024 * 1024;

/** The files for which `wanted` says yes, unpacked, at most `budget` bytes together. Throws `BadZip`, `ZipTooLarge`. */
export function unzip(bytes: Uint8Array, wanted: (name: string) => boolean, budget: number, mostEntries = MOST_ENTRIES): Map<string, Uint8Array> {
  try {
    return read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), wanted, budget, mostEntries);
  } catch (error) {
    // A field that points outside the file.
    if (error instanceof RangeError && (error as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE') throw new BadZip('out of range', { cause: error });
    throw error;
  }
}

interface Entry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly size: number;
  readonly local: number;
}

/** The wanted entries of the central directory, its admissions checked. */
function directory(zip: Buffer, wanted: (name: string) => boolean, budget: number, mostEntries: number): Map<string, Entry> {
  let end = zip.length - 22;
  while (end >= 0 && zip.readUInt32LE(end) !== END) end--;
  if (end < 0) throw new BadZip('no directory');
  const count = zip.readUInt16LE(end + 10);
  if (count > mostEntries) throw new ZipTooLarge('entries');
  const entries = new Map<string, Entry>();
  let at = zip.readUInt32LE(end + 16);
  let total = 0;
  for (let n = 0; n < count; n++) {
    if (zip.readUInt32LE(at) !== ENTRY) throw new BadZip('directory');
    const [flags, method, size, unpacked] = [zip.readUInt16LE(at + 8), zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 24)];
    const [nameLength, extra, comment] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32)];
    const local = zip.readUInt32LE(at + 42);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    at += 46 + nameLength + extra + comment;
    if (!wanted(name) || entries.has(name)) continue;
    total += unpacked;
    if (total > budget || (unpacked > RATIO_FROM && unpacked > size * MOST_RATIO)) throw new ZipTooLarge('bytes');
    entries.set(name, { name, flags, method, size, local });
  }
  return entries;
}

function read(zip: Buffer, wanted: (name: string) => boolean, budget: number, mostEntries: number): Map<string, Uint8Array> {
  const out = new Map<string, Uint8Array>();
  let left = budget;
  for (const { name, flags, method, size, local } of directory(zip, wanted, budget, mostEntries).values()) {
    if (flags & 1) throw new BadZip('encrypted');
    if (zip.readUInt32LE(local) !== LOCAL) throw new BadZip('entry');
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    if (start + size > zip.length) throw new BadZip('cut off');
    const body = inflate(zip.subarray(start, start + size), method, left);
    left -= body.length;
    out.set(name, body);
  }
  return out;
}

function inflate(packed: Buffer, method: number, most: number): Uint8Array {
  if (method === 0) {
    if (packed.length > most) throw new ZipTooLarge('bytes');
    return packed;
  }
  if (method !== 8) throw new BadZip(`method ${method}`);
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, most) });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new ZipTooLarge('bytes', { cause: error });
    throw new BadZip('inflate', { cause: error });
  }
}
