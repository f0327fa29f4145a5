import { createServer, type AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { systemContext, silentLogger } from '@switchyard/kernel';
import { mailOutbox, runMailWorker, type MailJob } from '@switchyard/queue';
import { RedisServer } from '@switchyard/queue/testing';
import {
  findLogin,
  openSession,
  passwordResetMails,
  Repository,
  seedReferenceData,
  setPassword,
  takePasswordReset,
  type LoginRow,
} from '@switchyard/data';
import { Redis } from 'ioredis';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useDatabase } from '../../../libs/data/test/support/test-database.js';
import { smtpMailer } from '../src/adapters/smtp-mailer.adapter.js';
import { MailProcessor } from '../src/jobs/mail.processor.js';

const test = useDatabase();
const system = systemContext('test');
const EMAIL = 'jane.roe@example.com';
const SENDER = 'switchyard@example.com';
const NOW = Date.now();

interface Received {
  readonly to: readonly string[];
  readonly from: string;
  readonly text: string;
}
/** A mail server that keeps what it is given. */
class Postbox {
  readonly received: Received[] = [];
  refusal: Error | undefined;
  #waiting: ((mail: Received) => void) | undefined;
  readonly #server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        if (this.refusal) return done(this.refusal);
        const { mailFrom, rcptTo } = session.envelope;
        const mail = {
          to: rcptTo.map(({ address }) => address),
          from: mailFrom === false ? '' : mailFrom.address,
          text: Buffer.concat(parts).toString('utf8'),
        };
        this.received.push(mail);
        this.#waiting?.(mail);
        return done();
      });
    },
  });
  readonly next = (): Promise<Received> => new Promise((resolve) => (this.#waiting = resolve));
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', () => resolve()));
    return `smtp://127.0.0.1:${(this.#server.server.address() as AddressInfo).port}`;
  }
  close(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}

/** The text of a mail as a person reads it. */
const read = (raw: string): string =>
  raw.replace(/=\r\n/g, '').replace(/(=[0-9A-F]{2})+/g, (bytes) => Buffer.from(bytes.replaceAll('=', ''), 'hex').toString('utf8'));
const linkIn = (text: string): URL => new URL(/https:\/\/[^\s"]+/.exec(text)?.[0] ?? 'none:');

describe('a link to set a password, by mail', () => {
  let a: { readonly brandId: number };
  let login: LoginRow;
  let portals: { own: number; other: number };
  let box: Postbox;
  let url: string;
  const mailers: { close: () => void }[] = [];
  const administrators = () => new Repository(test.database, 'administrator');

  beforeAll(async () => {
    await seedReferenceData(test.database);
    const brand = async (name: string) =>
      (await new Repository(test.database, 'brand').create(system, { name, domain: `${name}.test` })).id;
    a = { brandId: await brand('a') };
    const b = { brandId: await brand('b') };
    const portal = async (name: string, brandId: number) =>
      (await new Repository(test.database, 'webPortal').create(system, { url: `https://${name}.test`, level: 'brand', name, brandId })).id;
    portals = { own: await portal('a', a.brandId), other: await portal('b', b.brandId) };
    const body = { username: 'jane', name: 'Jane', email: EMAIL, brandId: a.brandId, password: 'the password so far', active: true };
    const { id } = await administrators().create(system, body);
    login = (await findLogin(test.database, { kind: 'administrator', id })) as LoginRow;
  });
  beforeEach(async () => {
    box = new Postbox();
    url = await box.listen();
  });
  afterEach(async () => {
    for (const mailer of mailers.splice(0)) mailer.close();
    await box.close();
  });

  const job = (over: Partial<MailJob> = {}): MailJob => ({
    what: 'passwordReset',
    level: 'brand',
    email: EMAIL,
    webPortalId: portals.own,
    ip: '192.0.2.7',
    requestId: randomUUID(),
    askedAtMs: NOW,
    ...over,
  });
  const mailerAt = (address: string) => {
    const mailer = smtpMailer({ url: address, from: SENDER });
    mailers.push(mailer);
    return mailer;
  };
  const processor = (made: string[] = []) =>
    new MailProcessor(
      async (asked, now) => {
        const mails = await passwordResetMails(test.database, asked, now);
        made.push(...mails.map(({ body }) => linkIn(body).hash.slice(1)));
        return mails;
      },
      mailerAt(url),
      silentLogger,
      () => NOW,
    );
  const take = (token: string) =>
    takePasswordReset(test.database, { level: 'brand', portal: { level: 'brand', brandId: a.brandId, clientId: null } }, token, NOW);

  it('goes by the queue and a mail server, leads to the portal, works once, and ends the sessions', async () => {
    const server = await RedisServer.start();
    const redis = new Redis(server.url);
    const worker = runMailWorker({ redisUrl: server.url, logger: silentLogger, handler: (one) => processor().run(one) });
    try {
      const how = { method: 'password', host: 'a.test', ip: '192.0.2.1', agent: '' } as const;
      const session = await openSession(test.database, login, how, { nowMs: NOW, idleMs: 1e9, lifetimeMs: 1e9 });
      await redis.ping();
      const arrives = box.next();
      await mailOutbox(redis).put(job());
      const mail = await arrives;
      expect([mail.to, mail.from]).toEqual([[EMAIL], SENDER]);
      expect(read(mail.text)).toMatch(/^Subject: A new password for jane\r$/m);
      expect(mail.text).toMatch(/^Auto-Submitted: auto-generated\r$/m);
      const link = linkIn(read(mail.text));
      expect([link.origin, link.pathname]).toEqual(['https://a.test', '/brand/set-password']);
      const token = link.hash.slice(1);
      const stored: unknown = await test.database.query('SELECT * FROM password_reset');
      expect(JSON.stringify(stored)).not.toContain(token);
      expect(await take(token)).toEqual({ kind: 'administrator', id: login.id });
      await setPassword(test.database, system, login, 'a new long password', { nowMs: NOW });
      expect(await take(token)).toBeUndefined();
      const rows = (await test.database.query('SELECT revoked_at FROM login_session WHERE id = ?', [session.id])) as {
        revoked_at: unknown;
      }[];
      expect(rows[0]?.revoked_at).toBeInstanceOf(Date);
    } finally {
      await worker.close();
      redis.disconnect();
      await server.close();
    }
  });

  it.each<[string, () => Partial<MailJob>]>([
    ['nobody has the address', () => ({ email: 'nobody@example.com' })],
    ['the portal is another brand’s', () => ({ webPortalId: portals.other })],
    ['the portal is not for the level', () => ({ level: 'platform' })],
    ['the portal is gone', () => ({ webPortalId: 999_999 })],
    ['it was asked for more than an hour ago', () => ({ askedAtMs: NOW - 3_600_001 })],
    ['the address is that of a login at another level', () => ({ level: 'client' })],
  ])('is not sent when %s', async (_why, over) => {
    await processor().run(job(over()));
    expect(box.received).toEqual([]);
  });

  it('is not sent to an administrator who is not active', async () => {
    const body = {
      username: 'left',
      name: 'Left',
      email: 'left@example.com',
      brandId: a.brandId,
      password: 'a long password here',
      active: false,
    };
    await administrators().create(system, body);
    await processor().run(job({ email: 'left@example.com' }));
    expect(box.received).toEqual([]);
  });

  it('is made anew when the mail server refuses it for now, and the one before is void', async () => {
    const made: string[] = [];
    box.refusal = Object.assign(new Error('try later'), { responseCode: 451 });
    await expect(processor(made).run(job())).rejects.toThrow('try later');
    box.refusal = undefined;
    await processor(made).run(job());
    expect(box.received).toHaveLength(1);
    expect(await take(made[0] ?? '')).toBeUndefined();
    expect(await take(made[1] ?? '')).toEqual({ kind: 'administrator', id: login.id });
  });

  it('is worded by the brand, in the language of the login, and escapes what stands in it', async () => {
    const texts = new Repository(test.database, 'notificationTemplateContent');
    const templates = await new Repository(test.database, 'notificationTemplate').list(system, { itemsPerPage: 500 });
    const own = templates.items.find(({ brandId, type }) => brandId === a.brandId && type === 'passwordReset');
    const rows = (await test.database.query(
      'SELECT id FROM notification_template_content WHERE notification_template_id = ? AND language = ?',
      [own?.id, 'es'],
    )) as { id: number }[];
    await texts.update(system, rows[0]?.id ?? 0, {
      fromName: 'Soporte A',
      fromAddress: 'soporte@a.test',
      bodyType: 'text/html',
      body: '<p>{{user.lastname}} <a href="{{access.url}}">clave</a></p>',
    });
    await administrators().update(system, login.id, { language: 'es', lastname: '<b>Roe</b>' });
    await processor().run(job());
    const [mail] = box.received;
    expect(mail?.from).toBe('soporte@a.test');
    expect(read(mail?.text ?? '')).toContain('text/html');
    expect(read(mail?.text ?? '')).toMatch(/<p>&lt;b&gt;Roe&lt;\/b&gt; <a href="https:\/\/a\.test\/brand\/set-password#/);
  });

  it('is not sent by a login at a mail server that does not encrypt', async () => {
    const mailer = mailerAt(`smtp://user:secret@127.0.0.1:${new URL(url).port}`);
    const mail = { to: EMAIL, fromName: '', fromAddress: null, subject: 's', body: 'b', isHtml: false };
    await expect(mailer.send(mail)).rejects.toThrow(/TLS/i);
    expect(box.received).toEqual([]);
  });

  it('fails, to be tried again, when no mail server answers', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', () => resolve()));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const mail = { to: EMAIL, fromName: '', fromAddress: null, subject: 's', body: 'b', isHtml: false };
    await expect(mailerAt(`smtp://127.0.0.1:${port}`).send(mail)).rejects.toThrow();
  });
});
