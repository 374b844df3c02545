/** A list of people that was uploaded and looked at, waiting to be confirmed. */
import { FILE_PROBLEMS } from '../people-sheet.ts';
import type { ListToImport } from './import.ts';
import { keeper } from './kept.ts';

export const { keep: keepList, kept: keptList, drop: dropList } = keeper<ListToImport>('import:', FILE_PROBLEMS.gone);
