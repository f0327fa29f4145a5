import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { Database } from '@switchyard/data';
import { messageOf } from '@switchyard/kernel';
import type { CdrWorker, MailWorker, RepeatedJob } from '@switchyard/queue';
import { createLogger, drainOnSignal, startOps, type Metrics } from '@switchyard/telemetry';
import type { Redis } from 'ioredis';
import { AppModule, BAN_KEEPER, CDR_WORKER, DATABASE, FILE_SWEEP, MAIL_WORKER, METRICS, REDIS } from './app.module.js';
import { readConfig } from './config.js';
import type { BanKeeper } from './jobs/ban-keeper.js';
import { checksOf } from './ops/checks.js';

const config = readConfig();
const logger = createLogger({ app: 'workers', level: config.LOG_LEVEL, file: config.LOG_FILE, gelf: config.LOG_GELF });
try {
  const app = await NestFactory.createApplicationContext(AppModule.of(config, logger), { logger: false, abortOnError: false });
  const [worker, database, redis] = [app.get<CdrWorker>(CDR_WORKER), app.get<Database>(DATABASE), app.get<Redis>(REDIS)];
  const ops = await startOps({
    app: 'workers',
    host: config.OPS_HOST,
    port: config.OPS_PORT,
    metrics: app.get<Metrics>(METRICS),
    checks: checksOf(worker, database),
  });
  const mail = app.get<MailWorker | undefined>(MAIL_WORKER);
  const closeDatabase = () => (database.isInitialized ? database.destroy() : undefined);
  drainOnSignal(logger, [
    worker.close,
    app.get<BanKeeper>(BAN_KEEPER).close,
    () => mail?.close(),
    app.get<RepeatedJob>(FILE_SWEEP).close,
    ops.close,
    closeDatabase,
    () => redis.disconnect(),
    () => app.close(),
    () => logger.close(),
  ]);
  logger.info('workers is up', { opsPort: ops.port, cdrConcurrency: config.CDR_CONCURRENCY });
} catch (thrown) {
  logger.error('workers cannot start', { why: messageOf(thrown), error: thrown });
  await logger.close();
  process.exit(1);
}
