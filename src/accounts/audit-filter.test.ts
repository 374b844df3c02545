import { describe, expect, it } from 'vitest';
import { auditFilterFrom, auditQuery, detailText, lookAtLog } from './audit-filter.ts';

const read = (text: string) => Object.fromEntries(Object.entries(auditFilterFrom(new URLSearchParams(text))).filter(([, v]) => v !== undefined));

describe('a filter of the log', () => {
  it.each([
    ['', {}],
    ['who=+小周+&what=see-person&from=2026-11-01&to=2026-11-30', { who: '小周', deed: 'see-person', from: '2026-11-01', to: '2026-11-30' }],
    ['what=kind:export', { kind: 'export' }],
    ['what=kind:__proto__&from=2026-02-30&to=soon&before=x', {}],
    ['what=toString', {}],
    ['before=2026-11-23T01:00:00.000Z~0198-ab', { before: '2026-11-23T01:00:00.000Z~0198-ab' }],
  ])('%s', (text, filter) => {
    expect(read(text)).toEqual(filter);
    expect(read(auditQuery(auditFilterFrom(new URLSearchParams(text))).slice(1))).toEqual(filter);
  });

  it('keeps of a look what was narrowed, never the name', () => {
    expect(lookAtLog({ who: '小周', deed: 'sign-in', from: '2026-11-01' }, 7)).toEqual({ deed: 'sign-in', from: '2026-11-01', searched: true, events: 7 });
  });
});

it.each([
  ['{}', ''],
  ['{"year":2026,"people":12,"searched":true}', '年度：2026；人数：12；按姓名或工号查找：是'],
  ['{"way":"oidc","factor":"recovery","role":null}', '方式：统一身份认证；第二步：恢复码'],
  ['{"kind":"see","events":5}', '只看：查看；条数：5'],
  ['{"deed":"hand-in"}', '只看：交卷'],
  ['{"unheardOf":["a"]}', 'unheardOf：["a"]'],
  ['not json', 'not json'],
])('%s reads %s', (detail, text) => expect(detailText(detail)).toBe(text));
