/** The index over the network: the directory once, then the pieces a question needs. */
import type { Directory } from '../directory.ts';
import { sourceOf, type Source } from '../source.ts';

/** Reads the directory. Throws when it does not come. */
export async function openIndex(base: string, directory: Promise<Response>): Promise<Source> {
  const response = await directory;
  if (!response.ok) throw new Error(String(response.status));
  const read = (await response.json()) as Directory;
  return sourceOf(read, async (name) => {
    const piece = await fetch(`${base}/search/i/${read.version}/${name}`);
    if (!piece.ok) throw new Error(String(piece.status));
    return new Uint8Array(await piece.arrayBuffer());
  });
}

interface Connection {
  readonly saveData?: boolean;
  readonly type?: string;
}

/** Has the service worker keep the whole search when the browser is idle, unless the reader pays by the byte. */
export function keepForLater(): void {
  const { connection } = navigator as Navigator & { readonly connection?: Connection };
  if (connection?.saveData || connection?.type === 'cellular') return;
  const later = globalThis.requestIdleCallback ?? ((work: () => void) => setTimeout(work, 2000));
  later(() => navigator.serviceWorker?.controller?.postMessage({ stock: true }));
}
