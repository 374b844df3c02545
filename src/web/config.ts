/** What the environment decides, read once at start and checked. */
import { join, resolve } from 'node:path';
import { readAccess, type AccessSettings } from '../accounts/access.ts';

export interface Config {
  readonly root: string;
  readonly dataDir: string;
  readonly buildDir: string;
  readonly host: string;
  readonly port: number;
  /** What stands before every address, without a slash at the end: empty, or `/column` below a portal. */
  readonly base: string;
  /** Address people type, for links in mail and for comparing origins; undefined: the request's own host. */
  readonly publicUrl: string | undefined;
  readonly databaseUrl: string | undefined;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  /** True in the demonstration: every page says so. */
  readonly demo: boolean;
  /** Start of the clock for demonstrations and tests, ISO-8601; the real time when undefined. */
  readonly now: string | undefined;
  /** Whether the process sits behind a proxy whose X-Forwarded-* headers may be believed. */
  readonly trustProxy: boolean;
  /** How people come in. */
  readonly access: AccessSettings;
  /** What secrets are sealed with; undefined: a key of its own in `dataDir`. */
  readonly secretKey: string | undefined;
}

/** Reads the configuration. Throws a Chinese sentence when a value cannot be used. */
export function readConfig(env: NodeJS.ProcessEnv, root: string): Config {
  const port = Number(env.PORT ?? 4321);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error(`PORT 应为 0 到 65535 的整数，现在是“${env.PORT}”。`);
  const now = env.PUFA_NOW || undefined;
  if (now && Number.isNaN(Date.parse(now))) throw new Error(`PUFA_NOW 不是有效的时间：“${now}”。`);
  return {
    root,
    dataDir: resolve(root, env.DATA_DIR || 'data'),
    buildDir: resolve(root, env.BUILD_DIR || 'dist'),
    host: env.HOST || '127.0.0.1',
    port,
    base: (env.BASE_PATH || '').replace(/\/+$/, ''),
    publicUrl: env.PUBLIC_URL?.replace(/\/$/, '') || undefined,
    databaseUrl: env.DATABASE_URL || undefined,
    smtpUrl: env.SMTP_URL || undefined,
    mailFrom: env.MAIL_FROM || '普法学堂 <pufa@localhost>',
    demo: env.PUFA_DEMO === '1',
    now,
    trustProxy: env.TRUST_PROXY === '1',
    access: readAccess(env),
    secretKey: secret(env.SECRET_KEY),
  };
}

function secret(text: string | undefined): string | undefined {
  if (text && text.length < 20) throw new Error('SECRET_KEY 太短，至少 20 个字符，最好是随机生成的一串。');
  return text || undefined;
}

/** Path of the SQLite file. */
export const databaseFile = (config: Config): string => join(config.dataDir, 'pufa.db');

/** Path of the key when `SECRET_KEY` gives none. */
export const keyFile = (config: Config): string => join(config.dataDir, 'secret.key');
