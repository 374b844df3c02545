/**
 * GIFT, Moodle's text format. Single and several choice, true/false, one blank (short answer)
 * and pairs; basis, page and the like travel in the comment before a question, as Moodle
 * itself writes tags.
 *
 * The parser is ours. gift-pegjs 1.0.2 refuses `9:00` and addresses of pages (an unescaped
 * colon, which Moodle takes), makes two blanks one, and knows no blank line between options.
 */
import type { Question } from '../schema.ts';
import { plainOf } from './html.ts';
import { cutAt, cutGift, escapeGift, findSign, unescapeGift, type GiftBlock } from './gift-text.ts';
import { draftOf, issue, kindNoun, lettered, tidy, type Decoded, type Encoded, type FileIssue, type Item } from './item.ts';
import { acceptOf, fillOf, letterTags, matchingOf, pairsOf, type Say } from './moodle-kinds.ts';
import { readTags, tagsOf } from './tags.ts';
import { isQuestionId, optionTexts, rightKeys, share } from './words.ts';

/** Text with its format named where it could be taken for a format or a weight. */
const written = (text: string): string => `${/^(\[|%)/.test(text) ? '[plain]' : ''}${escapeGift(text)}`;

const noSuchKind = (q: Question): string => `GIFT 没有${kindNoun(q.kind)}`;
/** Between the sides of a pair. No backslash hides it. */
const ARROW = '->';

/** The file. */
export function encodeGift(questions: readonly Question[]): Encoded<string> {
  const left: { id: string; why: string }[] = [];
  const blocks = questions.flatMap((q) => {
    const answers = answersOf(q);
    if (typeof answers !== 'string' || q.kind === 'case') {
      left.push({ id: q.id, why: typeof answers === 'string' ? noSuchKind(q) : answers.why });
      return [];
    }
    const marks = [`[id:${q.id}]`, ...[...tagsOf(q), ...letterTags(q)].map((t) => `[tag:${t}]`)].join(' ');
    return [`// ${marks}\n::${q.id}::[plain]${escapeGift(q.stem)} {${answers}\n####${written(q.explanation)}\n}\n`];
  });
  return { file: blocks.join('\n'), left };
}

function answersOf(q: Question): string | { readonly why: string } {
  if (q.kind === 'truefalse') return q.answer ? 'TRUE' : 'FALSE';
  if (q.kind === 'fill') {
    const accept = acceptOf(q);
    if (!accept) return { why: `有 ${q.blanks.length} 个空，GIFT 的简答题只有一个` };
    if (accept.some((text) => text.includes(ARROW))) return { why: `答案里有“${ARROW}”，GIFT 会当成匹配题` };
    return accept.map((text) => `\n=${written(text)}`).join('');
  }
  if (q.kind === 'matching') {
    const pairs = pairsOf(q);
    if (pairs.some((p) => p.left.includes(ARROW))) return { why: `左列里有“${ARROW}”，GIFT 会从那里断开` };
    return pairs.map((p) => `\n=${written(p.left)} ${ARROW} ${escapeGift(p.right)}`).join('');
  }
  if (q.kind !== 'single' && q.kind !== 'multiple') return { why: noSuchKind(q) };
  const right = rightKeys(q);
  const sign = (key: string) => (q.kind === 'single' ? (right.includes(key) ? '=' : '~') : `~%${right.includes(key) ? share(right.length) : -100}%`);
  return optionTexts(q).map(([key, text]) => `\n${sign(key)}${written(text)}`).join('');
}

/** Every question of the file, each with its own mistakes. */
export function decodeGift(source: string): Decoded {
  const blocks = cutGift(source.replace(/\r\n?/g, '\n').replace(/^\uFEFF/, ''));
  return { items: blocks.map((block, i) => read(block, `第 ${i + 1} 题（第 ${block.line} 行）`)), issues: [] };
}

