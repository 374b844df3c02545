/** What a deployment decides about signing in, read from the environment by web/config.ts. */
import { ROLES, type Role } from './roles.ts';

export interface AccessSettings {
  /** A session ends after so much rest, ms. */
  readonly idleMs: number;
  /** Whoever holds one of these roles needs a second factor. */
  readonly factorFor: readonly Role[];
  /** Single sign-on; undefined when there is none. */
  readonly oidc: OidcSettings | undefined;
}

export interface OidcSettings {
  /** Address of the identity provider. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What is asked for; some providers tell the number only for a scope of their own. */
  readonly scope: string;
  /** Claim that carries the staff number. */
  readonly claim: string;
  /** What the button says: 用“…”登录. */
  readonly name: string;
}

export const IDLE_MINUTES = { least: 5, most: 720, usual: 60 } as const;
export const OIDC_CLAIM = 'preferred_username';
const OIDC_NAME = '统一身份认证';

type Env = Readonly<Record<string, string | undefined>>;

/** Reads the settings. Throws a Chinese sentence that names the variable and the cure. */
export function readAccess(env: Env): AccessSettings {
  return { idleMs: idle(env.IDLE_MINUTES) * 60_000, factorFor: roles(env.SECOND_FACTOR), oidc: oidc(env) };
}

function idle(text: string | undefined): number {
  const minutes = text ? Number(text) : IDLE_MINUTES.usual;
  const { least, most } = IDLE_MINUTES;
  if (!Number.isInteger(minutes) || minutes < least || minutes > most) throw new Error(`IDLE_MINUTES（多少分钟不操作就退出登录）应为 ${least} 到 ${most} 的整数，现在是“${text}”。`);
  return minutes;
}

function roles(text: string | undefined): Role[] {
  const names = (text ?? '').split(/[\s,]+/).filter(Boolean);
  const bad = names.find((name) => !ROLES.includes(name as Role) || name === 'learner');
  if (bad) throw new Error(`SECOND_FACTOR（必须用两步验证的角色）里没有“${bad}”这个角色，可写：${ROLES.filter((r) => r !== 'learner').join(',')}。`);
  return names as Role[];
}

function oidc(env: Env): OidcSettings | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env;
  if (!issuer && !clientId && !clientSecret) return undefined;
  if (!issuer || !clientId || !clientSecret) throw new Error('单点登录要同时写 OIDC_ISSUER、OIDC_CLIENT_ID 和 OIDC_CLIENT_SECRET，现在少了一项；都不写就不启用。');
  const url = URL.parse(issuer);
  const here = url && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (!url || !(url.protocol === 'https:' || (url.protocol === 'http:' && here))) throw new Error(`OIDC_ISSUER 应为 https:// 开头的地址，现在是“${issuer}”。`);
  if (!env.PUBLIC_URL) throw new Error('单点登录要写 PUBLIC_URL（人们输入的网址）：统一身份认证要按它回到本站。');
  return { issuer, clientId, clientSecret, scope: env.OIDC_SCOPE || 'openid profile', claim: env.OIDC_CLAIM || OIDC_CLAIM, name: env.OIDC_NAME || OIDC_NAME };
}
