#!/usr/bin/env node
import { CodedError } from '@switchyard/kernel';
import { createHepCapture, createLogger, createMetrics, startOps } from '@switchyard/telemetry';
import { loadSipServerConfig } from './config.js';
import { controlTlsOf, habitsOf } from './control/control-settings.js';
import { endOnSignal } from './drain/end-on-signal.js';
import { guardChoiceOf } from './guard/guard-settings.js';
import { createSipServer } from './sip-server.js';
import { listenersOf, transportChoiceOf } from './transports/transport-settings.js';

const config = loadSipServerConfig();
const app = config.ROLE === undefined ? 'sip-server' : `sip-server-${config.ROLE}`;
const logger = createLogger({ app, level: config.LOG_LEVEL, file: config.LOG_FILE, gelf: config.LOG_GELF });
const metrics = createMetrics(app);
/** An address that is taken, a certificate that cannot be read: said in one line, no stack. */
const giveUp = async (thrown: unknown): Promise<never> => {
  if (!(thrown instanceof CodedError)) throw thrown;
  logger.error('not started', { cause: thrown.code, reason: thrown.message });
  await logger.close();
  process.exit(1);
};
const hep =
  config.HEP_COLLECTOR === undefined
    ? undefined
    : createHepCapture({ collector: config.HEP_COLLECTOR, captureId: config.HEP_CAPTURE_ID, nodeName: app, logger });
const server = createSipServer({
  listen: listenersOf(config),
  transport: transportChoiceOf(config),
  advertisedHost: config.SIP_ADVERTISED,
  control: { host: config.CONTROL_HOST, port: config.CONTROL_PORT, secret: config.CONTROL_SECRET, tls: controlTlsOf(config) },
  handlers: config.REQUEST_HANDLERS,
  habits: habitsOf(config),
  t1: config.T1,
  t2: config.T2,
  t4: config.T4,
  sessions: { defaultRefresher: config.SESSION_REFRESHER, minSec: Math.ceil(config.SESSION_MIN / 1_000) },
  checks: { optionTags: config.OPTION_TAGS, unknownReplaces: config.UNKNOWN_REPLACES },
  appReturnMs: config.APP_RETURN,
  guard: guardChoiceOf(config),
  journal: config.JOURNAL,
  logger,
  metrics,
  capture: hep?.capture,
});
await server.start().catch(giveUp);
const checks = {
  applications: { optional: true, run: () => ({ ok: server.counts().apps > 0, detail: `${server.counts().apps} connected` }) },
  journal: { optional: true, run: () => server.journalHealth() },
  // A server that drains is failing on purpose: whoever asks sends its calls elsewhere.
  calls: () => (server.drain.isOn ? { ok: false, detail: server.drain.progress } : { ok: true }),
} as const;
const ops = await startOps({ app, host: config.OPS_HOST, port: config.OPS_PORT, checks, metrics }).catch(giveUp);
logger.info('serving', { listen: config.SIP_LISTEN, control: `${config.CONTROL_HOST}:${config.CONTROL_PORT}` });

process.on('SIGHUP', () => server.reloadCertificates());
endOnSignal(logger, config.DRAIN, {
  beginDrain: () => server.drain.begin(),
  isDrained: () => server.drain.isDone,
  progress: () => server.drain.progress,
  stop: async () => {
    await Promise.all([server.stop(), ops.close()]);
    hep?.close();
    await logger.close();
  },
});
