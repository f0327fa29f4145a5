import type { SipLink } from '@switchyard/b2bua';
import type { ChangeListener, ConfigStore, Database, SubscriberDirectory } from '@switchyard/data';
import { isoOf, messageOf, type Clock, type Logger } from '@switchyard/kernel';
import { aorOf, type CallEvent, type Endpoint, type RegistrationEvent, type ResourceName } from '@switchyard/model';
import { LiveFeed, readActiveLegs } from '@switchyard/queue';
import type { Redis } from 'ioredis';
import type { Locations } from '../ports/locations.port.js';
import type { Presence } from '../ports/presence.port.js';
import { CallBoard, partyKey } from '../presence/call-board.js';
import { findList } from '../presence/colleagues.js';
import { MESSAGE_SUMMARY } from '../presence/documents/message-summary.js';
import { ExpiryWheel } from '../presence/expiry-wheel.js';
import { isPresenceOff } from '../presence/is-presence-off.js';
import { Notifier } from '../presence/notifier.js';
import { dialogPackage, lockKey } from '../presence/packages/dialog.package.js';
import { messageSummaryPackage } from '../presence/packages/message-summary.package.js';
import { presencePackage } from '../presence/packages/presence.package.js';
import { regPackage } from '../presence/packages/reg.package.js';
import type { PresenceSettings } from '../presence/presence-settings.js';
import { publish } from '../presence/publications.js';
import { nextHopOf } from '../registration/registration.js';
import { mailboxesOf } from './mailboxes.adapter.js';
import { PUBLISHED_CHANNEL, RedisPublications } from './redis-publications.adapter.js';
import { RedisSubscriptions } from './redis-subscriptions.adapter.js';

export interface PresenceParts {
  readonly link: SipLink;
  readonly directory: SubscriberDirectory;
  readonly database: Database;
  readonly config: ConfigStore;
  readonly redis: Redis;
  readonly locations: Locations;
  /** Tells everybody of a call. */
  readonly tell: (event: CallEvent) => void;
  readonly settings: PresenceSettings;
  readonly node: string;
  readonly site: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Rows whose change may lead a subscription elsewhere. */
const LEADS: ReadonlySet<ResourceName> = new Set([
  'client',
  'brand',
  'user',
  'terminal',
  'extension',
  'friend',
  'residentialDevice',
  'retailAccount',
  'alias',
  'voicemail',
  'routeLock',
  'clientService',
  'presenceList',
  'presenceRule',
]);
const SWEEP_MS = 10_000;

/** Presence as the rest of the process sees it: what is watched, and everything that may change it. */
export class PresenceHouse implements Presence {
  readonly notifier: Notifier;
  readonly board: CallBoard;
  readonly #subscriptions: RedisSubscriptions;
  readonly #publications: RedisPublications;
  readonly #impliedAgents: RegExp | undefined;
  readonly #startedMs: number;
  /** Addresses whose presence somebody was told, until their contacts expire. */
  readonly #expiring: ExpiryWheel<string>;
  #feed: LiveFeed | undefined;
  #listener: Redis | undefined;
  #stops: (() => void)[] = [];

