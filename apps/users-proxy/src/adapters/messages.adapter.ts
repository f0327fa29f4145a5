import type { SipLink } from '@switchyard/b2bua';
import type { SubscriberDirectory } from '@switchyard/data';
import { messageOf, type Clock, type Logger } from '@switchyard/kernel';
import type { Endpoint } from '@switchyard/model';
import type { Redis } from 'ioredis';
import { messageSeal } from '../messages/message-seal.js';
import { Messenger } from '../messages/messenger.js';
import type { Locations } from '../ports/locations.port.js';
import type { Messages } from '../ports/presence.port.js';
import type { PresenceSettings } from '../presence/presence-settings.js';
import { RedisMessages } from './redis-messages.adapter.js';

export interface MessageParts {
  readonly link: SipLink;
  readonly directory: SubscriberDirectory;
  readonly redis: Redis;
  readonly locations: Locations;
  readonly settings: PresenceSettings;
  readonly secretsKey: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Messages as the rest of the process sees them. */
export class MessageHouse implements Messages {
  readonly messenger: Messenger;
  readonly #store: RedisMessages;
  #stop: (() => void) | undefined;

  constructor(private readonly parts: MessageParts) {
    const { link, directory, redis, locations, settings, secretsKey, clock, logger } = parts;
    this.#store = new RedisMessages({
      redis,
      seal: messageSeal(secretsKey),
      clock,
      logger,
      maxPerReader: settings.MESSAGES_PER_READER,
      maxPerClient: settings.MESSAGES_PER_CLIENT,
      perMinute: settings.MESSAGES_PER_MINUTE,
    });
    const findReader = async (user: string, host: string, sender: Endpoint): Promise<Endpoint | undefined> => {
      const byExtension = /^\d+$/.test(user) ? await directory.userRouteByExtension(sender.clientId, user) : undefined;
      const reader =
        byExtension?.endpoint ??
        (await directory.endpointByAddress(user, host)) ??
        (await directory.endpointByAddress(user, sender.domain));
      const isNear = settings.MESSAGES_WITHIN === 'brand' ? reader?.brandId === sender.brandId : reader?.clientId === sender.clientId;
      return isNear ? reader : undefined;
    };
    this.messenger = new Messenger({
      link,
      locations,
      store: this.#store,
      findReader,
      clock,
      logger,
      maxBytes: settings.MESSAGE_MAX_BYTES,
      keepMs: settings.MESSAGE_KEEP,
    });
  }

  readonly send: Messages['send'] = (ask) => this.messenger.send(ask);

  start(): void {
    this.#stop = this.parts.locations.onChange((aor) => {
      if (this.#store.mayWait(aor)) void this.#registered(aor);
    });
  }

  close(): void {
    this.#stop?.();
    this.#store.close();
  }

  async #registered(aor: string): Promise<void> {
    const { directory, logger } = this.parts;
    const at = aor.indexOf('@');
    try {
      const reader = await directory.endpointByAor(aor.slice(0, at), aor.slice(at + 1));
      if (reader) this.messenger.registered({ aor, clientId: reader.clientId });
    } catch (thrown) {
      logger.debug('stored messages wait on', { aor, reason: messageOf(thrown) });
    }
  }
}
