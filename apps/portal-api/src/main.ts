import 'reflect-metadata';
import { ConfigStore, openDatabase } from '@switchyard/data';
import { createLogger, createMetrics, startOps } from '@switchyard/telemetry';
import { Redis } from 'ioredis';
import { startActivation } from './changes/activate-sets.js';
import { loadPortalApiConfig, loginSettings } from './config.js';
import { boundHeap } from './heap.js';
import { FileStore } from './files/file-store.js';
import { startHttp } from './http-server.js';
import { startImports } from './imports/import-runner.js';
import { startPruning } from './login/prune-timer.js';
import { startKeyPruning } from './requests/prune-keys.js';

boundHeap();
const config = loadPortalApiConfig();
const logger = createLogger({ app: 'portal-api', level: config.LOG_LEVEL, file: config.LOG_FILE, gelf: config.LOG_GELF });
const metrics = createMetrics('portal-api');
const redis = new Redis(config.REDIS_URL, { maxRetriesPerRequest: 1 });
redis.on('error', (error) => logger.warn('redis is away', { error: error.message }));
const database = await openDatabase({
  kind: config.DB_KIND,
  url: config.DB_URL,
  secretsKey: config.SECRETS_KEY,
  outboundAllow: config.OUTBOUND_ALLOW,
  redis,
  logger,
});
const configStore = await ConfigStore.start({ dataSource: database, redis, logger });
const activation = startActivation(database, logger);
const pruning = startPruning(database, logger);
const keys = startKeyPruning(database, logger);
const imports = startImports(database, new FileStore(config.FILES_DIR), logger);
const http = await startHttp(
  { database, configStore, redis, logins: loginSettings(config), filesFolder: config.FILES_DIR, logger },
  {
    host: config.HTTP_HOST,
    port: config.HTTP_PORT,
    portalDir: config.PORTAL_DIR,
    trustedProxies: config.TRUSTED_PROXIES,
    corsOrigins: config.CORS_ORIGINS,
    limits: { perAddress: config.RATE_PER_ADDRESS, perLogin: config.RATE_PER_LOGIN },
    metrics,
  },
);
const ops = await startOps({
  app: 'portal-api',
  host: config.OPS_HOST,
  port: config.OPS_PORT,
  metrics,
  checks: {
    database: async () => ({ ok: await database.ping().then(() => true) }),
    redis: { run: async () => ({ ok: (await redis.ping()) === 'PONG' }), optional: true },
  },
});
logger.info('portal API is ready', { host: config.HTTP_HOST, port: http.port });

process.once('SIGTERM', () => {
  void (async () => {
    await http.close();
    await Promise.all([activation.stop(), pruning.stop(), keys.stop(), imports.stop()]);
    await Promise.all([ops.close(), configStore.close(), database.destroy()]);
    redis.disconnect();
    process.exit(0);
  })();
});
