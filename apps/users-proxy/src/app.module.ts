import { join } from 'node:path';
import { Module, type DynamicModule } from '@nestjs/common';
import { connectSrf, LegStore, PlatformNetwork, proberOf, proxyMetrics, redisSights, SipLink, Switchboard } from '@switchyard/b2bua';
import { callInfoSeal } from '@switchyard/call-flow';
import { ConfigStore, Database, openDatabase, SubscriberDirectory } from '@switchyard/data';
import { systemClock } from '@switchyard/kernel';
import { defaultRelaySet, MediaPool } from '@switchyard/media';
import { callEventsOf, liveEventsOf, openCallPathConnection } from '@switchyard/queue';
import { createMetrics, type AppLogger } from '@switchyard/telemetry';
import { Redis } from 'ioredis';
import { callsOf } from './adapters/calls.adapter.js';
import { DigestAuthority } from './adapters/digest-authority.adapter.js';
import { RedisLocations } from './adapters/redis-locations.adapter.js';
import { subscribersOf } from './adapters/subscribers.adapter.js';
import type { Config } from './config.js';
import { CallLife } from './events/call-life.js';
import { GruuMint } from './registration/gruu.js';
import { registrationPolicyOf } from './registration/registration-settings.js';
import type { CallPlan } from './ports/calls.port.js';
import type { Ports } from './ports/ports.js';

export const METRICS = Symbol('metrics');
export const PROXY_METRICS = Symbol('proxy metrics');
export const PORTS = Symbol('ports');
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
          provide: CallLife,
          useFactory: (redis: Redis) =>
            new CallLife({ publish: callEventsOf(redis, logger), clock: systemClock, logger, count: measured.ended }),
          inject: [Redis],
        },
        {
          provide: Switchboard,
          useFactory: (link: SipLink, media: MediaPool, store: LegStore, life: CallLife, network: PlatformNetwork): Board =>
            new Switchboard<CallPlan['facts']>({
              link,
              media,
              store,
              app: 'users-proxy',
              logger,
              onRinging: life.ringing,
              onAnswered: (call) => {
                network.callAnswered(call);
                life.answered(call);
              },
              onRestored: network.callAnswered,
              onEnded: async (ended) => {
                network.callEnded(ended);
                life.ended(ended);
              },
            }),
          inject: [SipLink, MediaPool, LegStore, CallLife, PlatformNetwork],
        },
        {
          provide: RedisLocations,
          useFactory: (redis: Redis) =>
            new RedisLocations(redis, systemClock, logger, { graceMs: config.EXPIRES_GRACE, pingEveryMs: config.PING_EVERY }),
          inject: [Redis],
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
              ...proberOf(config),
              logger,
            }),
          inject: [SipLink, ConfigStore, Redis],
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
              },
              authority: new DigestAuthority(subscribers, config.INTERNAL_KEY, systemClock),
              calls: callsOf(board, life),
              seal: callInfoSeal(config.INTERNAL_KEY, systemClock),
              registrations: registrationPolicyOf(config),
              gruus: new GruuMint(config.INTERNAL_KEY),
              mediaPolicy: { sdesWithoutTls: config.SDES_WITHOUT_TLS },
              registered: (event) => tell({ kind: 'registration', ...event }),
              clock: systemClock,
            };
          },
          inject: [SubscriberDirectory, RedisLocations, PlatformNetwork, Switchboard, CallLife, Redis],
        },
      ],
    };
  }
}
