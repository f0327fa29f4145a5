import { finalOf, type BridgeTarget } from '@switchyard/b2bua';
import { refuse, type EndStep } from '@switchyard/call-flow';
import { formatUri } from '@switchyard/sip';
import type { InboundDecided, Initial, LegsKnown, LimitsKnown, PresentationKnown } from '../call.js';
import { inboundCallInfo } from './inbound-call-info.js';
import { callerShown, inboundPlan, usersProxyTries } from './inbound-plan.js';

export const toRetailAccount: EndStep<Initial & InboundDecided & PresentationKnown & LegsKnown & LimitsKnown> = {
  name: 'TO_RETAIL_ACCOUNT',
  doc: 'retail: to the users proxy, which rings the contacts of the account; no application server in the path',
  run: async (call) => {
    const { exchange, ports, inbound, callUid, legs } = call;
    const { decision } = inbound;
    const info = inboundCallInfo(call);
    const account = decision.retailAccountId === null ? undefined : await ports.accounts.byId(decision.retailAccountId);
    if (!info || !account) {
      await ports.calls.refused({ callUid, legs }, 'ddi-without-route', 'TO_RETAIL_ACCOUNT');
      return refuse('ddi-without-route');
    }
    const { name, domain } = account;
    const target: BridgeTarget = {
      name: 'users-proxy',
      uri: formatUri({ scheme: 'sip', user: name, host: domain, params: new Map(), headers: '' }),
      nextHop: `sip:${ports.network.users}`,
      from: callerShown(decision.caller, call.callerName),
      callInfo: ports.seal.sign(info),
      media: { label: 'inside' },
    };
    const plan = { ...inboundPlan('TO_RETAIL_ACCOUNT', legs), ...usersProxyTries(target) };
    return finalOf(await ports.calls.connect(exchange, { callUid, legs }, plan));
  },
};
