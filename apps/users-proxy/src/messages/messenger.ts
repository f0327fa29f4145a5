import type { Incoming, SipLink } from '@switchyard/b2bua';
import { refuse, reply, type Final } from '@switchyard/call-flow';
import { CAUSES, causeOfStatus, messageOf, type Clock, type Logger } from '@switchyard/kernel';
import { aorOf, type Endpoint } from '@switchyard/model';
import { HEADERS, quote, randomToken } from '@switchyard/sip';
import type { Locations } from '../ports/locations.port.js';
import { deliverMessage } from './deliver-message.js';
import { readMessage, type InstantMessage } from './instant-message.js';
import type { MessageBox, MessageStore } from './message-store.js';

export interface MessengerOptions {
  readonly link: Pick<SipLink, 'send'>;
  readonly locations: Pick<Locations, 'contactsOf'>;
  readonly store: MessageStore;
  readonly findReader: (user: string, host: string, sender: Endpoint) => Promise<Endpoint | undefined>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly maxBytes: number;
  /** How long a message waits for who is away, when it does not say less. */
  readonly keepMs: number;
  /** Phones that say nothing for so long count as away; less than the patience of the sender's phone (RFC 3261 timer F). */
  readonly patienceMs?: number;
}

const PATIENCE_MS = 5000;

/**
 * Messages in pager mode (RFC 3428): to all phones of the reader, or kept until he comes back. Messages to one reader go one after the
 * other, and behind those that wait, so that he reads them in their order.
 */
export class Messenger {
  readonly #turns = new Map<string, Promise<unknown>>();
  readonly counts = { delivered: 0, stored: 0, refused: 0, deliveredLater: 0, expired: 0 };

  constructor(private readonly options: MessengerOptions) {}

  /** A MESSAGE of somebody who has proven who he is. 200: a phone has it; 202: it waits. */
  async send({ incoming, sender }: { readonly incoming: Incoming; readonly sender: Endpoint }): Promise<Final> {
    const { clock, store } = this.options;
    const read = readMessage(incoming, this.options.maxBytes);
    if (!read.ok) return read.error;
    const { user, host } = incoming.requestUri;
    const reader = await this.options.findReader(user, host, sender);
    if (!reader) return refuse('number-unknown');
    if (!(await store.count(sender.clientId))) return refuse('message-rate-reached', { headers: { [HEADERS.RETRY_AFTER]: '60' } });
    const nowMs = clock.nowMs();
    const { contentType, body, isKept, expiresSec } = read.value;
    const message: InstantMessage = {
      id: randomToken(),
      from: `${quote(sender.displayName)} <sip:${sender.extension ?? sender.name}@${sender.domain}>`,
      to: `<sip:${aorOf(reader)}>`,
      contentType,
      body,
      sentAtMs: nowMs,
      expiresAtMs: nowMs + Math.min(this.options.keepMs, (expiresSec ?? Infinity) * 1000),
    };
    const box: MessageBox = { aor: aorOf(reader), clientId: reader.clientId };
    const final = await this.#inTurn(box.aor, () => this.#deliver(box, message, isKept));
    if (final.kind === 'refuse') this.counts.refused += 1;
    return final;
  }

  /** The reader's phone registered: what waits for him is delivered. Costs nothing when nothing waits. */
  registered(box: MessageBox): void {
    if (!this.options.store.mayWait(box.aor)) return;
    void this.#inTurn(box.aor, () => this.#deliverWaiting(box)).catch((thrown: unknown) => {
      this.options.logger.warn('stored messages were not delivered', { aor: box.aor, reason: messageOf(thrown) });
    });
  }

  async #deliver(box: MessageBox, message: InstantMessage, isKept: boolean): Promise<Final> {
    const { store, locations, link } = this.options;
    const contacts = await locations.contactsOf(box.aor);
    // Earlier messages wait: this one goes behind them, and all of them out when there is a phone.
    if (isKept && store.mayWait(box.aor) && (await store.first(box))) {
      const kept = await this.#keep(box, message);
      if (kept.kind === 'reply' && contacts.length > 0) setImmediate(() => this.registered(box));
      return kept;
    }
    const delivery = await deliverMessage(link, contacts, message, {
      patienceMs: this.options.patienceMs ?? PATIENCE_MS,
      late: () => void store.remove(box, message.id),
    });
    if (delivery.kind === 'delivered') {
      this.counts.delivered += 1;
      return reply(200, { reason: 'OK' });
    }
    if (delivery.kind === 'refused') {
      const cause = causeOfStatus(delivery.status);
      return refuse(cause, { status: delivery.status, reason: CAUSES[cause].sip === delivery.status ? CAUSES[cause].reason : 'Refused' });
    }
    return isKept ? this.#keep(box, message) : refuse('not-registered');
  }

  async #keep(box: MessageBox, message: InstantMessage): Promise<Final> {
    if (message.expiresAtMs <= this.options.clock.nowMs()) return refuse('not-registered');
    const kept = await this.options.store.add(box, message);
    if (kept === 'full') return refuse('message-store-full');
    if (kept === 'away') return refuse('message-store-away');
    this.counts.stored += 1;
    return reply(202, { reason: 'Accepted' });
  }

  async #deliverWaiting(box: MessageBox): Promise<void> {
    const { store, locations, link, logger } = this.options;
    const letGo = await store.claim(box.aor);
    if (!letGo) return;
    try {
      for (let message = await store.first(box); message; message = await store.first(box)) {
        const { id } = message;
        const contacts = await locations.contactsOf(box.aor);
        const delivery = await deliverMessage(link, contacts, message, {
          patienceMs: this.options.patienceMs ?? PATIENCE_MS,
          late: () => void store.remove(box, id),
        });
        // It waits on, and with it those behind it: order goes before speed.
        if (delivery.kind === 'nobody') return;
        await store.remove(box, id);
        this.counts.deliveredLater += 1;
        if (delivery.kind === 'refused')
          logger.info('a stored message was refused by its reader', { aor: box.aor, status: delivery.status });
      }
    } finally {
      await letGo();
    }
  }

  #inTurn<T>(aor: string, work: () => Promise<T>): Promise<T> {
    const turn = (this.#turns.get(aor) ?? Promise.resolve()).then(work, work);
    this.#turns.set(aor, turn);
    void turn
      .catch(() => undefined)
      .finally(() => {
        if (this.#turns.get(aor) === turn) this.#turns.delete(aor);
      });
    return turn;
  }
}
