/** 劳动者 or 企业: from whose side one reads. Kept in the address (`?lens=`) and on the device; never asked of anyone. */

export const LENSES = { worker: '劳动者', employer: '企业' } as const;
export type Lens = keyof typeof LENSES;

/** The lens a text names; anything else is no lens. */
export const readLens = (text: string | null | undefined): Lens | undefined => (text === 'worker' || text === 'employer' ? text : undefined);

/** The lens of an address' query (`?lens=worker&q=1`). */
export const lensIn = (search: string): Lens | undefined => readLens(new URLSearchParams(search).get('lens'));

/** The path (`/qa/a/b/?x=1#y`) with the lens in its query, or with none. The rest stays as it is. */
export function withLens(path: string, lens: Lens | undefined): string {
  const [, before = '', query = '', hash = ''] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/s.exec(path) ?? [];
  const rest = query.split('&').filter((part) => part !== '' && part !== 'lens' && !part.startsWith('lens='));
  const all = [...rest, ...(lens ? [`lens=${lens}`] : [])];
  return before + (all.length > 0 ? `?${all.join('&')}` : '') + hash;
}

/** A stretch of 怎么办: what one of the two should do (its `<h3>` apart), or text meant for both. */
export interface Stretch {
  readonly lens: Lens | undefined;
  readonly heading: string;
  readonly html: string;
}

/** The HTML of 怎么办 cut at its headings 劳动者 and 企业; any other heading belongs to both. */
export function stretchesOf(html: string): readonly Stretch[] {
  return html
    .split(/(?=<h3[ >])/)
    .filter((piece) => piece.trim() !== '')
    .map((piece) => {
      const [, heading = '', name = '', rest = ''] = /^(<h3[^>]*>([^<]*)<\/h3>)([\s\S]*)$/.exec(piece) ?? [];
      const lens = (Object.keys(LENSES) as Lens[]).find((key) => LENSES[key] === name);
      return lens ? { lens, heading, html: rest } : { lens, heading: '', html: piece };
    });
}
