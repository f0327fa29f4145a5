import type { NextFunction, Request, Response } from 'express';

const METHODS = 'GET, HEAD, POST, PUT, PATCH, DELETE';
const HEADERS = 'Authorization, X-Api-Key, Content-Type, If-Match, Idempotency-Key, Change-Comment';
const SHOWN =
  'ETag, Location, Retry-After, X-Request-Id, X-Total-Items, X-Total-Exact, X-Total-Pages, X-First-Page, X-Next-Page, X-Last-Page, X-Next-Cursor, Idempotency-Replayed';
const PREFLIGHT_SEC = '600';

/**
 * Lets pages of these origins call the API (security.md, API8). Without credentials: cookies are for our own portals. An origin
 * that is not listed gets no header, and the browser refuses it.
 */
export function corsFor(origins: readonly string[]) {
  const listed = new Set(origins);
  return (request: Request, response: Response, next: NextFunction): void => {
    const { origin } = request.headers;
    if (!request.path.startsWith('/api/') || origin === undefined) {
      next();
      return;
    }
    response.vary('Origin');
    const isListed = listed.has(origin);
    if (isListed) response.set({ 'Access-Control-Allow-Origin': origin, 'Access-Control-Expose-Headers': SHOWN });
    if (request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined) {
      if (isListed)
        response.set({
          'Access-Control-Allow-Methods': METHODS,
          'Access-Control-Allow-Headers': HEADERS,
          'Access-Control-Max-Age': PREFLIGHT_SEC,
        });
      response.status(204).end();
      return;
    }
    next();
  };
}
