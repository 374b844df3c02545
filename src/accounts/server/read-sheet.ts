/** Reads a list as offices send it: XLSX, or CSV in UTF-8 (with or without BOM), UTF-16 or GB18030. */
import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { readSheet } from 'read-excel-file/node';
import { Refusal } from '../../kernel/refusal.ts';
import { FILE_PROBLEMS, type Cell, type FileProblem, type SheetRow } from '../people-sheet.ts';

export const MOST_BYTES = 5 * 1024 * 1024;
/** A spreadsheet is a zip: what it unpacks to is limited too. */
const MOST_UNPACKED = 100 * 1024 * 1024;
/** Digits that a floating number keeps for certain. */
const SAFE_DIGITS = 15;

const refuse = (problem: FileProblem): never => {
  const say = FILE_PROBLEMS[problem];
  throw new Refusal(problem === 'too-big' || problem === 'too-much' ? 'too-large' : 'import-broken', say, { file: say });
};

/** Rows with their numbers in the file. Refuses `too-large`, `import-broken`. */
export async function readRows(bytes: Uint8Array): Promise<SheetRow[]> {
  if (bytes.length > MOST_BYTES) refuse('too-big');
  if (bytes.length === 0) return [];
  const starts = (...signs: number[]) => signs.every((sign, i) => bytes[i] === sign);
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) refuse('old-xls');
  return starts(0x50, 0x4b) ? readXlsx(bytes) : readCsv(bytes);
}

/** Total size after unpacking, as the directory at the end of the zip declares it. */
function unpackedSize(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let total = 0;
  for (let at = 0; at + 46 <= bytes.length; at++) {
    if (view.getUint32(at, true) === 0x02014b50) total += view.getUint32(at + 24, true);
  }
  return total;
}

async function readXlsx(bytes: Uint8Array): Promise<SheetRow[]> {
  if (unpackedSize(bytes) > MOST_UNPACKED) refuse('too-much');
  let sheet: unknown[][];
  try {
    sheet = (await readSheet(Buffer.from(bytes), { parseNumber: (digits: string) => ({ digits }) as unknown as number })) as unknown[][];
  } catch {
    return refuse('bad-xlsx');
  }
  return sheet.map((cells, i) => ({ row: i + 1, cells: cells.map(cellOf) }));
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return { text: '' };
  if (value instanceof Date) return { text: value.toISOString().slice(0, 10) };
  if (typeof value === 'object' && 'digits' in value) {
    const digits = String(value.digits);
    const lost = /e/i.test(digits) || digits.replace(/\D/g, '').length > SAFE_DIGITS;
    return { text: digits, lost };
  }
  return { text: String(value) };
}

/** The text of the bytes: by its byte-order mark, else UTF-8 when it is valid, else GB18030 (what Excel writes in China). */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return iconv.decode(Buffer.from(bytes), 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return iconv.decode(Buffer.from(bytes), 'utf-16be');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return iconv.decode(Buffer.from(bytes), 'gb18030');
  }
}

function readCsv(bytes: Uint8Array): SheetRow[] {
  const text = decodeText(bytes).replace(/^\uFEFF/, '');
  if (text.includes('\u0000')) refuse('no-sheet');
  const firstLine = text.split(/\r?\n/).find((l) => l.trim()) ?? '';
  const delimiter = [',', '\t', ';', '，'].reduce((best, d) => (firstLine.split(d).length > firstLine.split(best).length ? d : best));
  try {
    const records = parse(text, { delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: false, info: true }) as unknown as { record: string[]; info: { lines: number } }[];
    return records.map(({ record, info }) => ({ row: info.lines, cells: record.map((cell) => ({ text: cell })) }));
  } catch {
    return refuse('bad-csv');
  }
}
