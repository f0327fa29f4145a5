import type { BackoffOptions } from 'bullmq';
import { z } from 'zod';

/** A message that somebody is to get. What it says is made when it is sent: no secret waits in a queue. */
export const mailJob = z.discriminatedUnion('what', [
  z.strictObject({
    what: z.literal('passwordReset'),
    level: z.enum(['platform', 'brand', 'client', 'user']),
    email: z.email().max(254),
    /** The portal that was asked; the link leads to it, and only its logins are written to. */
    webPortalId: z.int().min(1),
    ip: z.string().max(45),
    requestId: z.string().max(64),
    /** Milliseconds since 1970; who asked so long ago has asked again. */
    askedAtMs: z.int(),
  }),
]);
export type MailJob = z.output<typeof mailJob>;

/** The contract between whoever has something to say and whoever hands it to a mail server. */
export const mailQueue = {
  name: 'mail',
  jobName: 'message',
  schema: mailJob,
  options: {
    // About an hour: greylisting and a mail server that restarts.
    attempts: 9,
    backoff: { type: 'exponential', delay: 15_000 } satisfies BackoffOptions,
    // Addresses of people are not kept longer than they are needed.
    removeOnComplete: true,
    removeOnFail: { age: 86_400 },
    stackTraceLimit: 3,
  },
} as const;
