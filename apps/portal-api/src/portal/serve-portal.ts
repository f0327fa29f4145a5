import { join } from 'node:path';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';

const CSP = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

/** Headers of every answer (security.md, API8). */
export function securityHeaders(request: Request, response: Response, next: NextFunction): void {
  response.set({
    'Content-Security-Policy': CSP,
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
  });
  // RFC 6797 §7.2: never over plain HTTP, where anybody could have said it.
  if (request.secure) response.set('Strict-Transport-Security', 'max-age=31536000');
  if (isApi(request)) response.set('Cache-Control', 'no-store');
  next();
}

const isApi = ({ path }: Request): boolean => path === '/api' || path.startsWith('/api/');

/** Serves the built portals: assets for long, and `index.html` for every address that is a screen of theirs. */
export function servePortal(app: Express, folder: string): void {
  app.use('/assets', express.static(join(folder, 'assets'), { immutable: true, maxAge: '1y', fallthrough: false }));
  app.use(express.static(folder, { index: false, maxAge: '1m' }));
  app.use((request: Request, response: Response, next: NextFunction) => {
    if (!['GET', 'HEAD'].includes(request.method) || isApi(request)) next();
    else response.set('Cache-Control', 'no-cache').sendFile(join(folder, 'index.html'));
  });
}
