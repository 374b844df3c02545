/** 判分 of a whole attempt: from the frozen paper, what was asked and what was saved to a result. */
import { z } from 'zod';
import { markAnswer } from '../quiz/mark.ts';
import { outcomes } from '../quiz/scoring.ts';
import type { Asked } from '../quiz/revision.ts';
import { placed, type FrozenPaper, type Placed } from './paper.ts';
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
  const marks = placed(paper).map((item) => {
    const asked = askedBy(item.revision);
    if (!asked) throw new Error(`revision ${item.revision} is missing`);
    return markItem(item, asked, answers.get(item.pos) ?? '');
  });
  const score = marks.reduce((sum, m) => sum + m.earned, 0);
  return { score, full: paper.full, passed: isPass(score, paper.full, paper.passPercent), marks };
}
