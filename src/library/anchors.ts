/** Anchors of headings, made from their text as GitHub and Astro make them: `## 常见误区` → `#常见误区`. */

/**
 * Headings of rendered Markdown made links to themselves, so that a reader can take the address of the
 * place along. A heading with a link of its own (a reference) is left as it is: links do not nest.
 */
export const linkHeadings = (html: string): string =>
  html.replace(/<(h[3-6]) id="([^"]*)">(?![^\n]*<a )([^\n]*)<\/\1>/g, '<$1 id="$2"><a class="here" href="#$2">$3</a></$1>');

/** A maker of anchors for one page; equal headings get `-1`, `-2`… in their order. */
export function anchorMaker(): (heading: string) => string {
  const seen = new Map<string, number>();
  return (heading) => {
    const plain = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/〔[^〔〕]*〕/g, '');
    const base = plain.toLowerCase().replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '').replaceAll(' ', '-');
    const n = seen.get(base) ?? 0;
    seen.set(base, n + 1);
    return n === 0 ? base : `${base}-${n}`;
  };
}
