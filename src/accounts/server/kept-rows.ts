/** A list of people that was uploaded and looked at, waiting to be confirmed. */
import { FILE_PROBLEMS, type SheetRow } from '../people-sheet.ts';
import { keeper } from './kept.ts';

export const { keep: keepRows, kept: keptRows, drop: dropRows } = keeper<readonly SheetRow[]>('import:', FILE_PROBLEMS.gone);
