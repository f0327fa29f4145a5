import type { Subscription } from './subscription.js';

/** Where subscriptions outlive the process. Nothing here waits for Redis, and nothing fails because it is away. */
export interface SubscriptionStore {
  readonly save: (subscription: Subscription) => void;
  readonly remove: (id: string) => void;
  /** A subscription of another process that is no more; it is ours from then on. */
  readonly takeOver: (id: string) => Promise<Subscription | undefined>;
}
