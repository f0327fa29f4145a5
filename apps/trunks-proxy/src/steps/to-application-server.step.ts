import { finalOf, type BridgeTarget } from '@switchyard/b2bua';
import { refuse, type EndStep } from '@switchyard/call-flow';
import { formatUri } from '@switchyard/sip';
import type { InboundDecided, Initial, LegsKnown, LimitsKnown } from '../call.js';
import { inboundCallInfo } from './inbound-call-info.js';
import { callerShown, inboundPlan } from './inbound-plan.js';

export const toApplicationServer: EndStep<Initial & InboundDecided & LegsKnown & LimitsKnown> = {
  name: 'TO_APPLICATION_SERVER',
  doc: 'vPBX and residential: to the application server of the client (by hash, so that its calls meet); the next one when it is silent; 503 when none answers',
  run: async ({ exchange, incoming, snapshot, ports, inbound, callUid, legs, limits }) => {
    const { decision } = inbound;
    const info = inboundCallInfo(snapshot, decision, callUid, incoming.requestUri.user);
    const servers = info ? ports.network.applicationServersFor(snapshot, info.clientId) : [];
    if (!info || servers.length === 0) {
      await ports.calls.refused({ callUid, legs }, 'application-server-missing', 'TO_APPLICATION_SERVER');
      return refuse('application-server-missing');
    }
    const callInfo = ports.seal.sign(info);
    const targets = servers.map(({ name, sipHost, sipPort }): BridgeTarget => ({
      name,
      uri: formatUri({ scheme: 'sip', user: decision.callee, host: sipHost, port: sipPort, params: new Map(), headers: '' }),
      from: callerShown(decision.caller, incoming),
      callInfo,
      media: { label: 'inside' },
    }));
    return finalOf(await ports.calls.connect(exchange, { callUid, legs, limits }, inboundPlan('TO_APPLICATION_SERVER', targets, legs)));
  },
};
