import { describe, expect, it } from 'vitest';
import { law, material, qa } from '../../tests/support/material.ts';
import { leavePath } from './leave.ts';
import { pageRenderer } from './markdown.ts';
import { outboundOf, outsideFor } from './outbound.ts';

const OFFICIAL = 'https://flk.npc.gov.cn/detail2.html?id=甲';
const { library } = material({
  laws: [law('contract', '劳动合同法', { official: OFFICIAL })],
  qa: [qa('qa/wages/first', {}, '## 怎么办\n\n到[热线](https://www.12333.gov.cn/a)问，或看 <https://example.com/b>。`[x](https://code.example/)`\n')],
});
const known = outboundOf(library);

describe('what the notice before leaving offers', () => {
  it.each([
    ['a field, Chinese in the address', OFFICIAL, true],
    ['a link in a page', 'https://www.12333.gov.cn/a', true],
    ['a link not of a government', 'https://example.com/b', false],
  ])('%s', (_, to, government) => expect(outsideFor(known, to)?.government).toBe(government));

  it.each([
    ['nothing', null],
    ['an empty text', ''],
    ['another site', 'https://evil.example/'],
    ['a known site, another page', 'https://www.12333.gov.cn/b'],
    ['a known address with more behind it', 'https://www.12333.gov.cn/a?x=1'],
    ['a host that only begins so', 'https://www.12333.gov.cn.evil.example/a'],
    ['a user name before another host', 'https://www.12333.gov.cn@evil.example/a'],
    ['a script', 'javascript:alert(1)'],
    ['a path', '//www.12333.gov.cn/a'],
    ['an address in code', 'https://code.example/'],
    ['rubbish', 'https://%'],
  ])('refuses %s', (_, to) => expect(outsideFor(known, to)).toBeUndefined());

  it('the host of a site that is no government’s but looks it', () => expect(outsideFor(new Set(['https://fakegov.cn/']), 'https://fakegov.cn/')?.government).toBe(false));
});

it('links of a page lead to the notice, and the notice knows them', () => {
  const [section] = pageRenderer(() => undefined, (path) => `/pufa${path}`).sections(library.qa[0]?.body ?? '');
  const [, to = ''] = /href="\/pufa\/leave\/\?to=([^"]+)"/.exec(section?.html ?? '') ?? [];
  expect(outsideFor(known, decodeURIComponent(to))?.host).toBe('www.12333.gov.cn');
  expect(leavePath('https://a.cn/?b&c')).toBe('/leave/?to=https%3A%2F%2Fa.cn%2F%3Fb%26c');
});
