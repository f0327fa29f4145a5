import { divertedBy, type CallInfo } from '@switchyard/call-flow';
import type { Endpoint } from '@switchyard/model';
import { parseUri } from '@switchyard/sip';
import type { CallInfoKnown, EndpointKnown, Initial } from '../call.js';
import { onwardCall, type OnwardDeps, type OnwardPlan } from './onward-call.js';
import { isOwnAddress } from './transfers.js';

/** How often a call may be sent on (reference §3, forwarding). */
const MAX_FORWARDERS = 5;

export interface Redirection {
  /** The call as it came to the phone. */
  readonly info: CallInfo;
  /** Name of the caller as it was shown to the phone. */
  readonly callerName: string;
  /** The phone that answered 3xx. */
  readonly by: Endpoint;
  /** Its Contacts, best first. */
  readonly contacts: readonly string[];
  readonly receivedOn: string | undefined;
}

/**
 * A phone sent its caller on by a 3xx (RFC 3261 §21.3): the call goes on as a call of that phone, whose owner pays for it. It ends after five
 * such hops, and at the second time by the same phone.
 */
export async function redirectCall(redirection: Redirection, deps: OnwardDeps): Promise<OnwardPlan> {
  const { info, by, contacts, callerName, receivedOn } = redirection;
  const before = info.forwarders ?? [];
  const isLoop = before.some(({ kind, id }) => kind === by.kind && id === by.id);
  if (isLoop || before.length >= MAX_FORWARDERS) return { refused: 'forward-loop' };
  const snapshot = deps.snapshot();
  const uri = contacts
    .map((contact) => parseUri(contact))
    .flatMap((read) => (read.ok ? [read.value] : []))
    .find((read) => read.user !== '' && isOwnAddress(read, by, snapshot, receivedOn));
  if (!uri) return { refused: 'transfer-refused' };
  const number = by.extension ?? by.outgoingNumber ?? by.name;
  return onwardCall(
    {
      callUid: info.callUid,
      by,
      dialled: uri.user,
      shown: { number: info.caller, name: callerName },
      at: 'REDIRECT',
      more: {
        forwarders: [...before, { kind: by.kind, id: by.id }],
        diversions: divertedBy(info.diversions, number, 'deflection'),
        anonymous: info.anonymous,
        critical: info.critical,
      },
    },
    deps,
  );
}

/** The hook of a plan that rings a phone of ours. */
export const onRedirectOf =
  ({ incoming, info, endpoint, ports }: Initial & CallInfoKnown & EndpointKnown) =>
  (contacts: readonly string[]): Promise<OnwardPlan> =>
    ports.redirect({ info, callerName: incoming.from.displayName, by: endpoint, contacts, receivedOn: incoming.receivedOn });
