import { CallLimits, dispatch, LegStore, PlatformNetwork, SipLink, Switchboard, type ProxyMetrics } from '@switchyard/b2bua';
import { ConfigStore, Database, SubscriberDirectory } from '@switchyard/data';
import { MediaPool } from '@switchyard/media';
import { startOps, type AppLogger, type Metrics } from '@switchyard/telemetry';
import type { INestApplicationContext } from '@nestjs/common';
import { Redis } from 'ioredis';
import { RedisLocations } from './adapters/redis-locations.adapter.js';
import { MessageHouse } from './adapters/messages.adapter.js';
import { PresenceHouse } from './adapters/presence.adapter.js';
import { METRICS, PORTS, PROXY_METRICS, type Board } from './app.module.js';
import type { Config } from './config.js';
import { ContactPings } from './registration/contact-pings.js';
import { Gate } from './gate.js';
import { handlersOf } from './handlers.js';
import { healthChecks } from './ops/health-checks.js';
import { watchPresence } from './ops/presence-metrics.js';
import type { Ports } from './ports/ports.js';

/** Opens the doors: first what answers, then what is asked. Returns what must be closed, in that order. */
export async function start(app: INestApplicationContext, config: Config, logger: AppLogger): Promise<readonly (() => unknown)[]> {
  const [store, directory, database] = [app.get(ConfigStore), app.get(SubscriberDirectory), app.get(Database)];
  const [redis, link, media, legs] = [app.get(Redis), app.get(SipLink), app.get(MediaPool), app.get(LegStore)];
  const [network, locations] = [app.get(PlatformNetwork), app.get(RedisLocations)];
  const board = app.get<Board>(Switchboard);
  const measured = app.get<ProxyMetrics>(PROXY_METRICS);
  measured.watch({ calls: () => board.active, relays: () => media.health(), servers: () => network.servers() });
  media.start();
  await network.start();
  await board.start();
  const [presence, messages] = [app.get(PresenceHouse), app.get(MessageHouse)];
  watchPresence(app.get<Metrics>(METRICS), presence.notifier, messages.messenger);
  messages.start();
  await presence.start();
  const handlers = handlersOf(app.get<Ports>(PORTS), () => store.current(), { logger, metrics: measured.route });
  dispatch(link, { logger, metrics: measured.route, sealKey: config.DRACHTIO_SECRET, board, handlers });
  const ops = await startOps({
    app: 'users-proxy',
    host: config.OPS_HOST,
    port: config.OPS_PORT,
    metrics: app.get<Metrics>(METRICS),
    checks: healthChecks({ link, media, network, redis, store }),
  });
  logger.info('users-proxy is up', { opsPort: ops.port, revision: store.current().revision });
  return [
    () => board.close(),
    () => network.stop(),
    () => link.close(),
    () => presence.close(),
    () => messages.close(),
    () => ops.close(),
    () => media.close(),
    () => legs.close(),
    () => app.get(CallLimits).close(),
    () => app.get(Gate).close(),
    () => app.get(ContactPings).close(),
    () => locations.close(),
    () => directory.close(),
    () => store.close(),
    () => redis.disconnect(),
    () => database.destroy(),
    () => app.close(),
    () => logger.close(),
  ];
}
