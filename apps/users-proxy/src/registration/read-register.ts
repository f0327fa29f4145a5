import type { Incoming } from '@switchyard/b2bua';
import { err, ok, type Result } from '@switchyard/kernel';
import type { SourceFlow } from '@switchyard/queue';
import { HEADERS, parseCSeq, splitList } from '@switchyard/sip';
import type { RegistrationPolicy } from './registration.js';
import { takePath } from './path.js';
import type { RegisterFailure } from './register-failure.js';

/** What a REGISTER asks for, read from the message but not yet judged. */
export interface RegisterRequest {
  readonly contacts: Incoming['contacts'];
  /** Value of Expires. */
  readonly expires: string | undefined;
  readonly callId: string;
  readonly cseq: number;
  readonly source: SourceFlow;
  readonly receivedOn: string | undefined;
  readonly userAgent: string;
  readonly path: readonly string[];
  readonly supports: { readonly path: boolean; readonly outbound: boolean; readonly gruu: boolean };
  /** Straight from the phone: we are its edge (RFC 5626 §5.1). */
  readonly isFirstHop: boolean;
}

const MAX_USER_AGENT = 100;
/** Longer ones are known by their ends: what is compared is whether two are the same. */
const MAX_CALL_ID = 128;

export function readRegister(
  incoming: Incoming,
  policy: Pick<RegistrationPolicy, 'path' | 'isEdge'>,
): Result<RegisterRequest, RegisterFailure> {
  const cseq = parseCSeq(incoming.header(HEADERS.CSEQ) ?? '');
  if (!cseq) return err({ code: 'malformed', rule: 'CSeq cannot be read' });
  const supported = incoming.header(HEADERS.SUPPORTED)?.toLowerCase() ?? '';
  const isFirstHop = !(incoming.header(HEADERS.VIA) ?? '').includes(',');
  const supports = { path: has(supported, 'path'), outbound: has(supported, 'outbound'), gruu: has(supported, 'gruu') };
  const path = takePath(incoming, supports.path, policy);
  if (!path.ok) return path;
  const { callId } = incoming;
  return ok({
    contacts: incoming.contacts,
    expires: incoming.header(HEADERS.EXPIRES),
    callId: callId.length <= MAX_CALL_ID ? callId : callId.slice(0, MAX_CALL_ID / 2) + callId.slice(-MAX_CALL_ID / 2),
    cseq: cseq.seq,
    source: incoming.source,
    receivedOn: incoming.receivedOn,
    userAgent: (incoming.header(HEADERS.USER_AGENT) ?? '').slice(0, MAX_USER_AGENT),
    path: path.value,
    supports,
    isFirstHop,
  });
}

const has = (supported: string, option: string): boolean => supported.includes(option) && splitList(supported).includes(option);
