import { finalOf } from '@switchyard/b2bua';
import { refuse, type EndStep } from '@switchyard/call-flow';
import { formatUri } from '@switchyard/sip';
import type { InboundDecided, Initial, LegsKnown, LimitsKnown, PresentationKnown } from '../call.js';
import { inboundCallInfo } from './inbound-call-info.js';
import { callerShown, inboundPlan } from './inbound-plan.js';

export const toApplicationServer: EndStep<Initial & InboundDecided & PresentationKnown & LegsKnown & LimitsKnown> = {
  name: 'TO_APPLICATION_SERVER',
  doc: 'vPBX and residential: to an application server of the set of the client, by hash the same one as that of the users proxy; the next one within the call when one is silent or not driven; 503 when none serves',
  run: async (call) => {
    const { exchange, snapshot, ports, inbound, callUid, legs } = call;
    const { decision } = inbound;
    const info = inboundCallInfo(call);
    const servers = info ? ports.network.applicationServersFor(snapshot, info.clientId) : [];
    if (!info || servers.length === 0) {
      await ports.calls.refused({ callUid, legs }, 'application-server-missing', 'TO_APPLICATION_SERVER');
      return refuse('application-server-missing');
    }
    const callInfo = ports.seal.sign(info);
    const tries = ports.network.tryServers(servers, ({ name, sipHost, sipPort }) => ({
      name,
      uri: formatUri({ scheme: 'sip', user: decision.callee, host: sipHost, port: sipPort, params: new Map(), headers: '' }),
      from: callerShown(decision.caller, call.callerName),
      callInfo,
      media: { label: 'inside' },
    }));
    const plan = { ...inboundPlan('TO_APPLICATION_SERVER', legs), ...tries.plan };
    const outcome = await ports.calls.connect(exchange, { callUid, legs }, plan);
    tries.done(outcome);
    return finalOf(outcome);
  },
};
