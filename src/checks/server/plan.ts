/** What the checks say of one plan file: asked before it is put in force. */
import type { Day } from '../../kernel/day.ts';
import type { Issue } from '../../kernel/issue.ts';
import { planCredits } from '../plan-credits.ts';
import { planDates } from '../plan-dates.ts';
import { planReferences } from '../plan-references.ts';
import { loadMaterial } from './run.ts';

/** Errors of `quizzes/plans/<year>.yaml`, those of its schema among them. */
export function planErrors(root: string, today: Day, year: number): Issue[] {
  const { material, issues } = loadMaterial(root, today);
  const file = `quizzes/plans/${year}.yaml`;
  return [...issues, ...planReferences(material), ...planCredits(material), ...planDates(material)].filter((issue) => issue.file === file && issue.level === 'error');
}
