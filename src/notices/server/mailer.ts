/** The mailer: a real one by SMTP, or files that look the same in `data/outbox`. */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Mail {
  /** Id of the notice: the same on every try, so that a receiver can drop a repetition. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly date: Date;
}

/** Sends or throws. The one port of this subject. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
  close(): void;
}

export interface MailConfig {
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  /** Folder for `.eml` files when there is no server. */
  readonly folder: string;
}

const messageOf = (mail: Mail, from: string) => ({
  from,
  // As an object the address is one address, whatever signs it holds.
  to: { name: '', address: mail.to },
  subject: mail.subject,
  text: mail.text,
  date: mail.date,
  messageId: `<${mail.id}@pufa>`,
  headers: { 'Auto-Submitted': 'auto-generated' },
});

/** Its library is loaded with the first letter: a restart on exam day must not wait for it. */
const library = async () => (await import('nodemailer')).default;

/** By `SMTP_URL` when given; each message otherwise becomes one file. */
export function makeMailer(config: MailConfig): Mailer {
  if (config.smtpUrl) {
    const { smtpUrl } = config;
    const make = async () => (await library()).createTransport({ url: smtpUrl, pool: true, maxConnections: 2, connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 60_000, disableFileAccess: true, disableUrlAccess: true });
    let made: ReturnType<typeof make> | undefined;
    return { send: async (mail) => void (await (await (made ??= make())).sendMail(messageOf(mail, config.mailFrom))), close: () => void made?.then((transport) => transport.close()) };
  }
  return {
    send: async (mail) => {
      const transport = (await library()).createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
      const { message } = await transport.sendMail(messageOf(mail, config.mailFrom));
      await mkdir(config.folder, { recursive: true });
      const file = join(config.folder, `${mail.date.toISOString().slice(0, 10)}-${mail.id}.eml`);
      // Whole or not at all: a reader never sees half a message.
      await writeFile(`${file}.part`, message as Buffer, { mode: 0o600 });
      await rename(`${file}.part`, file);
    },
    close: () => undefined,
  };
}
