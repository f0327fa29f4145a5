import { randomToken, responseTo, type ServerTransaction } from '@switchyard/sip';
import type { Engine } from '../engine.js';

/** Answers without any application. */
export function refuse(
  engine: Engine,
  transaction: ServerTransaction,
  status: number,
  reason?: string,
  header?: readonly [string, string],
): void {
  const { request } = transaction;
  const response = responseTo(request, status, reason, randomToken());
  if (header) response.add(...header);
  if (transaction.respond(response)) engine.metrics.responseOut(request.method, status);
}
