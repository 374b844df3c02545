import { expect, it } from 'vitest';
import { bookAnchor, bookHtml, notesHtml } from './book-html.ts';
import { bodySections, type Refer } from './book-text.ts';

const entry = { id: 'qa/wages/payday', notes: [{ key: 'l#1', law: '<法>', article: '第一条', digest: '要点&' }] };
const once: Refer = () => ({ n: 1, first: true });
const html = (markdown: string, refer: Refer = () => undefined): string => bodySections(markdown, refer).map((s) => bookHtml(s.blocks, entry, (to) => `/base${to}`)).join('');

it.each([
  ['**要点**和`码`', '<p><strong>要点</strong>和<code>码</code></p>'],
  ['1. 甲\n2. 乙', '<ol><li>甲</li>\n<li>乙</li></ol>'],
  ['3. 甲', '<ol start="3"><li>甲</li></ol>'],
  ['- 甲\n  - 乙', '<ul><li>甲\n<ul><li>乙</li></ul></li></ul>'],
  ['### 劳动者', '<h4>劳动者</h4>'],
  ['> 引', '<blockquote><p>引</p></blockquote>'],
  ['|a|b|\n|-|-:|\n|1|2|', '<div class="table-box" tabindex="0" role="group" aria-label="表格"><table class="table"><thead><tr><th>a</th><th class="right">b</th></tr></thead><tbody><tr><td>1</td><td class="right">2</td></tr></tbody></table></div>'],
  ['||b|\n|-|-|\n|1|2|', '<div class="table-box" tabindex="0" role="group" aria-label="表格"><table class="table"><thead><tr><td></td><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table></div>'],
  ['[看](/qa/a/b/?x="1")', '<p><a href="/base/qa/a/b/?x=%221%22">看</a></p>'],
  ['<script>alert(1)</script>', '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>'],
  ['[x](javascript:alert(1))', '<p>[x](javascript:alert(1))</p>'],
  ['```\n<b>\n```', '<pre>&lt;b&gt;</pre>'],
])('%j', (markdown, out) => expect(html(markdown)).toBe(out));

it('references lead to the notes of their own entry', () => {
  expect(html('甲〔某法1〕', once)).toBe('<p>甲\u2060<a class="ref" href="#wages-payday-n1">〔一〕</a></p>');
  expect(notesHtml(entry)).toBe('<li id="wages-payday-n1"><b><span>〔一〕</span>&lt;法&gt; 第一条</b> 要点&amp;</li>');
  expect(bookAnchor(entry.id)).toBe('wages-payday');
});
