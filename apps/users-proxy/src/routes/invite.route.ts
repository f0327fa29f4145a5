import { banned, reqInit, sanity } from '@switchyard/b2bua';
import { choose, Route } from '@switchyard/call-flow';
import { HEADERS } from '@switchyard/sip';
import type { CallInfoKnown, ClientKnown, EndpointKnown, Initial, LimitsKnown, SourceJudged, SourceKnown } from '../call.js';
import { reachOf } from '../called/reach.js';
import { isDeviceAddress } from '../registration/gruu.js';
import { adaptCallee, adaptPublicCallee, adaptWholesaleCallee } from '../steps/adapt-callee.step.js';
import { adaptRetailCaller, adaptUserCaller, adaptWholesaleCaller } from '../steps/adapt-caller.step.js';
import { announceRefusal } from '../steps/announce-refusal.step.js';
import { auth } from '../steps/auth.step.js';
import { balance } from '../steps/balance.step.js';
import { checkIdentity } from '../steps/check-identity.step.js';
import { dispatchToApplicationServer } from '../steps/dispatch.step.js';
import { getClient } from '../steps/get-client.step.js';
import { getDevice } from '../steps/get-device.step.js';
import { getEndpoint } from '../steps/get-endpoint.step.js';
import { handOverRetail, handOverWholesale } from '../steps/handover.step.js';
import { interVpbx } from '../steps/inter-vpbx.step.js';
import { limitsIn, limitsOut } from '../steps/limits.step.js';
import { lookup } from '../steps/lookup.step.js';
import { pickUpCode } from '../steps/pick-up-code.step.js';
import { pickUp } from '../steps/pick-up.step.js';
import { readCallInfo } from '../steps/read-call-info.step.js';
import { redirect, wantsRedirect } from '../steps/redirect.step.js';
import { ringDevice } from '../steps/ring-device.step.js';
import { ringDirect } from '../steps/ring-direct.step.js';
import { ringRetail } from '../steps/ring-retail.step.js';
import { ring } from '../steps/ring.step.js';
import { sourceFilter } from '../steps/source-filter.step.js';
import { source } from '../steps/source.step.js';
import { trusted } from '../steps/trusted.step.js';

type Proven = Initial & SourceKnown & EndpointKnown & ClientKnown & SourceJudged;

const notPermitted = Route.for<Proven>('an address that may not call').end(announceRefusal);

const fromPbx = Route.for<Proven>('vPBX or residential')
  .step(pickUpCode) //           *94, *95
  .step(adaptCallee)
  .step(adaptUserCaller)
  .step(limitsOut) //            403
  .end(dispatchToApplicationServer);

const fromRetail = Route.for<Proven>('retail').step(adaptPublicCallee).step(adaptRetailCaller).step(limitsOut).end(handOverRetail);

const toBeRedirected = Route.for<Proven>('a retail account that is asked for').end(redirect);

const toDevice = Route.for<Proven>('to one device').step(getDevice).step(adaptUserCaller).step(limitsOut).end(ringDevice);

const takesOver = Route.for<Proven>('with Replaces').end(pickUp);

const fromPhone = Route.for<Initial & SourceKnown>('from a phone')
  .step(auth) //                 407, RFC 3261 §22.3
  .step(checkIdentity)
  .step(getClient)
  .step(sourceFilter) //         403
  .end(
    choose(
      'BY_INTENT',
      'who may not call from there hears why; an INVITE with Replaces takes a call over (RFC 3891); a GRUU is one device (RFC 5627); retail needs no application server, and may ask where an account is (RFC 3841)',
      { notPermitted, takesOver, toDevice, toBeRedirected, fromPbx, fromRetail },
      ({ client, incoming, snapshot, isPermitted }) =>
        !isPermitted
          ? 'notPermitted'
          : incoming.header(HEADERS.REPLACES) !== undefined
            ? 'takesOver'
            : isDeviceAddress(incoming.uri)
              ? 'toDevice'
              : client.type !== 'retail'
                ? 'fromPbx'
                : wantsRedirect({ incoming, snapshot })
                  ? 'toBeRedirected'
                  : 'fromRetail',
    ),
  );

const fromWholesale = Route.for<Initial & SourceKnown>('from a wholesale client')
  .step(trusted)
  .step(adaptWholesaleCallee)
  .step(adaptWholesaleCaller)
  .step(limitsOut)
  .end(handOverWholesale);

type Called = Initial & CallInfoKnown & EndpointKnown & LimitsKnown;

const toRegistered = Route.for<Called>('an endpoint that registers').step(lookup).end(ring);
const toDirect = Route.for<Called>('an endpoint with a static address').end(ringDirect);
const toOtherVpbx = Route.for<Called>('a friend that is another vPBX').end(interVpbx);
const toRetail = Route.for<Called>('a retail account').end(ringRetail);

const fromInside = Route.for<Initial & SourceKnown>('from our side')
  .step(readCallInfo)
  .step(getEndpoint)
  .step(limitsIn) //             486
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
  .step(source)
  .step(banned)
  .step(sanity)
  .step(reqInit) //              RFC 3261 §16.3
  .step(balance) //              302
  .end(
    choose(
      'BY_SOURCE',
      'who sent it decides what is asked of it; internal headers of others are never read',
      { inside: fromInside, wholesale: fromWholesale, outside: fromPhone },
      ({ origin }) => origin,
    ),
  );
