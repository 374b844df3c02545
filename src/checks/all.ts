/** All rules together. A new rule is a file of its own and one line here. */
import type { Issue } from '../kernel/issue.ts';
import { articleRange } from './article-range.ts';
import { basisRepeated } from './basis-repeated.ts';
import { basisUnmarked } from './basis-unmarked.ts';
import { blueprint } from './blueprint.ts';
import { calculators } from './calculators.ts';
import { citedLaw } from './cited-law.ts';
import { digests } from './digests.ts';
import { headings } from './headings.ts';
import { lawFacts } from './law-facts.ts';
import { lawInForce } from './law-in-force.ts';
import { kits } from './kits.ts';
import { links } from './links.ts';
import { marks } from './marks.ts';
import type { Material, Rule } from './material.ts';
import { optionBalance } from './option-balance.ts';
import { optionCue } from './option-cue.ts';
import { pages } from './pages.ts';
import { planCredits } from './plan-credits.ts';
import { planDates } from './plan-dates.ts';
import { planReferences } from './plan-references.ts';
import { questionKeys } from './question-keys.ts';
import { rates } from './rates.ts';
import { repeatedQuestions } from './repeated-questions.ts';
import { repeated } from './repeated.ts';
import { reviewDay } from './review-day.ts';
import { superseded } from './superseded.ts';
import { templateText } from './template-text.ts';
import { topics } from './topics.ts';
import { weeks } from './weeks.ts';
import { wording } from './wording.ts';

export const RULES: readonly Rule[] = [
  citedLaw, articleRange, lawInForce, marks, basisUnmarked, basisRepeated, digests, lawFacts,
  questionKeys, pages, links, headings, repeated, repeatedQuestions, blueprint,
  planReferences, planCredits, planDates, reviewDay, topics, weeks, kits, rates, calculators, templateText,
  wording, superseded, optionCue, optionBalance,
];

/** Issues in the order of files, and within a file from top to bottom. */
export const inOrder = (issues: readonly Issue[]): Issue[] =>
  [...issues].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column || (a.code < b.code ? -1 : 1)));

/** What all rules say, in the order of files. */
export const checkAll = (material: Material): Issue[] => inOrder(RULES.flatMap((rule) => rule(material)));
