/** Reads the files of a ZIP (a spreadsheet is one), by its central directory. */
import { inflateRawSync } from 'node:zlib';

export const strFromU8 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

export function unzipSync(zip: Buffer): Record<string, Uint8Array> {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  let at = zip.readUInt32LE(end + 16);
  const out: Record<string, Uint8Array> = {};
  for (let n = zip.readUInt16LE(end + 10); n > 0; n--) {
    const method = zip.readUInt16LE(at + 10);
    const size = zip.readUInt32LE(at + 20);
    const [name, extra, comment] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32)];
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const body = zip.subarray(start, start + size);
    out[zip.toString('utf8', at + 46, at + 46 + name)] = method === 8 ? inflateRawSync(body) : body;
    at += 46 + name + extra + comment;
  }
  return out;
}
