import { join } from 'node:path';
import { Module, type DynamicModule } from '@nestjs/common';
import {
  CallLimits,
  connectSrf,
  LegStore,
  PlatformNetwork,
  proberOf,
  proxyMetrics,
  redisSights,
  SipLink,
  Switchboard,
} from '@switchyard/b2bua';
import { callInfoSeal } from '@switchyard/call-flow';
import { ConfigStore, Database, openDatabase, SubscriberDirectory } from '@switchyard/data';
import { systemClock } from '@switchyard/kernel';
import { defaultRelaySet, MediaPool } from '@switchyard/media';
import { callEventsOf, liveEventsOf, LocationTable, openCallPathConnection } from '@switchyard/queue';
import { createMetrics, type AppLogger } from '@switchyard/telemetry';
import { Redis } from 'ioredis';
import { callsOf } from './adapters/calls.adapter.js';
import { pingsOver, siteOf, udpAddressesIn } from './adapters/contact-ping.adapter.js';
import { httpPush } from './adapters/push-gateway.adapter.js';
import { RedisLocations } from './adapters/redis-locations.adapter.js';
import { subscribersOf } from './adapters/subscribers.adapter.js';
import { MessageHouse } from './adapters/messages.adapter.js';
import { PresenceHouse } from './adapters/presence.adapter.js';
import { nodeOf, type Config } from './config.js';
import { CallLife } from './events/call-life.js';
import { Gate } from './gate.js';
import { ContactPings } from './registration/contact-pings.js';
import { GruuMint } from './registration/gruu.js';
import { pushGatewaysOf, registrationPolicyOf } from './registration/registration-settings.js';
import { removedEvent } from './registration/removed-event.js';
import { PhoneWaker } from './registration/wake-ups.js';
import { decideInfo } from './onward/in-call-info.js';
import type { OnwardDeps } from './onward/onward-call.js';
import { redirectCall } from './onward/redirections.js';
import { decideTransfer } from './onward/transfers.js';
import type { CallPlan } from './ports/calls.port.js';
import type { Ports } from './ports/ports.js';

export const METRICS = Symbol('metrics');
export const PROXY_METRICS = Symbol('proxy metrics');
export const PORTS = Symbol('ports');
const ONWARD = Symbol('onward calls');
export type Board = Switchboard<CallPlan['facts']>;

