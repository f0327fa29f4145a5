import { createHepCapture, createLogger, createMetrics, startOps } from '@switchyard/telemetry';
import { loadSipServerConfig } from './config.js';
import { createSipServer } from './sip-server.js';

const config = loadSipServerConfig();
const app = `sip-server-${config.ROLE}`;
const logger = createLogger({ app, level: config.LOG_LEVEL, file: config.LOG_FILE, gelf: config.LOG_GELF });
const metrics = createMetrics(app);
const hep =
  config.HEP_COLLECTOR === undefined
    ? undefined
    : createHepCapture({ collector: config.HEP_COLLECTOR, captureId: config.HEP_CAPTURE_ID, nodeName: app, logger });
const server = createSipServer({
  listen: config.SIP_LISTEN,
  advertisedHost: config.SIP_ADVERTISED,
  control: { host: config.CONTROL_HOST, port: config.CONTROL_PORT, secret: config.CONTROL_SECRET },
  t1: config.T1,
  appReturnMs: config.APP_RETURN,
  maxTransactions: config.MAX_TRANSACTIONS,
  logger,
  metrics,
  capture: hep?.capture,
});
await server.start();
const checks = {
  applications: { optional: true, run: () => ({ ok: server.counts().apps > 0, detail: `${server.counts().apps} connected` }) },
} as const;
const ops = await startOps({ app, host: config.OPS_HOST, port: config.OPS_PORT, checks, metrics });
logger.info('serving', { listen: config.SIP_LISTEN, control: `${config.CONTROL_HOST}:${config.CONTROL_PORT}` });

const stop = async (): Promise<void> => {
  logger.info('stopping');
  await Promise.all([server.stop(), ops.close()]);
  hep?.close();
  await logger.close();
};
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop().then(() => process.exit(0)));
