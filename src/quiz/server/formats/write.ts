/** Questions as bytes of a file of any format. */
import { strToU8, zipSync } from 'fflate';
import { encodeAiken } from '../../formats/aiken.ts';
import type { LawName } from '../../formats/basis.ts';
import { csvOf } from '../../formats/csv.ts';
import type { FormatId } from '../../formats/formats.ts';
import { encodeGift } from '../../formats/gift.ts';
import type { Encoded } from '../../formats/item.ts';
import { encodeMoodle } from '../../formats/moodle-xml.ts';
import { encodeQti } from '../../formats/qti.ts';
import { sheetOf } from '../../formats/sheet.ts';
import type { Question } from '../../schema.ts';
import { bankXlsx, type PageName } from './xlsx.ts';

export interface Known {
  readonly laws: readonly LawName[];
  readonly pages: readonly PageName[];
}

/** Equal banks give equal packages. */
const ZIP_DAY = new Date(2000, 0, 1);

/** The file, and the questions that its format has no place for. */
export async function writeBankFile(questions: readonly Question[], format: FormatId, { laws, pages }: Known): Promise<Encoded<Uint8Array>> {
  const text = ({ file, left }: Encoded<string>): Encoded<Uint8Array> => ({ file: strToU8(file), left });
  const zip = ({ file, left }: Encoded<ReadonlyMap<string, string>>): Encoded<Uint8Array> => ({
    file: zipSync(Object.fromEntries(Array.from(file, ([name, body]) => [name, strToU8(body)])), { mtime: ZIP_DAY }),
    left,
  });
  switch (format) {
    case 'xlsx':
      return { file: await bankXlsx(questions, laws, pages), left: [] };
    case 'csv':
      return { file: strToU8(csvOf(sheetOf(questions, laws))), left: [] };
    case 'gift':
      return text(encodeGift(questions));
    case 'moodle':
      return text(encodeMoodle(questions));
    case 'aiken':
      return text(encodeAiken(questions));
    case 'qti2':
      return zip(encodeQti(questions, '2.2'));
    case 'qti3':
      return zip(encodeQti(questions, '3.0'));
  }
}
