/** One page, already open, in every dress it can wear: what axe finds, and whether it scrolls sideways. */
import axeCore from 'axe-core';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright';

/** What a reader can choose (src/ui/preferences.ts), as it stands on <html>. */
export const MODES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  light: {},
  dark: { theme: 'dark' },
  'large text': { text: 'large' },
  'high contrast': { contrast: 'more' },
  'high contrast, dark': { contrast: 'more', theme: 'dark' },
};
/** Dresses that change colours alone: with `colours` only the rules about them are asked again there. */
const ONLY_COLOURS = new Set(['dark', 'high contrast', 'high contrast, dark']);
const COLOUR_RULES: RunOptions = { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } };
/** Phones: the usual one and the narrowest that has to do (WCAG 1.4.10). */
const WIDTHS = [390, 320];

async function wear(page: Page, mode: Readonly<Record<string, string>>): Promise<void> {
  await page.evaluate((chosen) => {
    Object.assign(document.documentElement.dataset, { theme: 'light', text: 'usual', contrast: 'usual' }, chosen);
  }, mode);
}

async function axe(page: Page, where: string, options: RunOptions): Promise<string[]> {
  const { violations } = await page.evaluate((chosen) => (window as unknown as { axe: { run(on: Document, options: RunOptions): Promise<AxeResults> } }).axe.run(document, chosen), { resultTypes: ['violations'], ...options } satisfies RunOptions);
  return violations.flatMap((v) => v.nodes.map((node) => `${where}: ${v.id} ${node.target.join(' ')} (${v.help})`));
}

/** Pixels by which the page scrolls sideways, and the element that reaches out farthest. */
async function sideways(page: Page, where: string): Promise<string[]> {
  const over = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return undefined;
    const reach = (element: Element) => element.getBoundingClientRect().right;
    const [far] = [...document.body.querySelectorAll('*')].filter((element) => element.checkVisibility()).sort((a, b) => reach(b) - reach(a));
    return `${scrollWidth - clientWidth} px, ${far?.tagName.toLowerCase()}.${far?.className.toString()}`;
  });
  return over ? [`${where} scrolls sideways: ${over}`] : [];
}

/**
 * Everything wrong with the open page, one line each, at phone widths and, with `wide`, at 1280 px.
 * `thorough` asks every rule in every dress; else the dresses of other colours are asked about colours alone.
 */
export async function faultsOf(page: Page, where: string, { thorough = false, wide = true } = {}): Promise<string[]> {
  const found: string[] = [];
  await page.evaluate(axeCore.source);
  for (const [name, mode] of Object.entries(MODES)) {
    await wear(page, mode);
    if (!ONLY_COLOURS.has(name)) {
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 844 });
        found.push(...(await sideways(page, `${where} at ${width} px, ${name}`)));
      }
    }
    await page.setViewportSize({ width: 390, height: 844 });
    found.push(...(await axe(page, `${where}, ${name}`, thorough || !ONLY_COLOURS.has(name) ? {} : COLOUR_RULES)));
  }
  await wear(page, {});
  if (wide) {
    await page.setViewportSize({ width: 1280, height: 900 });
    found.push(...(await sideways(page, `${where} at 1280 px`)), ...(await axe(page, `${where} at 1280 px`, {})));
  }
  return found;
}

/** Rooms behind the sign-in. */
const ROOMS = /^\/(learn|admin|desk)\//;
/** Answers with a file as soon as it is made: its own story asks for it. */
const FILES = /^\/admin\/files\//;

/**
 * One kind of page: `/admin/people/0192…/?unit=…` and another person's are the same page to look at. Lists of
 * administration are narrowed in dozens of ways: one of them is looked at, besides the whole.
 */
export const kindOf = (url: URL): string => {
  const path = url.pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…').replace(/^(\/learn\/study\/).+/, '$1…/');
  return path + (!url.search ? '' : path.startsWith('/admin/') ? '?…' : `?${[...url.searchParams.keys()].sort().join('&')}`);
};

/**
 * Walks the rooms that links lead a signed-in person to from `starts`, one page of each kind, and
 * calls `look` with each; resolves with the kinds seen. Pages that deny or are missing are looked at like any other.
 */
export async function walkRooms(page: Page, starts: readonly string[], look: (url: URL) => Promise<void>): Promise<Set<string>> {
  const origin = new URL(page.url()).origin;
  const seen = new Set<string>();
  const left = starts.map((path) => new URL(path, origin));
  // A report that is being made shows how far it is and loads again by itself, which would cut off the way to another page.
  const made = () => page.locator('section.waiting').waitFor({ state: 'detached' });
  await made();
  for (let url = left.shift(); url; url = left.shift()) {
    if (seen.has(kindOf(url))) continue;
    seen.add(kindOf(url));
    await page.goto(url.href);
    await made();
    const here = new URL(page.url());
    seen.add(kindOf(here));
    await look(here);
    const links = await page.evaluate(() => [...document.querySelectorAll<HTMLAnchorElement>('a[href]:not([download])')].map((link) => link.href));
    for (const link of links.map((href) => new URL(href))) if (link.origin === origin && ROOMS.test(link.pathname) && !FILES.test(link.pathname)) left.push(new URL(link.pathname + link.search, origin));
  }
  return seen;
}
