/** On every page: whether this tab is a self-service machine. The mode itself is loaded only there. */
import { kioskWanted } from './wanted.ts';

export const KIOSK_KEY = 'pufa-kiosk';

/** Starts the mode when the address or the tab says so; `true` then. */
export function startKiosk(): boolean {
  let remembered = false;
  try {
    remembered = sessionStorage.getItem(KIOSK_KEY) !== null;
  } catch {
    // Without storage the links alone carry the mode on.
  }
  const wanted = kioskWanted(location.search, remembered);
  if (wanted === 'off') {
    sessionStorage.removeItem(KIOSK_KEY);
    return false;
  }
  if (wanted === 'no') return false;
  document.documentElement.dataset.kiosk = '';
  // A machine whose mode could not be loaded must not stay without its way home.
  import('./kiosk.ts').then(({ runKiosk }) => runKiosk(KIOSK_KEY), () => setTimeout(() => location.reload(), 15_000));
  return true;
}