/** Wiring only: ports to adapters. */
@Module({})
export class AppModule {
  static of(config: Config, logger: AppLogger): DynamicModule {
    const metrics = createMetrics('users-proxy');
    const measured = proxyMetrics(metrics);
    return {
      module: AppModule,
      providers: [
        { provide: METRICS, useValue: metrics },
        { provide: PROXY_METRICS, useValue: measured },
        { provide: Redis, useFactory: () => openCallPathConnection(config.REDIS_URL, logger) },
        { provide: Database, useFactory: () => openDatabase({ kind: config.DB_KIND, url: config.DB_URL, logger, optional: true }) },
        {
          provide: ConfigStore,
          useFactory: (dataSource: Database, redis: Redis) =>
            ConfigStore.start({ dataSource, redis, logger, cacheFile: join(config.SPOOL_DIR, 'config-snapshot.json') }),
          inject: [Database, Redis],
        },
        {
          provide: SubscriberDirectory,
          useFactory: (dataSource: Database, store: ConfigStore) => SubscriberDirectory.start({ dataSource, store, logger }),
          inject: [Database, ConfigStore],
        },
        {
          provide: SipLink,
          useFactory: () =>
            connectSrf({
              host: config.DRACHTIO_HOST,
              port: config.DRACHTIO_PORT,
              secret: config.DRACHTIO_SECRET,
              tags: [config.APP_NAME],
              logger,
            }),
          // The link comes last: no request is taken before its answers are there.
          inject: [SubscriberDirectory, MediaPool],
        },
        {
          provide: MediaPool,
          useFactory: (store: ConfigStore) =>
            new MediaPool({ relays: () => store.current().all('mediaRelay'), defaultSet: () => defaultRelaySet(store.current()), logger }),
          inject: [ConfigStore],
        },
        { provide: LegStore, useFactory: () => new LegStore({ redisUrl: config.REDIS_URL, app: 'users-proxy', logger }) },
        {
          provide: PresenceHouse,
          useFactory: (
            link: SipLink,
            directory: SubscriberDirectory,
            database: Database,
            store: ConfigStore,
            redis: Redis,
            locations: RedisLocations,
          ) =>
            new PresenceHouse({
              ...{ link, directory, database, config: store, redis, locations, logger },
              tell: callEventsOf(redis, logger),
              settings: config,
              node: nodeOf(config),
              site: `${config.DRACHTIO_HOST}:${config.DRACHTIO_PORT}`,
              clock: systemClock,
            }),
          inject: [SipLink, SubscriberDirectory, Database, ConfigStore, Redis, RedisLocations],
        },
        {
          provide: MessageHouse,
          useFactory: (link: SipLink, directory: SubscriberDirectory, redis: Redis, locations: RedisLocations) =>
            new MessageHouse({
              link,
              directory,
              redis,
              locations,
              settings: config,
              secretsKey: config.SECRETS_KEY,
              clock: systemClock,
              logger,
            }),
          inject: [SipLink, SubscriberDirectory, Redis, RedisLocations],
        },
        {
          provide: CallLimits,
          useFactory: (redis: Redis) => new CallLimits({ redis, logger }),
          inject: [Redis],
        },
        {
          provide: CallLife,
          useFactory: (redis: Redis, presence: PresenceHouse, limits: CallLimits) => {
            const publish = callEventsOf(redis, logger);
            return new CallLife({
              publish: (event) => {
                publish(event);
                presence.called(event);
              },
              node: nodeOf(config),
              limits,
              clock: systemClock,
              logger,
              count: measured.ended,
            });
          },
          inject: [Redis, PresenceHouse, CallLimits],
        },
        {
          provide: Switchboard,
          useFactory: (
            link: SipLink,
            media: MediaPool,
            store: LegStore,
            life: CallLife,
            network: PlatformNetwork,
            onward: OnwardDeps,
          ): Board =>
            new Switchboard<CallPlan['facts']>({
              link,
              media,
              store,
              app: 'users-proxy',
              logger,
              sessionExpiresSec: Math.floor(config.SESSION_EXPIRES / 1000),
              onRefer: decideTransfer(onward),
              onInfo: decideInfo({ snapshot: onward.snapshot, clock: systemClock }),
              onRinging: life.ringing,
              onAnswered: (call) => {
                network.callAnswered(call);
                life.answered(call);
              },
              onRestored: (call) => {
                network.callAnswered(call);
                life.restored(call);
              },
              onEnded: async (ended) => {
                network.callEnded(ended);
                life.ended(ended);
              },
            }),
          inject: [SipLink, MediaPool, LegStore, CallLife, PlatformNetwork, ONWARD],
        },
        {
          provide: RedisLocations,
          useFactory: (redis: Redis, link: SipLink) =>
            new RedisLocations(redis, systemClock, logger, {
              graceMs: config.EXPIRES_GRACE,
              pingEveryMs: config.PING_EVERY,
              site: () => siteOf(link),
            }),
          inject: [Redis, SipLink],
        },
        {
          provide: ContactPings,
          useFactory: (redis: Redis, link: SipLink, directory: SubscriberDirectory, locations: RedisLocations, presence: PresenceHouse) => {
            const table = new LocationTable(redis);
            const tell = liveEventsOf(redis, logger);
            return new ContactPings({
              locations,
              due: (list, nowMs, most, nextMs) => table.due(list, nowMs, most, nextMs),
              stopPings: (list, aor) => table.stopPings(list, aor),
              ping: pingsOver(link),
              site: () => (config.PING_EVERY > 0 && redis.status === 'ready' ? siteOf(link) : ''),
              isHere: ({ receivedOn }) => receivedOn === null || udpAddressesIn(link.sockets.bound).includes(receivedOn),
              everyMs: config.PING_EVERY,
              removeAfter: config.PING_REMOVE_AFTER,
              removed: (aor, contact, left) =>
                void removedEvent(directory, { aor, contact, left, nowMs: systemClock.nowMs() }).then((event) => {
                  if (!event) return;
                  tell({ kind: 'registration', ...event });
                  presence.registered(event);
                }),
              clock: systemClock,
              logger,
            });
          },
          inject: [Redis, SipLink, SubscriberDirectory, RedisLocations, PresenceHouse],
        },
        {
          provide: PlatformNetwork,
          useFactory: (link: SipLink, store: ConfigStore, redis: Redis) =>
            new PlatformNetwork({
              app: 'users-proxy',
              link,
              snapshot: () => store.current(),
              otherProxy: config.TRUNKS_PROXY,
              exchange: redisSights(redis, systemClock, logger),
              listens: () => link.listens,
              ...proberOf(config),
              logger,
            }),
          inject: [SipLink, ConfigStore, Redis],
        },
        {
          provide: ONWARD,
          useFactory: (directory: SubscriberDirectory, network: PlatformNetwork, store: ConfigStore): OnwardDeps => ({
            subscribers: subscribersOf(directory),
            network: {
              trunks: config.TRUNKS_PROXY,
              applicationServersFor: network.applicationServersFor,
              tryServers: network.tryServers,
            },
            seal: callInfoSeal(config.INTERNAL_KEY, systemClock),
            snapshot: () => store.current(),
          }),
          inject: [SubscriberDirectory, PlatformNetwork, ConfigStore],
        },
        {
          provide: Gate,
          useFactory: (directory: SubscriberDirectory, redis: Redis) =>
            Gate.open({ config, subscribers: subscribersOf(directory), redis, clock: systemClock, logger, metrics }),
          inject: [SubscriberDirectory, Redis],
        },
        {
          provide: PORTS,
          useFactory: (
            directory: SubscriberDirectory,
            locations: RedisLocations,
            network: PlatformNetwork,
            board: Board,
            life: CallLife,
            redis: Redis,
            onward: OnwardDeps,
            gate: Gate,
            presence: PresenceHouse,
            messages: MessageHouse,
            limits: CallLimits,
          ): Ports => {
            const subscribers = subscribersOf(directory);
            const tell = liveEventsOf(redis, logger);
            return {
              subscribers,
              locations,
              network: {
                trunks: config.TRUNKS_PROXY,
                isInside: network.isInside,
                applicationServersFor: network.applicationServersFor,
                tryServers: network.tryServers,
                servedAddresses: network.servedAddresses,
              },
              ...gate.ports,
              calls: callsOf(board, life, limits),
              redirect: (redirection) => redirectCall(redirection, onward),
              seal: callInfoSeal(config.INTERNAL_KEY, systemClock),
              registrations: registrationPolicyOf(config),
              gruus: new GruuMint(config.INTERNAL_KEY),
              wakeUps: new PhoneWaker({ locations, push: httpPush(pushGatewaysOf(config)), waitMs: config.PUSH_WAIT, logger }),
              mediaPolicy: { sdesWithoutTls: config.SDES_WITHOUT_TLS },
              registered: (event) => {
                tell({ kind: 'registration', ...event });
                presence.registered(event);
              },
              presence,
              messages,
              clock: systemClock,
            };
          },
          inject: [
            SubscriberDirectory,
            RedisLocations,
            PlatformNetwork,
            Switchboard,
            CallLife,
            Redis,
            ONWARD,
            Gate,
            PresenceHouse,
            MessageHouse,
            CallLimits,
          ],
        },
      ],
    };
  }
}
