import { finalOf, type BridgeTarget } from '@switchyard/b2bua';
import { refuse, type Final } from '@switchyard/call-flow';
import { formatUri } from '@switchyard/sip';
import type { Initial } from '../call.js';
import { INSIDE_MEDIA } from '../media/endpoint-media.js';
import type { LimitedPlan } from '../ports/calls.port.js';

/** A call that an application server is to serve. */
export interface ServedCall {
  /** Whose set of servers, and what hashing keeps together. */
  readonly clientId: number;
  /** User part of the Request-URI: what was dialled. */
  readonly user: string;
  readonly from: BridgeTarget['from'];
  readonly headers?: BridgeTarget['headers'];
  /** The signed facts. */
  readonly callInfo: string;
}

/** Hands a call to an application server of its client; the next one is tried within the same call when one cannot serve it. */
export async function callServers(
  { exchange, snapshot, ports }: Pick<Initial, 'exchange' | 'snapshot' | 'ports'>,
  served: ServedCall,
  plan: Pick<LimitedPlan, 'legUid' | 'callUid' | 'facts' | 'at' | 'callerMedia' | 'limits'>,
): Promise<Final> {
  const { network } = ports;
  const servers = network.applicationServersFor(snapshot, served.clientId);
  if (servers.length === 0) return refuse('application-server-missing');
  const { user, from, headers, callInfo } = served;
  const tries = network.tryServers(servers, ({ name, sipHost, sipPort }) => ({
    name,
    uri: formatUri({ scheme: 'sip', user, host: sipHost, port: sipPort, params: new Map(), headers: '' }),
    from,
    ...(headers ? { headers } : {}),
    callInfo,
    media: INSIDE_MEDIA,
  }));
  const outcome = await ports.calls.connect(exchange, { ...plan, ...tries.plan });
  tries.done(outcome);
  return finalOf(outcome);
}
