import type { Logger } from '@switchyard/kernel';
import { HEADERS, METHODS, type Received, type Refusal } from '@switchyard/sip';
import type { Metrics } from '@switchyard/telemetry';
import { appHeader, type AppMessage } from '../control/app-message.js';

const RETRY_AFTER_SEC = 30;

/** What is still under way. */
export interface Remaining {
  readonly dialogs: number;
  /** Requests without a final response, of the network and of applications. */
  readonly requests: number;
}

/**
 * The end of a server that lets its calls end first. New requests are refused, OPTIONS too, so that load balancers see it; what belongs to a
 * dialog or to a transaction goes on.
 */
export class Drain {
  private active = false;
  private readonly refusals;

  constructor(
    private readonly logger: Logger,
    metrics: Metrics,
    private readonly remaining: () => Remaining,
  ) {
    this.refusals = metrics.counter({ name: 'sip_drain_refusals_total', help: 'New requests refused because the server drains.' });
    metrics.gauge({ name: 'sip_draining', help: '1 while new calls are refused.', collect: (gauge) => gauge.set(this.active ? 1 : 0) });
  }

  get isOn(): boolean {
    return this.active;
  }

  begin(): void {
    this.active = true;
  }

  get isDone(): boolean {
    const { dialogs, requests } = this.remaining();
    return dialogs === 0 && requests === 0;
  }

  get progress(): string {
    const { dialogs, requests } = this.remaining();
    return `draining: ${dialogs} dialogs and ${requests} requests are left`;
  }

  /** Asked about requests that belong to no transaction. */
  refusal({ message, flow }: Received): Refusal | undefined {
    if (message.method === METHODS.CANCEL || message.to().params.has('tag')) return undefined;
    this.refusals.inc();
    this.logger.debug('request refused', {
      cause: 'draining',
      method: message.method,
      callId: message.callId(),
      peer: flow.remote.address,
    });
    return { status: 503, header: [HEADERS.RETRY_AFTER, String(RETRY_AFTER_SEC)] };
  }

  /**
   * Whether an application is refused a request outside dialogs. The other side of a call that was let in may still be called, and who
   * was asked for credentials may show them.
   */
  refusesApplication(app: AppMessage): boolean {
    if (!this.active || app.method === METHODS.BYE || this.remaining().requests > 0) return false;
    return appHeader(app, 'authorization') === undefined && appHeader(app, 'proxy-authorization') === undefined;
  }
}
