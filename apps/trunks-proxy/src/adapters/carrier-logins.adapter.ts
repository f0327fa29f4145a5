import type { CarrierCredentials } from '@switchyard/data';
import { messageOf, type Logger } from '@switchyard/kernel';
import type { CarrierLogins } from '../ports/carrier-logins.port.js';

/** The carrier passwords of `libs/data`. One that cannot be read costs at most that gateway: the call goes on to the next. */
export const carrierLoginsOf = (credentials: Pick<CarrierCredentials, 'get'>, logger: Logger): CarrierLogins => ({
  of: async (carrierServerId) => {
    try {
      const found = await credentials.get(carrierServerId);
      return found && { username: found.user, password: found.password };
    } catch (thrown) {
      logger.warn('the password of a carrier server is not known now', { carrierServerId, reason: messageOf(thrown) });
      return undefined;
    }
  },
});
