import type { ServerSights } from '@switchyard/model';

export const SERVER_STATES_SOURCE = Symbol('server states');

/** What every proxy process said within the last seconds about the application servers. Throws `live-away`. */
export interface ServerStates {
  readonly sights: () => Promise<readonly ServerSights[]>;
}
