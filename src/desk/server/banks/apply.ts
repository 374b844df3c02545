/** Puts a checked import in place: the whole file or nothing. */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { Refusal } from '../../../kernel/refusal.ts';
import { bankFile, sha256, type Checked } from './check.ts';

const READ_ONLY = new Set(['EROFS', 'EACCES', 'EPERM']);

/**
 * Writes the bank's file beside the old one and renames it into place, so that a reader sees
 * one or the other. Refuses `bank-changed` when the file is no longer the one that was
 * checked, `bank-read-only` when it may not be written.
 */
export function applyBank(root: string, { bank, text, before }: Pick<Checked, 'bank' | 'text' | 'before'>): void {
  if (text === undefined) return;
  const file = bankFile(root, bank);
  if (sha256(readFileSync(file, 'utf8')) !== before) throw new Refusal('bank-changed');
  const draft = `${file}.${process.pid}.part`;
  try {
    const handle = openSync(draft, 'w');
    try {
      writeSync(handle, text);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    if (error instanceof Error && READ_ONLY.has((error as NodeJS.ErrnoException).code ?? '')) throw new Refusal('bank-read-only');
    throw error;
  }
}
