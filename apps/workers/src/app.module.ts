import { hostname } from 'node:os';
import { Module, type DynamicModule } from '@nestjs/common';
import { filesInUse, openDatabase, ownerOfFolder, passwordResetMails, type Database, type FileOwner } from '@switchyard/data';
import { systemClock } from '@switchyard/kernel';
import {
  openQueueConnection,
  runCdrWorker,
  runMailWorker,
  runRepeatedJob,
  type CdrWorker,
  type MailWorker,
  type RepeatedJob,
} from '@switchyard/queue';
import { createMetrics, type AppLogger, type Metrics } from '@switchyard/telemetry';
import type { Redis } from 'ioredis';
import { databaseLegStore } from './adapters/database-leg-store.adapter.js';
import { redisBalanceBoard } from './adapters/redis-balance-board.adapter.js';
import { smtpMailer } from './adapters/smtp-mailer.adapter.js';
import type { Config } from './config.js';
import { BanKeeper } from './jobs/ban-keeper.js';
import { CdrProcessor } from './jobs/cdr.processor.js';
import { MailProcessor } from './jobs/mail.processor.js';
import { sweepFiles } from './jobs/sweep-files.js';
import { cdrMetricsOf } from './ops/cdr-metrics.js';

const SWEEP_EVERY_MS = 24 * 3_600_000;

export const METRICS = Symbol('metrics');
export const DATABASE = Symbol('database');
export const REDIS = Symbol('redis');
export const FILE_SWEEP = Symbol('file sweep');
export const MAIL_WORKER = Symbol('mail worker');
export const CDR_WORKER = Symbol('cdr worker');
export const BAN_KEEPER = Symbol('ban keeper');

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
            openDatabase({
              kind: config.DB_KIND,
              url: config.DB_URL,
              secretsKey: config.SECRETS_KEY,
              logger,
              optional: true,
              poolSize: config.CDR_CONCURRENCY,
            }),
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
        {
          provide: BAN_KEEPER,
          useFactory: (database: Database) =>
            new BanKeeper({
              database,
              redis: openQueueConnection(config.REDIS_URL, logger, { isBlocking: true }),
              consumer: `${hostname()}:${process.pid}`,
              clock: systemClock,
              logger: logger.child({ part: 'bans' }),
            }),
          inject: [DATABASE],
        },
        { provide: FILE_SWEEP, useFactory: (database: Database) => fileSweep(config, logger, database), inject: [DATABASE] },
        {
          provide: MAIL_WORKER,
          useFactory: (database: Database, metrics: Metrics) => mailWorker(config, logger, database, metrics),
          inject: [DATABASE, METRICS],
        },
      ],
    };
  }
}

/** Once a day by one of the workers. */
function fileSweep({ REDIS_URL: redisUrl, FILES_DIR: folder }: Config, logger: AppLogger, database: Database): RepeatedJob {
  const log = logger.child({ part: 'file-sweep' });
  return runRepeatedJob({
    redisUrl,
    name: 'file-sweep',
    everyMs: SWEEP_EVERY_MS,
    logger: log,
    handler: async () => {
      await database.ready();
      const inUse = (owner: FileOwner, digests: readonly string[]) => filesInUse(database, owner, digests);
      log.info('files that nothing has any more were removed', {
        ...(await sweepFiles({ folder, ownerOf: ownerOfFolder, inUse, nowMs: Date.now })),
      });
    },
  });
}

/** Without a mail server nobody takes messages from the queue; another worker may have one. */
function mailWorker(config: Config, logger: AppLogger, database: Database, metrics: Metrics): MailWorker | undefined {
  const { MAIL_URL: url, MAIL_FROM: from, REDIS_URL: redisUrl } = config;
  if (url === undefined) {
    logger.warn('no mail server is set (SWITCHYARD_MAIL_URL): this worker sends no messages');
    return undefined;
  }
  const log = logger.child({ part: 'mail' });
  const mailer = smtpMailer({ url, from });
  const sent = metrics.counter({ name: 'mail_jobs_total', help: 'Attempts to send messages', labels: ['outcome'] });
  const processor = new MailProcessor((asked, nowMs) => passwordResetMails(database, asked, nowMs), mailer, log);
  const worker = runMailWorker({
    redisUrl,
    logger,
    handler: (job) => processor.run(job),
    onOutcome: (outcome) => sent.inc({ outcome }),
  });
  return { ...worker, close: async () => (await worker.close(), mailer.close()) };
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
