/** QR codes as one SVG path: sharp on paper at any size, a few hundred bytes. Dark on white whatever the theme, so that cameras read them. */
import { encode } from 'uqr';
import { escapeHtml } from './notes.ts';

/** The code of a text (an address) as an SVG element. Level M: a crease or a thumb mark does no harm. `label` says what one finds there. */
export function qrSvg(text: string, label: string): string {
  const { size, path } = qrOf(text);
  return `<svg class="qr" viewBox="0 0 ${size} ${size}" role="img" aria-label="二维码：${escapeHtml(label)}" shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#fff"/><path d="${path}" fill="#000"/></svg>`;
}

/** Modules on a side, with the quiet border of four that readers need, and one path of the dark ones; a module is one unit. */
export function qrOf(text: string): { readonly size: number; readonly path: string } {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  let path = '';
  data.forEach((row, y) => {
    for (let x = 0; x < size; x++) {
      if (!row[x]) continue;
      const from = x;
      while (row[x + 1]) x++;
      path += `M${from} ${y}h${x - from + 1}v1h-${x - from + 1}z`;
    }
  });
  return { size, path };
}
