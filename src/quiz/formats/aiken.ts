/** Aiken: a stem, lettered options, `ANSWER: B`. Has no place for anything else, not even a number. */
import type { Question } from '../schema.ts';
import { draftOf, issue, kindNoun, tidy, type Decoded, type Encoded, type FileIssue, type Item } from './item.ts';
import { readLetters } from './sheet-cells.ts';
import { optionTexts, TRUTHS } from './words.ts';

const OPTION = /^\s*([A-Za-zＡ-Ｚ])\s*[.)．、）]\s*(.*)$/;
const ANSWER = /^\s*(?:ANSWER|答案|正确答案)\s*[:：]\s*(.*)$/i;

/** The file. Left out: several choice, and stems that Aiken would take for an option or an answer. */
export function encodeAiken(questions: readonly Question[]): Encoded<string> {
  const left: { id: string; why: string }[] = [];
  const blocks = questions.flatMap((q) => {
    const options: [string, string][] | undefined = q.kind === 'single' ? optionTexts(q) : q.kind === 'truefalse' ? [['A', TRUTHS.true], ['B', TRUTHS.false]] : undefined;
    const why = !options || q.kind === 'case' ? `Aiken 没有${kindNoun(q.kind)}` : q.stem.split('\n').some((line) => line.trim() === '' || OPTION.test(line) || ANSWER.test(line)) ? '题干里有像选项或答案的行' : undefined;
    if (!options || q.kind === 'case' || why !== undefined) {
      left.push({ id: q.id, why: why ?? '' });
      return [];
    }
    const answer = q.kind === 'truefalse' ? (q.answer ? 'A' : 'B') : String(q.kind === 'single' ? q.answer : '');
    return [`${q.stem}\n${options.map(([key, text]) => `${key}. ${text}`).join('\n')}\nANSWER: ${answer}\n`];
  });
  return { file: blocks.join('\n'), left };
}

/** Every question of the file; an `ANSWER` line ends one. */
export function decodeAiken(source: string): Decoded {
  const items: Item[] = [];
  let [stem, options, start, issues] = [[] as string[], [] as [string, string][], 0, [] as FileIssue[]];
  const here = () => `第 ${items.length + 1} 题（第 ${start} 行）`;
  const end = (answer: string | undefined) => {
    if (start === 0) return;
    const where = here();
    if (answer === undefined) issues.push(issue(where, '答案', '没有 ANSWER 这一行。', '在选项后面另起一行，写 ANSWER: B'));
    items.push({ where, draft: read(stem, options, answer), issues });
    [stem, options, start, issues] = [[], [], 0, []];
  };
  source.replace(/\r\n?/g, '\n').replace(/^\uFEFF/, '').split('\n').forEach((line, i) => {
    const answer = ANSWER.exec(line);
    const option = OPTION.exec(line);
    // A stem after options: the question before has no answer line.
    if (!answer && !option && line.trim() !== '' && options.length > 0) end(undefined);
    if (line.trim() !== '' && start === 0) start = i + 1;
    if (answer) end(answer[1] ?? '');
    else if (option && stem.length > 0) options.push([(option[1] ?? '').normalize('NFKC').toUpperCase(), (option[2] ?? '').trim()]);
    else if (line.trim() !== '') stem.push(line);
  });
  end(undefined);
  return { items, issues: [] };
}

function read(stem: readonly string[], options: readonly [string, string][], answer: string | undefined): Item['draft'] {
  const texts = options.map(([, text]) => text);
  const letters = answer === undefined ? undefined : readLetters(answer);
  if (texts.length === 2 && texts[0] === TRUTHS.true && texts[1] === TRUTHS.false && letters?.length === 1) {
    return draftOf({ kind: 'truefalse', stem: tidy(stem.join('\n')), answer: letters[0] === 'A' ? true : letters[0] === 'B' ? false : letters[0] });
  }
  const key = letters === undefined ? answer?.trim() : letters.length === 1 ? letters[0] : letters;
  return draftOf({ kind: Array.isArray(key) ? 'multiple' : 'single', stem: tidy(stem.join('\n')), options: options.length > 0 ? Object.fromEntries(options) : undefined, answer: key });
}
