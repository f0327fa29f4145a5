import type { Endpoint } from '@switchyard/model';

export type Reach = 'registered' | 'direct' | 'otherVpbx' | 'retail';

/** How an endpoint is reached. Retail accounts have forwards of their own before and after, however they are reached. */
export function reachOf({ kind, interClientId, direct }: Pick<Endpoint, 'kind' | 'interClientId' | 'direct'>): Reach {
  if (kind === 'retailAccount') return 'retail';
  if (interClientId !== null) return 'otherVpbx';
  return direct === null ? 'registered' : 'direct';
}
