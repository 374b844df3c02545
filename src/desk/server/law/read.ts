/** An official text as the bureau obtained it: Markdown or plain text in the encodings in use, or .docx. What it is, is seen from its bytes. */
import { decodeText } from '../../../kernel/server/read-table.ts';
import { NumberedByWord, docxText } from './docx.ts';
import { ZipTooLarge } from '../../../kernel/server/unzip.ts';

export const MOST_BYTES = 5 * 1024 * 1024;
/** No paragraph of a statute is as long; a file that has one is no statute. */
const LONGEST_LINE = 20_000;

/** Old editors end a text with it. */
const DOS_END = String.fromCharCode(0x1a);
/** A control character other than tabs and ends of lines, or a sign that the decoder could not read. */
const UNREADABLE = /(?![\t\n\v\f\r])\p{Cc}|\uFFFD/u;

export type LawText =
  | { readonly text: string; /** What one line of it is called in messages. */ readonly unit: '行' | '段' }
  | { readonly refused: string };

const starts = (bytes: Uint8Array, ...signs: number[]): boolean => signs.every((sign, i) => bytes[i] === sign);

/** The text, or a Chinese sentence with the cure. */
export async function readLawText(bytes: Uint8Array): Promise<LawText> {
  if (bytes.length > MOST_BYTES) return { refused: '文件超过 5 MB，不像一部法规的文本。请只留文字，去掉图片和附件，再导入。' };
  if (bytes.length === 0) return { refused: '文件是空的。' };
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return { refused: '这是旧格式的 Word 或 WPS 文档（.doc、.wps）。请打开它，另存为 .docx 或者 .txt，再导入。' };
  if (starts(bytes, 0x25, 0x50, 0x44, 0x46)) return { refused: '这是 PDF。PDF 里取出的文字常会断行、错行，不能用来核对条文；请找 .docx 或者 .txt 文本。' };
  if (starts(bytes, 0x50, 0x4b)) return readDocx(bytes);
  const decoded = decodeText(bytes).replace(/^\uFEFF/, '');
  const text = decoded.endsWith(DOS_END) ? decoded.slice(0, -1) : decoded;
  if (UNREADABLE.test(text)) return { refused: '文件里有读不懂的字符。纯文本要存成 UTF-8 或者 GB18030（记事本里的 ANSI）；如果是别的格式，请另存为 .docx 或者 .txt。' };
  return checked(text, '行');
}

async function readDocx(bytes: Uint8Array): Promise<LawText> {
  try {
    return checked(await docxText(bytes), '段');
  } catch (error) {
    if (error instanceof NumberedByWord) return { refused: '条号是 Word 自动编的，文字里没有。请在 Word 里另存为“纯文本（.txt）”，条号会变成文字，再导入那个 .txt。' };
    if (error instanceof ZipTooLarge) return { refused: '这个 .docx 解压后大得不合常理，没有打开。请用 Word 重新另存一份，或者存成 .txt。' };
    return { refused: '这不是能读的 Word 文档（.docx）：文件可能损坏、加了密码，或者是别的压缩包。请用 Word 打开后另存为 .docx 或者 .txt，再导入。' };
  }
}

function checked(text: string, unit: '行' | '段'): LawText {
  if (text.trim() === '') return { refused: '文件里没有文字。如果是扫描的图片，请先找到文字版。' };
  const long = text.split('\n').findIndex((line) => line.length > LONGEST_LINE);
  if (long >= 0) return { refused: `第 ${long + 1} ${unit}有两万多字，不像条文。请检查换行：每一条应另起一行。` };
  return { text, unit };
}
