import { HEADERS, METHODS, responseTo, type SipMessage } from '@switchyard/sip';
import type { AppConnection } from '../control/app-connection.js';
import type { DialApplication } from '../control/dial-application.js';
import type { Engine } from '../engine.js';
import type { RefusalCause } from '../guard/causes.js';
import { milliseconds, proxyPending } from '../proxy/start-proxy.js';
import { deliverNew } from '../uas/deliver-new.js';
import { forget, waitFor } from '../uas/keep-pending.js';
import { type PendingRequest, receivedOf } from '../uas/pending-request.js';
import { HttpRouter } from './ask-router.js';
import type { RequestHandler } from './request-handlers.js';
import { readRouteAnswer, type RouteAnswer } from './route-answer.js';

/** `host:port`, with `;transport=tcp|tls` when it is said. */
const APPLICATION = /^(?:(tcp|tls):\/\/)?(\[[0-9a-fA-F:.]+\]|[^:;/\s]+):(\d{1,5})(?:;transport=(tcp|tls))?$/;

/** Requests whose handling a service decides, or that go to an application which the server calls: they are not for those that connected. */
export class RequestRouting {
  private readonly http: HttpRouter;

  constructor(
    private readonly handlers: readonly RequestHandler[],
    userAgent: string,
    private readonly dial: DialApplication,
  ) {
    this.http = new HttpRouter(userAgent);
  }

  handlerOf(method: string): RequestHandler | undefined {
    return this.handlers.find(({ methods }) => methods.length === 0 || methods.includes(method));
  }

  /** `pending` has no owner yet. It may be cancelled by its sender while others are asked. */
  route(engine: Engine, handler: RequestHandler, pending: PendingRequest): void {
    const { url } = handler;
    if (url.protocol === 'tcp:' || url.protocol === 'tls:') {
      const host = url.hostname.replace(/^\[|\]$/g, '');
      return this.call(engine, pending, { host, port: Number(url.port), tls: url.protocol === 'tls:', verify: handler.verify });
    }
    void this.http.ask(handler, receivedOf(pending)).then((body) => {
      if (!engine.pending.has(pending.txnId)) return;
      const answer = body.ok ? readRouteAnswer(body.value) : body;
      if (answer.ok) return this.follow(engine, handler, pending, answer.value);
      conclude(engine, pending, 500, undefined, [], 'router-failed', { url: `${url.origin}${url.pathname}`, why: answer.error });
    });
  }

  close(): void {
    this.http.close();
  }

  private follow(engine: Engine, handler: RequestHandler, pending: PendingRequest, answer: RouteAnswer): void {
    switch (answer.action) {
      case 'reject':
        return conclude(engine, pending, answer.status, answer.reason, [], 'router-rejected');
      case 'redirect':
        return conclude(engine, pending, 302, 'Moved', answer.contacts, 'router-redirected');
      case 'proxy': {
        const { provisionalTimeout, finalTimeout, recordRoute, ...rest } = answer;
        const command = {
          ...rest,
          txnId: pending.txnId,
          remainInDialog: recordRoute,
          fullResponse: false,
          provisionalTimeoutMs: milliseconds(provisionalTimeout),
          finalTimeoutMs: milliseconds(finalTimeout),
        };
        const trouble = proxyPending(engine, pending, command, [], undefined);
        if (trouble !== undefined) engine.logger.warn('request not proxied', { cause: 'router-proxy-impossible', why: trouble });
        return;
      }
      case 'route':
        return 'tag' in answer ? this.handOver(engine, pending, answer.tag) : this.callUri(engine, handler, pending, answer.uri);
    }
  }

  private handOver(engine: Engine, pending: PendingRequest, tag: string): void {
    const owner = engine.apps.nextTagged(receivedOf(pending).message.method.toLowerCase(), tag);
    if (owner === undefined) return conclude(engine, pending, 480, undefined, [], 'router-tag-unknown', { tag });
    give(engine, pending, owner);
  }

  private callUri(engine: Engine, handler: RequestHandler, pending: PendingRequest, uri: string): void {
    const match = APPLICATION.exec(uri);
    const port = Number(match?.[3]);
    if (!match || port < 1 || port > 65_535) {
      return conclude(engine, pending, 500, undefined, [], 'router-failed', { why: `uri '${uri}' is not host:port[;transport=tcp|tls]` });
    }
    const host = (match[2] ?? '').replace(/^\[|\]$/g, '');
    this.call(engine, pending, {
      host,
      port,
      tls: (match[4] ?? match[1]) === 'tls',
      verify: handler.verify && handler.url.protocol === 'tls:',
    });
  }

  private call(
    engine: Engine,
    pending: PendingRequest,
    target: { readonly host: string; readonly port: number; readonly tls: boolean; readonly verify: boolean },
  ): void {
    this.dial(target, (connection) => {
      if (!engine.pending.has(pending.txnId)) return connection.ok ? connection.value.end() : undefined;
      if (connection.ok) return give(engine, pending, connection.value);
      conclude(engine, pending, 480, undefined, [], 'application-unreachable', { ...target, why: connection.error });
    });
  }
}

function give(engine: Engine, pending: PendingRequest, owner: AppConnection): void {
  pending.owner = owner;
  waitFor(pending, owner);
  deliverNew(engine, pending, owner);
}

/** Answers in the name of the routing service, or because there is none to ask. */
function conclude(
  engine: Engine,
  pending: PendingRequest,
  status: number,
  reason: string | undefined,
  contacts: readonly string[],
  cause: RefusalCause,
  facts: Readonly<Record<string, unknown>> = {},
): void {
  const { transaction } = pending;
  const { message, flow } = receivedOf(pending);
  const response: SipMessage = responseTo(message, status, reason, pending.toTag);
  for (const contact of contacts) response.add(HEADERS.CONTACT, contact.includes('<') ? contact : `<${contact}>`);
  forget(engine, pending);
  const { method } = message;
  engine.guard.refused(cause, message, flow.remote, status);
  if (Object.keys(facts).length > 0)
    engine.logger.warn('request not routed', { cause, method, status, callId: message.callId(), ...facts });
  if (transaction.respond(response)) engine.metrics.responseOut(method, status);
  if (method === METHODS.INVITE) engine.cdr.stop('application', 'call-rejected', response);
}
