/** Reads a table as offices send it: XLSX, or CSV in UTF-8 (with or without BOM), UTF-16 or GB18030. */
import { parse } from 'csv-parse/sync';
import { zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { BadZip, ZipTooLarge, unzip } from './unzip.ts';

export interface TableCell {
  readonly text: string;
  /** A number with more digits than a spreadsheet keeps: what was typed is gone. */
  readonly lost?: boolean;
  /** What the program made of the text that was typed: `10%` is kept as the number 0.1, `3-4` as a day. */
  readonly kept?: 'number' | 'day';
}
export interface TableRow {
  /** As spreadsheet programs count, from 1. */
  readonly row: number;
  readonly cells: readonly TableCell[];
}

/** Why bytes are no table. */
export type TableProblem = 'too-big' | 'too-much' | 'old-xls' | 'bad-xlsx' | 'bad-csv' | 'no-sheet';
export class BadTable extends Error {
  readonly problem: TableProblem;
  constructor(problem: TableProblem) {
    super(problem);
    this.problem = problem;
  }
}
const refuse = (problem: TableProblem): never => {
  throw new BadTable(problem);
};

export const MOST_BYTES = 5 * 1024 * 1024;
/** What the sheets of a spreadsheet may unpack to: 20,000 people take about 10 MB. */
const MOST_UNPACKED = 32 * 1024 * 1024;
/** Digits that a floating number keeps for certain. */
const SAFE_DIGITS = 15;
/** Texts, styles and sheets; no pictures, macros or embedded files. */
const PARTS = /^(\[Content_Types\]\.xml|_rels\/\.rels|xl\/(workbook|sharedStrings|styles)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/worksheets\/[^/]+\.xml)$/i;

/** The rows of the first sheet. Throws `BadTable`. */
export async function readTable(bytes: Uint8Array): Promise<TableRow[]> {
  if (bytes.length > MOST_BYTES) refuse('too-big');
  if (bytes.length === 0) return [];
  const starts = (...signs: number[]) => signs.every((sign, i) => bytes[i] === sign);
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) refuse('old-xls');
  return starts(0x50, 0x4b) ? readXlsx(bytes) : readCsv(bytes);
}

/** The parts that hold data, measured while unpacking and packed again without compression: what was measured is what is read. */
function measured(bytes: Uint8Array): Buffer {
  const parts = unzip(bytes, (name) => PARTS.test(name), MOST_UNPACKED);
  for (const part of parts.values()) {
    // No program writes a document type into a sheet; it is only good for entities that grow.
    if (Buffer.from(part.buffer, part.byteOffset, part.byteLength).includes('<!DOCTYPE')) refuse('bad-xlsx');
  }
  return Buffer.from(zipSync(Object.fromEntries(parts), { level: 0 }));
}

async function readXlsx(bytes: Uint8Array): Promise<TableRow[]> {
  try {
    // Loaded with the first sheet: a restart on exam day must not wait for it.
    const { readSheet } = await import('read-excel-file/node');
    const sheet = (await readSheet(measured(bytes), { trim: false, parseNumber: (digits: string) => ({ digits }) as unknown as number })) as unknown[][];
    return sheet.map((cells, i) => ({ row: i + 1, cells: cells.map(cellOf) }));
  } catch (error) {
    if (error instanceof BadTable) throw error;
    if (error instanceof ZipTooLarge) refuse('too-much');
    // Whatever the library stumbles over is the file's fault, not ours.
    return refuse(error instanceof BadZip || error instanceof Error ? 'bad-xlsx' : 'no-sheet');
  }
}

function cellOf(value: unknown): TableCell {
  if (value === null || value === undefined) return { text: '' };
  if (value instanceof Date) return { text: value.toISOString().slice(0, 10), kept: 'day' };
  if (typeof value === 'object' && 'digits' in value) {
    const digits = String(value.digits);
    const lost = /e/i.test(digits) || digits.replace(/\D/g, '').length > SAFE_DIGITS;
    return { text: digits, lost, kept: 'number' };
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

function readCsv(bytes: Uint8Array): TableRow[] {
  const text = decodeText(bytes).replace(/^\uFEFF/, '');
  if (text.includes('\u0000')) refuse('no-sheet');
  const firstLine = text.split(/\r?\n/).find((l) => l.trim()) ?? '';
  const delimiter = [',', '\t', ';', '，'].reduce((best, d) => (firstLine.split(d).length > firstLine.split(best).length ? d : best));
  try {
    const records = parse(text, { delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: false }) as string[][];
    return records.map((record, i) => ({ row: i + 1, cells: record.map((cell) => ({ text: cell })) }));
  } catch {
    return refuse('bad-csv');
  }
}
