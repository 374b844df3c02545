/** Finds planted secrets in what a build or a server gives away. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

export interface CanaryFound {
  readonly file: string;
  readonly canary: string;
}

/** Files below `dir` (compressed ones are opened) that hold a canary, in any of the ways text is written in files. */
export function findCanaries(dir: string, canaries: readonly string[]): CanaryFound[] {
  const found: CanaryFound[] = [];
  for (const name of readdirSync(dir)) {
    const path = join(dir, name);
    if (statSync(path).isDirectory()) {
      found.push(...findCanaries(path, canaries));
      continue;
    }
    const text = contentOf(path);
    for (const canary of canaries) if (canariesIn(text, canary)) found.push({ file: path, canary });
  }
  return found;
}

/** Whether the text holds the canary plainly, percent-encoded, as JSON or HTML escapes, or in base64. */
export function canariesIn(text: string, canary: string): boolean {
  const bytes = Buffer.from(canary);
  const escaped = JSON.stringify(canary).slice(1, -1);
  const ascii = [...canary].map((ch) => (ch.charCodeAt(0) > 127 ? `\\u${ch.charCodeAt(0).toString(16).padStart(4, '0')}` : ch)).join('');
  const html = [...canary].map((ch) => (ch.charCodeAt(0) > 127 ? `&#x${ch.charCodeAt(0).toString(16)};` : ch)).join('');
  // Base64 of the middle of the text in its three alignments.
  const base64 = [0, 1, 2].map((n) => Buffer.concat([Buffer.alloc(n), bytes]).toString('base64').slice(4, -4));
  return [canary, escaped, ascii, html, encodeURIComponent(canary), ...base64.filter((b) => b.length >= 8)].some((form) => text.includes(form));
}

function contentOf(path: string): string {
  const raw = readFileSync(path);
  if (path.endsWith('.br')) return brotliDecompressSync(raw).toString('utf8');
  if (path.endsWith('.gz')) return gunzipSync(raw).toString('utf8');
  return raw.toString('utf8');
}
