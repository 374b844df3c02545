/**
 * What must be read again (a second factor's secret) is kept sealed, what must only be compared
 * (recovery codes) as an HMAC, both with a key that is not in the database: a copy of the
 * database alone opens nothing.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Rng } from '../../kernel/rng.ts';

export type Key = Uint8Array;

/** 32 bytes from a text of the operator's (`SECRET_KEY`). */
export const keyFrom = (text: string): Key => createHash('sha256').update(`pufa:${text}`).digest();

/** The key in this file, made at the first start and readable by its owner alone. Of several processes starting at once, one makes it. */
export function keyInFile(file: string, rng: Rng): Key {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    try {
      writeFileSync(file, Buffer.from(rng.bytes(32)).toString('base64'), { mode: 0o600, flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  return keyFrom(readFileSync(file, 'utf8').trim());
}

/** AES-256-GCM. `about` (whose it is) is bound to it, so that a row copied to another person opens nothing. */
export function seal(key: Key, text: string, about: string, rng: Rng): string {
  const iv = rng.bytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(about));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
}

/** The text sealed; undefined when the key or `about` is another. */
export function unseal(key: Key, sealed: string, about: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64url');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

/** HMAC-SHA-256 in hex. */
export const keyedHash = (key: Key, text: string): string => createHmac('sha256', key).update(text).digest('hex');
