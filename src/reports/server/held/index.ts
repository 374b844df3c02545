/** 我的资料: everything that is held on one person, for that person alone. */
import { sittingFinder } from '../../../plans/server/sittings.ts';
import type { LearnDeps } from '../../../plans/server/year.ts';
import { account, assignments, audiences, exemptions, factor, imports, sessions } from './account.ts';
import { activities, answers, arrangements, attempts, certificates, closes, credits, practice, progress } from './learning.ts';
import { audit, notices } from './log.ts';
import type { Part, Section } from './section.ts';

/** In the order of the page. */
export const PARTS: readonly Part[] = [account, audiences, assignments, exemptions, credits, activities, certificates, closes, attempts, answers, arrangements, progress, practice, notices, audit, sessions, factor, imports];

/** All parts. Answers and outcomes come as far as the review policy releases them at this moment; a key never. */
export async function heldOn(deps: LearnDeps, personId: string): Promise<Section[]> {
  const own = { ...deps, finder: sittingFinder(deps) };
  const out: Section[] = [];
  for (const part of PARTS) out.push(await part.read(own, personId));
  return out;
}
