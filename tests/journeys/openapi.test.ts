/** `/api/openapi.json`: a whole description of every route, and no route answers rubbish with a fault. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { keyFrom } from '#accounts/server/seal.ts';
import { COOKIE, openSession } from '#accounts/server/sessions.ts';
import { makeApi } from '../../src/web/api.ts';
import type { App } from '../../src/web/app.ts';
import { readConfig } from '../../src/web/config.ts';
import { freshDeps } from '../support/deps.ts';
import { addPerson, addUnit } from './people-kit.ts';
import { learnDeps } from './year-kit.ts';

let app: App & ReturnType<typeof learnDeps>;
let api: ReturnType<typeof makeApi>;
let faults: unknown[];
beforeEach(async () => {
  faults = [];
  const config = readConfig({}, process.cwd());
  app = { ...learnDeps(await freshDeps()), config, access: config.access, key: keyFrom('journey'), log: (event, facts) => void (event === 'fault' && faults.push(facts)) };
  api = makeApi(app);
});
afterEach(() => app.close());

const schema = z.looseObject({});
const content = z.record(z.string().regex(/^[\w.+*-]+\/[\w.+*-]+/), z.strictObject({ schema: schema.optional() }));
const operation = z.looseObject({
  parameters: z.array(z.looseObject({ name: z.string().min(1), in: z.enum(['path', 'query', 'header', 'cookie']), required: z.boolean().optional(), schema })).optional(),
  requestBody: z.looseObject({ content }).optional(),
  responses: z.record(z.string().regex(/^([1-5]\d\d|default)$/), z.looseObject({ description: z.string().min(1), content: content.optional() })).refine((r) => Object.keys(r).length > 0),
});
/** OpenAPI 3.0 as far as a client generator rests on it. */
const description = z.looseObject({
  openapi: z.literal('3.0.3'),
  info: z.looseObject({ title: z.string().min(1), version: z.string().min(1) }),
  paths: z.record(z.string().startsWith('/api/'), z.partialRecord(z.enum(['get', 'put', 'post', 'delete', 'patch']), operation)),
  components: z.looseObject({ schemas: z.record(z.string(), schema).optional() }),
});

async function described() {
  const answer = await api.request('/api/openapi.json');
  expect(answer.status).toBe(200);
  const text = await answer.text();
  return { text, doc: description.parse(JSON.parse(text)) };
}
const operations = (doc: z.output<typeof description>) => Object.entries(doc.paths).flatMap(([path, item]) => Object.entries(item).map(([method, of]) => ({ method: method.toUpperCase(), path, of })));

it('is OpenAPI, and holds every route of the API', async () => {
  const { text, doc } = await described();
  for (const [, ref = ''] of text.matchAll(/"\$ref":"([^"]+)"/g)) expect(doc.components.schemas, ref).toHaveProperty([ref.replace('#/components/schemas/', '')]);
  for (const { method, path, of } of operations(doc)) {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();
    const declared = (of.parameters ?? []).filter((p) => p.in === 'path');
    expect(declared.map((p) => p.name).sort(), `${method} ${path}`).toEqual(named);
    expect(declared.every((p) => p.required), `${method} ${path}`).toBe(true);
  }
  const listed = new Set(operations(doc).map(({ method, path }) => `${method} ${path}`));
  // Middleware is registered for all methods.
  const routes = new Set(api.routes.filter((r) => r.method !== 'ALL').map((r) => `${r.method} ${r.path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}')}`));
  expect([...routes].filter((r) => !listed.has(r)).sort()).toEqual(['GET /api/health', 'GET /api/openapi.json']);
  expect([...listed].filter((r) => !routes.has(r))).toEqual([]);
});

it('answers rubbish on every route with a refusal, to the public, a learner and an administrator', async () => {
  const { doc } = await described();
  await addUnit(app, 'u', null, '局');
  const cookies = [''];
  for (const roles of [[], [{ role: 'admin', unitId: null }, { role: 'reviewer', unitId: null }, { role: 'auditor', unitId: null }, { role: 'editor', unitId: null }, { role: 'organiser', unitId: null }]] as const) {
    const who = await addPerson(app, { staffNo: `P${roles.length}`, name: '某', unitId: 'u', roles: [...roles] });
    cookies.push(`${COOKIE}=${(await openSession(app.db, app, who.id)).token}`);
  }
  const bodies = [undefined, '{', 'null', '{"__proto__":{"x":1},"seq":1e309}', JSON.stringify({ a: '\0'.repeat(200), id: ['x'], rows: {}, year: -1 })];
  const broken: string[] = [];
  for (const cookie of cookies) {
    for (const { method, path } of operations(doc)) {
      // Whoever signs out is somebody else from there on.
      if (path.endsWith('/sign-out')) continue;
      for (const name of ['%00', '2026', '0'.repeat(36), '..%2F..%2Fetc']) {
        const at = path.replace(/\{\w+\}/g, name);
        for (const body of method === 'GET' ? [undefined] : bodies) {
          const answer = await api.request(`${at}?seed=%F0%9F%98%80&page[]=1&year=NaN`, { method, headers: { cookie, 'content-type': 'application/json' }, ...(body === undefined ? {} : { body }) });
          await answer.arrayBuffer();
          if (answer.status >= 500) broken.push(`${answer.status} ${method} ${at} ${body ?? ''}`);
        }
        if (at === path) break;
      }
    }
  }
  expect([broken, faults]).toEqual([[], []]);
});
