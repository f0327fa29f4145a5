import { messageOf, type Logger } from '@switchyard/kernel';
import { HEADERS, METHODS, reasonOf } from '@switchyard/sip';
import { SipExchange, reasonHeader } from './exchange.js';
import { readIncoming } from './incoming.js';
import type { SipLink } from './link.js';
import type { RouteMetrics } from './serve.js';
import type { SrfRequest, SrfResponder } from './srf-surface.js';
import type { Switchboard } from './switchboard.js';

export type Handler = (exchange: SipExchange) => Promise<void>;

export interface DispatchOptions {
  readonly board: Pick<Switchboard<never>, 'find' | 'findForgotten'>;
  readonly logger: Logger;
  readonly metrics: RouteMetrics;
  /** Secret of the SIP server, which seals with it what it knows of peers. */
  readonly sealKey?: string;
  /** By method, for requests outside any dialog. */
  readonly handlers: Readonly<Record<string, Handler>>;
}

/** Served inside calls whatever the app handles outside of them. */
const IN_CALL = [
  METHODS.INVITE,
  METHODS.BYE,
  METHODS.UPDATE,
  METHODS.INFO,
  METHODS.PRACK,
  METHODS.OPTIONS,
  METHODS.MESSAGE,
  METHODS.REFER,
  METHODS.NOTIFY,
];

/** Sends every request of the link to the call it belongs to, or to its handler, and answers what nobody serves. */
export function dispatch(link: SipLink, options: DispatchOptions): void {
  const take = (request: SrfRequest, response: SrfResponder): void => {
    void receive(request, response, options).catch((thrown: unknown) => {
      options.logger.error('a request broke outside its route', { method: request.method, reason: messageOf(thrown) });
      if (!response.finalResponseSent) response.send(500, reasonOf(500), { headers: { [HEADERS.REASON]: reasonHeader('internal-error') } });
    });
  };
  for (const method of new Set([...IN_CALL, ...Object.keys(options.handlers)])) link.take(method, take);
}

async function receive(request: SrfRequest, response: SrfResponder, options: DispatchOptions): Promise<void> {
  if (request.method === METHODS.ACK) return; // its 200 waits for it by itself
  const read = readIncoming(request.raw, {
    source: { protocol: request.protocol, address: request.source_address, port: request.source_port },
    receivedOn: request.receivedOn,
    sealKey: options.sealKey,
  });
  if (!read.ok) {
    const { header, rule, value } = read.error;
    options.logger.info('request malformed', { method: request.method, header, rule, value, source: request.source_address });
    options.metrics.finished({ method: request.method, cause: 'request-malformed' }, 0);
    response.send(400, `Bad ${header}`, { headers: { [HEADERS.REASON]: reasonHeader('request-malformed') } });
    return;
  }
  const exchange = new SipExchange(read.value, request, response);
  const { method, callId, from, to } = read.value;
  if (to.tag !== undefined) {
    // A subscription is no call: whoever serves SUBSCRIBE knows its own (RFC 6665 §4.2.1).
    const subscriptions = method === METHODS.SUBSCRIBE ? options.handlers[method] : undefined;
    if (subscriptions) return subscriptions(exchange);
    const dialogId = request.stackDialogId ?? '';
    const call = await options.board.find(dialogId);
    if (call) return call.serve(exchange, dialogId, request.source === 'application');
    const forgotten = method === METHODS.BYE ? options.board.findForgotten(callId, [from.tag, to.tag]) : undefined;
    if (forgotten) return forgotten.serve(exchange, `${callId};from-tag=${from.tag ?? ''}`, false);
    return exchange.final(method === METHODS.PRACK ? 200 : 481, reasonOf(method === METHODS.PRACK ? 200 : 481));
  }
  const handler = options.handlers[method];
  if (handler) return handler(exchange);
  if (method === METHODS.BYE || method === METHODS.UPDATE || method === METHODS.PRACK) return exchange.final(481, reasonOf(481));
  options.metrics.finished({ method, cause: 'method-refused' }, 0);
  exchange.refuse('method-refused', { headers: { [HEADERS.ALLOW]: Object.keys(options.handlers).join(', ') } });
}
