import { messageOf, type Logger } from '@switchyard/kernel';
import type { Locations } from '../ports/locations.port.js';
import type { WakeUps } from '../ports/wake-ups.port.js';
import { pushTargetOf, type PushTarget } from './push.js';
import { deviceOf, type Registration } from './registration.js';

export interface WakeRequest extends PushTarget {
  readonly aor: string;
  readonly why: 'call' | 'message';
}

export interface PhoneWakerOptions {
  readonly locations: Pick<Locations, 'contactsOf' | 'onChange'>;
  /** Tells the push service; rejects when it cannot be told. */
  readonly push: (request: WakeRequest) => Promise<void>;
  /** How long a phone has to register again. */
  readonly waitMs: number;
  readonly logger: Logger;
  /** How often the contacts are looked at meanwhile: a refresh at another proxy is not announced. */
  readonly lookEveryMs?: number;
}

const LOOK_EVERY_MS = 1000;
/** Calls that wake phones at a time; more are rung without. */
const MAX_WAKING = 10_000;

/**
 * Wakes phones by push and waits for their binding refresh (RFC 8599 §5.6.2). A phone that several calls wait for is pushed once. When the
 * push service does not take the request, the contact is rung as it is: maybe the phone is awake.
 */
export class PhoneWaker implements WakeUps {
  readonly #waking = new Map<string, Promise<Registration | undefined>>();

  constructor(private readonly options: PhoneWakerOptions) {}

  readonly wake: WakeUps['wake'] = (aor, contact, why) => {
    const target = pushTargetOf(contact.contact);
    if (!target) return undefined;
    const key = `${target.provider} ${target.prid}`;
    const known = this.#waking.get(key);
    if (known) return known;
    if (this.#waking.size >= MAX_WAKING) return undefined;
    const waking = this.#wake({ ...target, aor, why }, contact).finally(() => this.#waking.delete(key));
    this.#waking.set(key, waking);
    return waking;
  };

  async #wake(request: WakeRequest, before: Registration): Promise<Registration | undefined> {
    const { push, waitMs, logger } = this.options;
    const { aor, provider } = request;
    const waiting = this.#awaitRefresh(aor, before);
    try {
      await push(request);
    } catch (thrown) {
      logger.warn('a phone could not be woken', { aor, provider, reason: messageOf(thrown) });
      waiting.stop();
      return before;
    }
    const woken = await waiting.refreshed;
    if (!woken) logger.info('a phone was pushed and did not register', { aor, provider, waitMs });
    return woken;
  }

  #awaitRefresh(aor: string, before: Registration): { readonly refreshed: Promise<Registration | undefined>; readonly stop: () => void } {
    const { locations, waitMs, lookEveryMs = LOOK_EVERY_MS } = this.options;
    let finish: (found: Registration | undefined) => void = () => undefined;
    const refreshed = new Promise<Registration | undefined>((resolve) => (finish = resolve));
    const look = (): void =>
      void locations.contactsOf(aor).then(
        (contacts) => {
          const found = contacts.find((now) => isRefreshOf(now, before));
          if (found) stop(found);
        },
        () => undefined, // looked at again in a moment
      );
    const unlisten = locations.onChange((changed) => {
      if (changed === aor) look();
    });
    const timers = [setInterval(look, lookEveryMs), setTimeout(() => stop(undefined), waitMs)] as const;
    const stop = (found: Registration | undefined): void => {
      unlisten();
      clearInterval(timers[0]);
      clearTimeout(timers[1]);
      finish(found);
    };
    return { refreshed, stop: () => stop(undefined) };
  }
}

/** The same phone, by its push name or as a device, registered anew. */
function isRefreshOf(now: Registration, before: Registration): boolean {
  if (now.callId === before.callId && now.cseq === before.cseq) return false;
  const [theirs, known] = [pushTargetOf(now.contact), pushTargetOf(before.contact)];
  return deviceOf(now) === deviceOf(before) || (theirs !== undefined && theirs.prid === known?.prid && theirs.provider === known.provider);
}
