/** QR codes as one SVG path: sharp on paper at any size, a few hundred bytes. */
import { encode } from 'uqr';

export interface Qr {
  /** Modules on a side with the quiet border of four that readers need. */
  readonly size: number;
  /** `d` of one path; a module is one unit. */
  readonly path: string;
}

/** The code of a text (an address). Level M: a crease or a thumb mark does no harm. */
export function qrOf(text: string): Qr {
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
