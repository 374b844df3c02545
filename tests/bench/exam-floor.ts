/** The peer of `exam.ts`: bare Hono with the group commit, one durable row a request and nothing else. */
import { createServer } from 'node:http';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { migrate, openDb } from '#db/open.ts';

const { db, group } = openDb({ file: join(process.env.DATA_DIR ?? '', 'floor.db') });
await migrate(db);
const SQL = `insert into setting (key, value) values (?, ?) on conflict (key) do update set value = excluded.value`;
const app = new Hono();
app.put('/rows/:key/:pos', async (c) => {
  const { seq, value } = await c.req.json<{ seq: number; value: string }>();
  const key = `${c.req.param('key')}/${c.req.param('pos')}`;
  await group.run({
    sqlite: (prepare) => prepare(SQL).run(key, `${value}/${seq}`).changes,
    portable: () => Promise.reject(new Error('the floor is SQLite')),
  });
  return c.json({ accepted: true, stored: { value, seq }, answered: 40, total: 50, savedAt: '2026-11-23T01:00:00.000Z' });
});
const port = Number(process.env.PORT);
const listener = getRequestListener((request) => app.fetch(request));
createServer((req, res) => void listener(req, res)).listen(port, '127.0.0.1', () => process.stdout.write(`${port}\n`));
process.once('SIGTERM', () => process.exit(0));
