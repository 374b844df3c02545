/**
 * Every page and every route of the API that could show somebody another person's data, or keys,
 * says what it records. A new one that is not listed here fails: add it with its deed, or with why it needs none.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { makeApi } from '#web/api.ts';
import type { App } from '#web/app.ts';

/** The deed, and the file that records it when it is not the page itself; or why nothing is recorded. */
type Look = { readonly deed: string; readonly by?: string } | { readonly none: string };

const PAGES: Record<string, Look> = {
  'admin/audit/index': { deed: 'see-audit' },
  'admin/index': { none: 'counts only' },
  'admin/standing/index': { deed: 'see-list' },
  'admin/remind/index': { deed: 'see-list' },
  'admin/compare/index': { none: 'counts only' },
  'admin/files/index': { deed: 'export-report', by: 'src/reports/server/export.ts' },
  'admin/people/[id]': { deed: 'see-person', by: 'src/reports/server/person.ts' },
  'admin/people/index': { none: 'one’s own list, and what importing it would do; the import is recorded' },
  'admin/people/closed/index': { deed: 'see-closed' },
  'admin/people/imports/index': { none: 'counts, and officers who imported' },
  'admin/people/imports/[id]': { deed: 'see-imports' },
  'admin/units/index': { none: 'units and counts' },
  'admin/roles/index': { deed: 'see-roles' },
  'admin/people/exemptions/index': { deed: 'see-exemptions' },
  'admin/activities/index': { none: 'counts only' },
  'admin/activities/new': { none: 'an empty form' },
  'admin/activities/[id]/index': { deed: 'see-activity', by: 'src/activities/server/view.ts' },
  'admin/activities/[id]/code': { deed: 'see-activity', by: 'src/activities/server/view.ts' },
  'admin/certificates/index': { deed: 'see-certificates' },
  'admin/close/index': { none: 'counts only' },
  'admin/close/[id]': { deed: 'see-close' },
  'admin/arrangements/index': { deed: 'see-arrangements' },
  'admin/plan/index': { deed: 'see-plan-preview' },
  'admin/statistics/index': { deed: 'see-keys' },
  'admin/remark/index': { none: 'questions, and officers who asked' },
  'admin/remark/[id]': { deed: 'see-keys' },
  'admin/remark/new/index': { deed: 'see-keys' },
  'desk/index': { none: 'leads on' },
  'desk/feedback/index': { none: 'nobody’s data' },
  'desk/banks/index': { none: 'counts only' },
  'desk/banks/[bank]': { none: 'counts, and one’s own upload; the import is recorded' },
};

const OWN = { none: 'one’s own' };
const ROUTES: Record<string, Look> = {
  '/api/admin/overview': { none: 'counts only' },
  '/api/admin/people': { deed: 'see-list', by: 'src/reports/server/report-routes.ts' },
  '/api/admin/export': { deed: 'export-report', by: 'src/reports/server/export.ts' },
  '/api/admin/import/{id}/progress': { none: 'counts only' },
  '/api/admin/template.xlsx': { none: 'an empty form' },
  '/api/statistics/{year}/{sitting}': { deed: 'export-statistics', by: 'src/reports/server/statistics-routes.ts' },
  '/api/statistics/{year}/{sitting}/progress': { none: 'counts only' },
  '/api/remark/trial': { none: 'counts only' },
  '/api/desk/banks/template.xlsx': { none: 'an empty form' },
  '/api/desk/banks/{bank}/export': { deed: 'export-bank', by: 'src/desk/server/banks/web.ts' },
  '/api/desk/banks/{bank}/import/{check}/sheet.xlsx': { none: 'one’s own upload' },
  '/api/certificates/{year}/mine.pdf': { none: 'one’s own' },
  '/api/closes/{id}/file.txt': { deed: 'export-close', by: 'src/closing/server/routes.ts' },
  '/api/activities/{id}/code': { none: 'a code, and a count' },
  '/api/activities/{id}/scan': { none: 'leads on' },
  '/api/accounts/me': OWN,
  '/api/audit/log/{as}': { deed: 'export-audit', by: 'src/reports/server/audit-routes.ts' },
  '/api/data/mine/{as}': { deed: 'export-own-data', by: 'src/reports/server/held/routes.ts' },
  '/api/accounts/oidc/start': OWN,
  '/api/accounts/oidc/callback': OWN,
  '/api/accounts/sessions': OWN,
  '/api/accounts/sessions/left': OWN,
};
/** Public, or the learner's own: they ask for nobody else, and take no id of a person. */
const OPEN = /^\/api\/(practice|learn|exams|feedback|health|openapi)/;

const read = (file: string): string => readFileSync(file, 'utf8');

it('every page of administration and of the desk says what looking at it records', () => {
  const pages = ['admin', 'desk'].flatMap((room) => readdirSync(`src/pages/${room}`, { recursive: true, encoding: 'utf8' }).map((name) => `${room}/${name.replaceAll('\\', '/')}`));
  const names = pages.filter((name) => name.endsWith('.astro')).map((name) => name.replace('.astro', ''));
  expect(names.sort()).toEqual(Object.keys(PAGES).sort());
});

it('every route that answers with data says what asking it records', () => {
  const api = makeApi({ config: { base: '' }, plans: new Map(), quizzes: { banks: new Map(), papers: new Map() } } as unknown as App);
  const paths = api.getOpenAPIDocument({ openapi: '3.0.3', info: { title: '', version: '' } }).paths;
  const asked = Object.entries(paths).flatMap(([path, methods]) => (methods && 'get' in methods && methods.get ? [path] : []));
  expect(asked.length).toBeGreaterThan(10);
  expect(asked.filter((path) => !OPEN.test(path)).sort()).toEqual(Object.keys(ROUTES).sort());
});

it.each([...Object.entries(PAGES).map(([name, look]) => ({ name: `src/pages/${name}.astro`, look })), ...Object.entries(ROUTES).map(([name, look]) => ({ name, look }))])('$name keeps its word', ({ name, look }) => {
  if ('none' in look) expect(look.none).not.toBe('');
  else expect(read(look.by ?? name)).toMatch(new RegExp(`(recordLook|recordEvent)\\([^;]*'${look.deed}'`));
});
