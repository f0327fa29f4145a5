import type { CallLimits } from '@switchyard/b2bua';

export type { LimitedBy, LimitOwner } from '@switchyard/b2bua';

/** Concurrent calls of the platform. Places that are taken here are held by `Calls.connect` and given up when the call has ended or was refused. */
export type Limits = Pick<CallLimits, 'take'>;
