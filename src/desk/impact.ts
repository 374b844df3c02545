/**
 * 影响清单: everything that rests on given articles of a law and must be read again when
 * they change. Pages, figures and kits by what they cite, questions by their numbers (never
 * their wording: the list may be sent around), our digests, and links that point at the article.
 */
import { askedOf, citationsOf, entriesOf, questionsOf, type Material } from '../checks/material.ts';
import { articleAnchor, articleOrder, marksIn, readNumeral } from '../library/cite.ts';
import type { Law } from '../library/schema.ts';

/** Something to read again, with the articles it rests on in the order of the law. */
export interface Resting {
  /** File and line at which the citation stands. */
  readonly file: string;
  readonly line: number;
  readonly title: string;
  readonly articles: readonly string[];
}

export interface Impact {
  readonly law: Law;
  /** The articles asked about; empty means the whole law. */
  readonly articles: readonly string[];
  /** Pages of prose. */
  readonly pages: readonly Resting[];
  /** Calculators by their pages: the rule behind each is to be read again too. */
  readonly calculators: readonly Resting[];
  /** Questions in use; `title` is the number of the question. */
  readonly questions: readonly Resting[];
  /** Figures, kits, tables of rates, and other laws whose words mention an article. */
  readonly beside: readonly Resting[];
  readonly digests: readonly { readonly article: string; readonly line: number; readonly text: string }[];
  /** Years of the plan that give credit for one of the pages: `2026`. */
  readonly courses: readonly { readonly year: string; readonly page: string }[];
}

/** Reads 14, 276-1, 第十四条, 276之1, and spans 36..45, 36至45. `undefined` when it is none. */
export function readArticles(given: string): readonly string[] | undefined {
  const one = (text: string): string | undefined => {
    const m = /^第?([\d一二三四五六七八九十百千零〇两]+)条?(?:(?:-|之)([\d一二三四五六七八九十]+))?$/.exec(text);
    const main = m?.[1] === undefined ? undefined : readNumeral(m[1]);
    const sub = m?.[2] === undefined ? 0 : readNumeral(m[2]);
    if (main === undefined || main < 1 || main > 9999 || sub === undefined || sub > 99) return undefined;
    return sub ? `${main}-${sub}` : String(main);
  };
  const span = given.split(/\.\.|至|~|～/);
  if (span.length === 1) {
    const article = one(given);
    return article === undefined ? undefined : [article];
  }
  const [from, to] = span.map((text) => Number(one(text)));
  if (span.length !== 2 || !from || !to || from > to) return undefined;
  return Array.from({ length: to - from + 1 }, (_, i) => String(from + i));
}

/** Everything that rests on `articles` of `law` (of all of it when there are none). Listed in the order of the site. */
export function impactOf(material: Material, law: Law, articles: readonly string[]): Impact {
  const asked = new Set(articles);
  const hit = (article: string) => asked.size === 0 || asked.has(article);
  const found = new Map<string, { file: string; line: number; title: string; articles: Set<string> }>();
  const retired = new Set(questionsOf(material).flatMap(({ question }) => (question.retired ? [question.id] : [])));
  const entries = new Map(entriesOf(material.library).map((entry) => [entry.id, entry]));

  const kindOf = (key: string) => (key.startsWith('calculators/') ? 'calculator' : entries.has(key) ? 'page' : 'beside');
  const add = (id: string, key: string, path: readonly PropertyKey[], title: string, article: string): void => {
    const known = found.get(id);
    if (known) {
      known.articles.add(article);
      return;
    }
    const origin = material.sources.get(key);
    found.set(id, { file: origin?.file ?? key, line: origin?.at(path).line ?? 1, title, articles: new Set([article]) });
  };

  for (const c of citationsOf(material)) {
    if (c.law !== law.id || !hit(c.article)) continue;
    const [question = ''] = c.who.split(' ');
    if (question && !retired.has(question)) add(`question ${question}`, c.key, c.path, question, c.article);
    else if (!question) add(`${kindOf(c.key)} ${c.key}`, c.key, c.path, entries.get(c.key)?.data.title ?? nameBeside(material, c.key), c.article);
  }
  // A link to the article counts although it is no basis: its sentence speaks of the article.
  const link = new RegExp(`/?laws/${law.id}/?#${articleAnchor('')}(\\d+(?:-\\d+)?)`, 'g');
  for (const entry of entries.values()) {
    const text = JSON.stringify([entry.data, entry.body]);
    for (const m of text.matchAll(link)) if (m[1] && hit(m[1])) add(`${kindOf(entry.id)} ${entry.id}`, entry.id, [], entry.data.title, m[1]);
  }
  for (const { id: part, page, key, pagePath } of askedOf(material)) {
    const id = part.split('.')[0] ?? part;
    for (const m of page.matchAll(link)) if (m[1] && hit(m[1]) && !retired.has(id)) add(`question ${id}`, key, pagePath, id, m[1]);
  }
  for (const other of material.library.laws) {
    const words = [other.gist, other.note ?? '', ...Object.values(other.digests)].join('\n');
    for (const mark of marksIn(words)) if (mark.short === law.short && hit(mark.article)) add(`beside laws/${other.id}`, `laws/${other.id}`, [], other.title, mark.article);
  }

  const listed = (kind: string): Resting[] =>
    [...found].filter(([id]) => id.startsWith(`${kind} `)).map(([, r]) => ({ ...r, articles: [...r.articles].sort((a, b) => articleOrder(a) - articleOrder(b)) }));
  const pages = new Set([...found.keys()].filter((id) => id.startsWith('page ')).map((id) => id.slice('page '.length)));
  const origin = material.sources.get(`laws/${law.id}`);
  return {
    law,
    articles,
    pages: listed('page'),
    calculators: listed('calculator'),
    questions: listed('question').sort((a, b) => (a.title < b.title ? -1 : 1)),
    beside: listed('beside'),
    digests: Object.entries(law.digests)
      .filter(([article]) => hit(article))
      .sort(([a], [b]) => articleOrder(a) - articleOrder(b))
      .map(([article, text]) => ({ article, text, line: origin?.at(['digests', article]).line ?? 1 })),
    courses: [...material.plans].flatMap(([year, plan]) => plan.courses.filter((course) => pages.has(course.page)).map((course) => ({ year, page: course.page }))),
  };
}

function nameBeside({ library }: Material, key: string): string {
  const [kind, id] = key.split('/');
  const list = kind === 'figures' ? library.figures : kind === 'kits' ? library.kits : kind === 'rates' ? library.rates : library.leaflets;
  return list.find((thing) => thing.id === id)?.title ?? key;
}
