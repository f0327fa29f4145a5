import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { CodedError, messageOf, type Logger } from '@switchyard/kernel';
import { problemOf } from './problem.js';
import type { ApiRequest, ApiReply } from './http.js';

/** Answers every error as `application/problem+json`; 5xx go to the log with their stack. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<ApiRequest>();
    const problem = problemOf(thrown);
    if (problem.status >= 500) {
      const stack = thrown instanceof Error ? thrown.stack : undefined;
      this.logger.error('request failed', {
        requestId: request.requestId,
        method: request.method,
        path: request.path,
        error: messageOf(thrown),
        stack,
      });
    }
    const reply = http.getResponse<ApiReply>();
    // RFC 9110 §11.6.1: a 401 names the scheme.
    if (problem.status === 401) reply.set('www-authenticate', 'Bearer realm="switchyard"');
    const waitSec = thrown instanceof CodedError ? thrown.facts['retryAfterSec'] : undefined;
    if (typeof waitSec === 'number') reply.set('retry-after', String(waitSec));
    reply
      .status(problem.status)
      .set('content-type', 'application/problem+json')
      .send(JSON.stringify({ ...problem, instance: request.requestId }));
  }
}
