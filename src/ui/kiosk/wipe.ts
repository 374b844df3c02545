/** Nothing kept from the person before: storage, databases, kept pages, a worker, a sign-in. */
import { href } from '../href.ts';

/** Longer than this the next person does not wait. */
const PATIENCE_MS = 1500;

/** Forgets everything this origin keeps on the machine; with `signOut` also a sign-in, which only the server can end. Never fails. */
export async function wipe(signOut: boolean): Promise<void> {
  globalThis.speechSynthesis?.cancel();
  for (const store of ['localStorage', 'sessionStorage'] as const) {
    try {
      globalThis[store].clear();
    } catch {
      // Storage switched off keeps nothing either.
    }
  }
  const work: Promise<unknown>[] = [databases(), kept()];
  if (signOut) work.push(fetch(href('/api/accounts/sign-out'), { method: 'POST', keepalive: true, redirect: 'manual' }));
  await Promise.race([Promise.allSettled(work), new Promise((done) => setTimeout(done, PATIENCE_MS))]);
}

async function databases(): Promise<void> {
  for (const { name } of (await globalThis.indexedDB?.databases?.()) ?? []) if (name) indexedDB.deleteDatabase(name);
}

async function kept(): Promise<void> {
  if (!('caches' in globalThis)) return;
  for (const name of await caches.keys()) if (name.startsWith('pufa-')) await caches.delete(name);
  // Workers of other columns under the portal are not ours to remove.
  const registration = await navigator.serviceWorker?.getRegistration(href('/'));
  if (registration && new URL(registration.scope).pathname === href('/')) await registration.unregister();
}
