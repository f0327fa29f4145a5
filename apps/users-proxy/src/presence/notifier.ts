import type { Incoming, SipLink } from '@switchyard/b2bua';
import { refuse, reply, type Final } from '@switchyard/call-flow';
import { err, messageOf, ok, type Cause, type Clock, type Logger, type Result } from '@switchyard/kernel';
import { aorOf, type Endpoint, type Snapshot } from '@switchyard/model';
import { HEADERS, METHODS } from '@switchyard/sip';
import { composeNotify, type NotifyBody } from './compose-notify.js';
import type { EventPackage, ListFound, Located, Wanted } from './event-package.js';
import { ExpiryWheel } from './expiry-wheel.js';
import { newHeld, type EndReason, type Held } from './held-subscription.js';
import { isPresenceOff } from './is-presence-off.js';
import { notifyOutcome } from './notify-outcome.js';
import { acceptedType, eventOf, expiresOf, supports } from './subscribe-request.js';
import { subscriptionId, versionNow, type Subscription, type Watcher } from './subscription.js';
import type { SubscriptionStore } from './subscription-store.js';

export interface NotifierOptions {
  readonly link: Pick<SipLink, 'send' | 'isUp' | 'onUp'>;
  readonly packages: readonly EventPackage[];
  /** The list of that name the watcher may use; undefined: there is none. */
  readonly listOf: (wanted: Wanted) => Promise<ListFound | undefined>;
  readonly store: SubscriptionStore;
  readonly snapshot: () => Snapshot;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly maxSubscriptions: number;
  readonly maxPerWatcher: number;
  readonly maxExpiresSec: number;
  /** Where a NOTIFY goes that has no dialog, because nobody subscribed (SX-19); undefined: the phone is away. */
  readonly contactOf: (watcher: Watcher) => Promise<{ readonly uri: string; readonly nextHop: string } | undefined>;
}

/** One SUBSCRIBE of somebody who has proven who he is. */
export interface SubscribeAsk {
  readonly incoming: Incoming;
  readonly watcher: Endpoint;
  readonly snapshot: Snapshot;
}

interface Found {
  readonly list: string | undefined;
  readonly located: readonly Located[];
}

/** NOTIFYs without an answer at a time: ten thousand subscriptions are told one after the other, not at once. */
const MAX_UNDER_WAY = 200;
const RETRY_MS = 30_000;
const OPTION_TAG = 'eventlist';

/**
 * The notifier (RFC 6665 §4.2): subscriptions of all packages, one NOTIFY at a time for each, the newest state in it. Those of a former
 * life of the process are held again without a word of their phones.
 */
export class Notifier {
  readonly #packages: ReadonlyMap<string, EventPackage>;
  readonly #held = new Map<string, Held>();
  readonly #byKey = new Map<string, Set<Held>>();
  readonly #byClient = new Map<number, Set<Held>>();
  /** What could not be delivered, by the address of its watcher. */
  readonly #undelivered = new Map<string, Set<Held>>();
  readonly #perWatcher = new Map<string, number>();
  readonly #expiry: ExpiryWheel<Held>;
  readonly #ready = new Set<Held>();
  readonly #ticker: NodeJS.Timeout;
  #underWay = 0;
  /** NOTIFYs by what became of them. */
  readonly counts = { delivered: 0, ended: 0, later: 0, unchanged: 0 };

