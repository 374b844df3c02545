/** CSV as spreadsheet programs in China open it: UTF-8 with a byte-order mark, CRLF, quotes where needed. */

/** Rows as text. Cells are expected to be harmless already (`kernel/cell.ts`). */
export function csvOf(rows: readonly (readonly string[])[]): string {
  const cell = (text: string): string => (/[",\r\n\t;，]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}
