import { describe, expect, it } from 'vitest';
import { kitReadme, kitSheets, sheetFile, signInCsv, type KitSite } from './kit.ts';
import { kitSchema } from './schema-rooms.ts';

const basis = [{ law: 'constitution', article: 43 }];
const kit = {
  id: 'c',
  ...kitSchema.parse({
    title: '资料包',
    activities: [{ name: '班前会', minutes: 10, who: '<全班>', need: ['表', '笔'], steps: [{ minutes: 4, do: '问一句' }, { minutes: 6, do: '做题', basis }] }],
    points: [1, 2, 3].map((n) => ({ say: `要点${n}`, basis, page: 'constitution/a' })),
    poster: { title: '海报', lines: [1, 2, 3].map((n) => ({ say: `句${n}`, basis })) },
    signIn: { columns: ['姓名', '单位,村居'], rows: 5 },
    verified: '2026-11-01',
    review: '2027-05-01',
  }),
};
const site: KitSite = { name: '学堂', nameOf: (b) => `宪法第${b.article}条`, addressOf: (p) => `https://x.cn${p}`, titleOf: () => '题名', codeHtml: (p) => `<svg data-of="${p}"/>` };
const sheets = new Map(kitSheets(kit, site).map((s) => [s.id, s.html]));

describe('the sheets', () => {
  it('an agenda runs from minute to minute and names the provisions', () => {
    expect(sheets.get('agenda')).toContain('第 0—4 分钟');
    expect(sheets.get('agenda')).toContain('第 4—10 分钟');
    expect(sheets.get('agenda')).toContain('宪法第43条');
  });
  it('what editors write is text, not HTML', () => {
    expect(sheets.get('agenda')).toContain('&lt;全班&gt;');
  });
  it('a page is named once however many points rest on it', () => {
    expect(sheets.get('points')?.match(/《/g)).toHaveLength(1);
  });
  it('the poster carries the code of the hub', () => {
    expect(sheets.get('poster')).toContain('<svg data-of="/constitution/"/>');
  });
  it('the sign-in sheet has its rows and asks for no identity number', () => {
    expect(sheets.get('signin')?.match(/class="kit-no"/g)).toHaveLength(5);
    expect(sheets.get('signin')).toContain('不收身份证号');
  });
  it.each(['style=', 'onclick', '答案'])('no sheet holds %s', (word) => {
    for (const html of sheets.values()) expect(html).not.toContain(word);
  });
});

it('the list for spreadsheets quotes a comma and begins with the mark of UTF-8', () => {
  const lines = signInCsv(kit).split('\r\n');
  expect(lines[0]).toBe('\uFEFF序号,姓名,"单位,村居"');
  expect(lines[5]).toBe('5,,');
});

it('a file stands alone', () => {
  const [sheet] = kitSheets(kit, site);
  expect(sheetFile(sheet!, kit, '.a{}')).toMatch(/^<!doctype html>[\s\S]*charset="utf-8"[\s\S]*\.a\{\}[\s\S]*<h1>议程<\/h1>/);
  expect(kitReadme(kit, site)).toContain('https://x.cn/constitution/paper/');
});
