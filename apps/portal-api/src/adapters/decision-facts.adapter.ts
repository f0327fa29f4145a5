import type { ConfigStore } from '@switchyard/data';
import type { Redis } from 'ioredis';
import type { DecisionFacts } from '../ports/decision-facts.port.js';

/** Snapshot and balances as the trunks proxy has them: the store in memory, `sy:balance:<clientId>` of Redis. */
export const decisionFacts = (store: ConfigStore, redis: Redis): DecisionFacts => ({
  snapshot: () => store.current(),
  // A Redis that is away leaves the balance unknown, for the dry run as for the live call.
  balanceOf: (clientId) => redis.get(`sy:balance:${clientId}`).catch(() => null),
});
