import { banned, reqInit, sanity } from '@switchyard/b2bua';
import { choose, Route } from '@switchyard/call-flow';
import type { Initial, SourceKnown } from '../call.js';
import { auth } from '../steps/auth.step.js';
import { balance } from '../steps/balance.step.js';
import { checkIdentity } from '../steps/check-identity.step.js';
import { getClient } from '../steps/get-client.step.js';
import { methodRefused } from '../steps/method-refused.step.js';
import { registrar } from '../steps/registrar.step.js';
import { sourceFilter } from '../steps/source-filter.step.js';
import { source } from '../steps/source.step.js';

const fromPhone = Route.for<Initial & SourceKnown>('from a phone')
  .step(auth) //                 401, RFC 3261 §22.2
  .step(checkIdentity)
  .step(getClient)
  .step(sourceFilter)
  .end(registrar);

const notServed = Route.for<Initial & SourceKnown>('from our side or a wholesale client').end(methodRefused);

export const registerRoute = Route.for<Initial>('REGISTER')
  .step(source)
  .step(banned)
  .step(sanity)
  .step(reqInit)
  .step(balance) //              302
  .end(
    choose('BY_SOURCE', 'only phones register', { fromPhone, notServed }, ({ origin }) =>
      origin === 'outside' ? 'fromPhone' : 'notServed',
    ),
  );
