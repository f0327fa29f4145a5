import { messageOf, ok, type Clock, type Logger } from '@switchyard/kernel';
import type { Locations } from '../ports/locations.port.js';
import { isPinged, isUnreachable, type Registration } from './registration.js';

export interface ContactPingsOptions {
  readonly locations: Pick<Locations, 'contactsOf' | 'update'>;
  /** AoRs that are due; no other proxy gets them before `nextMs`. */
  readonly due: (list: string, nowMs: number, most: number, nextMs: number) => Promise<readonly string[]>;
  readonly stopPings: (list: string, aor: string) => Promise<void>;
  /** Sends OPTIONS; true: somebody answered, whatever it was; undefined: it could not be sent. */
  readonly ping: (contact: Registration, aor: string) => Promise<boolean | undefined>;
  /** Name of the SIP server beside us: phones that registered elsewhere are pinged by the proxies there. Empty: it is away, nobody is. */
  readonly site: () => string;
  /** Whether a contact registered at that SIP server. */
  readonly isHere: (contact: Registration) => boolean;
  readonly everyMs: number;
  /** Removes a contact after so many pings without an answer; 0: never. */
  readonly removeAfter: number;
  /** Told of contacts that were removed. */
  readonly removed: (aor: string, contact: Registration, left: number) => void;
  readonly clock: Clock;
  readonly logger: Logger;
  /** How often the list is looked at. */
  readonly lookEveryMs?: number;
}

const LOOK_EVERY_MS = 1000;
/** AoRs taken at a time and in a row, so that one look never floods the wire. */
const BATCH = 200;
const MOST_PER_LOOK = 5000;
const MAX_UNANSWERED = 20_000;

/**
 * Keeps the way to phones behind NAT open and knows who still answers (IV-33): OPTIONS to each such UDP contact, spread over the interval,
 * by one of all proxies. How many pings in a row stayed unanswered is kept with the contact.
 */
export class ContactPings {
  readonly #timer: NodeJS.Timeout;
  #isLooking = false;
  #underWay = 0;
  #saidMs = -Infinity;

  constructor(private readonly options: ContactPingsOptions) {
    this.#timer = setInterval(() => void this.look(), options.lookEveryMs ?? LOOK_EVERY_MS);
    this.#timer.unref();
  }

  close(): void {
    clearInterval(this.#timer);
  }

  /** Pings that are under way. */
  get underWay(): number {
    return this.#underWay;
  }

  /** Pings who is due now. */
  async look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      const site = this.options.site();
      if (site !== '') await this.#lookAt(site);
    } catch (thrown) {
      // Redis is away: it is looked at again in a second, and pinging is no reason for a line each time.
      if (performance.now() - this.#saidMs > 60_000) {
        this.#saidMs = performance.now();
        this.options.logger.warn('contacts are not pinged', { reason: messageOf(thrown) });
      }
    } finally {
      this.#isLooking = false;
    }
  }

  async #lookAt(list: string): Promise<void> {
    const { due, clock, everyMs } = this.options;
    for (let taken = 0; taken < MOST_PER_LOOK && this.#underWay < MAX_UNANSWERED;) {
      const nowMs = clock.nowMs();
      const aors = await due(list, nowMs, BATCH, nowMs + everyMs);
      await Promise.all(aors.map((aor) => this.#pingAll(list, aor)));
      taken += aors.length;
      if (aors.length < BATCH) return;
    }
  }

  async #pingAll(list: string, aor: string): Promise<void> {
    const { locations, stopPings, isHere } = this.options;
    const contacts = (await locations.contactsOf(aor)).filter((contact) => isPinged(contact) && isHere(contact));
    if (contacts.length === 0) return stopPings(list, aor);
    for (const contact of contacts) void this.#ping(aor, contact);
  }

  async #ping(aor: string, contact: Registration): Promise<void> {
    this.#underWay += 1;
    try {
      const isThere = await this.options.ping(contact, aor);
      if (isThere === false || (isThere === true && contact.silentPings > 0)) await this.#note(aor, contact, isThere);
    } catch (thrown) {
      this.options.logger.warn('the answer to a ping was not kept', { aor, reason: messageOf(thrown) });
    } finally {
      this.#underWay -= 1;
    }
  }

  async #note(aor: string, pinged: Registration, isThere: boolean): Promise<void> {
    const { locations, removeAfter, removed, logger } = this.options;
    let gone: Registration | undefined;
    const now = await locations.update(aor, (existing) => {
      gone = undefined;
      const silentPings = isThere ? 0 : pinged.silentPings + 1;
      // A REGISTER in between is a sign of life, and what it brought is not touched.
      const isMeant = (known: Registration): boolean =>
        known.contact === pinged.contact && known.callId === pinged.callId && known.cseq === pinged.cseq;
      if (removeAfter > 0 && silentPings >= removeAfter) {
        gone = existing.find(isMeant);
        return ok(existing.filter((known) => !isMeant(known)));
      }
      return ok(existing.map((known) => (isMeant(known) ? { ...known, silentPings } : known)));
    });
    if (gone) removed(aor, gone, now.ok ? now.value.length : 0);
    else if (!isThere && isUnreachable({ silentPings: pinged.silentPings + 1 }) && !isUnreachable(pinged))
      logger.info('a contact does not answer pings', { aor, contact: pinged.contact });
  }
}
