/** Below and beside an entry: three questions, a word about the page, its address to pass on, a voice. */
import { expect, test, type Page } from 'playwright/test';
import { answerSomehow, expectAccessible, expectNoSidewaysScroll, signIn } from './kit.ts';

const QA = '/qa/ending/resignation/';
const SAFETY = '/safety/forklift/';

/** The device's voice: Chromium without a screen has none. Notes down what is said; a sentence ends when the test says so. */
async function giveVoice(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const said: string[] = [];
    let current: { onend?: () => void } | undefined;
    const synth = {
      getVoices: () => [{ lang: 'zh-CN', localService: true }],
      addEventListener: () => undefined,
      cancel: () => (current = undefined),
      speak: (utterance: { text: string; onend?: () => void }) => {
        said.push(utterance.text);
        current = utterance;
      },
    };
    class Utterance {
      readonly text: string;
      constructor(text: string) {
        this.text = text;
      }
    }
    Object.defineProperty(window, 'speechSynthesis', { value: synth });
    Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: Utterance });
    Object.assign(window, { said, endSentence: () => current?.onend?.() });
  });
}
const said = (page: Page): Promise<string[]> => page.evaluate(() => (window as unknown as { said: string[] }).said);
const endSentence = (page: Page): Promise<void> => page.evaluate(() => (window as unknown as { endSentence: () => void }).endSentence());

test('three questions come when they are opened, not before, and explain after the answer', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (r) => asked.push(r.url()));
  const faults: string[] = [];
  page.on('console', (m) => m.type() === 'error' && faults.push(m.text()));
  await page.goto(QA, { waitUntil: 'networkidle' });
  expect(asked.filter((url) => /\/api\/practice|page-quiz-show|react/.test(url))).toEqual([]);
  await page.getByText('读完练三题').click();
  const questions = page.locator('.page-quiz .question');
  await expect(questions).toHaveCount(3);
  const first = questions.first();
  await expect(first.getByRole('button', { name: '对答案' })).toBeDisabled();
  await answerSomehow(first);
  await first.getByRole('button', { name: '对答案' }).click();
  await expect(first.getByText(/答对了|答错了/)).toBeVisible();
  await expect(first.getByRole('list', { name: '法律依据' }).getByRole('link').first()).not.toHaveText('');
  await expectAccessible(page, `${QA} with questions`);
  await page.setViewportSize({ width: 320, height: 640 });
  await expectNoSidewaysScroll(page, `${QA} with questions`);
  expect(faults).toEqual([]);
});

test('every heading of a page can be taken along as an address, by keyboard too', async ({ page }) => {
  await page.goto(QA);
  const headings = page.locator('article.entry').locator('h2, h3').filter({ visible: true });
  const bare = await headings.evaluateAll((all) => all.filter((h) => !(h.id && (h.querySelector(`a[href="#${h.id}"]`) ?? h.closest('summary')))).map((h) => h.textContent));
  expect(bare).toEqual([]);
  for (const name of ['结论', '怎么办', '依据']) await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
  const link = page.getByRole('link', { name: '常见误区', exact: true });
  await link.focus();
  await page.keyboard.press('Enter');
  expect(decodeURIComponent(new URL(page.url()).hash)).toBe('#常见误区');
  await expect(page.getByRole('heading', { name: '常见误区' })).toBeInViewport();
});

test('a word about the page without JavaScript: thanked, refused with what was typed kept, read at the desk', async ({ browser, page }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const plain = await context.newPage();
  await plain.goto(SAFETY);
  await plain.getByRole('radio', { name: '没帮上' }).check();
  await plain.getByLabel(/为什么/).fill('叉车倒车的图看不清');
  await plain.getByRole('button', { name: '提交' }).click();
  await expect(plain).toHaveURL(`${SAFETY}#thanked`);
  await expect(plain.getByText('记下了，谢谢')).toBeVisible();

  await plain.goto(`/feedback/?error=too-many-requests&page=${SAFETY.slice(1, -1)}&useful=0&reason=${encodeURIComponent('再说一遍 <b>')}`);
  await expect(plain.getByRole('alert')).toContainText('过一会儿');
  await expect(plain.getByLabel(/为什么/)).toHaveValue('再说一遍 <b>');
  await expect(plain.getByRole('radio', { name: '没帮上' })).toBeChecked();
  expect((await plain.goto('/feedback/?page=qa/none'))?.status()).toBe(404);
  await expect(plain.getByRole('heading', { name: '没有这一页' })).toBeVisible();
  await context.close();

  await page.goto(`/feedback/?page=${SAFETY.slice(1, -1)}`);
  await expectAccessible(page, '/feedback/');
  await signIn(page, 'Y1001');
  await page.goto('/desk/feedback/');
  await expect(page).not.toHaveURL(/desk/);
  await page.context().clearCookies();
  await signIn(page, 'Y9003', '/desk/feedback/');
  await expect(page.getByText('叉车倒车的图看不清').first()).toBeVisible();
  await expectAccessible(page, '/desk/feedback/');
  await page.setViewportSize({ width: 320, height: 640 });
  await expectNoSidewaysScroll(page, '/desk/feedback/');
});

test('reads aloud sentence by sentence, by keyboard: goes on, pauses, begins the sentence again, stops', async ({ page }) => {
  await giveVoice(page);
  await page.goto(QA);
  const title = await page.locator('h1').innerText();
  await page.getByRole('button', { name: '朗读', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: '暂停朗读' })).toBeFocused();
  const marked = () => page.evaluate(() => [...(CSS.highlights.get('aloud') ?? [])].map(String).join(''));
  expect(title.replace(/\s/g, '').startsWith((await said(page))[0] ?? '-')).toBe(true);
  await endSentence(page);
  await endSentence(page);
  const third = (await said(page))[2];
  expect((await marked()).replaceAll('\u2060', '')).toBe(third);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  expect((await said(page)).slice(2)).toEqual([third, third]);
  await page.getByRole('button', { name: '停止朗读' }).click();
  expect(await marked()).toBe('');
  await expect(page.getByRole('button', { name: '朗读', exact: true })).toBeFocused();

  // The whole page: its sections, but no note, no mark of a note, no way elsewhere.
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: '暂停朗读' })).toBeVisible();
  for (let i = 0; i < 400 && !(await page.getByText('读完了。').isVisible()); i++) await endSentence(page);
  const all = (await said(page)).slice(4).join('');
  for (const part of ['结论', '为什么这样规定', '怎么办', '案例', '常见误区']) expect(all).toContain(part);
  // Both sides of 怎么办 while no lens is chosen.
  for (const side of ['worker', 'employer']) expect(all).toContain((await page.locator(`.who[data-who="${side}"] li`).first().innerText()).trim().slice(0, 6));
  for (const part of ['〔', '核对日期', '复制链接', '这一页有用吗']) expect(all).not.toContain(part);
});

test('the address is copied and drawn as a code', async ({ page, context, baseURL }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`${QA}#basis`);
  await page.getByRole('button', { name: '复制链接' }).click();
  await expect(page.getByText('链接已复制。')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${baseURL}${QA}`);
  await page.getByText('二维码', { exact: true }).click();
  await expect(page.getByRole('img', { name: /二维码/ })).toBeVisible();
  await expect(page.getByText(`${baseURL}${QA}`)).toBeVisible();
  await expectAccessible(page, `${QA} with its code`);
});
