import type { GatewayAttempt, OutboundRequest, Snapshot, TraceStep } from '@switchyard/model';
import { isE164 } from '../numbers/e164.js';
import { fromE164 } from '../numbers/transform-number.js';
import { weightedOrder } from '../weighted-order.js';
import type { CarrierChoice } from './pick-carriers.js';

/** Reference §2.6 step 9: maximum of branches of one call. */
const MAX_ATTEMPTS = 25;

/** Number and caller as one carrier wants them, with the routing's prefix and forced caller id. */
function written(
  snapshot: Snapshot,
  request: OutboundRequest,
  { routing, carrier }: CarrierChoice,
): { readonly callee: string; readonly caller: string } {
  const callee = routing.prefix + fromE164(snapshot, carrier.transformationRuleSetId, 'calleeout', request.callee).number;
  const caller = routing.forceClid ?? request.caller;
  // A forced caller id without + is meant literally; anything in E.164 is written the carrier's way.
  return { callee, caller: isE164(caller) ? fromE164(snapshot, carrier.transformationRuleSetId, 'callerout', caller).number : caller };
}

/**
 * Every gateway to try, complete and in order: a carrier's servers share its calls evenly, the same call is never sent to
 * the same server twice, and no call is tried more than 25 times.
 */
export function prepareGateways(
  snapshot: Snapshot,
  request: OutboundRequest,
  choices: readonly CarrierChoice[],
): { readonly attempts: readonly GatewayAttempt[]; readonly step: TraceStep } {
  const attempts = new Map<string, GatewayAttempt>();
  let doubled = 0;
  for (const choice of choices) {
    const { carrier, servers, cost } = choice;
    const { callee, caller } = written(snapshot, request, choice);
    for (const server of weightedOrder(servers, () => 1, `${request.caller}>${request.callee}/${carrier.id}`)) {
      const key = `${server.id} ${callee} ${caller}`;
      if (attempts.has(key)) doubled += 1;
      else
        attempts.set(key, {
          carrierId: carrier.id,
          carrierName: carrier.name,
          carrierServerId: server.id,
          host: server.host,
          port: server.port,
          transport: server.transport,
          callee,
          caller,
          fromUser: server.fromUser,
          fromDomain: server.fromDomain,
          sendPai: server.sendPai,
          uriScheme: server.uriScheme,
          outboundProxy: server.outboundProxy,
          sendRpid: server.sendRpid,
          finalStatuses: server.finalStatuses === '' ? [] : server.finalStatuses.split(',').map(Number),
          cost,
        });
    }
  }
  const kept = [...attempts.values()].slice(0, MAX_ATTEMPTS);
  const step: TraceStep = {
    step: 'gateways',
    saw: { carriers: choices.map(({ carrier }) => carrier.name), caller: request.caller, callee: request.callee },
    chose: kept.map(({ carrierName, host, port, transport, callee, caller }) => ({
      carrier: carrierName,
      target: `${transport}:${host}:${port}`,
      callee,
      caller,
    })),
    why: [
      'servers of a carrier in turn',
      ...(doubled > 0 ? [`${doubled} doubled left out`] : []),
      ...(attempts.size > MAX_ATTEMPTS ? [`${attempts.size - MAX_ATTEMPTS} beyond the maximum of ${MAX_ATTEMPTS} left out`] : []),
    ].join('; '),
  };
  return { attempts: kept, step };
}
