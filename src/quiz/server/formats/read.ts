/** Bytes of an uploaded file as questions. What the file is, is seen from its bytes. Whatever is wrong with it comes back as issues. */
import { BadTable, MOST_BYTES, decodeText, readTable, type TableProblem } from '../../../kernel/server/read-table.ts';
import { BadZip, ZipTooLarge, unzip } from '../../../kernel/server/unzip.ts';
import { decodeAiken } from '../../formats/aiken.ts';
import type { LawName } from '../../formats/basis.ts';
import { textFormat } from '../../formats/formats.ts';
import { decodeGift } from '../../formats/gift.ts';
import { issue, MOST_QUESTIONS, type Decoded } from '../../formats/item.ts';
import { decodeMoodle } from '../../formats/moodle-xml.ts';
import { decodeQti } from '../../formats/qti.ts';
import { readSheetRows } from '../../formats/sheet.ts';

const TABLE_PROBLEMS: Record<TableProblem, readonly [say: string, cure: string]> = {
  'too-big': ['文件超过 5 MB。', '分成几个文件，或者删掉图片和多余的工作表'],
  'too-much': ['文件解开后大得不合常理，没有打开。', '用表格软件打开，只留试题这一张工作表，另存一份'],
  'old-xls': ['这是旧格式的 .xls 文件，或者加了密码。', '另存为不加密码的 .xlsx'],
  'bad-xlsx': ['读不出这个表格，文件可能损坏。', '用表格软件打开，另存为 .xlsx'],
  'bad-csv': ['读不出这个 CSV 文件，可能有引号没有成对。', '用表格软件打开，另存为 .xlsx'],
  'no-sheet': ['这不是能读的文件。', '可以传 .xlsx、.csv、GIFT、Aiken、Moodle XML，或者 QTI 的 .xml 和 .zip'],
};
const refused = (problem: TableProblem): Decoded => ({ items: [], issues: [issue('', '', ...TABLE_PROBLEMS[problem])] });

/** What the items of a package may unpack to, and how many files it may hold (pictures are passed by, but counted). */
const MOST_UNPACKED = 32 * 1024 * 1024;
const MOST_FILES = 2 * MOST_QUESTIONS + 100;

/** Reads any of the formats. Never throws for what a file may hold. */
export async function readBankFile(bytes: Uint8Array, fileName: string, laws: readonly LawName[]): Promise<Decoded> {
  if (bytes.length > MOST_BYTES) return refused('too-big');
  if (bytes.length === 0) return { items: [], issues: [issue('', '', '文件是空的。', '换一个有内容的文件')] };
  const read = await decoded(bytes, fileName, laws);
  if (read.items.length <= MOST_QUESTIONS) return read;
  return { items: [], issues: [issue('', '', `一次最多导入 ${MOST_QUESTIONS} 题，这个文件有 ${read.items.length} 题。`, '分成几个文件')] };
}

async function decoded(bytes: Uint8Array, fileName: string, laws: readonly LawName[]): Promise<Decoded> {
  const zip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  if (zip && isPackage(bytes)) return readPackage(bytes);
  if (zip || (bytes[0] === 0xd0 && bytes[1] === 0xcf)) return table(bytes, laws);
  const text = decodeText(bytes);
  if (text.includes('\u0000') || text.includes('\uFFFD')) return refused('no-sheet');
  switch (textFormat(text, fileName)) {
    case 'csv':
      return table(bytes, laws);
    case 'gift':
      return decodeGift(text);
    case 'aiken':
      return decodeAiken(text);
    case 'moodle':
      return decodeMoodle(text);
    case 'qti':
      return decodeQti(new Map([[/\.xml$/i.test(fileName) ? fileName : `${fileName}.xml`, text]]));
    default:
      return refused('no-sheet');
  }
}

async function table(bytes: Uint8Array, laws: readonly LawName[]): Promise<Decoded> {
  try {
    return readSheetRows(await readTable(bytes), laws);
  } catch (error) {
    if (error instanceof BadTable) return refused(error.problem);
    throw error;
  }
}

/** A ZIP without a workbook is taken for a package. */
function isPackage(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return !text.includes('xl/workbook.xml') && !text.includes('xl/worksheets/') && text.includes('.xml');
}

function readPackage(bytes: Uint8Array): Decoded {
  try {
    const files = unzip(bytes, (name) => /\.xml$/i.test(name) && !/(^|\/)(__MACOSX|\.)/.test(name), MOST_UNPACKED, MOST_FILES);
    return decodeQti(new Map(Array.from(files, ([name, body]) => [name, decodeText(body)])));
  } catch (error) {
    if (error instanceof ZipTooLarge) return { items: [], issues: [issue('', '', '压缩包解开后大得不合常理，没有打开。', '只留试题，分成几个包再导出')] };
    if (error instanceof BadZip) return { items: [], issues: [issue('', '', '读不出这个压缩包，可能损坏或者加了密码。', '从原来的系统重新导出一次')] };
    throw error;
  }
}
