/**
 * Splits the official text of an instrument into its articles, and holds it against the
 * register. Works on plain text: Markdown, .txt, or what was taken out of a .docx. Whatever
 * does not add up (a number left out, doubled, out of order) is a precise complaint with
 * the line; nothing is guessed.
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
  readonly title: string | undefined;
  readonly articles: readonly StatuteArticle[];
  readonly complaints: readonly StatuteComplaint[];
}

const NUMERAL = '[一二三四五六七八九十百千零〇两\\d０-９]+';
/** Number at the head of a line, bold or not; white space (half or full width), a bold end or a colon must follow. */
const ARTICLE = new RegExp(`^[\\s　]*(?:\\*\\*)?第(${NUMERAL})条(?:之(${NUMERAL}))?(?:\\*\\*[\\s　]*|[\\s　]+|[:：])(.*)$`);
const HEADING = new RegExp(`^[\\s　#*]*(第${NUMERAL}(编|分编|章|节))[\\s　]*([^。；]{0,40}?)[*\\s　]*$`);
const LEVELS = ['编', '分编', '章', '节'];

/** Splits `source`. The numbering may begin anywhere (a part of the Civil Code begins at its own number). */
export function splitStatute(source: string): Statute {
  const lines = withoutFrontMatter(source.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n').split('\n'));
  const articles: { article: string; headings: string[]; text: string[]; line: number }[] = [];
  const complaints: StatuteComplaint[] = [];
  const headings: (string | undefined)[] = [];
  let title: string | undefined;
  let last: { main: number; sub: number } | undefined;

  lines.forEach((raw, i) => {
    const line = i + 1;
    const text = raw.replace(/<!--.*?-->/g, '').trim();
    if (text === '') return;
    const heading = HEADING.exec(text);
    if (heading && !ARTICLE.test(text)) {
      const level = LEVELS.indexOf(heading[2] ?? '');
      headings.length = level;
      headings[level] = [heading[1], heading[3]].filter(Boolean).join(' ').replace(/\s+/g, ' ');
      return;
    }
    const found = ARTICLE.exec(raw.replace(/<!--.*?-->/g, ''));
    if (!found) {
      const open = articles.at(-1);
      if (open) open.text.push(text.replace(/^#+\s*/, ''));
      else if (!title && text.length <= 60) title = text.replace(/^#+\s*/, '').replace(/\*\*/g, '');
      return;
    }
    const main = readNumeral(found[1] ?? '');
    const sub = found[2] ? readNumeral(found[2]) : 0;
    if (main === undefined || sub === undefined) {
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
    else complaints.push({ line, message: `${before}之后直接是${name}，缺了第 ${last.main + 1}${main - last.main > 2 ? ` 至 ${main - 1}` : ''} 条。` });
  }

  if (articles.length === 0) complaints.push({ line: 1, message: '没有找到任何条文：每一条应另起一行，以“第一条”这样的条号开头，后面空一格。' });
  for (const a of articles) if (a.text.length === 0) complaints.push({ line: a.line, message: `${articleName(a.article)}没有内容。` });
  return { title, articles: articles.map((a) => ({ ...a, text: a.text.join('\n') })), complaints };
}

function withoutFrontMatter(lines: string[]): string[] {
  if (lines[0]?.trim() !== '---') return lines;
  const end = lines.findIndex((line, i) => i > 0 && line.trim() === '---');
  // Lines are blanked, not removed, so that complaints keep the file's own numbers.
  return end < 0 ? lines : lines.map((line, i) => (i <= end ? '' : line));
}

/** What the register knows about an instrument, as far as a text can be held against it. */
export interface Registered {
  readonly title: string;
  readonly articles: number;
  readonly digests: Readonly<Record<string, string>>;
}

/** Differences between a text and the register, in Chinese; empty when they agree. */
export function compareWithRegister(statute: Statute, law: Registered): string[] {
  const out: string[] = [];
  const plain = (text: string) => text.replace(/[\s　《》（）()·]/g, '').replace(/^中华人民共和国/, '');
  if (statute.title && !plain(statute.title).includes(plain(law.title)) && !plain(law.title).includes(plain(statute.title))) {
    out.push(`标题不一致：文本是“${statute.title}”，台账是“${law.title}”。`);
  }
  const numbers = new Set(statute.articles.map((a) => a.article));
  const highest = Math.max(0, ...statute.articles.map((a) => Number(a.article.split('-')[0])));
  if (highest !== law.articles) out.push(`条数不一致：文本到第 ${highest} 条，台账记为 ${law.articles} 条。`);
  for (const article of Object.keys(law.digests)) if (!numbers.has(article)) out.push(`台账写了${articleName(article)}的要点，文本里没有这一条。`);
  return out;
}
