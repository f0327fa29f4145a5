import type { SubscriberDirectory } from '@switchyard/data';
import type { Directory } from '../ports/directory.port.js';

/** The directory of `libs/data`, in the words of this app. */
export const directoryOf = (subscribers: SubscriberDirectory): Directory => ({
  extension: (clientId, number) => subscribers.extension(clientId, number),
  userRoute: (userId) => subscribers.userRoute(userId),
  endpoint: (kind, id) => subscribers.endpointById(kind, id),
});
