/** How large a checklist may be printed so that it fills one A4 page and no more. */

/** Sizes of the text in points, largest first; each has a class in safety.css. */
export const WALL_POINTS = [36, 32, 28, 24, 20, 16, 13] as const;
export type WallPoints = (typeof WALL_POINTS)[number];

/** What A4 leaves within the margins of print.css (18 mm and 16 mm), in points, less a little for typefaces that differ. */
const WIDTH = 500;
const HEIGHT = 725;
/** The name of the sheet above, the code and the signatures below. */
const AROUND = 145;
const TITLE = 28;

/** Full-width characters that a text takes up; Latin letters and digits count half. */
export const widthOf = (text: string): number => Array.from(text).reduce((sum, ch) => sum + (ch.charCodeAt(0) < 0x2e80 && !'“”‘’—…'.includes(ch) ? 0.55 : 1), 0);

const lines = (text: string, points: number, width: number): number => Math.ceil(widthOf(text) / Math.floor(width / points));

/** The largest size at which title and items fit; the smallest is the last resort and holds about thirty lines. */
export function wallPoints(title: string, items: readonly string[]): WallPoints {
  const room = HEIGHT - AROUND - lines(title, TITLE, WIDTH) * TITLE * 1.3;
  const tall = (points: number) => items.reduce((sum, item) => sum + lines(item, points, WIDTH - points - 12) * points * 1.35 + 0.6 * points, 0);
  return WALL_POINTS.find((points) => tall(points) <= room) ?? 13;
}
