/**
 * Splits the official text of an instrument into its articles. Works on plain text: Markdown,
 * .txt, or what was taken out of a .docx. Whatever does not add up (a number left out, doubled,
 * out of order) is a precise complaint with the line; nothing is guessed. How the text compares
 * with the register of laws is the matter of `statute-register.ts`.
 */
import { articleName, readNumeral } from './cite.ts';

export interface StatuteArticle {
  /** `21`, or `276-1` for 之一. */
  readonly article: string;
  /** Headings above it, outermost first: 第二章 劳动合同的订立. */
  readonly headings: readonly string[];
  /** Text without the number, paragraphs divided by line breaks. */
  readonly text: string;
  /** 1-based line on which it begins. */
  readonly line: number;
}

export interface StatuteComplaint {
  readonly line: number;
  /** Chinese, one sentence. */
  readonly message: string;
}

export interface Statute {
  /** The first short line. In a decree it may be the decree's name; `opening` has the others. */
  readonly title: string | undefined;
  /** Every short line before the first article (title, decree, date, name of a part), headings with a number left out. */
  readonly opening: readonly string[];
  readonly articles: readonly StatuteArticle[];
  readonly complaints: readonly StatuteComplaint[];
}

const NUMERAL = '[一二三四五六七八九十百千零〇两\\d０-９]+';
/** Number at the head of a line, bold or not; white space (half or full width), a bold end or a colon must follow. */
const ARTICLE = new RegExp(`^[\\s　]*(?:\\*\\*)?第(${NUMERAL})条(?:之(${NUMERAL}))?(?:\\*\\*[\\s　]*|[\\s　]+|[:：])(.*)$`);
const HEADING = new RegExp(`^[\\s　#*]*(第${NUMERAL}(编|分编|章|节))[\\s　]*([^。；]{0,40}?)[*\\s　]*$`);
/** Longest line that can be a title or another line of the opening, in characters. */
const SHORT = 60;
/** No instrument has more articles; a higher number is a slip of the pen. */
const MOST = 9999;
const LEVELS = ['编', '分编', '章', '节'];

/** Splits `source`. The numbering may begin anywhere (a part of the Civil Code begins at its own number). */
export function splitStatute(source: string): Statute {
  const lines = withoutFrontMatter(source.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n').split('\n'));
  const articles: { article: string; headings: string[]; text: string[]; line: number }[] = [];
  const complaints: StatuteComplaint[] = [];
  const headings: (string | undefined)[] = [];
  const opening: string[] = [];
  let last: { main: number; sub: number } | undefined;

  lines.forEach((raw, i) => {
    const line = i + 1;
    const bare = withoutComments(raw);
    const text = bare.trim();
    if (text === '') return;
    const heading = HEADING.exec(text);
    if (heading && !ARTICLE.test(text)) {
      const level = LEVELS.indexOf(heading[2] ?? '');
      headings.length = level;
      headings[level] = [heading[1], heading[3]].filter(Boolean).join(' ').replace(/\s+/g, ' ');
      return;
    }
    const found = ARTICLE.exec(bare);
    if (!found) {
      const open = articles.at(-1);
      if (open) open.text.push(text.replace(/^#+\s*/, ''));
      else if (text.length <= SHORT) opening.push(text.replace(/^#+\s*/, '').replaceAll('**', ''));
      return;
    }
    const main = readNumeral(found[1] ?? '');
    const sub = found[2] ? readNumeral(found[2]) : 0;
    if (main === undefined || sub === undefined || main < 1 || main > MOST || sub > 99) {
      complaints.push({ line, message: `条号“第${found[1]}条”读不懂。` });
      return;
    }
    complain(main, sub, line);
    last = { main, sub };
    articles.push({ article: sub ? `${main}-${sub}` : String(main), headings: headings.filter((h) => h !== undefined), text: found[3]?.trim() ? [found[3].trim()] : [], line });
  });

  function complain(main: number, sub: number, line: number): void {
    const name = articleName(sub ? `${main}-${sub}` : String(main));
    if (!last) {
      if (sub) complaints.push({ line, message: `正文从${name}开始，前面应有${articleName(String(main))}。` });
      return;
    }
    const follows = (main === last.main + 1 && sub === 0) || (main === last.main && sub === last.sub + 1);
    if (follows) return;
    const before = articleName(last.sub ? `${last.main}-${last.sub}` : String(last.main));
    if (main === last.main && sub <= last.sub) complaints.push({ line, message: `${name}出现了两次。` });
    else if (main < last.main) complaints.push({ line, message: `${name}排在${before}之后，顺序不对；如果这是正文里的引用，请与上一行接在一起。` });
    else if (main === last.main) complaints.push({ line, message: `${before}之后直接是${name}，中间缺了。` });
    else if (sub) complaints.push({ line, message: `${before}之后直接是${name}，缺少${articleName(String(main))}。` });
    else complaints.push({ line, message: `${before}之后直接是${name}，缺了第 ${last.main + 1}${main - last.main > 2 ? ` 至 ${main - 1}` : ''} 条；如果这是修正案里抄录的条文，请接在上一条后面，不要另起一行。` });
  }

  if (articles.length === 0) complaints.push({ line: 1, message: '没有找到任何条文：每一条应另起一行，以“第一条”这样的条号开头，后面空一格。' });
  for (const a of articles) if (a.text.length === 0) complaints.push({ line: a.line, message: `${articleName(a.article)}没有内容。` });
  return { title: opening[0], opening, articles: articles.map((a) => ({ ...a, text: a.text.join('\n') })), complaints };
}

function withoutFrontMatter(lines: string[]): string[] {
  if (lines[0]?.trim() !== '---') return lines;
  const end = lines.findIndex((line, i) => i > 0 && line.trim() === '---');
  // Lines are blanked, not removed, so that complaints keep the file's own numbers.
  return end < 0 ? lines : lines.map((line, i) => (i <= end ? '' : line));
}

/** The line without `<!-- … -->`. By hand, because a pattern takes quadratic time on a line full of `<!--`. */
function withoutComments(line: string): string {
  let out = '';
  let at = 0;
  for (;;) {
    const from = line.indexOf('<!--', at);
    const to = from < 0 ? -1 : line.indexOf('-->', from + 4);
    if (to < 0) return out + line.slice(at);
    out += line.slice(at, from);
    at = to + 3;
  }
}
