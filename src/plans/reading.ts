/** How long reading takes: what a course asks for, in seconds. Pure, and the same for server and page. */

/** Characters a reader reads: everything but white space and the signs of Markdown. */
export function readableLength(...texts: readonly string[]): number {
  return [...texts.join('').replace(/\]\([^)]*\)/g, ']').replace(/[\s#*_`>|[\]〔〕-]/g, '')].length;
}

/** Seconds of visible reading asked for; at least 20, so that even a short page is looked at. */
export const secondsNeeded = (length: number, secondsPerThousand: number): number => Math.max(20, Math.ceil((length / 1000) * secondsPerThousand));

/** The page tells every 15 s that it is being read. */
export const BEAT_SECONDS = 15;
/** A beat counts at most this long: slow lines deliver late, but not more than was read. */
export const MOST_PER_BEAT = 20;
/** After a longer silence reading begins anew and the beat counts nothing: a closed lid is no reading. */
export const SILENCE_SECONDS = 60;

/**
 * Seconds that a beat adds.
 * @param elapsedMs time by the server's clock since the person's last beat on any page; undefined: the first.
 */
export function secondsOfBeat(elapsedMs: number | undefined): number {
  if (elapsedMs === undefined || elapsedMs < 0 || elapsedMs > SILENCE_SECONDS * 1000) return 0;
  return Math.min(MOST_PER_BEAT, Math.floor(elapsedMs / 1000));
}
