/** Texts in cells of spreadsheets: what a program would run as a formula is kept a text, and read back as it was. */

const FORMULA = /^\s*[=+\-@＝＋－＠]/;

/** Text that a spreadsheet would take for a formula (= + - @, also behind a tab or line break) gets an apostrophe in front. */
export const neutral = (text: string): string => (FORMULA.test(text.replace(/^'+/, '')) ? `'${text}` : text);

/** The text that {@link neutral} was given. */
export const unneutral = (text: string): string => (text.startsWith("'") && FORMULA.test(text.replace(/^'+/, '')) ? text.slice(1) : text);
