/** 两步验证 of a signed-in person, as its page asks for it: begin, confirm, new codes, off. */
import { Refusal } from '../../kernel/refusal.ts';
import type { SignedIn } from './env.ts';
import { factorOf, newSecret, renewCodes, setUp, toScan, turnOff, checkCode, type FactorDeps } from './second-factor.ts';
import { clearFailures } from './store.ts';
import { putStep, stepNamed, takeStep } from './steps.ts';

/** Named by the person, not by a cookie: a session of theirs is what asks. */
const stepId = (personId: string): string => `own:${personId}`;

/** Shows a new secret to scan, for ten minutes. Whoever has a factor already proves it by a code of it first. Refuses as `checkCode`. */
export async function beginFactor(deps: FactorDeps, person: SignedIn, code: string): Promise<void> {
  if (await factorOf(deps.db, person.id)) {
    await checkCode(deps, person.id, code);
    await clearFailures(deps.db, person.id);
  }
  await putStep(deps.db, deps, stepId(person.id), 'enrol', person.id, { next: '', about: {}, secret: newSecret(deps, person.id) });
}

/** What is waiting to be scanned, if anything. */
export async function factorToScan(deps: FactorDeps, person: SignedIn): Promise<{ uri: string; typed: string } | undefined> {
  const step = await stepNamed(deps.db, deps, stepId(person.id), 'enrol');
  return step && toScan(deps, step.data.secret, person);
}

/** The code of what was scanned puts it in force, in place of one before. @returns the recovery codes. Refuses `step-over`, `code-wrong`, `account-locked`. */
export async function confirmFactor(deps: FactorDeps, person: SignedIn, code: string): Promise<string[]> {
  const step = await stepNamed(deps.db, deps, stepId(person.id), 'enrol');
  if (!step) throw new Refusal('step-over', '等得太久，请重新扫一次。');
  const keep = await setUp(deps, person.id, step.data.secret, code);
  return deps.db.transaction().execute(async (trx) => {
    if (!(await takeStep(trx, step.id))) throw new Refusal('step-over', '等得太久，请重新扫一次。');
    return keep(trx);
  });
}

/** A deed of the page by its name. @returns recovery codes when there are new ones. */
export async function doFactor(deps: FactorDeps, person: SignedIn, deed: string, code: string): Promise<readonly string[] | undefined> {
  switch (deed) {
    case 'begin':
      await beginFactor(deps, person, code);
      return undefined;
    case 'confirm':
      return confirmFactor(deps, person, code);
    case 'codes':
      return renewCodes(deps, person.id, code);
    case 'off':
      await turnOff(deps, person, code);
      return undefined;
    default:
      throw new Refusal('bad-input');
  }
}
