import { createHmac, timingSafeEqual } from 'node:crypto';
import { err, ok, type Clock, type Result } from '@switchyard/kernel';
import { z } from 'zod';
import { diversionSchema, MAX_DIVERSIONS } from './diversion.js';

/** The one header that carries facts between our processes. It never leaves the platform (invariant I4). */
export const CALL_INFO_HEADER = 'X-Info-Call';
/** Every header of this family is removed from what comes from outside and from what goes there. */
export const INTERNAL_HEADER = /^x-info-/i;

/** A signature older than this is refused, so that a leaked header is of no use later. */
const LIFETIME_SEC = 60;

/** Version of the shape below. A process that is older or newer than the sender says so instead of guessing (`version`). */
const VERSION = 2;

const endpointKind = z.enum(['terminal', 'residentialDevice', 'retailAccount', 'friend']);

const callInfo = z.object({
  v: z.literal(VERSION),
  /** Issued at, epoch seconds. */
  iat: z.number().int(),
  callUid: z.uuid(),
  brandId: z.number().int(),
  clientId: z.number().int(),
  clientType: z.enum(['vpbx', 'residential', 'retail', 'wholesale']),
  /** Who calls: E.164 or an extension; empty when nobody knows. Whether it may be shown says `anonymous`. */
  caller: z.string().max(64),
  /** The called number as the proxy that took the call understood it: E.164, extension, star code or endpoint name. */
  callee: z.string().max(64),
  /** What was dialled, before any change. */
  dialled: z.string().max(64),
  /** The caller is withheld from everybody who is not trusted (RFC 3323, RFC 3325); records keep it. */
  anonymous: z.boolean(),
  /** It must rather fail than be shown (RFC 3323 §4.2). */
  critical: z.boolean(),
  /** Who diverted the call, newest first. */
  diversions: z.array(diversionSchema).max(MAX_DIVERSIONS).readonly(),
  /** The routing tag that was dialled by a client who may. */
  routingTagId: z.number().int().nullable(),
  /** Prefix of an outgoing DDI rule that was dialled: `12*`. */
  ddiPrefix: z.string().max(4).nullable(),
  /** The caller is to hear this instead of being connected. */
  announcement: z.enum(['ipnotallowed']).nullable(),
  /** Endpoints that have sent this call on, none of them twice. */
  forwarders: z
    .array(z.object({ kind: endpointKind, id: z.number().int() }))
    .max(5)
    .readonly()
    .optional(),
  /** Who is shown to the called side when that is not the paying caller: a transferred call. */
  shown: z.object({ number: z.string().max(64), name: z.string().max(100) }).optional(),
  from: z.object({
    kind: z.enum([...endpointKind.options, 'wholesale', 'ddiProvider', 'application']),
    id: z.number().int().nullable(),
    name: z.string().max(100),
  }),
  userId: z.number().int().nullable(),
  ddiId: z.number().int().nullable(),
  ddiProviderId: z.number().int().nullable(),
  to: z.object({ kind: endpointKind, id: z.number().int() }).nullable(),
});
export type CallInfo = z.infer<typeof callInfo>;
/** What a sender says; version and time are stamped by the signature. */
export type UnsignedCallInfo = Omit<CallInfo, 'v' | 'iat'>;

/** A call of which nothing special is known: for senders to begin with. */
export const PLAIN_CALL = {
  anonymous: false,
  critical: false,
  diversions: [],
  routingTagId: null,
  ddiPrefix: null,
  announcement: null,
} as const satisfies Partial<CallInfo>;

export type CallInfoError = 'missing' | 'malformed' | 'signature' | 'version' | 'expired';

const mac = (payload: string, key: string): Buffer => createHmac('sha256', key).update(payload).digest();

/** The header value: `base64url(JSON).base64url(HMAC-SHA256)`; `iat` is stamped here. */
export function signCallInfo(info: UnsignedCallInfo, key: string, clock: Clock): string {
  const stamped: CallInfo = { ...info, v: VERSION, iat: Math.floor(clock.nowMs() / 1000) };
  const payload = Buffer.from(JSON.stringify(stamped)).toString('base64url');
  return `${payload}.${mac(payload, key).toString('base64url')}`;
}

/** Reads and checks a header value; the signature is compared in constant time before anything is parsed. */
export function readCallInfo(value: string | undefined, key: string, clock: Clock): Result<CallInfo, CallInfoError> {
  if (!value) return err('missing');
  const dot = value.indexOf('.');
  if (dot < 1) return err('malformed');
  const payload = value.slice(0, dot);
  const given = Buffer.from(value.slice(dot + 1), 'base64url');
  const right = mac(payload, key);
  if (given.length !== right.length || !timingSafeEqual(given, right)) return err('signature');
  const said = jsonOf(payload);
  if (versionOf(said) !== VERSION) return err(versionOf(said) === undefined ? 'malformed' : 'version');
  const parsed = callInfo.safeParse(said);
  if (!parsed.success) return err('malformed');
  return Math.abs(clock.nowMs() / 1000 - parsed.data.iat) > LIFETIME_SEC ? err('expired') : ok(parsed.data);
}

function jsonOf(payload: string): unknown {
  try {
    return JSON.parse(Buffer.from(payload, 'base64url').toString());
  } catch {
    return undefined; // the schema refuses it with the same word as any other shape
  }
}

const versionOf = (said: unknown): unknown => (typeof said === 'object' && said !== null && 'v' in said ? said.v : undefined);
