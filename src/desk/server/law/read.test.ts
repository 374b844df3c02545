import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { docx, docxParts, documentXml, packed } from '../../../../tests/support/docx.ts';
import { MOST_BYTES, readLawText } from './read.ts';

const sample = '示例条例\n第一条 为了举例，写“一”条。\n第二条 喆犇镕㐂。\n';
const bytes = (...list: number[]) => Uint8Array.from(list);

describe('reading an official text', () => {
  it.each([
    ['UTF-8', Buffer.from(sample)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${sample}`)],
    ['GB18030', iconv.encode(sample, 'gb18030')],
    ['UTF-16', iconv.encode(sample, 'utf-16le', { addBOM: true })],
  ])('%s', async (_, file) => expect(await readLawText(file)).toEqual({ text: sample, unit: '行' }));

  it('the sign with which old editors end a text is left out', async () => {
    expect(await readLawText(Buffer.concat([Buffer.from(sample), bytes(0x1a)]))).toEqual({ text: sample, unit: '行' });
  });

  it('.docx: paragraphs, line breaks and signs of XML', async () => {
    expect(await readLawText(docx(['示例条例', '第一条　甲 < 乙 & “丙”。\n第二条　丁。', '', '第三条　&lt;。']))).toEqual({
      text: '示例条例\n第一条　甲 < 乙 & “丙”。\n第二条　丁。\n第三条　&lt;。',
      unit: '段',
    });
  });

  it.each<[string, Uint8Array, string]>([
    ['nothing', bytes(), '文件是空的'],
    ['white space', Buffer.from(' \n\n'), '没有文字'],
    ['more than 5 MB', new Uint8Array(MOST_BYTES + 1).fill(0x61), '超过 5 MB'],
    ['an old Word file', bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1), '另存为 .docx'],
    ['a PDF', Buffer.from('%PDF-1.7'), '这是 PDF'],
    ['a picture', bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d), '读不懂的字符'],
    ['bytes of no encoding', bytes(0xff, 0xff, 0xff), '读不懂的字符'],
    ['a line without end', Buffer.from(`第一条 ${'长'.repeat(20_001)}`), '第 1 行有两万多字'],
    ['a ZIP that is no document', packed({ 'a.txt': '第一条 甲。' }), '不是能读的 Word 文档'],
    ['a ZIP cut off', docx(['第一条 甲。']).subarray(0, 300), '不是能读的 Word 文档'],
    ['a document that is no XML', packed(docxParts('第一条 甲。')), '不是能读的 Word 文档'],
    ['a document without text', docx(['', ' ']), '没有文字'],
    ['entities that grow', packed(docxParts(documentXml(['第一条 甲。']).replace('?>', '?><!DOCTYPE w [<!ENTITY a "aaaa">]>'))), '不是能读的 Word 文档'],
  ])('%s is refused with the cure', async (_, file, message) => {
    expect(await readLawText(file)).toEqual({ refused: expect.stringContaining(message) as string });
  });

  it('a ZIP bomb is refused, also one that lies about its size', async () => {
    const main = documentXml(['第一条 甲。']) + ' '.repeat(40 * 1024 * 1024);
    for (const lie of [undefined, 1000]) {
      const bomb = packed(docxParts(main), lie);
      expect(bomb.length).toBeLessThan(MOST_BYTES);
      expect(await readLawText(bomb)).toEqual({ refused: expect.stringContaining('解压后大得不合常理') as string });
    }
  }, 30_000);

  it('large pictures in a document are passed by', async () => {
    const file = packed({ ...docxParts(documentXml(['第一条 甲。'])), 'word/media/image1.png': Buffer.alloc(40 * 1024 * 1024) });
    expect(await readLawText(file)).toEqual({ text: '第一条 甲。', unit: '段' });
  }, 30_000);
});
