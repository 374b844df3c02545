/**
 * 纸笔考试: a paper drawn for printing. Its number says the seed and proves the content: whoever holds a
 * sheet can have the same paper and its key made again, and is told when the bank has changed since.
 */
import { passScore } from './rules.ts';
import { seededRng } from '../kernel/rng.ts';
import { ruleOf, type Blueprint } from '../quiz/blueprint.ts';
import type { Bank, BankQuestion } from '../quiz/bank.ts';
import { stemPieces } from '../quiz/blanks.ts';
import { drawPaper, type Shortfall } from '../quiz/draw.ts';
import { kindOf } from '../quiz/kinds/index.ts';
import { orderOptions, type OptionOrder } from '../quiz/order.ts';
import { questionView } from '../quiz/view.ts';

/** Everything about a printed paper but its key, made from the candidate's view alone. */
export interface Sheet {
  readonly title: string;
  /** `K7Q2M9-4F2A`. */
  readonly number: string;
  readonly minutes: number | null;
  readonly full: number;
  readonly passScore: number;
  readonly questions: number;
  readonly sections: readonly {
    readonly title: string;
    readonly marks: number;
    readonly rule: string;
    readonly items: readonly {
      readonly pos: number;
      readonly kind: string;
      /** Between its blanks; one piece when there are none. */
      readonly stem: readonly string[];
      readonly choices: readonly { readonly letter: string; readonly text: string }[];
      readonly lefts: readonly string[];
      /** The case, before the first of its parts only. */
      readonly material: string | null;
    }[];
  }[];
}

/** The key of a printed paper, by question. */
export interface SheetKey {
  readonly title: string;
  readonly number: string;
  /** Another one when a key or an explanation was corrected since: the same sheet is then marked by another key. */
  readonly version: string;
  readonly full: number;
  readonly passScore: number;
  readonly sections: readonly {
    readonly title: string;
    readonly marks: number;
    readonly rule: string;
    readonly items: readonly { readonly pos: number; readonly id: string; readonly answer: string }[];
  }[];
}

interface Placed {
  readonly pos: number;
  readonly question: BankQuestion;
  readonly order: OptionOrder;
}

/** A seed as it may be written: what a number can carry. */
export const isSeed = (seed: string): boolean => /^[A-Z0-9]{1,12}$/.test(seed);

/** The seed within a number; undefined when it is none. */
export const seedOf = (number: string): string | undefined => /^([A-Z0-9]{1,12})-[0-9A-F]{6}$/.exec(number)?.[1];

/**
 * Draws the paper of this seed with its key, or says what is short.
 * @param sha256 SHA-256 in lower-case hex of the text's UTF-8.
 */
export function printedPaper(
  id: string,
  blueprint: Blueprint,
  banks: ReadonlyMap<string, Bank>,
  seed: string,
  sha256: (text: string) => string,
): { readonly sheet: Sheet; readonly key: SheetKey } | Shortfall {
  const rng = seededRng(`paper ${id} ${seed}`);
  const drawn = drawPaper(blueprint, banks, rng, 'exam');
  if ('missing' in drawn) return drawn;
  let pos = 0;
  const sections = drawn.sections.map((s) => ({ ...s, rule: ruleOf(s.kind, s.scoring), placed: s.questions.map((question): Placed => ({ pos: ++pos, question, order: orderOptions(question.asked, rng, blueprint.shuffleOptions) })) }));
  const all = sections.flatMap((s) => s.placed);
  // What is on the sheet says nothing of the key: its number is made from what candidates see.
  const mark = (what: unknown): string => sha256(JSON.stringify(what)).slice(0, 6).toUpperCase();
  const proof = mark([blueprint, all.map((p) => [p.question.handle, p.order])]);
  const full = sections.reduce((sum, s) => sum + s.marks * s.placed.length, 0);
  const head = { title: blueprint.title, number: `${seed}-${proof}`, full, passScore: passScore(full, blueprint.passPercent) };
  return {
    sheet: {
      ...head,
      minutes: blueprint.minutes ?? null,
      questions: all.length,
      sections: sections.map(({ title, marks, rule, placed }) => ({ title, marks, rule, items: placed.map((p, n) => itemOf(p, placed[n - 1])) })),
    },
    key: { ...head, version: mark(all.map((p) => p.question.revision)), sections: sections.map(({ title, marks, rule, placed }) => ({ title, marks, rule, items: placed.map((p) => ({ pos: p.pos, id: p.question.asked.id, answer: answerOf(p) })) })) },
  };
}

/** Made from the candidate's view alone: nothing else can come onto the sheet. */
function itemOf({ pos, question, order }: Placed, before: Placed | undefined): Sheet['sections'][number]['items'][number] {
  const view = questionView(pos, question.asked, order);
  const opens = view.case && question.asked.caseId !== before?.question.asked.caseId;
  return { pos, kind: view.kind, stem: view.kind === 'fill' ? stemPieces(view.stem) : [view.stem], choices: view.choices, lefts: view.lefts ?? [], material: opens ? (view.case?.material ?? null) : null };
}

function answerOf({ question: { asked }, order }: Placed): string {
  // Who marks by hand must know everything that is accepted.
  const key = asked.kind === 'fill' ? asked.blanks.map((b) => b.accept.join(' 或 ')) : kindOf(asked.kind).keyShown(asked, order);
  if (asked.kind === 'truefalse') return key[0] === 'T' ? '√' : '×';
  if (asked.kind === 'ordering') return key.join(' ');
  if (asked.kind === 'matching') return key.map((letter, n) => `${n + 1}–${letter}`).join('　');
  if (asked.kind === 'fill' && key.length > 1) return key.map((text, n) => `（${n + 1}）${text}`).join('　');
  return key.join('');
}
