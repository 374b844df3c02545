/** The library packed once for all threads of a build: handing it over anew packs it anew for each, a third of a second with 10,000 entries. */
import { deserialize, serialize } from 'node:v8';
import type { Library } from '../schema.ts';

/** A library in memory that threads share. */
export type Packed = SharedArrayBuffer;

/** Packs it; whoever needs it unpacks a copy of their own. */
export function pack(library: Library): Packed {
  const bytes = serialize(library);
  const packed = new SharedArrayBuffer(bytes.length);
  new Uint8Array(packed).set(bytes);
  return packed;
}

/** A copy of what was packed. */
export const unpack = (packed: Packed): Library => deserialize(new Uint8Array(packed)) as Library;
