/**
 * The application: everything a request may need, made once at start. Use cases take
 * only the part they name, so that tests can hand them just that.
 */
import type { AccessSettings } from '../accounts/access.ts';
import type { Key } from '../accounts/server/seal.ts';
import type { Deps } from '../db/portable.ts';
import type { Library } from '../library/schema.ts';
import type { Quizzes } from '../quiz/server/load.ts';
import type { Plan } from '../plans/schema.ts';
import type { PlanBook } from '../plans/server/versions.ts';
import type { Office } from '../reports/server/office.ts';
import type { Config } from './config.ts';
import type { Log } from './log.ts';

export interface App extends Deps {
  readonly config: Config;
  readonly access: AccessSettings;
  /** Seals what must not be read from a copy of the database. */
  readonly key: Key;
  readonly log: Log;
  readonly library: Library;
  readonly quizzes: Quizzes;
  /** Plans in force, by year; live. */
  readonly plans: ReadonlyMap<number, Plan>;
  /** Their versions, and what the files say. */
  readonly planBook: PlanBook;
  /** Counts reports without delaying anybody. */
  readonly office: Office;
}
