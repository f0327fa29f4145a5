import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { messageOf, type Logger } from '@switchyard/kernel';
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
    http
      .getResponse<ApiReply>()
      .status(problem.status)
      .set('content-type', 'application/problem+json')
      .send(JSON.stringify({ ...problem, instance: request.requestId }));
  }
}
