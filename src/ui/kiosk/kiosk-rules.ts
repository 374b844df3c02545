/** 自助机: rules of the mode for the self-service machines of towns and villages. */

/** After this long without a touch the machine goes back to its start. */
export const IDLE_MS = 60_000;
/** For so long before that it asks whether anybody is still there. */
export const ASK_MS = 10_000;

/** The path, query and fragment of an address of ours with `?kiosk` in it. */
export function withKiosk({ pathname, search, hash }: Pick<URL, 'pathname' | 'search' | 'hash'>): string {
  if (new URLSearchParams(search).has('kiosk')) return pathname + search + hash;
  return `${pathname}${search}${search ? '&' : '?'}kiosk${hash}`;
}

export type Moment = { readonly state: 'reading' } | { readonly state: 'asking'; readonly seconds: number } | { readonly state: 'home' };

/** What to do `ms` after the last touch. */
export function momentOf(ms: number): Moment {
  if (ms >= IDLE_MS) return { state: 'home' };
  return ms < IDLE_MS - ASK_MS ? { state: 'reading' } : { state: 'asking', seconds: Math.ceil((IDLE_MS - ms) / 1000) };
}

/** What a machine may open: pages of the public side. `base` is the path under which the site lies, a slash at the end. */
export function mayOpen(url: Pick<URL, 'origin' | 'pathname'>, origin: string, base: string): 'yes' | 'outside' | 'personal' | 'file' {
  if (url.origin !== origin || !url.pathname.startsWith(base)) return 'outside';
  const path = url.pathname.slice(base.length);
  if (/^(api|learn|admin|desk|login)(\/|$)/.test(path)) return 'personal';
  return /\.[a-z0-9]+$/i.test(path) ? 'file' : 'yes';
}

/** Why not, for the one who touched it. */
export const REFUSED = {
  outside: '自助机上不打开别的网站。请用自己的手机查看。',
  personal: '自助机上不能登录，免得把账号留在这里。请用自己的手机或电脑。',
  file: '自助机上不能下载文件。请用自己的手机打开本页。',
} as const;

export const NOT_SENT = '没有提交成，请稍后再试。';
