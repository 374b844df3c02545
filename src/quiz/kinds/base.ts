/** What the editor's questions of all kinds have in common, and small tools of the kinds. */
import { z } from 'zod';
import { basis, day, line, pagePath, prose, slug } from '../../library/schema.ts';

/** What a question tells whoever asks: shared by whole questions and by the parts of a case. */
export const told = { stem: prose, explanation: prose };

/** What belongs to the editor's record of a question or a case. */
export const record = {
  /** `LC-001`; never reused, not even after the question is withdrawn. */
  id: z.string().regex(/^[A-Z]{2,4}-\d{3,5}$/, '题号写成 LC-001 的样子'),
  basis: z.array(basis).min(1, '至少要有一条法律依据'),
  /** The page to read when the answer was wrong. */
  page: pagePath,
  difficulty: z.number().int().min(1).max(5),
  /** The editor's own sorting within the bank, for blueprints: `probation`. */
  category: slug.optional(),
  /** Withdrawn on this day: never drawn again, kept for what was asked before. */
  retired: day.optional(),
  /** Kept for exams: never in practice, never in a credit quiz. */
  reserved: z.boolean().default(false),
};

/** What a part of a case may say for itself; without it, the case's own holds. */
export const partRecord = { basis: record.basis.optional(), page: pagePath.optional() };

export const letter = z.string().regex(/^[A-H]$/, '选项用 A 到 H');
export const lettered = (least: string) => z.record(letter, line).refine((o) => Object.keys(o).length >= 2, least);

/**
 * What is stored of every question as it was asked. Deliberately looser than the editor's schema and apart
 * from it: what was asked years ago must stay readable when today's rules for editors grow stricter.
 */
export const askedBase = {
  id: z.string(),
  stem: z.string(),
  explanation: z.string(),
  basis: z.array(z.object({ law: z.string(), article: z.string() })),
  page: z.string(),
  /** The case that this is a part of, and its text: both or neither. */
  caseId: z.string().optional(),
  material: z.string().optional(),
};
export const texts = z.record(z.string(), z.string());
