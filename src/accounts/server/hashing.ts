/**
 * Password hashing, one at a time: argon2id takes 15 ms of a core and 19 MiB. A rush of
 * people signing in waits in this queue (about 60 a second), while a colleague's answers
 * keep being saved on the other core.
 */
import { hash, verify } from '@node-rs/argon2';
import { Refusal } from '../../kernel/refusal.ts';
import type { Rng } from '../../kernel/rng.ts';

/** Longest queue: beyond it (some 30 s) waiting is worse than being asked to come again. */
const LONGEST_QUEUE = 2000;
let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

function queued<T>(work: () => Promise<T>): Promise<T> {
  if (waiting >= LONGEST_QUEUE) throw new Refusal('too-many-requests');
  waiting += 1;
  const done = last.then(work, work).finally(() => {
    waiting -= 1;
  });
  last = done.catch(() => undefined);
  return done;
}

/** OWASP's parameters for argon2id: 19 MiB, two passes. */
const FULL = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/**
 * A one-time password is 59 random bits: stretching adds nothing that guessing could
 * overcome, and an import of 3,000 people must not take a minute.
 */
const ONE_TIME = { memoryCost: 1024, timeCost: 1, parallelism: 1 };

const salted = (rng: Rng) => ({ salt: rng.bytes(16) });

/** argon2id in PHC text. */
export const hashPassword = (password: string, rng: Rng): Promise<string> => queued(() => hash(password, { ...FULL, ...salted(rng) }));
export const hashOneTime = (password: string, rng: Rng): Promise<string> => queued(() => hash(password, { ...ONE_TIME, ...salted(rng) }));

let decoy: Promise<string> | undefined;

/**
 * Whether the password is the one hashed. Without a hash (unknown staff number), or with
 * the light one of a one-time password, the same work is done, so that the time taken
 * tells nothing about the account.
 */
export async function verifyPassword(stored: string | undefined, password: string, rng: Rng): Promise<boolean> {
  decoy ??= hashPassword('no account has this password', rng);
  const heavy = await decoy;
  const right = stored !== undefined && (await queued(() => verify(stored, password)));
  if (!stored?.includes(`m=${FULL.memoryCost}`)) await queued(() => verify(heavy, password));
  return right;
}
