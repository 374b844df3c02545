/**
 * The application: everything a request may need, made once at start. Use cases take
 * only the part they name, so that tests can hand them just that.
 */
import type { Deps } from '../db/portable.ts';
import type { Library } from '../library/schema.ts';
import type { Quizzes } from '../quiz/server/load.ts';
import type { Plan } from '../plans/schema.ts';
import type { Config } from './config.ts';
import type { Log } from './log.ts';

export interface App extends Deps {
  readonly config: Config;
  readonly log: Log;
  readonly library: Library;
  readonly quizzes: Quizzes;
  /** Plans by year. */
  readonly plans: ReadonlyMap<number, Plan>;
}
