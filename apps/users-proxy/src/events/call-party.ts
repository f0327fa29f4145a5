import type { CallInfo } from '@switchyard/call-flow';
import type { CallParty, Endpoint } from '@switchyard/model';

/** A phone as call events name it. */
export const partyOf = ({ kind, id, userId }: Pick<Endpoint, 'kind' | 'id' | 'userId'>): CallParty => ({ kind, id, userId });

/** The calling phone of the internal header; undefined when the call came from elsewhere. */
export function callerOf({ from, userId }: Pick<CallInfo, 'from' | 'userId'>): CallParty | undefined {
  const { kind, id } = from;
  if (id === null || kind === 'wholesale' || kind === 'ddiProvider' || kind === 'application') return undefined;
  return { kind, id, userId };
}
