/** An open page by the Tab key alone: everything reached, in order, seen while it is focused, and no way lost. */
import type { Page } from 'playwright';

interface Watch {
  /** What can be focused now. */
  expected(): number;
  faults(): string[];
}
type Watched = Window & { watchFocus?: Watch };

/** Runs in the page: notes what is focused whenever Tab leaves it. */
function watch(): void {
  const stops: Element[] = [];
  const faults: string[] = [];
  const say = (element: Element) => `<${element.tagName.toLowerCase()} class="${element.className.toString()}"> ${(element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 30)}`;
  const around = (element: Element): Element[] => {
    const chain: Element[] = [];
    for (let at: Element | null = element; at && chain.length < 4; at = at.parentElement) chain.push(at);
    return chain;
  };
  const ringed = (element: Element) =>
    around(element).some((at) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(at);
      return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
    });
  const seen = (element: Element) => {
    const [box] = element.getClientRects();
    if (!box || box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) return false;
    const x = Math.min(innerWidth - 1, Math.max(0, box.left + Math.min(box.width / 2, 40)));
    const y = Math.min(innerHeight - 1, Math.max(0, box.top + Math.min(box.height / 2, 20)));
    const hit = document.elementFromPoint(x, y);
    return hit !== null && (element.contains(hit) || hit.contains(element) || around(element).includes(hit));
  };
  const note = () => {
    const now = document.activeElement;
    if (!now || now === document.body || stops.includes(now)) return;
    const before = stops.at(-1);
    if (before && !(before.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_FOLLOWING)) faults.push(`out of order: ${say(now)} after ${say(before)}`);
    if (!ringed(now)) faults.push(`no focus ring: ${say(now)}`);
    if (!seen(now)) faults.push(`focused but covered or out of sight: ${say(now)}`);
    stops.push(now);
  };
  addEventListener('keydown', (event) => event.key === 'Tab' && note(), true);
  const groups = new Set<string>();
  const wanted = [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary, [tabindex]')].filter((element) => {
    if (element.tabIndex < 0 || element.matches(':disabled') || !element.checkVisibility({ visibilityProperty: true })) return false;
    // Only one button of a group of radio buttons is on the way.
    if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return true;
    const group = `${element.form?.action}|${element.name}`;
    return !groups.has(group) && groups.add(group);
  });
  (window as Watched).watchFocus = {
    expected: () => wanted.length,
    faults: () => {
      note();
      const missed = wanted.filter((element) => element.checkVisibility() && !stops.some((stop) => stop === element || (stop instanceof HTMLInputElement && element instanceof HTMLInputElement && stop.type === 'radio' && stop.name === element.name)));
      const [first] = stops;
      return [...faults, ...missed.map((element) => `never reached: ${say(element)}`), ...(first?.matches('.skip') ? [] : ['the way to the main part is not the first stop'])];
    },
  };
}

/** Tabs once through the open page; resolves with what is wrong, one line each. */
export async function keyboardFaults(page: Page, where: string): Promise<string[]> {
  await page.evaluate(watch);
  const expected = await page.evaluate(() => (window as Watched).watchFocus?.expected() ?? 0);
  // A few more than there are: boxes that scroll are stops too.
  for (let i = 0; i < expected + 6; i++) await page.keyboard.press('Tab');
  return (await page.evaluate(() => (window as Watched).watchFocus?.faults() ?? ['the watch was lost'])).map((line) => `${where}: ${line}`);
}
