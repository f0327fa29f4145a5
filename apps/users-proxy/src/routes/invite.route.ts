import { reqInit } from '@switchyard/b2bua';
import { choose, Route } from '@switchyard/call-flow';
import type { CallInfoKnown, ClientKnown, EndpointKnown, Initial, SourceKnown } from '../call.js';
import { reachOf } from '../called/reach.js';
import { adaptCallee, adaptPublicCallee } from '../steps/adapt-callee.step.js';
import { adaptRetailCaller, adaptUserCaller, adaptWholesaleCaller } from '../steps/adapt-caller.step.js';
import { auth } from '../steps/auth.step.js';
import { checkIdentity } from '../steps/check-identity.step.js';
import { dispatchToApplicationServer } from '../steps/dispatch.step.js';
import { getClient } from '../steps/get-client.step.js';
import { getEndpoint } from '../steps/get-endpoint.step.js';
import { handOverRetail, handOverWholesale } from '../steps/handover.step.js';
import { interVpbx } from '../steps/inter-vpbx.step.js';
import { lookup } from '../steps/lookup.step.js';
import { readCallInfo } from '../steps/read-call-info.step.js';
import { ringDirect } from '../steps/ring-direct.step.js';
import { ringRetail } from '../steps/ring-retail.step.js';
import { ring } from '../steps/ring.step.js';
import { source } from '../steps/source.step.js';
import { trusted } from '../steps/trusted.step.js';

type Proven = Initial & SourceKnown & EndpointKnown & ClientKnown;

const fromPbx = Route.for<Proven>('vPBX or residential').step(adaptCallee).step(adaptUserCaller).end(dispatchToApplicationServer);

const fromRetail = Route.for<Proven>('retail').step(adaptPublicCallee).step(adaptRetailCaller).end(handOverRetail);

const fromPhone = Route.for<Initial & SourceKnown>('from a phone')
  .step(auth) //                 407, RFC 3261 §22.3
  .step(checkIdentity)
  .step(getClient)
  .end(
    choose('BY_CLIENT_TYPE', 'retail needs no application server', { fromPbx, fromRetail }, ({ client }) =>
      client.type === 'retail' ? 'fromRetail' : 'fromPbx',
    ),
  );

const fromWholesale = Route.for<Initial & SourceKnown>('from a wholesale client')
  .step(trusted)
  .step(adaptPublicCallee)
  .step(adaptWholesaleCaller)
  .end(handOverWholesale);

type Called = Initial & CallInfoKnown & EndpointKnown;

const toRegistered = Route.for<Called>('an endpoint that registers').step(lookup).end(ring);
const toDirect = Route.for<Called>('an endpoint with a static address').end(ringDirect);
const toOtherVpbx = Route.for<Called>('a friend that is another vPBX').end(interVpbx);
const toRetail = Route.for<Called>('a retail account').end(ringRetail);

const fromInside = Route.for<Initial & SourceKnown>('from our side')
  .step(readCallInfo)
  .step(getEndpoint)
  .end(
    choose(
      'BY_ENDPOINT',
      'how the called endpoint is reached (reference §2.4)',
      { registered: toRegistered, direct: toDirect, otherVpbx: toOtherVpbx, retail: toRetail },
      ({ endpoint }) => reachOf(endpoint),
    ),
  );

/** A new call. Requests inside calls never come here: the switchboard passes them to the other side. */
export const inviteRoute = Route.for<Initial>('INVITE')
  .step(reqInit) //              RFC 3261 §16.3
  .step(source)
  .end(
    choose(
      'BY_SOURCE',
      'who sent it decides what is asked of it; internal headers of others are never read',
      { inside: fromInside, wholesale: fromWholesale, outside: fromPhone },
      ({ origin }) => origin,
    ),
  );
