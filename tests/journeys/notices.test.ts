/** Notices from the outbox to a real SMTP server, through its bad days. */
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MOST_TRIES } from '#notices/backoff.ts';
import { deliverDue } from '#notices/server/deliver.ts';
import { makeMailer, type Mailer } from '#notices/server/mailer.ts';
import { enqueue } from '#notices/server/outbox.ts';
import { freshDeps, type TestDeps } from '../support/deps.ts';
import { addPerson, addUnit } from './people-kit.ts';

let deps: TestDeps;
let folder: string;
const mailers: Mailer[] = [];
const servers: { close(): Promise<void> }[] = [];
beforeEach(async () => {
  deps = await freshDeps();
  folder = mkdtempSync(join(tmpdir(), 'pufa-outbox-'));
  await addUnit(deps, 'u', null, '局');
});
afterEach(async () => {
  // The senders keep connections open: they go first.
  for (const m of mailers.splice(0)) m.close();
  for (const s of servers.splice(0)) await s.close();
  rmSync(folder, { recursive: true, force: true });
  await deps.close();
});

const mailer = (smtpUrl?: string) => {
  const made = makeMailer({ smtpUrl, mailFrom: '普法学堂 <pufa@example.com>', folder });
  mailers.push(made);
  return made;
};
const tell = async (email: string | undefined, subject = '您已通过年度考试', staffNo = email ?? 'nobody') => {
  const person = await addPerson(deps, { staffNo, name: '小周', unitId: 'u', ...(email ? { email } : {}) });
  return deps.db.transaction().execute((trx) => enqueue(trx, deps, { kind: 'exam-passed', personId: person.id, subject, body: '得分 88 分（满分 100 分）。\n第二行' }));
};
const outbox = () => deps.db.selectFrom('outbox').select(['recipient', 'tries', 'sent_at', 'due_at', 'last_error']).orderBy('created_at').execute();

/** A real server that can be told to refuse. */
async function smtp() {
  const got: { to: string[]; message: string }[] = [];
  const mood = { refuse: false };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, callback) => callback(mood.refuse ? Object.assign(new Error('mailbox busy'), { responseCode: 450 }) : undefined),
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        got.push({ to: session.envelope.rcptTo.map((r) => r.address), message: Buffer.concat(chunks).toString('utf8') });
        callback();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  servers.push({ close });
  return { url: `smtp://127.0.0.1:${port}`, got, mood, close };
}

/** Base64 and quoted-printable bodies as text. */
function bodyOf(message: string): string {
  const [head = '', ...rest] = message.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  if (/base64/i.test(head)) return Buffer.from(body, 'base64').toString('utf8');
  const bytes = body.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

describe('by SMTP', () => {
  it('arrives once, with subject and text in Chinese', async () => {
    const server = await smtp();
    expect(await tell('zhou@example.com')).toBe(true);
    const m = mailer(server.url);
    expect(await deliverDue(deps, m)).toEqual({ sent: 1, failed: 0 });
    expect(await deliverDue(deps, m)).toEqual({ sent: 0, failed: 0 });
    expect(server.got.map((g) => g.to)).toEqual([['zhou@example.com']]);
    expect(bodyOf(server.got[0]!.message)).toContain('得分 88 分（满分 100 分）。');
    expect(server.got[0]!.message).toMatch(/^Subject: =\?UTF-8\?/im);
    expect((await outbox())[0]?.sent_at).toBe('2026-11-23T01:00:00.000Z');
  });

  it('is tried again after a refusal, later each time, and the others do not wait', async () => {
    const server = await smtp();
    const m = mailer(server.url);
    await tell('zhou@example.com');
    server.mood.refuse = true;
    expect(await deliverDue(deps, m)).toEqual({ sent: 0, failed: 1 });
    expect((await outbox())[0]).toMatchObject({ tries: 1, sent_at: null, due_at: '2026-11-23T01:01:00.000Z', last_error: expect.stringContaining('mailbox busy') });
    expect(await deliverDue(deps, m)).toEqual({ sent: 0, failed: 0 });
    server.mood.refuse = false;
    await tell('chen@example.com');
    expect(await deliverDue(deps, m)).toEqual({ sent: 1, failed: 0 });
    deps.clock.advance(60_000);
    expect(await deliverDue(deps, m)).toEqual({ sent: 1, failed: 0 });
    expect(server.got.map((g) => g.to[0])).toEqual(['chen@example.com', 'zhou@example.com']);
  });

  it('survives a server that is not there, and gives up in the end with the reason kept', async () => {
    const gone = await smtp();
    await gone.close();
    await tell('zhou@example.com');
    const m = mailer(gone.url);
    let tried = 0;
    for (let i = 0; i < 40; i++) {
      tried += (await deliverDue(deps, m)).failed;
      deps.clock.advance(6 * 3_600_000);
    }
    expect(tried).toBe(MOST_TRIES);
    expect((await outbox())[0]?.last_error).toContain('ECONNREFUSED');
  });

  it('two senders at once send each notice once', async () => {
    const server = await smtp();
    for (let i = 0; i < 10; i++) await tell(`p${i}@example.com`);
    const done = await Promise.all([deliverDue(deps, mailer(server.url)), deliverDue(deps, mailer(server.url))]);
    expect(done.reduce((sum, d) => sum + d.sent, 0)).toBe(10);
    expect(new Set(server.got.map((g) => g.to[0])).size).toBe(10);
    expect(server.got).toHaveLength(10);
  });

  it('a name with a line break adds no headers', async () => {
    const server = await smtp();
    await tell('zhou@example.com', '通过\r\nBcc: evil@example.com');
    await deliverDue(deps, mailer(server.url));
    expect(server.got[0]?.to).toEqual(['zhou@example.com']);
    expect(server.got[0]?.message).not.toMatch(/^Bcc:/im);
  });
});

describe('without a server', () => {
  it('each message is an .eml file', async () => {
    await tell('zhou@example.com');
    expect(await deliverDue(deps, mailer())).toEqual({ sent: 1, failed: 0 });
    const files = readdirSync(folder);
    expect(files).toHaveLength(1);
    expect(files[0]).toMatch(/^2026-11-23-.*\.eml$/);
    const text = readFileSync(join(folder, files[0]!), 'utf8');
    expect(text).toContain('To: zhou@example.com');
    expect(bodyOf(text)).toContain('得分 88 分');
  });
});

it('who has no address is not told, and that is kept', async () => {
  expect(await tell(undefined)).toBe(false);
  expect(await outbox()).toEqual([]);
  expect(await deps.db.selectFrom('audit_event').select(['deed', 'detail']).execute()).toEqual([{ deed: 'notice-skipped', detail: '{"kind":"exam-passed","why":"no-email"}' }]);
});

it('what is rolled back is not told', async () => {
  const person = await addPerson(deps, { staffNo: '1', name: '小周', unitId: 'u', email: 'zhou@example.com' });
  const deed = deps.db.transaction().execute(async (trx) => {
    await enqueue(trx, deps, { kind: 'exam-passed', personId: person.id, subject: 's', body: 'b' });
    throw new Error('something else went wrong');
  });
  await expect(deed).rejects.toThrow('something else');
  expect(await outbox()).toEqual([]);
});
