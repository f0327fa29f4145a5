import { banned, reqInit, sanity } from '@switchyard/b2bua';
import { choose, Route } from '@switchyard/call-flow';
import type { Initial, SourceKnown } from '../call.js';
import { auth } from '../steps/auth.step.js';
import { checkIdentity } from '../steps/check-identity.step.js';
import { getClient } from '../steps/get-client.step.js';
import { methodRefused } from '../steps/method-refused.step.js';
import { presenceSwitch } from '../steps/presence-switch.step.js';
import { sourceFilter } from '../steps/source-filter.step.js';
import { source } from '../steps/source.step.js';
import { subscribe } from '../steps/subscribe.step.js';

const fromPhone = Route.for<Initial & SourceKnown>('from a phone')
  .step(auth) //                 407, RFC 3261 §22.3
  .step(checkIdentity)
  .step(getClient)
  .step(sourceFilter)
  .step(presenceSwitch)
  .end(subscribe);

const notServed = Route.for<Initial & SourceKnown>('from our side or a wholesale client').end(methodRefused);

/** A SUBSCRIBE, in its dialog or before there is one: the same gate as a call. */
export const subscribeRoute = Route.for<Initial>('SUBSCRIBE')
  .step(source)
  .step(banned)
  .step(sanity)
  .step(reqInit)
  .end(
    choose('BY_SOURCE', 'only phones subscribe', { fromPhone, notServed }, ({ origin }) =>
      origin === 'outside' ? 'fromPhone' : 'notServed',
    ),
  );
