import { serve, type Handler, type ServeDeps } from '@switchyard/b2bua';
import type { CompleteRoute } from '@switchyard/call-flow';
import { isoOf } from '@switchyard/kernel';
import type { Snapshot } from '@switchyard/model';
import { METHODS } from '@switchyard/sip';
import type { Initial } from './call.js';
import type { Ports } from './ports/ports.js';
import { inviteRoute } from './routes/invite.route.js';
import { optionsRoute } from './routes/options.route.js';

/** The routes of this app, as the generated call-flow page shows them. */
export const ROUTES: readonly CompleteRoute<Initial>[] = [inviteRoute, optionsRoute];

/** One route per method; each request gets the snapshot of its first moment. Everything else is refused by the dispatcher. */
export function handlersOf(ports: Ports, snapshot: () => Snapshot, deps: ServeDeps): Readonly<Record<string, Handler>> {
  const by =
    (route: CompleteRoute<Initial>): Handler =>
    (exchange) => {
      const at = isoOf(ports.clock.nowMs());
      return serve(route, exchange, { incoming: exchange.incoming, exchange, snapshot: snapshot(), ports, at }, deps);
    };
  return { [METHODS.INVITE]: by(inviteRoute), [METHODS.OPTIONS]: by(optionsRoute) };
}
