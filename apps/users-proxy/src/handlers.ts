import { serve, type Handler, type ServeDeps } from '@switchyard/b2bua';
import type { CompleteRoute } from '@switchyard/call-flow';
import type { Snapshot } from '@switchyard/model';
import { METHODS } from '@switchyard/sip';
import type { Initial } from './call.js';
import type { Ports } from './ports/ports.js';
import { inviteRoute } from './routes/invite.route.js';
import { messageRoute } from './routes/message.route.js';
import { optionsRoute } from './routes/options.route.js';
import { otherRoute } from './routes/other.route.js';
import { publishRoute } from './routes/publish.route.js';
import { registerRoute } from './routes/register.route.js';
import { subscribeRoute } from './routes/subscribe.route.js';

/** The routes of this app, as the generated call-flow page shows them. */
export const ROUTES: readonly CompleteRoute<Initial>[] = [
  inviteRoute,
  registerRoute,
  subscribeRoute,
  publishRoute,
  messageRoute,
  optionsRoute,
  otherRoute,
];

/** One route per method; each request gets the snapshot of its first moment. */
export function handlersOf(ports: Ports, snapshot: () => Snapshot, deps: ServeDeps): Readonly<Record<string, Handler>> {
  const by =
    (route: CompleteRoute<Initial>): Handler =>
    (exchange) =>
      serve(route, exchange, { incoming: exchange.incoming, exchange, snapshot: snapshot(), ports }, deps);
  return {
    [METHODS.INVITE]: by(inviteRoute),
    [METHODS.REGISTER]: by(registerRoute),
    [METHODS.OPTIONS]: by(optionsRoute),
    [METHODS.SUBSCRIBE]: by(subscribeRoute),
    [METHODS.PUBLISH]: by(publishRoute),
    [METHODS.MESSAGE]: by(messageRoute),
    [METHODS.NOTIFY]: by(otherRoute),
    [METHODS.INFO]: by(otherRoute),
    [METHODS.REFER]: by(otherRoute),
  };
}
