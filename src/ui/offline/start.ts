/**
 * On every page: starts the service worker after the page has loaded, tells it of the first
 * page, and over Wi-Fi has the search kept on a later one, so that the search works without a network.
 */
import { href } from '../href.ts';

/** Not on self-service machines, which keep nothing; not while developing. */
export function startOffline(kiosk: boolean): void {
  if (!import.meta.env.PROD || kiosk || !('serviceWorker' in navigator)) return;
  const run = () => void start().catch(() => undefined);
  if (document.readyState === 'complete') run();
  else addEventListener('load', run);
}

async function start(): Promise<void> {
  const { serviceWorker } = navigator;
  const returning = serviceWorker.controller !== null;
  await serviceWorker.register(href('/sw.js'), { scope: href('/'), updateViaCache: 'none' });
  if (returning) return stock();
  const { active } = await serviceWorker.ready;
  const files = performance.getEntriesByType('resource').map(({ name }) => name);
  active?.postMessage({ keep: [location.href, ...files] });
}

/** The search, once, where it costs the reader nothing; elsewhere it is kept when the search is first used. */
async function stock(): Promise<void> {
  const { connection } = navigator as Navigator & { readonly connection?: { readonly saveData?: boolean; readonly type?: string } };
  if (connection?.saveData || !['wifi', 'ethernet'].includes(connection?.type ?? '')) return;
  if (!(await caches.match(new URL(href('/search/index.json'), location.origin).href))) navigator.serviceWorker.controller?.postMessage({ stock: true });
}
