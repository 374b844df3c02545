/**
 * Over a whole bank the right option must not be known by its shape: neither the longest nor never the
 * longest, at no favourite letter, and what is to be judged neither mostly right nor mostly wrong.
 * A single glaring question is `option-cue`; this is the habit of the writer.
 */
import type { Question } from '../quiz/schema.ts';
import { issueAt, questionsOf, type Bank, type Rule } from './material.ts';

/** From this many questions of the kind on a share means something. */
const ENOUGH = 20;
/** With four options chance makes the right one the longest in a quarter. */
const MOST = 0.28;
const LEAST = 0.08;
/** Largest share of one letter among single choices, and of one verdict among true and false. */
const LETTER = 0.34;
const VERDICT = 0.65;

type CasePart = Extract<Question, { kind: 'case' }>['parts'][number];

/** How the right options of a bank look, over all questions in use and the parts of its cases. */
export interface OptionShape {
  readonly singles: number;
  /** Singles whose right option is longer than every other. */
  readonly longest: number;
  readonly letters: ReadonlyMap<string, number>;
  readonly verdicts: number;
  /** Verdicts that are 正确. */
  readonly right: number;
}

export function optionShape(bank: Bank): OptionShape {
  const asked = bank.questions.filter((q) => q.retired === undefined).flatMap((q): readonly (Question | CasePart)[] => (q.kind === 'case' ? q.parts : [q]));
  const singles = asked.flatMap((q) => (q.kind === 'single' ? [q] : []));
  const verdicts = asked.flatMap((q) => (q.kind === 'truefalse' ? [q.answer] : []));
  const longest = singles.filter(({ options, answer }) => Object.entries(options).every(([letter, text]) => letter === answer || text.length < (options[answer]?.length ?? 0)));
  const letters = Map.groupBy(singles, (q) => q.answer);
  return { singles: singles.length, longest: longest.length, letters: new Map([...letters].map(([letter, list]) => [letter, list.length])), verdicts: verdicts.length, right: verdicts.filter(Boolean).length };
}

const percent = (n: number, of: number): string => `${Math.round((100 * n) / of)}%`;

export const optionBalance: Rule = (material) =>
  [...new Set(questionsOf(material).map(({ bank }) => bank))].flatMap((bank) => {
    const { singles, longest, letters, verdicts, right } = optionShape(bank);
    const say = (code: string, message: string, hint: string) => issueAt(material, `banks/${bank.id}`, ['questions'], { code, level: 'warning', message, hint });
    const out = [];
    if (singles >= ENOUGH && longest > singles * MOST) out.push(say('option-longest', `${singles} 道单选里，${percent(longest, singles)} 的正确选项最长，猜最长的就能多对几题。`, '把正确选项写短，把错的选项写成人们真会相信的话'));
    if (singles >= ENOUGH && longest < singles * LEAST) out.push(say('option-never-longest', `${singles} 道单选里，只有 ${percent(longest, singles)} 的正确选项最长，排除最长的就能多对几题。`, '有些题把正确选项写得最长，大约四分之一最好'));
    for (const [letter, n] of letters) if (singles >= ENOUGH && n > singles * LETTER) out.push(say('option-letter', `${singles} 道单选里，${percent(n, singles)} 的答案是 ${letter}。`, '换一换选项的次序（显示时会打乱，印在纸上看得出）'));
    if (verdicts >= ENOUGH && Math.max(right, verdicts - right) > verdicts * VERDICT) out.push(say('verdict-lopsided', `${verdicts} 道判断里，${percent(right, verdicts)} 是正确。`, '对的错的各写一半左右'));
    return out;
  });
