/** 栏目: the columns of the public site with their pages, for the site map, the feed and the report of what has gone stale. */
import type { Day } from '../kernel/day.ts';
import { chaptersOf } from './booklet.ts';
import type { AnyEntry, Library } from './schema.ts';

/** A page by its address below the base path. */
export interface SitePage {
  readonly path: string;
  readonly title: string;
  /** Day on which it was last verified; pages without facts of their own have none. */
  readonly verified?: Day;
}

export interface Group {
  readonly title: string;
  readonly page?: string;
  readonly pages: readonly SitePage[];
}

export interface Column {
  readonly title: string;
  /** Address of its first page. */
  readonly path: string;
  readonly groups: readonly Group[];
}

const pageOf = (entry: AnyEntry): SitePage => ({ path: `/${entry.id}/`, title: entry.data.title, verified: entry.data.verified });

/** Pages that do not come from content. One that is missing here is found by tests/base. */
const SERVICES: readonly SitePage[] = [
  { path: '/search/', title: '搜索' },
  { path: '/practice/', title: '练一练' },
  { path: '/login/', title: '学法登录' },
];
const ABOUT: readonly SitePage[] = [
  { path: '/about/', title: '关于本站' },
  { path: '/privacy/', title: '隐私说明' },
  { path: '/sitemap/', title: '网站地图' },
];

/** All columns in the order of the navigation; columns without pages are left out. */
export function columnsOf(library: Library): readonly Column[] {
  const columns: Column[] = [
    { title: '用工问答', path: '/qa/', groups: chaptersOf(library).map(({ topic, entries }) => ({ title: topic.title, page: `/qa/${topic.id}/`, pages: entries.map(pageOf) })) },
    { title: '宪法', path: '/constitution/', groups: [{ title: '宪法', pages: [...library.constitution.map(pageOf), { path: '/constitution/kit/', title: '活动材料包' }] }] },
    { title: '工伤预防', path: '/safety/', groups: [{ title: '工伤预防', pages: [...library.safety.map(pageOf), { path: '/safety/claim/', title: '工伤怎么办，每一步几天' }] }] },
    { title: '计算器', path: '/calculators/', groups: [{ title: '计算器', pages: library.calculators.map(pageOf) }] },
    { title: '法规台账', path: '/laws/', groups: [{ title: '法规台账', pages: library.laws.map((law) => ({ path: `/laws/${law.id}/`, title: law.title, verified: law.verified })) }] },
    { title: '折页和海报', path: '/leaflets/', groups: [{ title: '折页和海报', pages: library.leaflets.map(({ id, title, verified }) => ({ path: `/leaflets/${id}/`, title, verified })) }] },
    { title: '服务', path: '/search/', groups: [{ title: '服务', pages: SERVICES }] },
    { title: '本站', path: '/about/', groups: [{ title: '本站', pages: ABOUT }] },
  ];
  return columns.map((column) => ({ ...column, groups: column.groups.filter((g) => g.pages.length > 0) })).filter((c) => c.groups.length > 0);
}

/** The newest day of verification among pages, `undefined` when none has one. */
export const newestOf = (pages: readonly SitePage[]): Day | undefined =>
  pages.reduce<Day | undefined>((newest, { verified }) => (verified && (!newest || verified > newest) ? verified : newest), undefined);

/** Every page that search engines may keep, once each: the first pages of columns and chapters, then what stands in them. */
export function pagesOf(library: Library): readonly SitePage[] {
  const columns = columnsOf(library);
  const dated = (path: string, title: string, pages: readonly SitePage[]): SitePage => {
    const verified = newestOf(pages);
    return { path, title, ...(verified ? { verified } : {}) };
  };
  const all = columns.flatMap(({ title, path, groups }) => [
    dated(path, title, groups.flatMap((g) => g.pages)),
    ...groups.flatMap((g) => [...(g.page ? [dated(g.page, g.title, g.pages)] : []), ...g.pages]),
  ]);
  const home = dated('/', '首页', all);
  return [...new Map([home, ...all].map((page) => [page.path, page])).values()].filter((page) => page.path !== '/login/');
}