function read({ text, id, tags }: GiftBlock, where: string): Item {
  const issues: FileIssue[] = [];
  const say: Say = (column, what, cure, level = 'error') => void issues.push(issue(where, column, what, cure, level));
  const title = /^\s*::((?:[^:\\]|\\[\s\S]|:(?!:))*)::/.exec(text);
  const name = title ? unescapeGift(title[1] ?? '').trim() : '';
  const rest = title ? text.slice(title[0].length) : text;
  const done = (fields: Record<string, unknown>): Item => ({
    where,
    draft: draftOf({ id: isQuestionId(id ?? '') ? id : isQuestionId(name) ? name : undefined, ...readTags(tags), ...fields }),
    issues,
  });

  const open = findSign(rest, '{');
  if (open < 0) {
    say('答案', '没有写在大括号里的答案。', '在题干后面写上 {=对的选项 ~错的选项} 或者 {T}');
    return done({ stem: plain(rest, formatOf(rest)) });
  }
  const close = findSign(rest, '}', open);
  const inside = rest.slice(open + 1, close < 0 ? undefined : close);
  if (close < 0) say('答案', '大括号没有关上。', '在答案的最后补上 }');
  const after = close < 0 ? '' : rest.slice(close + 1).trim();
  const format = formatOf(rest);
  const stem = plain(rest.slice(0, open), format) + (after ? `____${plain(after, format)}` : '');

  const general = inside.indexOf('####') >= 0 ? hashes(inside) : -1;
  const answers = (general >= 0 ? inside.slice(0, general) : inside).trim();
  const explanation = general >= 0 ? plain(inside.slice(general + 4), format) : undefined;
  const base = { stem, explanation };

  const truth = /^(TRUE|T|FALSE|F)\s*(?=#|$)/i.exec(answers);
  if (truth) {
    if (answers.length > truth[0].length) say('解析', '每个选项自己的反馈没有地方放，不会导入。', '需要的话并进解析', 'warning');
    return done({ kind: 'truefalse', ...base, answer: /^T/i.test(answers) });
  }
  if (answers.startsWith('#')) return say('题型', '数值题不能导入。', '改成单选题'), done(base);
  if (/^\s*$/.test(answers)) return say('答案', '大括号里没有答案（论述题不能自动判分）。', '写上 {=对的选项 ~错的选项}'), done(base);
  if (answers.startsWith('>')) return say('题型', '排序题不能从 GIFT 导入。', '在 Moodle 里导出成 Moodle XML，或者用 Excel 模板填'), done(base);
  const pieces = cutAt(answers, '=~');
  if (pieces.length === 0) return say('答案', '读不出选项。', '对的选项前面写 =，错的前面写 ~'), done(base);
  // As Moodle has it: with no wrong choice there are pairs where there is an arrow, and a short answer where there is none.
  if (pieces.some((p) => p.startsWith('~'))) return done({ ...base, ...choices(pieces, format, say) });
  if (pieces.some((p) => p.includes(ARROW))) return done({ ...base, ...matchingOf(pieces.map((p) => pairIn(p, format)), tags, say, `写成 =左边 ${ARROW} 右边`) });
  // Short answers are text as it stands, whatever the stem is.
  return done({ ...base, ...fillOf(stem, weighed(pieces, 'plain', say).map((c) => ({ text: c.text, percent: c.weight ?? 100 })), say) });
}

/** Offset of the general feedback: four hashes that no backslash stands before. */
function hashes(text: string): number {
  for (let at = findSign(text, '#'); at >= 0; at = findSign(text, '#', at + 1)) if (text.startsWith('####', at)) return at;
  return -1;
}

/** The right side is text as it stands. */
function pairIn(piece: string, format: string): { left: string; right: string } {
  const at = piece.indexOf(ARROW);
  if (at < 0) return { left: plain(piece.slice(1), format), right: '' };
  return { left: plain(piece.slice(1, at), format), right: tidy(unescapeGift(piece.slice(at + ARROW.length).trim())) };
}

/** Answers with their weights in percent, where these are written. */
function weighed(pieces: readonly string[], format: string, say: Say): { text: string; equal: boolean; weight: number | undefined }[] {
  let feedback = false;
  const read = pieces.map((piece) => {
    const weight = /^[=~]\s*%(-?\d{1,3}(?:\.\d+)?)%/.exec(piece);
    const body = piece.slice(weight ? weight[0].length : 1);
    const note = findSign(body, '#');
    // Moodle writes the sign behind every short answer, also when nothing follows.
    if (note >= 0 && body.slice(note + 1).trim() !== '') feedback = true;
    return { text: plain(note >= 0 ? body.slice(0, note) : body, format), equal: piece.startsWith('='), weight: weight ? Number(weight[1]) : undefined };
  });
  if (feedback) say('解析', '每个选项自己的反馈没有地方放，不会导入。', '需要的话并进解析', 'warning');
  return read;
}

function choices(pieces: readonly string[], format: string, say: Say): Record<string, unknown> {
  const read = weighed(pieces, format, say);
  const right = read.flatMap((c, i) => (c.weight === undefined ? (c.equal ? [i] : []) : c.weight > 0 ? [i] : []));
  const options = lettered(read.map((c) => c.text));
  const keys = right.map((i) => Object.keys(options)[i] ?? '');
  const many = read.some((c) => c.weight !== undefined && !c.equal) ? keys.length !== 1 || !read.some((c) => c.weight === 100) : keys.length > 1;
  if (many) return { kind: 'multiple', options, answer: keys };
  return { kind: 'single', options, answer: keys[0] };
}

const formatOf = (text: string): string => /^\s*\[(html|moodle|plain|markdown)\]/.exec(text)?.[1] ?? 'moodle';

/** The text itself: its format's mark gone, HTML made plain, signs unescaped, lines as written. */
function plain(text: string, format: string): string {
  const own = formatOf(text);
  const body = text.replace(/^\s*\[(html|moodle|plain|markdown)\]/, '');
  const said = unescapeGift(body.replace(/\s*\n\s*/g, '\n').trim());
  return tidy((own === 'moodle' ? format : own) === 'html' ? plainOf(said).text : said);
}
