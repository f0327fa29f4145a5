import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { ConfigStore, SubscriberDirectory, type Database } from '@switchyard/data';
import { messageOf } from '@switchyard/kernel';
import { createLogger, drainOnSignal, startOps, type Metrics } from '@switchyard/telemetry';
import { Redis } from 'ioredis';
import { AppModule, DATABASE, METRICS } from './app.module.js';
import { Fleet } from './calls/fleet.js';
import { readConfig } from './config.js';
import { checkFleet } from './ops/fleet-check.js';

const config = readConfig();
const logger = createLogger({ app: 'app-server', level: config.LOG_LEVEL, file: config.LOG_FILE, gelf: config.LOG_GELF });
try {
  const app = await NestFactory.createApplicationContext(AppModule.of(config, logger), { logger: false, abortOnError: false });
  const [fleet, store, subscribers, redis] = [app.get(Fleet), app.get(ConfigStore), app.get(SubscriberDirectory), app.get(Redis)];
  const database = app.get<Database>(DATABASE);
  store.onChange(() => fleet.follow(store.current()));
  fleet.follow(store.current());
  const ops = await startOps({
    app: 'app-server',
    host: config.OPS_HOST,
    port: config.OPS_PORT,
    metrics: app.get<Metrics>(METRICS),
    checks: {
      asterisk: () => checkFleet(fleet),
      database: { run: () => ({ ok: !store.isDatabaseAway }), optional: true },
      redis: { run: () => ({ ok: redis.status === 'ready', detail: redis.status }), optional: true },
    },
  });
  const closers = [() => fleet.close(), () => ops.close(), () => store.close(), () => subscribers.close(), () => database.destroy()];
  drainOnSignal(logger, [...closers, () => redis.disconnect(), () => app.close(), () => logger.close()]);
  logger.info('app-server is up', { opsPort: ops.port, ariApp: config.ARI_APP, revision: store.current().revision });
} catch (thrown) {
  logger.error('app-server cannot start', { why: messageOf(thrown), error: thrown });
  await logger.close();
  process.exit(1);
}
