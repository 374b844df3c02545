/**
 * 试卷, frozen at the start of an attempt and stored in `attempt.paper`. It names question
 * revisions, so that neither an edit of a bank nor of a blueprint reaches an attempt that
 * has begun, and so that years later one can show what was asked and how it was marked.
 */
import { z } from 'zod';
import type { Rng } from '../kernel/rng.ts';
import type { Paper } from '../quiz/draw.ts';
import { askedKinds, questionKinds } from '../quiz/kinds/index.ts';
import { orderOptions } from '../quiz/order.ts';
import { reviewPolicySchema } from './review-policy.ts';
import { scoringSchemes } from '../quiz/scoring.ts';
import type { Sitting } from './sitting.ts';

const item = z.object({
  /** Id of the question, for telling whether practice would give it away. */
  question: z.string(),
  /** Its revision: what was asked. */
  revision: z.string(),
  kind: z.enum(askedKinds),
  /** What is shown, in the order shown. */
  order: z.string(),
});

const cap = z.object({ per: z.enum(['day', 'year']), category: z.string().optional(), kind: z.string().optional(), credits: z.number() });

const frozen = {
  title: z.string(),
  /** Id of the blueprint. */
  blueprint: z.string(),
  minutes: z.number().nullable(),
  passPercent: z.number(),
  /** Full marks. */
  full: z.number(),
  /** End of the window when the attempt began, in ms since 1970: keys stay closed at least until then. */
  windowClosesAt: z.number(),
  /** What the candidate is told and when; papers of before the rule have none and follow their kind. */
  review: reviewPolicySchema.optional(),
  /** End of the first window for everyone: a score that is kept back is told then. */
  scoreAt: z.number().optional(),
  /** Credit at the first pass, in hundredths; null for exams. */
  award: z.object({ category: z.string(), centi: z.number(), dailyCapCenti: z.number().nullable(), caps: z.array(cap).optional() }).nullable(),
};
const section = { title: z.string(), marks: z.number(), items: z.array(item) };
const second = z.object({
  /** Version of this form. */
  v: z.literal(2),
  ...frozen,
  /** `kind` is what was drawn, `case` with the parts of cases as its items; `scoring` is the marking rule. */
  sections: z.array(z.object({ ...section, kind: z.enum(questionKinds), scoring: z.enum(scoringSchemes) })),
});
/** Papers frozen before there were other kinds and schemes: every section of one kind, all or nothing. */
const first = z
  .object({ v: z.literal(1), ...frozen, sections: z.array(z.object({ ...section, scoring: z.literal('all-or-nothing') })) })
  .transform((paper): z.output<typeof second> => ({ ...paper, v: 2, sections: paper.sections.map((s) => ({ ...s, kind: s.items[0]?.kind ?? 'single' })) }));

/** Reads every form a paper was ever stored in, as the newest. */
export const frozenPaperSchema = z.discriminatedUnion('v', [first, second]);
export type FrozenPaper = z.output<typeof frozenPaperSchema>;
export type FrozenItem = z.output<typeof item>;

/** An item with its place in the paper: `pos` 1, 2, 3… over all sections. */
export interface Placed extends FrozenItem {
  readonly pos: number;
  readonly section: number;
  readonly marks: number;
  readonly scoring: FrozenPaper['sections'][number]['scoring'];
}

/** Freezes a drawn paper for this sitting. */
export function freezePaper(sitting: Sitting, paper: Paper, rng: Rng): FrozenPaper {
  const { blueprint, award } = sitting;
  const sections = paper.sections.map((s) => ({
    title: s.title,
    kind: s.kind,
    marks: s.marks,
    scoring: s.scoring,
    items: s.questions.map((q) => ({
      question: q.asked.id,
      revision: q.revision,
      kind: q.kind,
      order: orderOptions(q.asked, rng, blueprint.shuffleOptions),
    })),
  }));
  return {
    v: 2,
    title: sitting.title,
    blueprint: sitting.paper,
    minutes: sitting.minutes ?? null,
    passPercent: sitting.passPercent ?? blueprint.passPercent,
    full: sections.reduce((sum, s) => sum + s.marks * s.items.length, 0),
    windowClosesAt: sitting.release.keysAt,
    review: sitting.review,
    scoreAt: sitting.release.scoreAt,
    award: award ? { category: award.category, centi: award.centi, dailyCapCenti: award.dailyCapCenti ?? null, ...(award.caps && award.caps.length > 0 ? { caps: [...award.caps] } : {}) } : null,
    sections,
  };
}

/** All items in order with their places. */
export function placed(paper: FrozenPaper): Placed[] {
  let pos = 0;
  return paper.sections.flatMap((s, section) => s.items.map((it) => ({ ...it, pos: ++pos, section, marks: s.marks, scoring: s.scoring })));
}
