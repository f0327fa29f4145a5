import { CodedError, messageOf } from '@switchyard/kernel';
import { type AppLogger, createHepCapture, createMetrics, startOps } from '@switchyard/telemetry';
import type { Config } from './config.js';
import { controlTlsOf, habitsOf } from './control/control-settings.js';
import { type Ending, endOnSignal } from './drain/end-on-signal.js';
import { guardChoiceOf } from './guard/guard-settings.js';
import { journalPart } from './processes/journal-parts.js';
import { controlPath, type Seat } from './processes/seat.js';
import { obeyOrders, takeSeat, tellFirst } from './processes/take-seat.js';
import { createSipServer, type SipServer } from './sip-server.js';
import { listenersOf, transportChoiceOf } from './transports/transport-settings.js';

/** Serves SIP: as the only process, or on its seat among several. Resolves when it does; throws what a listener throws. */
export async function serve(config: Config, app: string, logger: AppLogger, seat: Seat | undefined): Promise<void> {
  const metrics = createMetrics(app);
  if (seat) {
    takeSeat(seat);
    metrics.registry.setDefaultLabels({ app, process: String(seat.index) });
  }
  const hep =
    config.HEP_COLLECTOR === undefined
      ? undefined
      : createHepCapture({ collector: config.HEP_COLLECTOR, captureId: config.HEP_CAPTURE_ID, nodeName: app, logger });
  const { host, port, secret } = { host: config.CONTROL_HOST, port: config.CONTROL_PORT, secret: config.CONTROL_SECRET };
  const transport = transportChoiceOf(config);
  const server = createSipServer({
    // A stream connection belongs to one process; the first has them all.
    listen: listenersOf(config).filter(({ protocol }) => seat === undefined || seat.index === 0 || protocol === 'udp'),
    transport: seat ? { flowKey: seat.flowKey, ...transport } : transport,
    advertisedHost: config.SIP_ADVERTISED,
    control: seat ? { host, port, secret, path: controlPath(seat, seat.index) } : { host, port, secret, tls: controlTlsOf(config) },
    handlers: config.REQUEST_HANDLERS,
    habits: habitsOf(config),
    t1: config.T1,
    t2: config.T2,
    t4: config.T4,
    sessions: { defaultRefresher: config.SESSION_REFRESHER, minSec: Math.ceil(config.SESSION_MIN / 1_000) },
    checks: { optionTags: config.OPTION_TAGS, unknownReplaces: config.UNKNOWN_REPLACES },
    appReturnMs: config.APP_RETURN,
    guard: guardChoiceOf(config),
    journal: config.JOURNAL === undefined ? undefined : journalPart(config.JOURNAL, seat?.index),
    seat,
    logger,
    metrics,
    capture: hep?.capture,
  });
  await server.start();
  const ops = seat ? undefined : await startOps({ app, host: config.OPS_HOST, port: config.OPS_PORT, checks: checksOf(server), metrics });
  const ending: Ending = {
    beginDrain: () => server.drain.begin(),
    isDrained: () => server.drain.isDone,
    progress: () => server.drain.progress,
    stop: async () => {
      await Promise.all([server.stop(), ops?.close()]);
      hep?.close();
      await logger.close();
    },
  };
  if (seat === undefined) {
    process.on('SIGHUP', () => server.reloadCertificates());
    endOnSignal(logger, config.DRAIN, ending);
    return;
  }
  const orders = new Map<string, () => void>();
  endOnSignal(logger, config.DRAIN, ending, { on: (signal, run) => orders.set(signal, run), exit: (code) => process.exit(code) });
  obeyOrders({
    drain: () => orders.get('SIGTERM')?.(),
    stop: () => orders.get('SIGINT')?.(),
    reload: () => server.reloadCertificates(),
    report: async () => ({
      counts: { apps: server.counts().apps },
      journal: server.journalHealth(),
      draining: server.drain.isOn ? server.drain.progress : undefined,
      metrics: await metrics.registry.getMetricsAsJSON(),
    }),
  });
  tellFirst({ news: 'serving' });
}

const checksOf = (server: SipServer) =>
  ({
    applications: { optional: true, run: () => ({ ok: server.counts().apps > 0, detail: `${server.counts().apps} connected` }) },
    journal: { optional: true, run: () => server.journalHealth() },
    // A server that drains is failing on purpose: whoever asks sends its calls elsewhere.
    calls: () => (server.drain.isOn ? { ok: false, detail: server.drain.progress } : { ok: true }),
  }) as const;

/** An address that is taken, a certificate that cannot be read: said in one line, without a stack. */
export async function giveUp(thrown: unknown, logger: AppLogger, seat: Seat | undefined): Promise<never> {
  if (!(thrown instanceof CodedError)) throw thrown;
  if (seat) tellFirst({ news: 'failed', reason: messageOf(thrown) });
  else logger.error('not started', { cause: thrown.code, reason: thrown.message });
  await logger.close();
  process.exit(1);
}
