import type { DivertedNumber, GatewayAttempt, OutboundRequest, Snapshot, TraceStep } from '@switchyard/model';
import { isE164 } from '../numbers/e164.js';
import { fromE164 } from '../numbers/transform-number.js';
import { weightedOrder } from '../weighted-order.js';
import type { CarrierChoice } from './pick-carriers.js';

/** Reference §2.6 step 9: maximum of branches of one call. */
const MAX_ATTEMPTS = 25;

/**
 * Number, caller and diverters as one carrier wants them, with the routing's prefix and forced caller id. A routing without Diversion shows who
 * diverted the call last as its caller (IV-81).
 */
function written(
  snapshot: Snapshot,
  request: OutboundRequest,
  { routing, carrier }: CarrierChoice,
): { readonly callee: string; readonly caller: string; readonly diversions: DivertedNumber[] } {
  // A number in E.164 is written the carrier's way; anything else is meant literally.
  const shown = (number: string): string =>
    isE164(number) ? fromE164(snapshot, carrier.transformationRuleSetId, 'callerout', number).number : number;
  const diversions = request.diversions ?? [];
  const callee = routing.prefix + fromE164(snapshot, carrier.transformationRuleSetId, 'calleeout', request.callee).number;
  const diverter = routing.disableDiversion ? diversions[0]?.number : undefined;
  return {
    callee,
    caller: shown(routing.forceClid ?? diverter ?? request.caller),
    diversions: routing.disableDiversion
      ? []
      : diversions.map((one) => ({ ...one, number: shown(one.number), counter: one.counter ?? null })),
  };
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
  let shown = 0;
  for (const choice of choices) {
    const { carrier, servers, cost } = choice;
    const { callee, caller, diversions } = written(snapshot, request, choice);
    for (const server of weightedOrder(servers, () => 1, `${request.caller}>${request.callee}/${carrier.id}`)) {
      const key = `${server.id} ${callee} ${caller}`;
      if (request.anonymous && request.critical && server.privacy === 'shown') shown += 1;
      else if (attempts.has(key)) doubled += 1;
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
          privacy: server.privacy,
          diversions: server.sendDiversion || server.sendHistoryInfo ? diversions : [],
          sendDiversion: server.sendDiversion,
          sendHistoryInfo: server.sendHistoryInfo,
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
      ...(shown > 0 ? [`${shown} that would show a caller who must not be shown left out`] : []),
      ...(doubled > 0 ? [`${doubled} doubled left out`] : []),
      ...(attempts.size > MAX_ATTEMPTS ? [`${attempts.size - MAX_ATTEMPTS} beyond the maximum of ${MAX_ATTEMPTS} left out`] : []),
    ].join('; '),
  };
  return { attempts: kept, step };
}
