/** A reader asks in their own words, on the site's real content. */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadLibrary } from '#library/server/load.ts';
import { searchFiles } from '#search/build.ts';
import { answer } from '#search/present.ts';
import { nameSearch } from '#search/server/make.ts';
import { madeSource } from '#search/server/searcher.ts';

const { library } = loadLibrary(fileURLToPath(new URL('../..', import.meta.url)));
const source = madeSource(nameSearch(searchFiles(library)));
const paths = async (question: string, limit: number) => (await answer(source, question, { limit })).results.map((r) => r.path);

describe('the page is among the first three', () => {
  it.each([
    ['老板不给签合同', '/qa/signing/no-written-contract/'],
    ['单位扣了我的身份证', '/qa/signing/deposit-and-id/'],
    ['进厂要交押金', '/qa/signing/deposit-and-id/'],
    ['铁饭碗合同', '/qa/signing/open-ended-contract/'],
    ['试用期被辞退', '/qa/probation/dismissal-in-probation/'],
    ['试用期被炒鱿鱼', '/qa/probation/dismissal-in-probation/'],
    ['试用期工资打折', '/qa/probation/length-and-pay/'],
    ['离职后不让去同行', '/qa/probation/training-bond-and-noncompete/'],
    ['辞职单位不批', '/qa/ending/resignation/'],
    ['怀孕被辞退', '/qa/ending/pregnancy-and-sick-leave/'],
    ['N+1 怎么算', '/qa/severance/how-much/'],
    ['2N', '/qa/severance/unlawful-dismissal/'],
    ['合同到期不续签有没有补偿', '/qa/severance/contract-expired/'],
    ['周末加班给几倍钱', '/qa/wages/overtime-pay/'],
    ['拖欠工资怎么要', '/qa/wages/unpaid-wages/'],
    ['单位罚我的款', '/qa/wages/minimum-wage-and-deductions/'],
    ['996', '/qa/leave/working-hours/'],
    ['年假没休', '/qa/leave/annual-leave/'],
    ['放弃社保的协议', '/qa/insurance/waiver-of-insurance/'],
    ['退休以后又上班', '/qa/insurance/over-age-workers/'],
    ['仲裁过了一年还能告吗', '/qa/disputes/arbitration-time-limit/'],
    ['怎么打劳动仲裁', '/qa/disputes/how-to-arbitrate/'],
    ['打12333投诉', '/qa/disputes/complain-to-inspectorate/'],
    ['下班路上被车撞', '/safety/commuting/'],
    ['叉车能带人吗', '/safety/forklift/'],
    ['机器压到手', '/safety/machinery/'],
    ['国家宪法日', '/constitution/constitution-day/'],
  ])('%s', async (question, path) => expect(await paths(question, 3)).toContain(path));
});

describe('articles by number come first', () => {
  it.each([
    ['劳动合同法第四十七条', '/laws/labour-contract-law/#art-47'],
    ['劳动合同法47条', '/laws/labour-contract-law/#art-47'],
    ['《工伤保险条例》第14条', '/laws/work-injury-regulation/#art-14'],
    ['刑法276条之一', '/laws/criminal-law/#art-276-1'],
    ['47条', '/laws/labour-contract-law/#art-47'],
    ['劳动法', '/laws/labour-law/'],
  ])('%s', async (question, path) => expect(await paths(question, 1)).toEqual([path]));
});

const phrasings = [...library.qa, ...library.constitution, ...library.safety, ...library.calculators].flatMap((entry) => entry.data.asked.map((phrase) => ({ phrase, path: `/${entry.id}/` })));

it('every phrasing an editor wrote finds its own page among the first five', async () => {
  const missed: string[] = [];
  for (const { phrase, path } of phrasings) if (!(await paths(phrase, 5)).includes(path)) missed.push(`${phrase} → ${path}`);
  expect(missed).toEqual([]);
});

it('and is not taken for a mistake', async () => {
  const mended: string[] = [];
  for (const { phrase } of phrasings) {
    const { meant } = await answer(source, phrase, { limit: 1, near: true });
    if (meant) mended.push(`${phrase} → ${meant}`);
  }
  expect(mended).toEqual([]);
});

it.each([
  ['gongshang', '工伤'],
  ["gong'shang ren'ding", '工伤认定'],
  ['jingjibuchang', '经济补偿'],
  ['shiyongqi', '试用期'],
  ['shebao', '社保'],
  ['工shang', '工伤'],
])('by ear: %s finds what %s finds', async (typed, word) => expect(await paths(word, 30)).toEqual(expect.arrayContaining(await paths(typed, 1))));

it.each([
  ['工商认定', '工伤认定'],
  ['劳动仲栽', '劳动仲裁'],
  ['竞业现制', '竞业限制'],
])('您是不是想找: %s → %s', async (typed, meant) => expect((await answer(source, typed, { limit: 1, near: true })).meant).toBe(meant));
