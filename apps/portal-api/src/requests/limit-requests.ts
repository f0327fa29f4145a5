import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { ApiRequest } from '@switchyard/api-kit';
import { CodedError } from '@switchyard/kernel';
import type { NextFunction, Request, Response } from 'express';
import type { Observable } from 'rxjs';
import type { RateLimiter } from './rate-limiter.js';

const tooMany = (waitSec: number): CodedError =>
  new CodedError('rate-limited', `Too many requests; go on in ${waitSec} s.`, { retryAfterSec: waitSec });

/** Before anything is read: what one address may ask in all. Health and the portals' own files are not counted. */
export const limitAddresses =
  (limiter: RateLimiter) =>
  (request: Request, _response: Response, next: NextFunction): void => {
    if (!request.path.startsWith('/api/')) {
      next();
      return;
    }
    limiter.take('perAddress', request.ip ?? '', Date.now()).then((waitSec) => next(waitSec > 0 ? tooMany(waitSec) : undefined), next);
  };

/** After the guard: what one login may ask, wherever from; somebody acting as another is counted as the other. */
export class LoginLimitInterceptor implements NestInterceptor {
  constructor(private readonly limiter: RateLimiter) {}

  async intercept(execution: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const { context } = execution.switchToHttp().getRequest<ApiRequest>();
    if (context) {
      const waitSec = await this.limiter.take('perLogin', `${context.actor.kind}:${context.actor.id}`, Date.now());
      if (waitSec > 0) throw tooMany(waitSec);
    }
    return next.handle();
  }
}
