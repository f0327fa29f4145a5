import type { CallInfo } from '@switchyard/call-flow';
import type { Endpoint } from '@switchyard/model';
import { callerOf, partyOf } from '../events/call-party.js';
import type { CallPlan } from '../ports/calls.port.js';

/** What is kept with a call that rings an endpoint of ours. */
export function calledFacts(info: CallInfo, endpoint: Endpoint): CallPlan['facts'] {
  const { brandId, clientId, caller, callee } = info;
  const from = callerOf(info);
  return {
    brandId,
    clientId,
    caller,
    callee,
    ...(from ? { from } : {}),
    to: partyOf(endpoint),
    faces: 'to',
    ...(info.anonymous ? { anonymous: true } : {}),
  };
}
