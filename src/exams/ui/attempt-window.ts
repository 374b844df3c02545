/** What happens around an attempt in its window; returns how to stop listening. */
export function onWindow(on: {
  /** Another window of this device has kept something. */
  readonly stored: (e: StorageEvent) => void;
  /** The page is seen again: back from another tab, from sleep, by the back button. */
  readonly shown: () => void;
  /** The line is back. */
  readonly online: () => void;
  /** Whether leaving now would leave something unsent. */
  readonly unsent: () => boolean;
}): () => void {
  const control = new AbortController();
  const { signal } = control;
  const shown = () => document.visibilityState === 'visible' && on.shown();
  addEventListener('storage', on.stored, { signal });
  addEventListener('pageshow', shown, { signal });
  addEventListener('online', on.online, { signal });
  addEventListener('beforeunload', (e) => on.unsent() && e.preventDefault(), { signal });
  document.addEventListener('visibilitychange', shown, { signal });
  return () => control.abort();
}
