/** Every kind of room behind the sign-in in every dress, as its people find it by following links; and no page of ours without a look. */
import { readdirSync } from 'node:fs';
import { expect, test } from 'playwright/test';
import { keyboardFaults } from '../support/keyboard.ts';
import { faultsOf, kindOf, walkRooms } from '../support/look.ts';
import { PUBLIC_PAGES, signIn } from './kit.ts';

test.use({ reducedMotion: 'reduce', serviceWorkers: 'block' });

/** An attempt running, one finished, a unit to organise, everything to administer, feedback to read. */
const PEOPLE: Readonly<Record<string, string>> = { Y1002: '/learn/', Y1003: '/learn/', Y2001: '/admin/', Y9001: '/admin/', Y9003: '/desk/' };
/** What a room looks like differs from learner to learner here. */
const STATES = /^\/learn\/(?:$|attempts|exams)/;
/** Shown only when something went wrong or is to be put right (their own stories open them), and the whole book, which tests/bench/axe.ts has time for. */
const ELSEWHERE = ['500', 'feedback/index', 'leave/index', 'qa/print', 'admin/files/index', 'login/code', 'login/second-factor', 'admin/remark/[id]', 'admin/remark/new/index', 'admin/activities/[id]/index', 'admin/activities/[id]/code', 'learn/present/[id]', 'verify/index', 'verify/[number]', 'admin/close/[id]'];

const looked = new Set<string>();

for (const [staffNo, start] of Object.entries(PEOPLE)) {
  test(`${staffNo}: axe finds nothing in any room, nothing scrolls sideways, the keyboard reaches everything`, async ({ page }) => {
    test.setTimeout(150_000);
    await signIn(page, staffNo, start);
    const found: string[] = [];
    const seen = await walkRooms(page, [start], async (url) => {
      if (looked.has(kindOf(url)) && !(start === '/learn/' && STATES.test(url.pathname))) return;
      found.push(...(await faultsOf(page, url.pathname, { wide: false })), ...(await keyboardFaults(page, url.pathname)));
    });
    for (const kind of seen) looked.add(kind);
    expect(found).toEqual([]);
  });
}

test('every page of src/pages has been looked at, here or in every-page.spec.ts', () => {
  const files = readdirSync('src/pages', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.astro') && !/(^|[\\/])_/.test(name));
  const addresses = [...looked, ...PUBLIC_PAGES].map((address) => address.replace(/\?.*/, ''));
  const known = (name: string) => {
    const path = name.replaceAll('\\', '/').replace(/(\/?index)?\.astro$/, '');
    const pattern = new RegExp(`^/${path.replace(/\[\.\.\.[^\]]+\]/g, '.+').replace(/\[[^\]]+\]/g, '[^/]+')}/?$`);
    return path === '404' || ELSEWHERE.includes(name.replace('.astro', '')) || addresses.some((address) => pattern.test(address));
  };
  expect(files.filter((name) => !known(name))).toEqual([]);
});