  constructor(private readonly parts: PresenceParts) {
    const { link, directory, database, config, redis, locations, settings, node, site, clock, logger } = parts;
    this.#startedMs = clock.nowMs();
    this.#expiring = new ExpiryWheel(this.#startedMs);
    const seconds = (ms: number): number => Math.ceil(ms / 1000);
    const calls = { minExpiresSec: seconds(settings.MIN_SUBSCRIBE_EXPIRES), defaultExpiresSec: 3600 };
    const presence = { minExpiresSec: seconds(settings.MIN_PRESENCE_EXPIRES), defaultExpiresSec: 3600 };
    this.#impliedAgents = settings.IMPLIED_MWI_AGENTS === '' ? undefined : new RegExp(settings.IMPLIED_MWI_AGENTS, 'i');
    this.board = new CallBoard(clock, (phone) => {
      this.notifier.changed('dialog', phone);
      this.notifier.changed('presence', phone);
    });
    this.#subscriptions = new RedisSubscriptions({ redis, node, site, logger });
    this.#publications = new RedisPublications(redis, clock, logger);
    const isRegistered = async (aor: string): Promise<boolean> => {
      const contacts = await locations.contactsOf(aor);
      // Nobody says when the last contact expires: the document is looked at again then.
      if (contacts.length > 0) this.#expiring.set(aor, Math.max(...contacts.map(({ expiresAtMs }) => expiresAtMs)) + 1000);
      return contacts.length > 0;
    };
    const publishedBy = async (aor: string) => [...(await this.#publications.read(aor)).values()].flatMap(({ tuples }) => tuples);
    this.notifier = new Notifier({
      link,
      packages: [
        dialogPackage({ board: this.board, directory, snapshot: () => config.current() }, calls),
        messageSummaryPackage({ directory, mailboxes: mailboxesOf(database) }, calls),
        presencePackage({ board: this.board, directory, isRegistered, publishedBy }, presence),
        regPackage({ directory, contactsOf: locations.contactsOf, clock }, presence),
      ],
      listOf: findList(directory, (clientId) => directory.colleagues(clientId)),
      store: this.#subscriptions,
      snapshot: () => config.current(),
      clock,
      logger,
      maxSubscriptions: settings.MAX_SUBSCRIPTIONS,
      maxPerWatcher: settings.MAX_SUBSCRIPTIONS_PER_PHONE,
      maxExpiresSec: seconds(settings.MAX_SUBSCRIBE_EXPIRES),
      contactOf: async (watcher) => {
        const [contact] = await locations.contactsOf(aorOf(watcher));
        return contact && { uri: contact.contact, nextHop: nextHopOf(contact) };
      },
    });
  }

  readonly isOff = isPresenceOff;
  readonly subscribe: Presence['subscribe'] = (ask) => this.notifier.subscribe(ask);
  readonly publish: Presence['publish'] = (ask) => {
    const { settings, clock } = this.parts;
    const limits = {
      minExpiresSec: Math.ceil(settings.MIN_PRESENCE_EXPIRES / 1000),
      maxExpiresSec: Math.floor(settings.MAX_SUBSCRIBE_EXPIRES / 1000),
      defaultExpiresSec: 3600,
    };
    return publish(ask, { store: this.#publications, limits, clock, events: this.notifier.events });
  };

  /** A call of this process; those of others come by Redis. */
  readonly called = (event: CallEvent): void => this.board.apply(event);

  /** A phone came or went, as this process saw it. */
  readonly registered = (event: RegistrationEvent): void => {
    const { endpointKind: kind, endpointId: id, contacts, userAgent } = event;
    if (contacts === 0) this.notifier.away({ kind, id });
    else if (this.#impliedAgents?.test(userAgent)) void this.#imply(kind, id);
  };

  /** Takes up what was left behind, and listens from then on. Does not wait for a Redis that is away. */
  async start(): Promise<void> {
    const { redis, logger, config, node, locations } = this.parts;
    const feed = (this.#feed = LiveFeed.start(redis, logger));
    feed.listen(({ event }) => {
      if (event.kind === 'call') this.board.apply(event);
      else if (event.kind === 'registration')
        this.notifier.changed('presence', partyKey({ kind: event.endpointKind, id: event.endpointId }));
    });
    this.#stops.push(
      config.onChange(this.#configured),
      locations.onChange((aor) => {
        this.notifier.changed('reg', aor);
        this.notifier.reachable(aor);
        if (this.#expiring.has(aor)) void this.#presenceOf(aor);
      }),
    );
    redis.on('ready', () => void this.#reconcile(node));
    if (redis.status === 'ready') await this.#reconcile(node);
    this.#listen();
    const sweeper = setInterval(() => void this.#sweep(), SWEEP_MS);
    sweeper.unref();
    this.#stops.push(() => clearInterval(sweeper));
    await this.#subscriptions.start(
      () => this.notifier.all(),
      (subscriptions) => this.notifier.adopt(subscriptions),
    );
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.notifier.close();
    this.#subscriptions.close();
    this.#feed?.close();
    this.#listener?.disconnect();
  }

  async #reconcile(node: string): Promise<void> {
    try {
      const legs = await readActiveLegs(this.parts.redis, undefined);
      // What rang when this process ended does not ring any more, and nobody else knows.
      const lost = legs.filter((leg) => leg.node === node && leg.answeredAt === null && Date.parse(leg.at) < this.#startedMs);
      for (const { startedAt: _startedAt, answeredAt: _answeredAt, ...leg } of lost)
        this.parts.tell({ ...leg, event: 'ended', at: isoOf(this.parts.clock.nowMs()), cause: 'internal-error' });
      const others = legs.filter((leg) => !lost.includes(leg));
      this.board.reconcile(
        others.map((leg) => (leg.answeredAt === null ? leg : { ...leg, event: 'answered' })),
        node,
      );
    } catch (thrown) {
      this.parts.logger.debug('calls of other processes are not known yet', { reason: messageOf(thrown) });
    }
  }

  #listen(): void {
    const listener = (this.#listener = this.parts.redis.duplicate({
      enableOfflineQueue: true,
      maxRetriesPerRequest: null,
      retryStrategy: (times) => Math.min(times * 100, 1000),
    }));
    listener.on('error', () => undefined);
    listener.on('message', (_channel, aor: string) => void this.#presenceOf(aor));
    listener.on('ready', () => void listener.subscribe(PUBLISHED_CHANNEL).catch(() => undefined));
  }

  async #presenceOf(aor: string): Promise<void> {
    const at = aor.indexOf('@');
    const endpoint = await this.parts.directory.endpointByAor(aor.slice(0, at), aor.slice(at + 1)).catch(() => undefined);
    if (endpoint) this.notifier.changed('presence', partyKey(endpoint));
  }

  async #sweep(): Promise<void> {
    for (const aor of this.#expiring.take(this.parts.clock.nowMs())) await this.#presenceOf(aor);
    for (const aor of this.#publications.sweep()) await this.#presenceOf(aor);
  }

  async #imply(kind: Endpoint['kind'], id: number): Promise<void> {
    try {
      const endpoint = await this.parts.directory.endpointById(kind, id);
      if (!endpoint) return;
      const { userId, brandId, clientId, name, domain } = endpoint;
      await this.notifier.imply('message-summary', { kind, id, userId, brandId, clientId, name, domain }, MESSAGE_SUMMARY);
    } catch (thrown) {
      this.parts.logger.debug('a phone was not told of its mailbox', { kind, id, reason: messageOf(thrown) });
    }
  }

  readonly #configured: ChangeListener = (_snapshot, changes) => {
    if (!changes || changes.some(({ resource }) => resource === 'presenceSwitch')) return void this.notifier.relocate(null);
    const clients = new Set<number | null>();
    for (const { resource, id, clientId } of changes) {
      if (resource === 'voicemailMessage' || resource === 'voicemail') this.notifier.changedOf('message-summary', clientId);
      if (resource === 'routeLock') this.notifier.changed('dialog', lockKey(id));
      if (LEADS.has(resource)) clients.add(clientId);
    }
    for (const clientId of clients.has(null) ? [null] : clients) void this.notifier.relocate(clientId);
  };
}
