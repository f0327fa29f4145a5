import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { messageOf } from '@switchyard/kernel';
import { createLogger, drainOnSignal } from '@switchyard/telemetry';
import { AppModule } from './app.module.js';
import { readConfig } from './config.js';
import { start } from './start.js';

const config = readConfig();
const logger = createLogger({ app: 'trunks-proxy', level: config.LOG_LEVEL, file: config.LOG_FILE, gelf: config.LOG_GELF });
try {
  const app = await NestFactory.createApplicationContext(AppModule.of(config, logger), { logger: false, abortOnError: false });
  drainOnSignal(logger, await start(app, config, logger));
} catch (thrown) {
  logger.error('trunks-proxy cannot start', { reason: messageOf(thrown), stack: thrown instanceof Error ? thrown.stack : undefined });
  await logger.close();
  process.exit(1);
}
