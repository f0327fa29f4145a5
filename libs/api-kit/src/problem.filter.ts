import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { CodedError, messageOf, type Logger } from '@switchyard/kernel';
import { problemOf, refusal } from './problem.js';
import type { ApiRequest, ApiReply } from './http.js';

/** Answers every error as `application/problem+json`; 5xx go to the log with their stack. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  /** `allowedMethods`: what an address answers; where it is something, a method that nothing answers is 405, not 404. */
  constructor(
    private readonly logger: Logger,
    private readonly allowedMethods: (path: string) => readonly string[] = () => [],
  ) {}

  catch(given: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<ApiRequest>();
    const reply = http.getResponse<ApiReply>();
    const methods = given instanceof CodedError || problemOf(given).status !== 404 ? [] : this.allowedMethods(request.path);
    if (methods.length > 0) reply.set('allow', methods.join(', '));
    const thrown =
      methods.length > 0 ? refusal('method-not-allowed', `This address answers ${methods.join(', ')}, not ${request.method}.`) : given;
    const problem = problemOf(thrown);
    if (reply.headersSent) {
      // Half an answer has gone: it must not look like a whole one.
      this.logger.error('request failed under way', { requestId: request.requestId, path: request.path, error: messageOf(given) });
      reply.destroy?.();
      return;
    }
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
