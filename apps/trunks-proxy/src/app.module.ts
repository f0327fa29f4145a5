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
import { CarrierCredentials, ConfigStore, Database, openDatabase, readBalance, SubscriberDirectory } from '@switchyard/data';
import { openGuard, type RunningGuard } from '@switchyard/guard';
import { systemClock } from '@switchyard/kernel';
import { defaultRelaySet, MediaPool } from '@switchyard/media';
import { callEventsOf, CdrOutbox, openCallPathConnection } from '@switchyard/queue';
import { createMetrics, type AppLogger } from '@switchyard/telemetry';
import { Redis } from 'ioredis';
import { balancesOf } from './adapters/balances.adapter.js';
import { callsOf } from './adapters/calls.adapter.js';
import { carrierLoginsOf } from './adapters/carrier-logins.adapter.js';
import { retailAccountsOf } from './adapters/retail-accounts.adapter.js';
import type { Config } from './config.js';
import { CallLife } from './events/call-life.js';
import type { CallFacts } from './events/leg-record.js';
import type { CarrierLogins } from './ports/carrier-logins.port.js';
import type { Ports } from './ports/ports.js';

export const METRICS = Symbol('metrics');
export const PROXY_METRICS = Symbol('proxy metrics');
export const GUARD = Symbol('guard');
export const PORTS = Symbol('ports');
const LOGINS = Symbol('carrier logins');
export type Board = Switchboard<CallFacts>;

/** Wiring only: ports to adapters. */
@Module({})
export class AppModule {
  static of(config: Config, logger: AppLogger): DynamicModule {
    const metrics = createMetrics('trunks-proxy');
    const measured = proxyMetrics(metrics);
    return {
      module: AppModule,
      providers: [
        { provide: METRICS, useValue: metrics },
        { provide: PROXY_METRICS, useValue: measured },
        { provide: Redis, useFactory: () => openCallPathConnection(config.REDIS_URL, logger) },
        {
          provide: Database,
          useFactory: () =>
            openDatabase({ kind: config.DB_KIND, url: config.DB_URL, secretsKey: config.SECRETS_KEY, logger, optional: true }),
        },
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
          provide: CarrierCredentials,
          useFactory: (dataSource: Database, store: ConfigStore) => CarrierCredentials.start({ dataSource, store, logger }),
          inject: [Database, ConfigStore],
        },
        {
          provide: LOGINS,
          useFactory: (credentials: CarrierCredentials) => carrierLoginsOf(credentials, logger),
          inject: [CarrierCredentials],
        },
        {
          provide: CdrOutbox,
          useFactory: () => new CdrOutbox({ redisUrl: config.REDIS_URL, spoolDir: join(config.SPOOL_DIR, 'cdr'), logger }),
        },
        {
          provide: MediaPool,
          useFactory: (store: ConfigStore) =>
            new MediaPool({ relays: () => store.current().all('mediaRelay'), defaultSet: () => defaultRelaySet(store.current()), logger }),
          inject: [ConfigStore],
        },
        { provide: LegStore, useFactory: () => new LegStore({ redisUrl: config.REDIS_URL, app: config.APP_NAME, logger }) },
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
          inject: [SubscriberDirectory, CarrierCredentials, MediaPool, CdrOutbox],
        },
        { provide: CallLimits, useFactory: (redis: Redis) => new CallLimits({ redis, logger }), inject: [Redis] },
        {
          provide: CallLife,
          useFactory: (redis: Redis, outbox: CdrOutbox, limits: CallLimits, store: ConfigStore) =>
            new CallLife({
              publish: callEventsOf(redis, logger),
              putRecord: (record) => outbox.put(record),
              limits,
              isLimited: (carrierId) => (store.current().get('carrier', carrierId)?.maxCalls ?? 0) > 0,
              clock: systemClock,
              logger,
              count: measured.ended,
            }),
          inject: [Redis, CdrOutbox, CallLimits, ConfigStore],
        },
        {
          provide: Switchboard,
          useFactory: (
            link: SipLink,
            media: MediaPool,
            store: LegStore,
            life: CallLife,
            logins: CarrierLogins,
            network: PlatformNetwork,
          ): Board =>
            new Switchboard<CallFacts>({
              link,
              media,
              store,
              app: config.APP_NAME,
              logger,
              onRinging: life.ringing,
              onAnswered: (call) => {
                network.callAnswered(call);
                life.answered(call);
              },
              onRestored: (call) => {
                network.callAnswered(call);
                life.restored(call);
              },
              onEnded: (ended) => {
                network.callEnded(ended);
                return life.ended(ended);
              },
              credentials: (ref) => logins.of(Number(ref)),
            }),
          inject: [SipLink, MediaPool, LegStore, CallLife, LOGINS, PlatformNetwork],
        },
        {
          provide: PlatformNetwork,
          useFactory: (link: SipLink, store: ConfigStore, redis: Redis) =>
            new PlatformNetwork({
              app: 'trunks-proxy',
              link,
              snapshot: () => store.current(),
              otherProxy: config.USERS_PROXY,
              exchange: redisSights(redis, systemClock, logger),
              ...proberOf(config),
              logger,
            }),
          inject: [SipLink, ConfigStore, Redis],
        },
        {
          provide: GUARD,
          useFactory: async (redis: Redis): Promise<RunningGuard> => {
            const guard = openGuard({ settings: config, redis, clock: systemClock, logger, metrics, spoolDir: config.SPOOL_DIR });
            await guard.start();
            return guard;
          },
          inject: [Redis],
        },
        {
          provide: PORTS,
          useFactory: (
            network: PlatformNetwork,
            directory: SubscriberDirectory,
            database: Database,
            redis: Redis,
            logins: CarrierLogins,
            limits: CallLimits,
            board: Board,
            life: CallLife,
            guard: RunningGuard,
          ): Ports => ({
            guard: guard.guard,
            scanners: guard.scanners,
            network: {
              users: config.USERS_PROXY,
              isInside: network.isInside,
              applicationServersFor: network.applicationServersFor,
              tryServers: network.tryServers,
            },
            seal: callInfoSeal(config.INTERNAL_KEY, systemClock),
            balances: balancesOf({ redis, ledger: (clientId) => database.ready().then(() => readBalance(database, clientId)), logger }),
            logins,
            accounts: retailAccountsOf(directory),
            limits,
            calls: callsOf(board, life, limits),
            clock: systemClock,
            gatewayTimeoutMs: config.GATEWAY_TIMEOUT,
          }),
          inject: [PlatformNetwork, SubscriberDirectory, Database, Redis, LOGINS, CallLimits, Switchboard, CallLife, GUARD],
        },
      ],
    };
  }
}
