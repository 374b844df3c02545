/**
 * 学分上限: the most that counts on a day or in the year, of a category, of a kind of learning, or of
 * everything. What a day's cap holds back follows on later days; what a year's cap cuts off counts for nothing.
 */

/** Kinds of learning that a cap can name: the rules under which credit is granted first. */
export const CAPPED_KINDS = ['study', 'quiz', 'activity'] as const;
