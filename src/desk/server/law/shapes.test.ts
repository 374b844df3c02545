/** The shapes in which official texts reach an office, made small: all of one text, and each must come back as the same articles. */
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { documentXml, docx, docxParts, packed } from '../../../../tests/support/docx.ts';
import { splitStatute } from '../../../library/statute.ts';
import { readLawText } from './read.ts';

/** As the national database gives it: front matter, notes, a contents list, parts of all levels, 之一, items, an annex. */
const MARKDOWN = `---
title: "示例法"
status: "现行有效"
---
# 示例法

（2020年1月1日某机关通过　根据2024年5月6日《关于修改〈示例法〉的决定》修正）

<!-- INFO END -->

目　　录

第一编　总则
第一章　一般规定
第二章　例外
第二编　分则
第三章　责任

## 第一编　总则

### 第一章　一般规定

**第一条** 为了举例，根据《另一部法》第三条，写这一条。

第二条　下列两项：

（一）第一项；

（二）第二项。

前款第一项的“项”，依照第一条。

第二条之一 后来插入的一条。

第二条之二 又一条。

### 第二章　例外

第三条 数字用“第 5 条”也不另起一行。

## 第二编　分则

### 第三章　责任

#### 第一节　说明

第四条: 冒号也算。

第五条 自公布之日起施行。

附件：

一、表格
`;
const ARTICLES = ['1', '2', '2-1', '2-2', '3', '4', '5'];

const plain = MARKDOWN.replace(/^---[\s\S]*?---\n/, '').replace(/^#+ /gm, '').replaceAll('**', '').replace(/<!--.*-->\n/, '');
const paragraphs = plain.split('\n').filter((line) => line.trim() !== '');
/** Items numbered by Word, articles by hand: the number of the item is lost, the article is not. */
const listed = packed(docxParts(documentXml(paragraphs).replaceAll(/<w:p>(<w:r><w:t xml:space="preserve">)（[一二]）/g, '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>$1')));

const SHAPES: readonly (readonly [string, Buffer])[] = [
  ['Markdown', Buffer.from(MARKDOWN)],
  ['Markdown with a mark and the line ends of Windows', Buffer.from(`\uFEFF${MARKDOWN.replaceAll('\n', '\r\n')}`)],
  ['plain text, UTF-8', Buffer.from(plain)],
  ['plain text, GB18030', iconv.encode(plain, 'gb18030')],
  ['plain text, indented, without empty lines', iconv.encode(paragraphs.map((p) => `　　${p.trim()}`).join('\r\n'), 'gb18030')],
  ['plain text, numbers in figures', Buffer.from(plain.replace(/^第([一二三四五])条/gm, (_, n: string) => `第${'一二三四五'.indexOf(n) + 1}条`))],
  ['.docx', docx(paragraphs)],
  ['.docx with numbered items', listed],
];

describe('an official text in the shapes in which it comes', () => {
  it.each(SHAPES)('%s', async (_, file) => {
    const read = await readLawText(file);
    const { articles, complaints, opening } = splitStatute('text' in read ? read.text : read.refused);
    expect(complaints).toEqual([]);
    expect(articles.map((a) => a.article)).toEqual(ARTICLES);
    expect(opening[0]).toBe('示例法');
    expect(articles.at(-2)?.headings.map((h) => h.replace(/\s/g, ''))).toEqual(['第二编分则', '第三章责任', '第一节说明']);
    expect(articles[1]?.text.replace(/（[一二]）/g, '')).toBe('下列两项：\n第一项；\n第二项。\n前款第一项的“项”，依照第一条。');
  });

  it('articles quoted line by line in an amendment are told with the line, not counted in silence', () => {
    const { complaints } = splitStatute('示例法修正案\n第三十二条 甲。\n第三十三条 增加一节，作为第七节：\n第七节 某委员会\n第一百二十三条 乙。\n第一百二十四条 丙。');
    expect(complaints).toEqual([{ line: 5, message: '第三十三条之后直接是第一百二十三条，缺了第 34 至 122 条；如果这是修正案里抄录的条文，请接在上一条后面，不要另起一行。' }]);
  });

  it('numbers that Word makes itself are told with the cure', async () => {
    const numbering = '<?xml version="1.0"?><w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="第%1条"/></w:lvl></w:abstractNum></w:numbering>';
    const file = packed({ ...docxParts(documentXml(['示例法', '为了举例。', '自公布之日起施行。'])), 'word/numbering.xml': numbering });
    expect(await readLawText(file)).toEqual({ refused: expect.stringContaining('另存为“纯文本（.txt）”') as string });
    // The same template around numbers written by hand is no hindrance.
    const written = packed({ ...docxParts(documentXml(paragraphs)), 'word/numbering.xml': numbering });
    expect(await readLawText(written)).toEqual(await readLawText(docx(paragraphs)));
  });
});
