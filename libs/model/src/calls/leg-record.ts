import { z } from 'zod';
import type { EndpointKind } from '../endpoint.js';
import { inboundDecision, outboundDecision, resolvedRate, traceStep } from './decision.js';

/** What became of one gateway. `sipStatus` 0: it never answered. */
export const attemptResult = z.object({
  carrierServerId: z.number().int(),
  carrierName: z.string(),
  target: z.string(),
  sipStatus: z.number().int(),
});
export type AttemptResult = z.infer<typeof attemptResult>;

/**
 * The raw record of one external leg: payload of the `cdr` job, written once by the trunks proxy when the leg ends.
 * `legUid` is the idempotency key (invariant I1). Rates are frozen at authorisation, so rating it twice gives the same (I9).
 */
export const legRecord = z.object({
  legUid: z.uuid(),
  callUid: z.uuid(),
  brandId: z.number().int(),
  clientId: z.number().int(),
  userId: z.number().int().nullable(),
  endpointName: z.string().nullable(),
  direction: z.enum(['inbound', 'outbound']),
  caller: z.string(),
  callee: z.string(),
  /** The caller is recorded as known; the called party was not to see it. The defaults are of records made before there was either. */
  anonymous: z.boolean().default(false),
  /** The number that diverted the call to this one. */
  diversion: z.string().nullable().default(null),
  startedAt: z.iso.datetime(),
  answeredAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime(),
  /** Answer to end, by the proxy's monotonic clock; 0 when unanswered. */
  durationMs: z.number().int().min(0),
  /** INVITE in → first provisional or final of the gateway that was used. */
  postDialDelayMs: z.number().int().min(0).nullable(),
  cause: z.string(),
  causeClass: z.string(),
  causeAt: z.string(),
  sipStatus: z.number().int().nullable(),
  carrierId: z.number().int().nullable(),
  carrierName: z.string().nullable(),
  ddiProviderId: z.number().int().nullable(),
  ddiId: z.number().int().nullable(),
  bounced: z.boolean(),
  price: resolvedRate.nullable(),
  cost: resolvedRate.nullable(),
  attempts: z.array(attemptResult),
  configRevision: z.number().int(),
  decision: z.union([outboundDecision, inboundDecision]),
  trace: z.array(traceStep),
});
export type LegRecord = z.infer<typeof legRecord>;

/** A subscriber's phone at one end of a call; an alias, because facts of calls are JSON and interfaces have no index signature. */
export type CallParty = {
  readonly kind: EndpointKind;
  readonly id: number;
  /** The vPBX user who has it. */
  readonly userId: number | null;
};

/** The SIP dialog of a phone, as the phone sees it: what dialog-info says of it (RFC 4235 §4.1.2) and a Replaces names (RFC 3891). */
export interface PhoneDialog {
  readonly callId: string;
  readonly localTag: string;
  readonly remoteTag: string;
}

/** What is told of a leg while it lasts, on the Redis stream `sy:live`, for live views, webhooks and presence. */
export interface CallEvent {
  readonly event: 'started' | 'ringing' | 'answered' | 'updated' | 'ended';
  readonly at: string;
  readonly callUid: string;
  readonly legUid: string;
  readonly by: 'users-proxy' | 'trunks-proxy' | 'app-server';
  readonly brandId: number;
  readonly clientId: number;
  readonly caller: string;
  readonly callee: string;
  readonly cause?: string;
  /** The process that told it; its calls are over when it comes back without them. */
  readonly node?: string;
  /** Endpoints of the two sides, as far as the process knows them. */
  readonly from?: CallParty;
  readonly to?: CallParty;
  /** Which of the two is directly on this leg: every phone in a call is on exactly one leg. */
  readonly faces?: 'from' | 'to';
  /** The dialog of that phone, once it is known. */
  readonly dialog?: PhoneDialog;
}
