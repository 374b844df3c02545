/** Dead links inside Markdown: our own pages, their anchors, and addresses written without the slashes. */
import type { Issue } from '../kernel/issue.ts';
import { anchorsIn } from '../library/markdown.ts';
import type { AnyEntry } from '../library/schema.ts';
import { entriesOf, issueInBody, type Material, type Rule } from './material.ts';
import { didYouMean } from './near.ts';
import { pageProblem } from './pages.ts';

/** A Markdown link, `offset` that of its address in the text. */
export interface Link {
  readonly href: string;
  readonly offset: number;
}

/** Links and images of a Markdown text, code left out. */
export function linksIn(markdown: string): Link[] {
  const blank = (code: string) => code.replace(/[^\n]/g, ' ');
  const text = markdown.replace(/^(```|~~~)[\s\S]*?(?:^\1|$(?![\s\S]))/gm, blank).replace(/`[^`\n]*`/g, blank);
  const inline = Array.from(text.matchAll(/\]\(\s*<?([^\s)>]*)>?(?:\s+"[^"]*")?\s*\)/g), (m) => ({ href: m[1] ?? '', offset: m.index + m[0].indexOf(m[1] ?? '') }));
  const defined = Array.from(text.matchAll(/^ {0,3}\[[^\]\n]+\]:\s*<?([^\s>]+)/gm), (m) => ({ href: m[1] ?? '', offset: m.index + m[0].lastIndexOf(m[1] ?? '') }));
  return [...inline, ...defined];
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const IS_PAGE = /^(qa|constitution|safety|calculators|laws)\//;

/** What is wrong with a link of this page. */
function problem(material: Material, entry: AnyEntry, href: string): { message: string; hint: string } | undefined {
  if (href === '') return { message: '链接没有写地址。', hint: '在圆括号里写地址，例如 (/safety/first-hour/)' };
  if (/^(https?:|mailto:|tel:)/i.test(href)) return undefined;
  if (/^[a-z][a-z0-9+.-]*:/i.test(href)) return { message: `链接“${href}”的开头不认识。`, hint: '站外地址以 https:// 开头' };
  if (href.startsWith('#')) {
    const anchors = anchorsIn(entry.body);
    const wanted = decoded(href.slice(1));
    return anchors.has(wanted) ? undefined : { message: `这一页没有“${href}”这个位置。`, hint: didYouMean(wanted, anchors, '# 后面写标题的文字') };
  }
  if (!href.startsWith('/')) return { message: `链接“${href}”不是以斜杠开头的站内地址。`, hint: `写成 /${href.replace(/^[./]+/, '').replace(/\.md$/, '').replace(/\/?$/, '/')} 的样子` };
  const [pathAndQuery = '', anchor] = href.split('#');
  const [path = '', query] = pathAndQuery.split('?');
  if (material.addresses.has(path) && anchor === undefined) return undefined;
  const page = path.replace(/^\/|\/$/g, '');
  if (/^qa\/[^/]+$/.test(page) && material.sources.has(`topics/${page.slice(3)}`)) return undefined;
  if (!material.addresses.has(path)) {
    if (!material.sources.has(page) || !IS_PAGE.test(page)) {
      const known = [...material.sources.keys()].filter((key) => IS_PAGE.test(key)).map((key) => `/${key}/`);
      return { message: `站内没有“${path}”这一页。`, hint: didYouMean(path.endsWith('/') ? path : `${path}/`, [...known, ...material.addresses], '照 content 文件夹里的名字写') };
    }
    if (!path.endsWith('/')) return { message: `站内地址“${path}”少了末尾的斜杠。`, hint: `写成 ${path}/` };
  }
  if (anchor === undefined || query !== undefined) return undefined;
  if (page.startsWith('laws/')) return pageProblem(material, `${page}#${anchor}`);
  const target = entriesOf(material.library).find((e) => e.id === page);
  if (!target) return undefined;
  const anchors = anchorsIn(target.body);
  const wanted = decoded(anchor);
  return anchors.has(wanted) ? undefined : { message: `“${path}”这一页没有“#${wanted}”这个位置。`, hint: didYouMean(wanted, anchors, '# 后面写那一页标题的文字') };
}

export const links: Rule = (material) =>
  entriesOf(material.library).flatMap((entry) =>
    linksIn(entry.body).flatMap(({ href, offset }): Issue[] => {
      const wrong = problem(material, entry, href);
      return wrong ? [issueInBody(material, entry, offset, { code: 'link-dead', ...wrong })] : [];
    }),
  );
