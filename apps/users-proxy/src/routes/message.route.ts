import { banned, reqInit, sanity } from '@switchyard/b2bua';
import { choose, Route } from '@switchyard/call-flow';
import type { Initial, SourceKnown } from '../call.js';
import { auth } from '../steps/auth.step.js';
import { checkIdentity } from '../steps/check-identity.step.js';
import { getClient } from '../steps/get-client.step.js';
import { message } from '../steps/message.step.js';
import { methodRefused } from '../steps/method-refused.step.js';
import { sourceFilter } from '../steps/source-filter.step.js';
import { source } from '../steps/source.step.js';

const fromPhone = Route.for<Initial & SourceKnown>('from a phone')
  .step(auth) //                 407, RFC 3261 §22.3
  .step(checkIdentity)
  .step(getClient)
  .step(sourceFilter)
  .end(message);

const notServed = Route.for<Initial & SourceKnown>('from our side or a wholesale client').end(methodRefused);

/** A MESSAGE outside of calls: the same gate as a call. */
export const messageRoute = Route.for<Initial>('MESSAGE')
  .step(source)
  .step(banned)
  .step(sanity)
  .step(reqInit)
  .end(
    choose('BY_SOURCE', 'only phones write messages', { fromPhone, notServed }, ({ origin }) =>
      origin === 'outside' ? 'fromPhone' : 'notServed',
    ),
  );
