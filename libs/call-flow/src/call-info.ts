import { createHmac, timingSafeEqual } from 'node:crypto';
import { err, ok, type Clock, type Result } from '@switchyard/kernel';
import { z } from 'zod';

/** The one header that carries facts between our processes. It never leaves the platform (invariant I4). */
export const CALL_INFO_HEADER = 'X-Info-Call';
/** Every header of this family is removed from what comes from outside and from what goes there. */
export const INTERNAL_HEADER = /^x-info-/i;

/** A signature older than this is refused, so that a leaked header is of no use later. */
const LIFETIME_SEC = 60;

const callInfo = z.object({
  v: z.literal(1),
  /** Issued at, epoch seconds. */
  iat: z.number().int(),
  callUid: z.uuid(),
  brandId: z.number().int(),
  clientId: z.number().int(),
  clientType: z.enum(['vpbx', 'residential', 'retail', 'wholesale']),
  /** As presented to the called side: E.164 or an extension. */
  caller: z.string().max(64),
  /** E.164, extension or endpoint name. */
  callee: z.string().max(64),
  /** What was dialled, before any change. */
  dialled: z.string().max(64),
  from: z.object({
    kind: z.enum(['terminal', 'residentialDevice', 'retailAccount', 'friend', 'wholesale', 'ddiProvider', 'application']),
    id: z.number().int().nullable(),
    name: z.string().max(100),
  }),
  userId: z.number().int().nullable(),
  ddiId: z.number().int().nullable(),
  ddiProviderId: z.number().int().nullable(),
  to: z.object({ kind: z.enum(['terminal', 'residentialDevice', 'retailAccount', 'friend']), id: z.number().int() }).nullable(),
});
export type CallInfo = z.infer<typeof callInfo>;

export type CallInfoError = 'missing' | 'malformed' | 'signature' | 'expired';

const mac = (payload: string, key: string): Buffer => createHmac('sha256', key).update(payload).digest();

/** The header value: `base64url(JSON).base64url(HMAC-SHA256)`; `iat` is stamped here. */
export function signCallInfo(info: Omit<CallInfo, 'v' | 'iat'>, key: string, clock: Clock): string {
  const stamped: CallInfo = { ...info, v: 1, iat: Math.floor(clock.nowMs() / 1000) };
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
  const parsed = callInfo.safeParse(jsonOf(payload));
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
