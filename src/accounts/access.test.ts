import { describe, expect, it } from 'vitest';
import { readAccess } from './access.ts';

const OIDC = { OIDC_ISSUER: 'https://id.example.gov.cn/', OIDC_CLIENT_ID: 'pufa', OIDC_CLIENT_SECRET: 's', PUBLIC_URL: 'https://pufa.example' };

describe('settings of signing in', () => {
  it('are an hour of rest, no second factor asked of anybody and no single sign-on unless told', () => {
    expect(readAccess({})).toEqual({ idleMs: 3_600_000, factorFor: [], oidc: undefined });
  });

  it('are read as they are written', () => {
    const read = readAccess({ IDLE_MINUTES: '30', SECOND_FACTOR: 'admin, reviewer organiser', ...OIDC, OIDC_SCOPE: 'openid staff', OIDC_CLAIM: 'employee_no', OIDC_NAME: '政务通' });
    expect(read).toEqual({ idleMs: 1_800_000, factorFor: ['admin', 'reviewer', 'organiser'], oidc: { issuer: OIDC.OIDC_ISSUER, clientId: 'pufa', clientSecret: 's', scope: 'openid staff', claim: 'employee_no', name: '政务通' } });
    expect(readAccess(OIDC).oidc).toMatchObject({ scope: 'openid profile', claim: 'preferred_username', name: '统一身份认证' });
    expect(readAccess({ ...OIDC, OIDC_ISSUER: 'http://127.0.0.1:9' }).oidc?.issuer).toBe('http://127.0.0.1:9');
  });

  it.each([
    [{ IDLE_MINUTES: '0' }, 'IDLE_MINUTES'],
    [{ IDLE_MINUTES: 'soon' }, 'IDLE_MINUTES'],
    [{ SECOND_FACTOR: 'admin,boss' }, '“boss”'],
    [{ SECOND_FACTOR: 'learner' }, '“learner”'],
    [{ OIDC_ISSUER: 'https://id.example.gov.cn/' }, 'OIDC_CLIENT_SECRET'],
    [{ ...OIDC, OIDC_ISSUER: 'http://id.example.gov.cn/' }, 'https://'],
    [{ ...OIDC, OIDC_ISSUER: 'id.example' }, 'https://'],
    [{ ...OIDC, PUBLIC_URL: '' }, 'PUBLIC_URL'],
  ])('%j are refused: %s', (env, says) => {
    expect(() => readAccess(env)).toThrow(says);
  });
});