  constructor(private readonly options: NotifierOptions) {
    this.#packages = new Map(options.packages.map((one) => [one.event, one]));
    this.#expiry = new ExpiryWheel(options.clock.nowMs());
    this.#ticker = setInterval(() => this.expire(), 1000);
    this.#ticker.unref();
    options.link.onUp(() => this.#pump());
  }

  /** Value of Allow-Events. */
  get events(): string {
    return [...this.#packages.keys()].join(', ');
  }

  get size(): number {
    return this.#held.size;
  }

  /** Subscriptions by event package. */
  sizes(): ReadonlyMap<string, number> {
    const sizes = new Map([...this.#packages.keys()].map((event) => [event, 0]));
    for (const { package: of } of this.#held.values()) sizes.set(of.event, (sizes.get(of.event) ?? 0) + 1);
    return sizes;
  }

  all(): readonly Subscription[] {
    return [...this.#held.values()].filter(isStored).map(({ subscription }) => subscription);
  }

  /** A SUBSCRIBE: begins, refreshes or ends a subscription, or asks once (Expires 0). The NOTIFY follows the answer. */
  async subscribe({ incoming, watcher, snapshot }: SubscribeAsk): Promise<Final> {
    const { event, eventId } = eventOf(incoming);
    if (event === '') return refuse('request-malformed', { reason: 'Missing Event Header' });
    const of = this.#packages.get(event);
    if (!of) return refuse('event-refused', { headers: { [HEADERS.ALLOW_EVENTS]: this.events } });
    const asked = expiresOf(incoming);
    if (asked === null) return refuse('request-malformed', { reason: 'Bad Expires' });
    const seconds = Math.min(asked ?? of.defaultExpiresSec, this.options.maxExpiresSec);
    // RFC 6665 §4.2.1.1: an hour is never too brief.
    if (seconds > 0 && seconds < of.minExpiresSec && seconds < 3600)
      return refuse('interval-too-brief', { headers: { [HEADERS.MIN_EXPIRES]: String(of.minExpiresSec) } });
    const dialogId = `${incoming.callId};from-tag=${incoming.from.tag ?? ''}`;
    const id = subscriptionId(dialogId, event, eventId);
    const known = this.#held.get(id);
    if (incoming.to.tag !== undefined) return this.#refresh(known ?? (await this.#takeOver(id)), seconds, watcher);

    const type = acceptedType(incoming, of.types);
    if (type === undefined) return refuse('accept-refused', { headers: { [HEADERS.ACCEPT]: of.types.join(', ') } });
    const { user, host } = incoming.requestUri;
    const { kind, id: endpointId, userId, brandId, clientId, name, domain } = watcher;
    const who: Watcher = { kind, id: endpointId, userId, brandId, clientId, name, domain };
    const found = await this.#find(of, { user, host: isOurDomain(snapshot, host) ? host : domain, watcher: who, snapshot });
    if (!found.ok) return refuse(found.error);
    const lists = supports(incoming, OPTION_TAG);
    if (found.value.list !== undefined && !lists) return refuse('extension-required', { headers: { [HEADERS.REQUIRE]: OPTION_TAG } });
    if (
      seconds > 0 &&
      (this.#held.size >= this.options.maxSubscriptions || (this.#perWatcher.get(watcherKey(who)) ?? 0) >= this.options.maxPerWatcher)
    )
      return refuse('subscriptions-exhausted', { headers: { [HEADERS.RETRY_AFTER]: '60' } });
    const nowMs = this.options.clock.nowMs();
    if (known) this.#drop(known);
    const held = newHeld(
      {
        id,
        dialogId,
        event,
        ...(eventId === undefined ? {} : { eventId }),
        user,
        host: isOurDomain(snapshot, host) ? host : domain,
        watcher: who,
        transport: incoming.source.protocol,
        type,
        lists,
        createdAtMs: nowMs,
        expiresAtMs: nowMs + seconds * 1000,
        version: 0,
        writtenAtMs: nowMs,
      },
      of,
      found.value,
    );
    this.#hold(held);
    if (seconds > 0) this.options.store.save(held.subscription);
    else held.ending = 'timeout';
    this.#afterAnswer(held);
    return granted(held, seconds);
  }

  /** Nobody subscribed, but the phone is known to want it (SX-19): it is told as long as it is registered. */
  async imply(event: string, watcher: Watcher, type: string): Promise<void> {
    const of = this.#packages.get(event);
    const id = impliedId(event, watcher);
    const nowMs = this.options.clock.nowMs();
    const known = this.#held.get(id);
    if (!of) return;
    if (known) return this.#want(known, 'all');
    const { name: user, domain: host } = watcher;
    const found = await this.#find(of, { user, host, watcher, snapshot: this.options.snapshot() });
    if (!found.ok) return;
    const held = newHeld(
      // It ends with the registration, not by itself.
      { id, dialogId: '', event, user, host, watcher, transport: 'udp', type, lists: false, createdAtMs: nowMs, expiresAtMs: nowMs + YEAR_MS, version: 0, writtenAtMs: nowMs }, // prettier-ignore
      of,
      found.value,
    );
    this.#hold(held);
    this.options.store.save(held.subscription);
    this.#want(held, 'all');
  }

  /** The phone registered: what could not be delivered is tried again. Costs nothing when there is nothing. */
  reachable(aor: string): void {
    for (const held of [...(this.#undelivered.get(aor) ?? [])]) this.#want(held, 'all');
  }

  /** The phone has no contact any more: nobody is left who could be told without having asked. */
  away({ kind, id }: Pick<Watcher, 'kind' | 'id'>): void {
    for (const event of this.#packages.keys()) {
      const held = this.#held.get(impliedId(event, { kind, id }));
      if (held) this.#forget(held);
    }
  }

  /** What is watched under that key may look different now. */
  changed(event: string, key: string): void {
    for (const held of this.#byKey.get(`${event} ${key}`) ?? []) {
      if (held.list !== undefined) (held.changed ??= new Set()).add(key);
      this.#want(held, 'changed');
    }
  }

  /** All of a package that a client's watchers see may look different. */
  changedOf(event: string, clientId: number | null): void {
    for (const held of this.#heldOf(clientId))
      if (held.package.event === event) this.#want(held, held.list === undefined ? 'changed' : 'all');
  }

  /** The configuration of a client (null: of all) changed: targets may lead elsewhere, or nowhere, or may not be watched any more. */
  async relocate(clientId: number | null): Promise<void> {
    const snapshot = this.options.snapshot();
    for (const held of [...this.#heldOf(clientId)]) {
      const { user, host, watcher } = held.subscription;
      let found: Result<Found, Cause>;
      try {
        found = await this.#find(held.package, { user, host, watcher, snapshot });
      } catch (thrown) {
        this.options.logger.debug('a subscription was not looked at again', { id: held.subscription.id, reason: messageOf(thrown) });
        continue;
      }
      if (held.gone) continue;
      if (!found.ok) {
        this.#end(held, found.error === 'number-unknown' ? 'noresource' : 'rejected');
        continue;
      }
      const keys = (located: readonly Located[]): string => located.map(({ key, name }) => `${key} ${name}`).join();
      if (keys(found.value.located) === keys(held.located)) continue;
      this.#unindex(held);
      held.located = found.value.located;
      held.list = found.value.list;
      this.#index(held);
      this.#want(held, 'all');
    }
  }

  /** Holds what an earlier life of this process, or another process, left behind. Their watchers hear how things are now. */
  async adopt(subscriptions: readonly Subscription[]): Promise<void> {
    for (const subscription of subscriptions) await this.#adopt(subscription);
  }

  expire(): void {
    for (const held of this.#expiry.take(this.options.clock.nowMs())) this.#end(held, 'timeout');
  }

  close(): void {
    clearInterval(this.#ticker);
    for (const held of this.#held.values()) clearTimeout(held.timer);
  }

  async #adopt(subscription: Subscription): Promise<Held | undefined> {
    const of = this.#packages.get(subscription.event);
    const nowMs = this.options.clock.nowMs();
    if (!of || subscription.expiresAtMs <= nowMs || this.#held.has(subscription.id)) {
      if (!this.#held.has(subscription.id)) this.options.store.remove(subscription.id);
      return undefined;
    }
    const { user, host, watcher } = subscription;
    const found = await this.#find(of, { user, host, watcher, snapshot: this.options.snapshot() }).catch(() => undefined);
    if (this.#held.has(subscription.id)) return this.#held.get(subscription.id);
    // With the directory away it is held, and located by the next change.
    const held = newHeld(subscription, of, found?.ok ? found.value : { list: undefined, located: [] });
    held.version = versionNow(subscription, nowMs);
    this.#hold(held);
    if (found && !found.ok) this.#end(held, found.error === 'number-unknown' ? 'noresource' : 'rejected');
    else this.#want(held, 'all');
    return held;
  }

  async #takeOver(id: string): Promise<Held | undefined> {
    const subscription = await this.options.store.takeOver(id);
    return subscription && this.#adopt(subscription);
  }

  #refresh(held: Held | undefined, seconds: number, watcher: Endpoint): Final {
    if (!held || held.gone || held.ending) return refuse('subscription-unknown');
    const { watcher: owner } = held.subscription;
    if (owner.kind !== watcher.kind || owner.id !== watcher.id) return refuse('credentials-refused');
    const nowMs = this.options.clock.nowMs();
    held.subscription = { ...held.subscription, expiresAtMs: nowMs + seconds * 1000, version: held.version, writtenAtMs: nowMs };
    if (seconds === 0) {
      held.ending = 'timeout';
      this.#expiry.delete(held);
    } else {
      this.#expiry.set(held, held.subscription.expiresAtMs);
      this.options.store.save(held.subscription);
    }
    this.#afterAnswer(held);
    return granted(held, seconds);
  }

  /** The target, or the members of the list it names; a cause when there is none that may be watched. */
  async #find(of: EventPackage, wanted: Wanted): Promise<Result<Found, Cause>> {
    const { user, host, watcher, snapshot } = wanted;
    if (isPresenceOff(snapshot, `${user}@${host}`) || isPresenceOff(snapshot, `${watcher.name}@${watcher.domain}`))
      return err('presence-off');
    const found = of.hasLists ? await this.options.listOf(wanted) : undefined;
    if (found) {
      const located: Located[] = [];
      for (const member of found.members) {
        const one = await of.locate({ ...wanted, user: member.key });
        if (one.ok) located.push({ ...one.value, entity: member.entity, name: member.name });
      }
      return ok({ list: found.name, located });
    }
    const located = await of.locate(wanted);
    return located.ok ? ok({ list: undefined, located: [located.value] }) : located;
  }

  #hold(held: Held): void {
    const { id, watcher, expiresAtMs } = held.subscription;
    this.#held.set(id, held);
    this.#countFor(watcher, 1);
    const ofClient = this.#byClient.get(watcher.clientId);
    if (ofClient) ofClient.add(held);
    else this.#byClient.set(watcher.clientId, new Set([held]));
    this.#expiry.set(held, expiresAtMs);
    this.#index(held);
  }

  #index(held: Held): void {
    for (const { key } of held.located) {
      const name = `${held.package.event} ${key}`;
      const watching = this.#byKey.get(name);
      if (watching) watching.add(held);
      else this.#byKey.set(name, new Set([held]));
    }
  }

  #unindex(held: Held): void {
    for (const { key } of held.located) {
      const name = `${held.package.event} ${key}`;
      const watching = this.#byKey.get(name);
      watching?.delete(held);
      if (watching?.size === 0) this.#byKey.delete(name);
    }
  }

  /** Out of memory, without a word. */
  #drop(held: Held): void {
    if (held.gone) return;
    held.gone = true;
    this.#stopWaiting(held);
    this.#ready.delete(held);
    this.#expiry.delete(held);
    this.#unindex(held);
    const { id, watcher } = held.subscription;
    if (this.#held.get(id) === held) this.#held.delete(id);
    this.#countFor(watcher, -1);
    const ofClient = this.#byClient.get(watcher.clientId);
    ofClient?.delete(held);
    if (ofClient?.size === 0) this.#byClient.delete(watcher.clientId);
  }

  #forget(held: Held): void {
    this.#drop(held);
    this.options.store.remove(held.subscription.id);
  }

  #end(held: Held, reason: EndReason): void {
    if (held.gone || held.ending) return;
    this.#expiry.delete(held);
    if (held.subscription.dialogId === '') return this.#forget(held);
    held.ending = reason;
    this.#want(held, 'all');
  }

  /** The answer to the SUBSCRIBE goes out when its route has ended, the NOTIFY behind it. */
  #afterAnswer(held: Held): void {
    setImmediate(() => this.#want(held, 'all'));
  }

  #want(held: Held, what: 'changed' | 'all'): void {
    if (held.gone) return;
    held.wants = what === 'all' ? 'all' : held.wants === 'all' ? 'all' : 'changed';
    if (held.isBusy) return;
    this.#stopWaiting(held);
    const waitMs = what === 'all' ? 0 : held.sentAtMs + held.package.minIntervalMs - this.options.clock.nowMs();
    if (waitMs <= 0) return this.#makeReady(held);
    this.#later(held, waitMs);
  }

  #stopWaiting(held: Held): void {
    if (held.timer === undefined) return;
    clearTimeout(held.timer);
    held.timer = undefined;
    const aor = aorOf(held.subscription.watcher);
    const others = this.#undelivered.get(aor);
    others?.delete(held);
    if (others?.size === 0) this.#undelivered.delete(aor);
  }

  #later(held: Held, ms: number): void {
    held.timer = setTimeout(() => {
      this.#stopWaiting(held);
      this.#makeReady(held);
    }, ms);
    held.timer.unref();
  }

  #makeReady(held: Held): void {
    this.#ready.add(held);
    this.#pump();
  }

  #pump(): void {
    for (const held of this.#ready) {
      if (this.#underWay >= MAX_UNDER_WAY || !this.options.link.isUp) return;
      this.#ready.delete(held);
      this.#underWay += 1;
      held.isBusy = true;
      this.#notify(held).catch((thrown: unknown) => {
        this.options.logger.warn('a watcher was not told', { id: held.subscription.id, reason: messageOf(thrown) });
        this.#told(held, 'later', false);
      });
    }
  }

  async #notify(held: Held): Promise<void> {
    const isFull = held.wants === 'all';
    // What changes from here on is for the NOTIFY after this one.
    held.wants = 'nothing';
    const isLast = held.ending !== undefined;
    const body = held.ending === 'noresource' || held.ending === 'rejected' ? undefined : await composeNotify(held, isFull);
    if (held.gone || (body === 'unchanged' && !isLast)) return this.#told(held, 'unchanged', false);
    const { dialogId, watcher } = held.subscription;
    const contact = dialogId === '' ? await this.options.contactOf(watcher) : undefined;
    if (dialogId === '' && !contact) return this.#told(held, 'unchanged', isLast);
    held.sentAtMs = this.options.clock.nowMs();
    this.options.link.send(
      {
        method: METHODS.NOTIFY,
        ...(contact ? { uri: contact.uri, nextHop: contact.nextHop } : { dialogId }),
        headers: this.#headersOf(held, body === 'unchanged' ? undefined : body),
        ...(body === undefined || body === 'unchanged' ? {} : { body: body.text }),
      },
      {
        onResponse: ({ status, source_address }) => {
          if (status >= 200) this.#told(held, notifyOutcome(status, source_address !== ''), isLast);
        },
        onFailed: (error) => this.#told(held, /unable to find dialog/i.test(error.message) ? 'ended' : 'later', isLast),
      },
    );
  }

  #headersOf({ subscription, ending, list }: Held, body: NotifyBody | undefined): Readonly<Record<string, string>> {
    const { event, eventId, expiresAtMs, dialogId, watcher, transport } = subscription;
    const left = Math.max(0, Math.round((expiresAtMs - this.options.clock.nowMs()) / 1000));
    const own = `<sip:${watcher.name}@${watcher.domain}>`;
    return {
      [HEADERS.EVENT]: eventId === undefined ? event : `${event};id=${eventId}`,
      [HEADERS.SUBSCRIPTION_STATE]: ending ? `terminated;reason=${ending}` : `active;expires=${left}`,
      ...(list === undefined ? {} : { [HEADERS.REQUIRE]: OPTION_TAG }),
      ...(body ? { [HEADERS.CONTENT_TYPE]: body.type } : {}),
      // RFC 6665 §8.2.1; the engine puts its own address in the place of localhost.
      [HEADERS.CONTACT]: `<sip:${event}@localhost${transport === 'udp' ? '' : `;transport=${transport}`}>`,
      ...(dialogId === '' ? { [HEADERS.FROM]: own, [HEADERS.TO]: own } : {}),
    };
  }

