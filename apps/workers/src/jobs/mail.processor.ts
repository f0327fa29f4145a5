import type { MailText, ResetAsked } from '@switchyard/data';
import type { Logger } from '@switchyard/kernel';
import type { MailJob } from '@switchyard/queue';
import type { Mailer } from '../ports/mailer.port.js';

/** Whoever asked so long ago has given up or asked again. */
const ASKED_LONG_AGO_MS = 3_600_000;

/**
 * One message. What it says is made now and not when it was asked for: no link waits in a queue, and nobody can tell by the time of
 * an answer whether an address is somebody's. Tried again after a failure, with a new link: the one before is void.
 */
export class MailProcessor {
  constructor(
    private readonly mails: (asked: ResetAsked, nowMs: number) => Promise<readonly MailText[]>,
    private readonly mailer: Mailer,
    private readonly logger: Logger,
    private readonly nowMs: () => number = Date.now,
  ) {}

  /** Throws whatever the database or the mail server throw: the queue tries again. */
  async run(job: MailJob): Promise<void> {
    const now = this.nowMs();
    if (now - job.askedAtMs > ASKED_LONG_AGO_MS) {
      this.logger.warn('a message is not sent: it was asked for too long ago', { what: job.what, requestId: job.requestId });
      return;
    }
    const mails = await this.mails(job, now);
    for (const mail of mails) await this.mailer.send(mail);
    this.logger.info('messages sent', { what: job.what, count: mails.length, requestId: job.requestId });
  }
}
