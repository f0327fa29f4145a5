#!/usr/bin/env node
import { createLogger } from '@switchyard/telemetry';
import { loadSipServerConfig, ownSeat } from './config.js';
import { controlTlsOf } from './control/control-settings.js';
import { moveDialogs } from './processes/journal-parts.js';
import { leadProcesses } from './processes/lead-processes.js';
import { giveUp, serve } from './serve.js';

const config = loadSipServerConfig();
const seat = ownSeat();
const app = config.ROLE === undefined ? 'sip-server' : `sip-server-${config.ROLE}`;
const logger = createLogger({ app, level: config.LOG_LEVEL, file: config.LOG_FILE, gelf: config.LOG_GELF });

try {
  if (seat === undefined && config.JOURNAL !== undefined) {
    const moved = await moveDialogs(config.JOURNAL, config.PROCESSES).catch((thrown: unknown) => {
      logger.warn('dialogs of another number of processes not looked for', { reason: String(thrown) });
      return 0;
    });
    if (moved > 0) logger.info('dialogs moved to the journals of their processes', { dialogs: moved });
  }
  if (seat !== undefined || config.PROCESSES === 1) await serve(config, app, logger, seat);
  else {
    await leadProcesses({
      app,
      count: config.PROCESSES,
      control: { host: config.CONTROL_HOST, port: config.CONTROL_PORT, secret: config.CONTROL_SECRET, tls: controlTlsOf(config) },
      ops: { host: config.OPS_HOST, port: config.OPS_PORT },
      drainMs: config.DRAIN,
      logger,
    });
  }
} catch (thrown) {
  await giveUp(thrown, logger, seat);
}
if (seat === undefined) logger.info('serving', { listen: config.SIP_LISTEN, control: `${config.CONTROL_HOST}:${config.CONTROL_PORT}` });
