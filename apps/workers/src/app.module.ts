import { Module, type DynamicModule } from '@nestjs/common';
import { openDatabase, type Database } from '@switchyard/data';
import { openQueueConnection, runCdrWorker, type CdrWorker } from '@switchyard/queue';
import { createMetrics, type AppLogger, type Metrics } from '@switchyard/telemetry';
import type { Redis } from 'ioredis';
import { databaseLegStore } from './adapters/database-leg-store.adapter.js';
import { redisBalanceBoard } from './adapters/redis-balance-board.adapter.js';
import type { Config } from './config.js';
import { CdrProcessor } from './jobs/cdr.processor.js';
import { cdrMetricsOf } from './ops/cdr-metrics.js';

export const METRICS = Symbol('metrics');
export const DATABASE = Symbol('database');
export const REDIS = Symbol('redis');
export const CDR_WORKER = Symbol('cdr worker');

/** Wiring only: ports to adapters. */
@Module({})
export class AppModule {
  static of(config: Config, logger: AppLogger): DynamicModule {
    return {
      module: AppModule,
      providers: [
        { provide: METRICS, useFactory: () => createMetrics('workers') },
        // Legs wait in the queue while the database is away, so the process starts without it.
        {
          provide: DATABASE,
          useFactory: () =>
            openDatabase({ kind: config.DB_KIND, url: config.DB_URL, logger, optional: true, poolSize: config.CDR_CONCURRENCY }),
        },
        { provide: REDIS, useFactory: () => openQueueConnection(config.REDIS_URL, logger, { isBlocking: false }) },
        {
          provide: CdrProcessor,
          useFactory: (database: Database, redis: Redis) =>
            new CdrProcessor(databaseLegStore(database), redisBalanceBoard(redis), logger.child({ part: 'cdr' })),
          inject: [DATABASE, REDIS],
        },
        {
          provide: CDR_WORKER,
          useFactory: (processor: CdrProcessor, metrics: Metrics) => runningWorker(config, logger, processor, metrics),
          inject: [CdrProcessor, METRICS],
        },
      ],
    };
  }
}

function runningWorker(config: Config, logger: AppLogger, processor: CdrProcessor, metrics: Metrics): CdrWorker {
  const cdrMetrics = cdrMetricsOf(metrics);
  const worker = runCdrWorker({
    redisUrl: config.REDIS_URL,
    concurrency: config.CDR_CONCURRENCY,
    logger,
    handler: (record) => processor.run(record),
    onOutcome: cdrMetrics.outcome,
  });
  cdrMetrics.watch(worker);
  return worker;
}
