/**
 * Every route of the API, taken from its own description, asked by every role: whoever may pass is
 * exactly who holds some deed of the one table. A new route is asked without anybody listing it.
 */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keyFrom } from '#accounts/server/seal.ts';
import { COOKIE, openSession } from '#accounts/server/sessions.ts';
import { DEEDS, MAY, ROLES, type Role } from '#accounts/roles.ts';
import { makeApi } from '../../src/web/api.ts';
import type { App } from '../../src/web/app.ts';
import { readConfig } from '../../src/web/config.ts';
import { freshDeps } from '../support/deps.ts';
import { addPerson, addUnit } from './people-kit.ts';
import { learnDeps } from './year-kit.ts';

let app: App & ReturnType<typeof learnDeps>;
let api: ReturnType<typeof makeApi>;
beforeEach(async () => {
  const config = readConfig({}, process.cwd());
  app = { ...learnDeps(await freshDeps()), config, access: config.access, key: keyFrom('journey'), log: () => undefined };
  api = makeApi(app);
});
afterEach(() => app.close());

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}
interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> };
}

const TEXTS = ['aaaaaaaaaa', 'a', 'a'.repeat(64), '2026', '2026-11-23', '12345678', '00000000-0000-7000-8000-000000000000'];

/** Some value that the schema takes, so that the guard is asked and not the reader of the input. */
function sample(schema: Schema): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const some = schema.anyOf?.[0] ?? schema.oneOf?.[0] ?? schema.allOf?.[0];
  if (some) return sample(some);
  switch ([schema.type].flat()[0]) {
    case 'object':
      return Object.fromEntries(Object.entries(schema.properties ?? {}).filter(([key, of]) => schema.required?.includes(key) || of.format === 'binary').map(([key, of]) => [key, sample(of)]));
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => sample(schema.items ?? {}));
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, 1);
    case 'boolean':
      return true;
    default:
      if (schema.format === 'binary') return new File(['x'], 'x.csv');
      return TEXTS.find((text) => text.length >= (schema.minLength ?? 0) && text.length <= (schema.maxLength ?? 1000) && new RegExp(schema.pattern ?? '', 'u').test(text)) ?? '';
  }
}

function bodyOf(of: Operation): { readonly body?: BodyInit; readonly type?: string } {
  const content = of.requestBody?.content ?? {};
  const [type, { schema = {} } = {}] = Object.entries(content)[0] ?? [];
  if (type === undefined) return {};
  const value = sample(schema) as Record<string, string | Blob>;
  if (type === 'multipart/form-data') {
    const form = new FormData();
    for (const [key, v] of Object.entries(value)) form.set(key, v);
    return { body: form };
  }
  if (type === 'application/x-www-form-urlencoded') return { body: new URLSearchParams(value as Record<string, string>), type };
  return { body: JSON.stringify(value), type };
}

/** What everybody signed in does for themselves. */
const OWN = /^\/api\/(accounts|learn|exams|practice|feedback|health|data\/mine|activities\/\{id\}\/scan|certificates\/\{year\}\/mine\.pdf)\b/;
/** Not a read by its method, and yet nothing is changed by it. */
const CHANGES_NOTHING = ['POST /api/admin/reports/stop', 'POST /api/statistics/{year}/{sitting}/stop'];

it('whoever may pass holds a deed of the table, and the auditor changes nothing', async () => {
  const doc = api.getOpenAPIDocument({ openapi: '3.0.3', info: { title: '', version: '' } }) as unknown as { paths: Record<string, Record<string, Operation>> };
  await addUnit(app, 'u', null, '局');
  const cookies = new Map<Role | 'public', string>([['public', '']]);
  for (const role of ROLES) {
    const who = await addPerson(app, { staffNo: role, name: role, unitId: 'u', roles: role === 'learner' ? [] : [{ role, unitId: role === 'organiser' ? 'u' : null }] });
    cookies.set(role, `${COOKIE}=${(await openSession(app.db, app, who.id)).token}`);
  }
  const columns = new Map(DEEDS.map((deed) => [ROLES.filter((r) => MAY[r][deed] !== undefined && MAY[r][deed] !== 'self').join(), deed]));
  const wrong: string[] = [];
  let guarded = 0;
  for (const [path, methods] of Object.entries(doc.paths)) {
    for (const [name, of] of Object.entries(methods)) {
      const method = name.toUpperCase();
      const at = path.replace(/\{(\w+)\}/g, (_, key: string) => String(sample(of.parameters?.find((p) => p.name === key && p.in === 'path')?.schema ?? {})));
      const query = new URLSearchParams((of.parameters ?? []).filter((p) => p.in === 'query' && p.required).map((p) => [p.name, String(sample(p.schema))]));
      const ask = async (who: Role | 'public'): Promise<number> => {
        const { body, type } = bodyOf(of);
        const answer = await api.request(`${at}?${query.toString()}`, { method, redirect: 'manual', headers: { cookie: cookies.get(who) ?? '', ...(type ? { 'content-type': type } : {}) }, ...(body === undefined ? {} : { body }) });
        await answer.arrayBuffer();
        return answer.status;
      };
      if (OWN.test(path) && (path.endsWith('/sign-out') || (await ask('learner')) !== 403)) continue;
      guarded += 1;
      const outside = await ask('public');
      if (outside !== 401) wrong.push(`${method} ${path}: the public is answered ${outside}`);
      const passed: Role[] = [];
      for (const role of ROLES) {
        const status = await ask(role);
        if (status === 422) wrong.push(`${method} ${path}: the sample is not taken, so the guard is not asked`);
        if (status !== 403) passed.push(role);
      }
      if (!columns.has(passed.join())) wrong.push(`${method} ${path}: passed by ${passed.join() || 'nobody'}, which is no line of the table`);
      if (method !== 'GET' && passed.includes('auditor') && !CHANGES_NOTHING.includes(`${method} ${path}`)) wrong.push(`${method} ${path}: the auditor may change something`);
      if (passed.includes('learner')) wrong.push(`${method} ${path}: every learner may`);
    }
  }
  expect(wrong).toEqual([]);
  expect(guarded).toBeGreaterThan(20);
});
