/** 判分 of a whole attempt: from the frozen paper, what was asked and what was saved to a result. */
import { z } from 'zod';
import { markAnswer } from '../quiz/mark.ts';
import { outcomes } from '../quiz/scoring.ts';
import type { Asked } from '../quiz/revision.ts';
import type { FrozenPaper, Placed } from './paper.ts';
import { REMEDIES } from './remedies.ts';
import { isPass } from './rules.ts';

export const markSchema = z.object({ pos: z.number(), outcome: z.enum(outcomes), earned: z.number(), remedy: z.enum(REMEDIES).optional() });
/** What one question earned. `remedy` tells that it was marked anew, and how (remark.ts). */
export type Mark = z.output<typeof markSchema>;

export interface Marked {
  readonly score: number;
  readonly full: number;
  readonly passed: boolean;
  readonly marks: readonly Mark[];
}

/** Marks one question of the paper by this key. */
export function markItem(item: Placed, asked: Asked, answer: string): Mark {
  return { pos: item.pos, ...markAnswer(asked, item.order, answer, item.marks, item.scoring) };
}

/**
 * Marks the paper.
 * @param askedBy the question of a revision; throws when one is missing: a paper is never marked in part.
 * @param answers saved values by position.
 */
export function markPaper(paper: FrozenPaper, askedBy: (revision: string) => Asked | undefined, answers: ReadonlyMap<number, string>): Marked {
  const marks: Mark[] = [];
  let score = 0;
  // The hot path of a re-marking: no object is made for an item but its mark.
  for (const section of paper.sections) {
    for (const { revision, order } of section.items) {
      const asked = askedBy(revision);
      if (!asked) throw new Error(`revision ${revision} is missing`);
      const pos = marks.length + 1;
      const { outcome, earned } = markAnswer(asked, order, answers.get(pos) ?? '', section.marks, section.scoring);
      marks.push({ pos, outcome, earned });
      score += earned;
    }
  }
  return { score, full: paper.full, passed: isPass(score, paper.full, paper.passPercent), marks };
}
