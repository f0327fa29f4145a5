import type { INestApplicationContext } from '@nestjs/common';
import { CallLimits, dispatch, LegStore, PlatformNetwork, SipLink, Switchboard, type ProxyMetrics } from '@switchyard/b2bua';
import { CarrierCredentials, ConfigStore, Database, SubscriberDirectory } from '@switchyard/data';
import type { RunningGuard } from '@switchyard/guard';
import { MediaPool } from '@switchyard/media';
import { CdrOutbox } from '@switchyard/queue';
import { startOps, type AppLogger, type Metrics } from '@switchyard/telemetry';
import { Redis } from 'ioredis';
import { GUARD, METRICS, PORTS, PROXY_METRICS, type Board } from './app.module.js';
import type { Config } from './config.js';
import { handlersOf } from './handlers.js';
import { healthChecks } from './ops/health-checks.js';
import type { Ports } from './ports/ports.js';

/** Opens the doors: first what answers, then what is asked. Returns what must be closed, in that order. */
export async function start(app: INestApplicationContext, config: Config, logger: AppLogger): Promise<readonly (() => unknown)[]> {
  const [store, directory, credentials] = [app.get(ConfigStore), app.get(SubscriberDirectory), app.get(CarrierCredentials)];
  const [redis, link, media, legs, outbox] = [app.get(Redis), app.get(SipLink), app.get(MediaPool), app.get(LegStore), app.get(CdrOutbox)];
  const network = app.get(PlatformNetwork);
  const board = app.get<Board>(Switchboard);
  const measured = app.get<ProxyMetrics>(PROXY_METRICS);
  measured.watch({ calls: () => board.active, relays: () => media.health(), servers: () => network.servers() });
  media.start();
  await network.start();
  const handlers = handlersOf(app.get<Ports>(PORTS), () => store.current(), { logger, metrics: measured.route });
  // The board waits with requests for calls it has not loaded yet, so the link may serve while it loads.
  dispatch(link, { logger, metrics: measured.route, board, handlers });
  await board.start();
  const ops = await startOps({
    app: 'trunks-proxy',
    host: config.OPS_HOST,
    port: config.OPS_PORT,
    metrics: app.get<Metrics>(METRICS),
    checks: healthChecks({ link, media, network, redis, store, outbox }),
  });
  logger.info('trunks-proxy is up', { opsPort: ops.port, revision: store.current().revision });
  const database = app.get(Database);
  return [
    () => board.close(),
    () => network.stop(),
    () => link.close(),
    () => outbox.close(),
    () => ops.close(),
    () => media.close(),
    () => legs.close(),
    () => app.get(CallLimits).close(),
    () => app.get<RunningGuard>(GUARD).close(),
    () => credentials.close(),
    () => directory.close(),
    () => store.close(),
    () => redis.disconnect(),
    () => (database.isInitialized ? database.destroy() : undefined),
    () => app.close(),
    () => logger.close(),
  ];
}
