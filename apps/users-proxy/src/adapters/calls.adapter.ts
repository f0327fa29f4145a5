import type { Switchboard } from '@switchyard/b2bua';
import type { CallLife } from '../events/call-life.js';
import type { CallPlan, Calls } from '../ports/calls.port.js';

/** Calls of the switchboard; its own reports begin with the first ringing, so the start is told here. */
export const callsOf = (board: Pick<Switchboard<CallPlan['facts']>, 'bridge'>, life: CallLife): Calls => ({
  connect: (exchange, plan) => {
    life.started(plan);
    return board.bridge(exchange, plan);
  },
});
