/** What an attempt keeps on this device until the server has confirmed it. Where storage is full or forbidden nothing is kept, and nothing breaks. */
import { readKept, writeKept } from '../queue.ts';

export function attemptKept(attempt: string) {
  const key = `pufa:attempt:${attempt}`;
  return {
    read() {
      try {
        return readKept(localStorage.getItem(key));
      } catch {
        return undefined;
      }
    },
    write(kept: Parameters<typeof writeKept>[0]): void {
      try {
        localStorage.setItem(key, writeKept(kept));
      } catch {
        // The answers still live in this window, and leaving it asks first.
      }
    },
    forget(): void {
      try {
        localStorage.removeItem(key);
      } catch {
        // Nothing was kept then.
      }
    },
    /** What another window has just kept, when this event of storage tells of it. */
    heard: (e: StorageEvent) => (e.key === key ? readKept(e.newValue) : undefined),
  };
}
