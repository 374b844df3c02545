/** What a question's schema alone cannot see: keys within the options, options lettered in order and all different, as many answers as blanks. */
import { problemsOf } from '../quiz/bank.ts';
import { issueAt, type Rule } from './material.ts';

export const questionKeys: Rule = (material) =>
  Array.from(material.banks.values()).flatMap((bank) =>
    problemsOf(bank.questions)
      // Ids are looked at over all banks together.
      .filter(({ code }) => code !== 'question-id-twice')
      .map(({ path, ...what }) => issueAt(material, `banks/${bank.id}`, path, what)),
  );
