/** What a page says of itself to machines (schema.org as JSON-LD). Only what the page itself shows. */
import type { Day } from '../kernel/day.ts';
import { withoutMarks } from './cite.ts';
import type { At } from './feeds.ts';
import { lawState } from './law-status.ts';
import type { AnyEntry, Law, Site } from './schema.ts';

/** A node of the graph. */
export type Thing = Readonly<Record<string, unknown>>;

/** One step of the way from the home page: name and address below the base path. */
export type Crumb = readonly [name: string, path: string];

/** The graph as it stands in the page. */
const graph = (...things: readonly Thing[]): Thing => ({ '@context': 'https://schema.org', '@graph': things });

const publisher = (site: Pick<Site, 'name' | 'bureau'>): Thing =>
  site.bureau ? { '@type': 'GovernmentOrganization', name: site.bureau } : { '@type': 'Organization', name: site.name };

const trailOf = (crumbs: readonly Crumb[], at: At): Thing => ({
  '@type': 'BreadcrumbList',
  itemListElement: [['首页', '/'] as const, ...crumbs].map(([name, path], i) => ({ '@type': 'ListItem', position: i + 1, name, item: at(path) })),
});

/** The home page: the site, who runs it, and how to ask it. */
export const siteData = (site: Pick<Site, 'name' | 'tagline' | 'bureau'>, at: At): Thing =>
  graph({
    '@type': 'WebSite',
    name: site.name,
    description: site.tagline,
    url: at('/'),
    inLanguage: 'zh-CN',
    publisher: publisher(site),
    potentialAction: { '@type': 'SearchAction', target: { '@type': 'EntryPoint', urlTemplate: `${at('/search/')}?q={q}` }, 'query-input': 'required name=q' },
  });

/**
 * A question with the one answer we give (FAQPage: QAPage is for pages where readers answer),
 * or an article for constitution and safety.
 */
export function entryData(entry: AnyEntry, crumbs: readonly Crumb[], site: Pick<Site, 'name' | 'bureau'>, at: At): Thing {
  const { title, verified, answer, asked } = entry.data;
  const common = { url: at(`/${entry.id}/`), inLanguage: 'zh-CN', dateModified: verified, publisher: publisher(site), isAccessibleForFree: true };
  const said = withoutMarks(answer);
  const page = entry.id.startsWith('qa/')
    ? { '@type': 'FAQPage', ...common, mainEntity: [{ '@type': 'Question', name: title, alternateName: asked, acceptedAnswer: { '@type': 'Answer', text: said } }] }
    : { '@type': 'Article', ...common, headline: title, description: said, author: publisher(site) };
  return graph(page, trailOf([...crumbs, [title, `/${entry.id}/`]], at));
}

/** An instrument of the register, in force or not on `day`. */
export function lawData(law: Law, day: Day, at: At): Thing {
  const path = `/laws/${law.id}/`;
  const version = law.amended.reduce((latest, a) => (a.on <= day && a.on > latest ? a.on : latest), '');
  const legislation = {
    '@type': 'Legislation',
    name: law.title,
    alternateName: [law.short, ...law.aliases.filter((alias) => alias !== law.short)],
    url: at(path),
    inLanguage: 'zh-CN',
    abstract: law.gist,
    legislationType: law.kind,
    legislationJurisdiction: law.issuer.startsWith('江苏') ? '江苏省' : '中华人民共和国',
    legislationPassedBy: { '@type': 'GovernmentOrganization', name: law.issuer },
    ...(law.number ? { legislationIdentifier: law.number } : {}),
    ...(law.adopted ? { legislationDate: law.adopted } : {}),
    ...(law.effective ? { legislationDateOfApplicability: law.effective } : {}),
    ...(version ? { legislationDateVersion: version } : {}),
    // Nothing is claimed of an instrument whose day of effect nobody confirmed.
    ...(law.effective ? { legislationLegalForce: `https://schema.org/${lawState(law, day).inForce ? 'InForce' : 'NotInForce'}` } : {}),
    ...(law.official ? { sameAs: law.official } : {}),
  };
  return graph(legislation, trailOf([['法规台账', '/laws/'], [law.title, path]], at));
}

/** JSON that cannot end the `<script>` it stands in. */
export const scriptJson = (data: Thing): string => JSON.stringify(data).replace(/[<\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
