/** Reads a list of people from a table; what is no table is refused with this subject's sentences. */
import { BadTable, readTable } from '../../kernel/server/read-table.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { FILE_PROBLEMS, type SheetRow } from '../people-sheet.ts';

/** Rows with their numbers in the file. Refuses `too-large`, `import-broken`. */
export async function readRows(bytes: Uint8Array): Promise<SheetRow[]> {
  try {
    return await readTable(bytes);
  } catch (error) {
    if (!(error instanceof BadTable)) throw error;
    const say = FILE_PROBLEMS[error.problem];
    throw new Refusal(error.problem === 'too-big' || error.problem === 'too-much' ? 'too-large' : 'import-broken', say, { file: say });
  }
}
