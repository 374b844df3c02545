/** Migrations by name, oldest first. */
import type { Migration } from 'kysely/migration';
import * as first from './2026-11-23-first.ts';

export const migrations: Record<string, Migration> = {
  '2026-11-23-first': first,
};
