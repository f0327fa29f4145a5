import { banned, reqInit, sanity } from '@switchyard/b2bua';
import { choose, Route } from '@switchyard/call-flow';
import type { Initial, SourceKnown } from '../call.js';
import { auth } from '../steps/auth.step.js';
import { getClient } from '../steps/get-client.step.js';
import { methodRefused } from '../steps/method-refused.step.js';
import { sourceFilter } from '../steps/source-filter.step.js';
import { source } from '../steps/source.step.js';

const fromPhone = Route.for<Initial & SourceKnown>('from a phone').step(auth).step(getClient).step(sourceFilter).end(methodRefused);

const notServed = Route.for<Initial & SourceKnown>('from our side or a wholesale client').end(methodRefused);

/** Everything else outside of calls. A stranger learns nothing before authentication, not even what is served. */
export const otherRoute = Route.for<Initial>('MESSAGE, NOTIFY, INFO, REFER and unknown methods')
  .step(source)
  .step(banned)
  .step(sanity)
  .step(reqInit)
  .end(
    choose('BY_SOURCE', 'phones authenticate first', { fromPhone, notServed }, ({ origin }) =>
      origin === 'outside' ? 'fromPhone' : 'notServed',
    ),
  );
