import { refusalOfStatus, type RefusalCause } from '../guard/causes.js';
import { randomToken, responseTo, type ServerTransaction } from '@switchyard/sip';
import type { Engine } from '../engine.js';
import type { Refusal } from './request-checks.js';

export const refuseFor = (engine: Engine, transaction: ServerTransaction, refusal: Refusal): void =>
  refuse(engine, transaction, refusal.status, refusal.reason, refusal.header, refusal.cause);

/** Answers without any application. The cause is what logs and metrics call it; by default what the status says. */
export function refuse(
  engine: Engine,
  transaction: ServerTransaction,
  status: number,
  reason?: string,
  header?: readonly [string, string],
  cause: RefusalCause = refusalOfStatus(status),
): void {
  const { message: request, flow } = transaction.received;
  const response = responseTo(request, status, reason, randomToken());
  if (header) response.add(...header);
  engine.guard.refused(cause, request, flow.remote, status);
  if (transaction.respond(response)) engine.metrics.responseOut(request.method, status);
  if (transaction.invite && (status === 503 || status === 481 || status === 408) && request.lacksToTag())
    engine.cdr.stop('application', 'call-rejected', response);
}
