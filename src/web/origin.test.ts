import { describe, expect, it } from 'vitest';
import { mayPass, ourOrigins } from './origin.ts';

const ours = ['https://pufa.example'];

describe('requests that change something', () => {
  it.each([
    ['our own page', 'POST', 'https://pufa.example', 'same-origin', true],
    ['another site, JSON or not', 'POST', 'https://evil.example', 'cross-site', false],
    ['another port of the same name', 'PUT', 'https://pufa.example:8443', 'same-site', false],
    ['plain http of the same name', 'DELETE', 'http://pufa.example', 'cross-site', false],
    ['a sandboxed frame', 'POST', 'null', 'cross-site', false],
    ['no Origin but a browser that says cross-site', 'POST', null, 'cross-site', false],
    ['no Origin, typed by the person', 'POST', null, 'none', true],
    ['a script without a browser', 'POST', null, null, true],
    ['reading from anywhere', 'GET', 'https://evil.example', 'cross-site', true],
  ])('%s', (_, method, origin, fetchSite, may) => expect(mayPass({ method, origin, fetchSite, ours })).toBe(may));
});

describe('which origins are ours', () => {
  it.each([
    ['https://pufa.example/a', 'x.example', false, null, ['https://pufa.example']],
    [undefined, '127.0.0.1:4321', false, 'https', ['http://127.0.0.1:4321']],
    [undefined, 'pufa.example', true, 'https', ['https://pufa.example']],
    [undefined, null, false, null, []],
  ] as const)('%s %s', (url, host, trust, proto, expected) => expect(ourOrigins(url, host, trust, proto)).toEqual(expected));
});
