import type { Switchboard } from '@switchyard/b2bua';
import type { CallLife } from '../events/call-life.js';
import type { CallFacts } from '../events/leg-record.js';
import type { Calls } from '../ports/calls.port.js';
import type { CallLimits } from './call-limits.js';
import { CAUSES, CodedError } from '@switchyard/kernel';

/** Calls of the switchboard; its own reports begin with the first ringing, so the start is told here. */
export const callsOf = (board: Pick<Switchboard<CallFacts>, 'bridge'>, life: CallLife, limits: Pick<CallLimits, 'take'>): Calls => ({
  connect: async (exchange, { callUid, legs, limits: limitedBy }, plan) => {
    const [first] = legs;
    if (!first) throw new CodedError('leg-missing', 'a call to connect must have a leg to record');
    if (limits.take(first.legUid, limitedBy) !== undefined) {
      await life.refused({ callUid, legs }, 'limit-reached', plan.at);
      const { sip: status, reason } = CAUSES['limit-reached'];
      return { kind: 'failed', cause: 'limit-reached', status, reason, tries: [] };
    }
    life.started({ callUid, legs });
    return board.bridge(exchange, { ...plan, legUid: first.legUid, callUid, facts: { legs } });
  },
  refused: life.refused,
});
