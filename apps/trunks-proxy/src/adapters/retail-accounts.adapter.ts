import type { SubscriberDirectory } from '@switchyard/data';
import type { RetailAccounts } from '../ports/retail-accounts.port.js';

export const retailAccountsOf = (directory: Pick<SubscriberDirectory, 'endpointById'>): RetailAccounts => ({
  byId: (id) => directory.endpointById('retailAccount', id),
});
