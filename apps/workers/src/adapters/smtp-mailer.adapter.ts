import { createTransport } from 'nodemailer';
import type { Mailer } from '../ports/mailer.port.js';

export interface SmtpSettings {
  /** `smtp://user:password@host:587` (STARTTLS where it is offered, needed with a password) or `smtps://…:465`. */
  readonly url: string;
  /** Sender of messages that name none. */
  readonly from: string;
}

const TIMEOUT_MS = 15_000;

/** Mail by SMTP (RFC 5321). With a password in the address nothing is sent unless the connection is encrypted. */
export function smtpMailer({ url, from }: SmtpSettings): Mailer & { readonly close: () => void } {
  const { protocol, username } = new URL(url);
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 2,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    requireTLS: protocol === 'smtp:' && username !== '',
    // What a message says comes from tenants: it names no file and no address to read.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: async ({ to, fromName, fromAddress, subject, body, isHtml }) => {
      await transport.sendMail({
        from: { name: fromName, address: fromAddress ?? from },
        to: { name: '', address: to },
        subject,
        ...(isHtml ? { html: body } : { text: body }),
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    },
    close: () => transport.close(),
  };
}
