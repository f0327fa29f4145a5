import { reqInit } from '@switchyard/b2bua';
import { choose, Route } from '@switchyard/call-flow';
import type { Initial, SourceKnown } from '../call.js';
import { auth } from '../steps/auth.step.js';
import { checkIdentity } from '../steps/check-identity.step.js';
import { eventRefused, methodRefused } from '../steps/method-refused.step.js';
import { source } from '../steps/source.step.js';

const fromPhone = Route.for<Initial & SourceKnown>('from a phone').step(auth).step(checkIdentity).end(eventRefused);

const notServed = Route.for<Initial & SourceKnown>('from our side or a wholesale client').end(methodRefused);

/** SUBSCRIBE and PUBLISH: the same gate as a call. */
export const subscribeRoute = Route.for<Initial>('SUBSCRIBE, PUBLISH')
  .step(reqInit)
  .step(source)
  .end(
    choose('BY_SOURCE', 'only phones subscribe', { fromPhone, notServed }, ({ origin }) =>
      origin === 'outside' ? 'fromPhone' : 'notServed',
    ),
  );
