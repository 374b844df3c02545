/** Migrations by name, oldest first. Names must sort in this order: Kysely refuses one that slips in before a name already run. */
import type { Migration } from 'kysely/migration';
import * as first from './2026-11-23-first.ts';
import * as publicFeedback from './2026-11-23-public-feedback.ts';
import * as sittings from './2026-11-26-sittings.ts';
import * as wrongKey from './2026-11-26-wrong-key.ts';
import * as wrongQuestions from './2026-11-26-wrong-questions.ts';
import * as yearAudit from './2026-11-26-year-audit.ts';
import * as yearClosing from './2026-11-26-year-closing.ts';
import * as yearFacts from './2026-11-26-year-facts.ts';
import * as yearOffline from './2026-11-26-year-offline.ts';
import * as yearProjections from './2026-11-26-year-projections.ts';
import * as yearRoster from './2026-11-26-year-roster.ts';
import * as yearSignIn from './2026-11-26-year-sign-in.ts';
import * as yearVersions from './2026-11-26-year-versions.ts';

export const migrations: Record<string, Migration> = {
  '2026-11-23-first': first,
  '2026-11-23-public-feedback': publicFeedback,
  '2026-11-26-sittings': sittings,
  '2026-11-26-wrong-key': wrongKey,
  '2026-11-26-wrong-questions': wrongQuestions,
  '2026-11-26-year-audit': yearAudit,
  '2026-11-26-year-closing': yearClosing,
  '2026-11-26-year-facts': yearFacts,
  '2026-11-26-year-offline': yearOffline,
  '2026-11-26-year-projections': yearProjections,
  '2026-11-26-year-roster': yearRoster,
  '2026-11-26-year-sign-in': yearSignIn,
  '2026-11-26-year-versions': yearVersions,
};
