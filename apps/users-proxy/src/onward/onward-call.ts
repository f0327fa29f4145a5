import { PLAIN_CALL, type CallInfo, type CallInfoSeal } from '@switchyard/call-flow';
import { newLegUid, type Cause } from '@switchyard/kernel';
import type { Endpoint, Snapshot } from '@switchyard/model';
import { formatUri } from '@switchyard/sip';
import { partyOf } from '../events/call-party.js';
import { INSIDE_MEDIA } from '../media/endpoint-media.js';
import { understandDialled, understandPublic } from '../numbers/dialled.js';
import type { CallPlan } from '../ports/calls.port.js';
import type { Network } from '../ports/network.port.js';
import type { Subscribers } from '../ports/subscribers.port.js';
import { trunksTarget } from '../steps/trunks-target.js';

/** Longer than the engine's own timer B (32 s): there is no second way to the trunks proxy. */
const NO_REPLY_MS = 40_000;
const ANSWER_MS = 200_000;

export interface OnwardDeps {
  readonly subscribers: Pick<Subscribers, 'byId' | 'isExtension' | 'byAddress' | 'serviceCodes'>;
  readonly network: Pick<Network, 'trunks' | 'applicationServersFor' | 'tryServers'>;
  readonly seal: Pick<CallInfoSeal, 'sign'>;
  readonly snapshot: () => Snapshot;
}

/** A call that goes on somewhere else because an endpoint of ours says so. */
export interface Onward {
  readonly callUid: string;
  /** Who transfers or redirects it: the call is this endpoint's, who pays for it. */
  readonly by: Endpoint;
  /** As the phone wrote it. */
  readonly dialled: string;
  /** Who the called side sees: the party that is sent on. */
  readonly shown: { readonly number: string; readonly name: string };
  readonly at: string;
  readonly more?: Partial<Pick<CallInfo, 'diversions' | 'forwarders' | 'anonymous' | 'critical'>>;
}

export type OnwardPlan = CallPlan | { readonly refused: Cause };

/**
 * The call that a transfer or a redirection makes: it goes the way that a call of that endpoint would go, by the same rules for numbers, so
 * whatever the endpoint may not dial nobody can be sent to by it either.
 */
export async function onwardCall(onward: Onward, deps: OnwardDeps): Promise<OnwardPlan> {
  const { by, dialled, callUid, shown, at, more } = onward;
  const snapshot = deps.snapshot();
  const client = snapshot.get('client', by.clientId);
  if (!client?.enabled) return { refused: 'client-disabled' };
  const { id: clientId, brandId, type: clientType } = client;
  const isRetail = clientType === 'retail';
  const understand = isRetail ? understandPublic : understandDialled;
  const understood = await understand({ snapshot, client, endpoint: by, subscribers: deps.subscribers }, dialled);
  if (!understood.ok) return { refused: understood.error };
  const { callee, ddiPrefix, routingTagId } = understood.value;
  if (isRetail && by.outgoingNumber === null) return { refused: 'caller-number-missing' };
  const own = by.extension ?? by.outgoingNumber ?? by.name;
  // Outside, whoever sends the call on is the caller: the number must be his (reference §3, forwarding).
  const caller = isRetail ? (by.outgoingNumber ?? '') : own;
  const callInfo = deps.seal.sign({
    ...PLAIN_CALL,
    ...more,
    callUid,
    brandId,
    clientId,
    clientType,
    caller,
    callee,
    dialled,
    ddiPrefix,
    routingTagId,
    shown,
    from: { kind: by.kind, id: by.id, name: by.name },
    userId: by.userId,
    ddiId: null,
    ddiProviderId: null,
    to: null,
  });
  const plan = {
    legUid: newLegUid(),
    callUid: callUid as CallPlan['callUid'],
    facts: { brandId, clientId, caller: shown.number, callee, sentOnBy: partyOf(by), ...(more?.anonymous ? { anonymous: true } : {}) },
    at,
    callerMedia: INSIDE_MEDIA,
  };
  if (isRetail) {
    const target = trunksTarget(deps.network.trunks, { callee, from: { user: caller }, callInfo });
    return { ...plan, attempts: [{ targets: [target] }], noReplyMs: NO_REPLY_MS, answerMs: ANSWER_MS };
  }
  const servers = deps.network.applicationServersFor(snapshot, clientId);
  if (servers.length === 0) return { refused: 'application-server-missing' };
  const tries = deps.network.tryServers(servers, ({ name, sipHost, sipPort }) => ({
    name,
    uri: formatUri({ scheme: 'sip', user: dialled, host: sipHost, port: sipPort, params: new Map(), headers: '' }),
    from: { user: shown.number, displayName: shown.name },
    callInfo,
    media: INSIDE_MEDIA,
  }));
  return { ...plan, ...tries.plan, settled: tries.done };
}
