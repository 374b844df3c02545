/**
 * Identifiers. Every stored thing is named by a UUIDv7 (RFC 9562): sortable by
 * the time of making, unguessable in its last 74 bits.
 */
import type { Rng } from './rng.ts';

/** A new UUIDv7 for the instant `ms` (milliseconds since 1970, UTC), its tail drawn from `rng`. */
export function newId(ms: number, rng: Rng): string {
  const bytes = rng.bytes(16);
  let rest = ms;
  for (let i = 5; i >= 0; i--) {
    bytes[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const FORM = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Whether `text` has the form of an identifier made by {@link newId}. */
export function isId(text: string): boolean {
  return FORM.test(text);
}
