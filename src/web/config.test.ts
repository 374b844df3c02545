import { expect, it } from 'vitest';
import { readConfig } from './config.ts';

it('has defaults that serve one machine', () => {
  expect(readConfig({}, '/srv/pufa')).toMatchObject({ host: '127.0.0.1', port: 4321, dataDir: '/srv/pufa/data', base: '', demo: false, databaseUrl: undefined });
});

it.each([
  [{ PORT: '99999' }, 'PORT'],
  [{ PORT: 'http' }, 'PORT'],
  [{ PUFA_NOW: 'tomorrow' }, 'PUFA_NOW'],
])('says which setting cannot be used: %o', (env, name) => expect(() => readConfig(env, '/')).toThrow(name));

it.each([
  ['/', ''],
  ['/pufa', '/pufa'],
  ['/a/pufa/', '/a/pufa'],
])('BASE_PATH %s stands before every address as %s', (given, base) => expect(readConfig({ BASE_PATH: given }, '/').base).toBe(base));

it('blank settings count as not given', () => {
  expect(readConfig({ DATABASE_URL: '', SMTP_URL: '', DATA_DIR: '' }, '/srv')).toMatchObject({ databaseUrl: undefined, smtpUrl: undefined, dataDir: '/srv/data' });
});
