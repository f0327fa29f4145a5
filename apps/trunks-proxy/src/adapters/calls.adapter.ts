import type { CallLimits, Switchboard } from '@switchyard/b2bua';
import { CodedError } from '@switchyard/kernel';
import type { CallLife } from '../events/call-life.js';
import type { CallFacts } from '../events/leg-record.js';
import type { Calls } from '../ports/calls.port.js';

/** Calls of the switchboard; its own reports begin with the first ringing, so the start is told here. */
export const callsOf = (board: Pick<Switchboard<CallFacts>, 'bridge'>, life: CallLife, limits: Pick<CallLimits, 'keep'>): Calls => ({
  connect: async (exchange, { callUid, legs }, plan) => {
    const [first] = legs;
    if (!first) throw new CodedError('leg-missing', 'a call to connect must have a leg to record');
    limits.keep(first.legUid);
    life.started({ callUid, legs });
    return board.bridge(exchange, { ...plan, legUid: first.legUid, callUid, facts: { legs } });
  },
  refused: life.refused,
});
