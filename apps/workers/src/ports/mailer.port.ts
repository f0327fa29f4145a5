import type { MailText } from '@switchyard/data';

/** Hands messages to a mail server. Resolves when the server has taken one; throws what it said. */
export interface Mailer {
  readonly send: (mail: MailText) => Promise<void>;
}
