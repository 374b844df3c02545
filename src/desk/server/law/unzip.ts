/**
 * Takes named files out of a ZIP without trusting what it says of itself: sizes are counted
 * while inflating, and what would grow beyond the budget is refused before it is held.
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

/** The files for which `wanted` says yes, unpacked, at most `budget` bytes together. Throws `BadZip`, `ZipTooLarge`. */
export function unzip(bytes: Uint8Array, wanted: (name: string) => boolean, budget: number): Map<string, Uint8Array> {
  try {
    return read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), wanted, budget);
  } catch (error) {
    // A field that points outside the file.
    if (error instanceof RangeError && (error as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE') throw new BadZip('out of range', { cause: error });
    throw error;
  }
}

function read(zip: Buffer, wanted: (name: string) => boolean, budget: number): Map<string, Uint8Array> {
  let end = zip.length - 22;
  while (end >= 0 && zip.readUInt32LE(end) !== END) end--;
  if (end < 0) throw new BadZip('no directory');
  const count = zip.readUInt16LE(end + 10);
  if (count > MOST_ENTRIES) throw new ZipTooLarge('entries');
  const out = new Map<string, Uint8Array>();
  let at = zip.readUInt32LE(end + 16);
  let left = budget;
  for (let n = 0; n < count; n++) {
    if (zip.readUInt32LE(at) !== ENTRY) throw new BadZip('directory');
    const [flags, method, size] = [zip.readUInt16LE(at + 8), zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const [nameLength, extra, comment] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32)];
    const local = zip.readUInt32LE(at + 42);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    at += 46 + nameLength + extra + comment;
    if (!wanted(name) || out.has(name)) continue;
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
