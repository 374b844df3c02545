/** When to ask, to warn and to say that the sign-in has ended. Pure. */

export const WARN_MS = 120_000;
/** While somebody types or moves the mouse, the server is told this often. */
export const TELL_MS = 240_000;
/** Never asked more often than this. */
const LEAST_MS = 1_000;

export interface Left {
  readonly leftMs: number;
  /** Whether a sign of life lengthens it. */
  readonly extends: boolean;
}

export type IdleView =
  | { readonly show: 'nothing' }
  /** `seconds` until the end. */
  | { readonly show: 'warning'; readonly seconds: number; readonly extends: boolean }
  | { readonly show: 'ended' };

/** What to show when so much is left. */
export function viewOf({ leftMs, extends: longer }: Left): IdleView {
  if (leftMs <= 0) return { show: 'ended' };
  return leftMs > WARN_MS ? { show: 'nothing' } : { show: 'warning', seconds: Math.ceil(leftMs / 1000), extends: longer };
}

/** ms until it is worth asking again. */
export const nextAsk = ({ leftMs }: Left): number => Math.max(LEAST_MS, leftMs - WARN_MS);

/** What the view says. */
export function saysOf(view: Exclude<IdleView, { show: 'nothing' }>): string {
  if (view.show === 'ended') return '登录已经到时间，页面上填的都还在。请在新窗口登录，回到这里再提交。';
  const left = view.seconds > 60 ? `${Math.ceil(view.seconds / 60)} 分钟` : `${view.seconds} 秒`;
  return view.extends ? `有一会儿没有操作了，还有${left}就会退出登录。` : `这次登录时间很长了，还有${left}必须重新登录。填的不会丢：在新窗口登录，回到这里接着做。`;
}