  #told(held: Held, outcome: 'delivered' | 'ended' | 'later' | 'unchanged', wasLast: boolean): void {
    this.#underWay -= 1;
    this.counts[outcome] += 1;
    held.isBusy = false;
    if (held.gone) return this.#pump();
    if (wasLast || outcome === 'ended') {
      if (outcome === 'ended') this.options.logger.info('a watcher is gone', { id: held.subscription.id, event: held.package.event });
      this.#forget(held);
    } else if (outcome === 'later') {
      held.wants = 'all';
      this.#later(held, RETRY_MS);
      const aor = aorOf(held.subscription.watcher);
      const others = this.#undelivered.get(aor);
      if (others) others.add(held);
      else this.#undelivered.set(aor, new Set([held]));
    } else if (held.wants !== 'nothing') this.#want(held, held.wants);
    this.#pump();
  }

  #countFor(watcher: Watcher, by: 1 | -1): void {
    const key = watcherKey(watcher);
    const count = (this.#perWatcher.get(key) ?? 0) + by;
    if (count > 0) this.#perWatcher.set(key, count);
    else this.#perWatcher.delete(key);
  }

  #heldOf(clientId: number | null): Iterable<Held> {
    return clientId === null ? this.#held.values() : (this.#byClient.get(clientId) ?? []);
  }
}

const impliedId = (event: string, { kind, id }: Pick<Watcher, 'kind' | 'id'>): string => `implied|${event}|${kind}:${id}`;
const watcherKey = ({ kind, id }: Watcher): string => `${kind}:${id}`;
const YEAR_MS = 365 * 24 * 3_600_000;

/** Whoever only asked once, or has left, is not kept anywhere. */
const isStored = ({ ending, gone }: Held): boolean => !ending && !gone;

const granted = ({ list }: Held, seconds: number): Final =>
  reply(200, {
    reason: 'OK',
    headers: { [HEADERS.EXPIRES]: String(seconds), ...(list === undefined ? {} : { [HEADERS.REQUIRE]: OPTION_TAG }) },
  });

/** Phones may ask our address instead of a domain. */
const isOurDomain = (snapshot: Snapshot, host: string): boolean =>
  snapshot.by('client', 'domain', host).length > 0 || snapshot.by('brand', 'domain', host).length > 0;
