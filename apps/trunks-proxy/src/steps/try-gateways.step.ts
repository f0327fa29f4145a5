import { finalOf } from '@switchyard/b2bua';
import { refuse, type EndStep } from '@switchyard/call-flow';
import type { CallInfoKnown, Initial, LegsKnown, LimitsKnown, OutboundDecided } from '../call.js';
import { afterGatewayFailure } from './gateway-failover.js';
import { gatewayTarget } from './gateway-target.js';

const ANSWER_MS = 180_000;

export const tryGateways: EndStep<Initial & CallInfoKnown & OutboundDecided & LegsKnown & LimitsKnown> = {
  name: 'TRY_GATEWAYS',
  doc: 'gateways in order, media re-offered to each, its challenge answered once; busy, declined, no answer and cancelled go back to the caller, all else and silence to the next gateway; 503 when all failed',
  run: async ({ exchange, ports, info, outbound, callUid, legs, fullCarriers }) => {
    const gateways = outbound.decision.attempts.filter(({ carrierId }) => !fullCarriers.has(`carrier:${carrierId}`));
    if (gateways.length === 0) {
      await ports.calls.refused({ callUid, legs }, 'gateways-exhausted', 'TRY_GATEWAYS');
      return refuse('gateways-exhausted');
    }
    const targets = await Promise.all(
      gateways.map(async (gateway) => gatewayTarget(gateway, await ports.logins.of(gateway.carrierServerId), info)),
    );
    const { maxDurationSec } = outbound.decision;
    const outcome = await ports.calls.connect(
      exchange,
      { callUid, legs },
      {
        at: 'TRY_GATEWAYS',
        attempts: targets.map((target) => ({ targets: [target] })),
        noReplyMs: ports.gatewayTimeoutMs,
        answerMs: ANSWER_MS,
        onFailure: (status, index) => afterGatewayFailure(status, index === targets.length - 1, gateways[index]?.finalStatuses),
        exhausted: 'gateways-exhausted',
        maxDurationMs: maxDurationSec === null ? null : maxDurationSec * 1000,
        believesCaller: true,
        callerMedia: { label: 'inside' },
      },
    );
    return finalOf(outcome);
  },
};
