import { Module, type DynamicModule } from '@nestjs/common';
import { systemClock } from '@switchyard/kernel';
import { ConfigStore, openDatabase, SubscriberDirectory, type Database } from '@switchyard/data';
import { callEventsOf } from '@switchyard/queue';
import { createMetrics, type AppLogger, type Metrics } from '@switchyard/telemetry';
import { Redis } from 'ioredis';
import { directoryOf } from './adapters/directory.adapter.js';
import { Fleet } from './calls/fleet.js';
import type { Config } from './config.js';
import { callMetricsOf } from './ops/call-metrics.js';

const PLAN_MS = 5_000;
const ANSWER_MS = 5_000;
const END_MS = 5_000;

/** Wiring only: ports to adapters. Values are tokens' classes, so `app.get(Fleet)` is typed. */
@Module({})
export class AppModule {
  static of(config: Config, logger: AppLogger): DynamicModule {
    const metrics = createMetrics('app-server');
    return {
      module: AppModule,
      providers: [
        { provide: METRICS, useValue: metrics },
        {
          provide: Redis,
          useFactory: () => {
            // Publishers ask whether it is ready first; only the subscription of changes waits for it.
            const redis = new Redis(config.REDIS_URL, { maxRetriesPerRequest: null });
            redis.on('error', (error: Error) => logger.debug('redis is away', { why: error.message }));
            return redis;
          },
        },
        {
          provide: DATABASE,
          useFactory: () => openDatabase({ kind: config.DB_KIND, url: config.DB_URL, logger }),
        },
        {
          provide: ConfigStore,
          useFactory: (dataSource: Database, redis: Redis) => ConfigStore.start({ dataSource, redis, logger }),
          inject: [DATABASE, Redis],
        },
        {
          provide: SubscriberDirectory,
          useFactory: (dataSource: Database, store: ConfigStore) => SubscriberDirectory.start({ dataSource, store, logger }),
          inject: [DATABASE, ConfigStore],
        },
        {
          provide: Fleet,
          useFactory: (store: ConfigStore, subscribers: SubscriberDirectory, redis: Redis) =>
            fleetOf(config, logger, metrics, store, subscribers, redis),
          inject: [ConfigStore, SubscriberDirectory, Redis],
        },
      ],
    };
  }
}

export const METRICS = Symbol('metrics');
export const DATABASE = Symbol('database');

function fleetOf(
  config: Config,
  logger: AppLogger,
  metrics: Metrics,
  store: ConfigStore,
  subscribers: SubscriberDirectory,
  redis: Redis,
): Fleet {
  const { ended, setUp, watch } = callMetricsOf(metrics);
  const fleet = new Fleet({
    ari: { user: config.ARI_USER, password: config.ARI_PASSWORD, app: config.ARI_APP },
    house: {
      clock: systemClock,
      snapshot: () => store.current(),
      directory: directoryOf(subscribers),
      events: { publish: callEventsOf(redis, logger) },
      internalKey: config.INTERNAL_KEY,
      trunksProxy: config.TRUNKS_PROXY,
      ended,
      setUp,
    },
    deadlines: { plan: PLAN_MS, ring: config.RING_TIMEOUT, answer: ANSWER_MS, end: END_MS },
    logger,
  });
  watch(fleet);
  return fleet;
}
