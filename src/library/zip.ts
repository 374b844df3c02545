/** A ZIP file of a few texts. */
import { zipSync, type Zippable } from 'fflate';

export interface ZipEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The file, names in UTF-8. Every entry carries the same `day` (`YYYY-MM-DD`, 1980 to 2099), so that equal content gives equal bytes. */
export function zipOf(entries: readonly ZipEntry[], day: string): Uint8Array {
  const [year = 1980, month = 1, date = 1] = day.split('-').map(Number);
  // Local time, because that is what a ZIP holds and what fflate reads from the date.
  const mtime = new Date(year, month - 1, date);
  const files: Zippable = {};
  for (const { name, bytes } of entries) files[name] = [bytes, { mtime }];
  return zipSync(files);
}
