import { randomUUID } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { ProblemFilter, TOKEN_READER, type ApiRequest, type TokenReader } from '@switchyard/api-kit';
import type { Logger } from '@switchyard/kernel';
import { LiveFeed } from '@switchyard/queue';
import type { Metrics } from '@switchyard/telemetry';
import type { NextFunction, Request, Response } from 'express';
import { liveSource } from './adapters/live.adapter.js';
import { AppModule, controllers, type Parts } from './app.module.js';
import { LiveServer } from './live/live-server.js';
import { securityHeaders, servePortal } from './portal/serve-portal.js';
import { corsFor } from './requests/cors.js';
import { IdempotencyInterceptor } from './requests/idempotency.interceptor.js';
import { limitAddresses, LoginLimitInterceptor } from './requests/limit-requests.js';
import { RateLimiter, type RateLimits } from './requests/rate-limiter.js';
import { allowedMethods } from './requests/route-table.js';

const BODY_LIMIT = '256kb';

export interface HttpServer {
  readonly app: NestExpressApplication;
  readonly port: number;
  readonly close: () => Promise<void>;
}

export interface HttpOptions {
  readonly host: string;
  readonly port: number;
  readonly portalDir?: string | undefined;
  readonly trustedProxies?: readonly string[];
  /** Origins of other pages that may call the API. */
  readonly corsOrigins?: readonly string[];
  /** Without it nobody is limited. */
  readonly limits?: RateLimits;
  readonly metrics: Metrics;
}

/** The API and, when `portalDir` is set, the portals, on one address. */
export async function startHttp(parts: Parts, options: HttpOptions): Promise<HttpServer> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.of(parts), {
    logger: false,
    bodyParser: false,
    // A browser keeps its connections open; a stop must not wait for them.
    forceCloseConnections: true,
  });
  app.disable('x-powered-by');
  // Without a proxy of ours in front, X-Forwarded-For and -Host are what the caller likes them to be.
  app.set('trust proxy', [...(options.trustedProxies ?? [])]);
  app.use(securityHeaders);
  app.use(named(parts.logger, options.metrics));
  app.use(corsFor(options.corsOrigins ?? []));
  const limiter = new RateLimiter(parts.redis, options.limits ?? { perAddress: 0, perLogin: 0 });
  app.use(limitAddresses(limiter));
  // Assets and screens first; whatever starts with /api falls through to the controllers.
  if (options.portalDir) servePortal(app.getHttpAdapter().getInstance(), options.portalDir);
  app.useBodyParser('json', { limit: BODY_LIMIT });
  app.useGlobalInterceptors(new LoginLimitInterceptor(limiter), new IdempotencyInterceptor(parts.database));
  app.useGlobalFilters(new ProblemFilter(parts.logger, allowedMethods(controllers)));
  await app.listen(options.port, options.host);
  const address = app.getHttpServer().address() as { port: number };
  const feed = LiveFeed.start(parts.redis, parts.logger);
  const live = new LiveServer({
    source: liveSource(parts.redis, feed),
    tokens: app.get<TokenReader>(TOKEN_READER),
    logger: parts.logger,
  });
  live.attach(app.getHttpServer());
  const close = async (): Promise<void> => {
    live.close();
    feed.close();
    await app.close();
  };
  return { app, port: address.port, close };
}

/** Gives every request an id, and says afterwards how it ended: method, path without query, status, time. Never bodies or tokens. */
function named(logger: Logger, metrics: Metrics) {
  const seconds = metrics.histogram({ name: 'http_request_seconds', help: 'Time to answer an API request', labels: ['method', 'status'] });
  return (request: Request, response: Response, next: NextFunction): void => {
    const began = performance.now();
    const requestId = randomUUID();
    (request as unknown as ApiRequest).requestId = requestId;
    response.set('X-Request-Id', requestId);
    response.on('finish', () => {
      const ms = performance.now() - began;
      if (!request.path.startsWith('/api/')) return;
      seconds.observe({ method: request.method, status: String(response.statusCode) }, ms / 1000);
      logger.info('request', { requestId, method: request.method, path: request.path, status: response.statusCode, ms: Math.round(ms) });
    });
    next();
  };
}
