import type { SubscriberDirectory } from '@switchyard/data';
import type { Subscribers } from '../ports/subscribers.port.js';

/** The directory of `libs/data`, in the words of this app. */
export const subscribersOf = (directory: SubscriberDirectory): Subscribers => ({
  byAor: (name, domain) => directory.endpointByAor(name, domain),
  byAddress: (name, domain) => directory.endpointByAddress(name, domain),
  byId: (kind, id) => directory.endpointById(kind, id),
  serviceCodes: (clientId) => directory.serviceCodes(clientId),
  isExtension: async (clientId, number) => (await directory.extension(clientId, number)) !== undefined,
  forwardsOfRetail: (accountId) => directory.forwardsOfRetail(accountId),
});
