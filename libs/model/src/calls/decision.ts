import { z } from 'zod';

const jsonValue: z.ZodType<import('@switchyard/kernel').Json> = z.json() as never;

/** One step of a decision: what it saw, what it chose and why. Stored with the call and answered by a dry run (NX-1). */
export const traceStep = z.object({ step: z.string(), saw: z.record(z.string(), jsonValue), chose: jsonValue, why: z.string() });
export type TraceStep = z.infer<typeof traceStep>;

/** A rate as it stood when the call was authorised: enough to price the call years later (I9). Amounts are decimal strings. */
export const resolvedRate = z.object({
  ratingPlanId: z.number().int(),
  ratingPlanName: z.string(),
  destinationId: z.number().int(),
  destinationName: z.string(),
  prefix: z.string(),
  currency: z.string(),
  ratePerMinute: z.string(),
  connectFee: z.string(),
  incrementSec: z.number().int(),
  intervalStartSec: z.number().int(),
});
export type ResolvedRate = z.infer<typeof resolvedRate>;

/** Who diverted a call; the words are those of RFC 5806. */
export const divertedNumber = z.object({
  number: z.string(),
  reason: z.string(),
  /** How many diversions this one stands for, where that was said. */
  counter: z.number().int().nullable().default(null),
  /** Not to be shown to those who are not trusted. */
  hidden: z.boolean(),
});
export type DivertedNumber = z.infer<typeof divertedNumber>;

/** One gateway to try, complete: nothing is looked up after the decision except the server's password. */
export const gatewayAttempt = z.object({
  carrierId: z.number().int(),
  carrierName: z.string(),
  carrierServerId: z.number().int(),
  host: z.string(),
  port: z.number().int(),
  transport: z.enum(['udp', 'tcp', 'tls']),
  /** Request-URI user and caller as this carrier wants them written. */
  callee: z.string(),
  caller: z.string(),
  fromUser: z.string().nullable(),
  fromDomain: z.string().nullable(),
  sendPai: z.boolean(),
  // The defaults are what every decision meant that is older than its field.
  uriScheme: z.enum(['sip', 'sips']).default('sip'),
  /** Where the call is sent instead of to `host`: host, or host and port. */
  outboundProxy: z.string().nullable().default(null),
  sendRpid: z.boolean().default(false),
  /** How a caller who withholds the number is presented there (RFC 3323). */
  privacy: z.enum(['privacy-header', 'anonymous-from', 'shown']).default('privacy-header'),
  /** Who diverted the call, newest first, as this carrier wants numbers written; empty where it hears of none. */
  diversions: z.array(divertedNumber).default([]),
  sendDiversion: z.boolean().default(false),
  sendHistoryInfo: z.boolean().default(false),
  /** SIP answers that go back to the caller instead of on to the next gateway. */
  finalStatuses: z.array(z.number().int()).default([422, 480, 486, 600, 603, 606, 607]),
  /** The carrier's rate; null when the carrier's cost is not calculated or no rate matches. */
  cost: resolvedRate.nullable(),
});
export type GatewayAttempt = z.infer<typeof gatewayAttempt>;

export const outboundRequest = z.object({
  brandId: z.number().int(),
  clientId: z.number().int(),
  /** E.164 with +, or empty when withheld or unknown. */
  caller: z.string(),
  /** E.164 with +. */
  callee: z.string(),
  /** ISO 8601 UTC. */
  at: z.string(),
  /** Decimal balance of a prepaid client; null when it is not known or not asked for. */
  balance: z.string().nullable(),
  /** The tag that was dialled or that the presented DDI imposes; absent or null: none. */
  routingTagId: z.number().int().nullable().optional(),
  /** The caller withholds the number; `critical`: rather no call than one that shows it. */
  anonymous: z.boolean().optional(),
  critical: z.boolean().optional(),
  /** Who diverted the call, newest first. */
  diversions: z
    .array(z.object({ ...divertedNumber.shape, counter: z.number().int().nullish() }))
    .readonly()
    .optional(),
});
export type OutboundRequest = z.infer<typeof outboundRequest>;

/** What to do with a call towards the public network. Same shape live, simulated and stored. */
export const outboundDecision = z.object({
  outcome: z.enum(['route', 'bounce', 'refuse']),
  /** A cause of the kernel's catalogue when refused. */
  cause: z.string().nullable(),
  attempts: z.array(gatewayAttempt),
  /** DDI of this installation that the call loops back to, when bounced. */
  ddiId: z.number().int().nullable(),
  /** The client's rate; null when the client is not rated (billing method none). */
  price: resolvedRate.nullable(),
  /** Seconds the balance allows; null is unlimited. */
  maxDurationSec: z.number().int().nullable(),
});
export type OutboundDecision = z.infer<typeof outboundDecision>;

/** Where a call from a DDI provider goes. */
export const inboundDecision = z.object({
  outcome: z.enum(['application-server', 'retail', 'refuse']),
  cause: z.string().nullable(),
  ddiId: z.number().int().nullable(),
  ddiProviderId: z.number().int().nullable(),
  brandId: z.number().int().nullable(),
  clientId: z.number().int().nullable(),
  retailAccountId: z.number().int().nullable(),
  caller: z.string(),
  callee: z.string(),
});
export type InboundDecision = z.infer<typeof inboundDecision>;

/** A decision with its reasons and the configuration it was made on. */
export interface Decided<D> {
  readonly decision: D;
  readonly trace: readonly TraceStep[];
  readonly revision: number;
}
