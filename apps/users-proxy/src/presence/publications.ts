import type { Incoming } from '@switchyard/b2bua';
import { refuse, reply, type Final } from '@switchyard/call-flow';
import type { Clock } from '@switchyard/kernel';
import { aorOf, type Endpoint } from '@switchyard/model';
import { HEADERS, randomToken } from '@switchyard/sip';
import { PIDF, readPidf, type PresenceTuple } from './documents/pidf.js';
import { eventOf, expiresOf } from './subscribe-request.js';

/** What one phone said of itself, until when (RFC 3903). */
export interface Publication {
  readonly tuples: readonly PresenceTuple[];
  readonly expiresAtMs: number;
}

export interface PublicationStore {
  /** By entity tag, newest first; what has expired is left out. */
  readonly read: (aor: string) => Promise<ReadonlyMap<string, Publication>>;
  /** Puts `next` in the place of `tag`; null: removes it. False when there is no such tag. `tag` undefined: a new one. */
  readonly replace: (
    aor: string,
    tag: string | undefined,
    next: readonly [tag: string, publication: Publication] | null,
  ) => Promise<boolean>;
}

export interface PublicationLimits {
  readonly minExpiresSec: number;
  readonly maxExpiresSec: number;
  readonly defaultExpiresSec: number;
}

/** Publications of one address: phones, softphones, browsers. */
const MAX_PER_ADDRESS = 10;

/** A PUBLISH of a phone about itself (RFC 3903 §6). */
export async function publish(
  { incoming, endpoint }: { readonly incoming: Incoming; readonly endpoint: Endpoint },
  deps: { readonly store: PublicationStore; readonly limits: PublicationLimits; readonly clock: Clock; readonly events: string },
): Promise<Final> {
  const { store, limits, clock } = deps;
  if (eventOf(incoming).event !== 'presence') return refuse('event-refused', { headers: { [HEADERS.ALLOW_EVENTS]: 'presence' } });
  const { user } = incoming.requestUri;
  if (user !== endpoint.name && user !== endpoint.extension) return refuse('watch-refused');
  const asked = expiresOf(incoming);
  if (asked === null) return refuse('request-malformed', { reason: 'Bad Expires' });
  const seconds = Math.min(asked ?? limits.defaultExpiresSec, limits.maxExpiresSec);
  if (seconds > 0 && seconds < limits.minExpiresSec)
    return refuse('interval-too-brief', { headers: { [HEADERS.MIN_EXPIRES]: String(limits.minExpiresSec) } });
  const aor = aorOf(endpoint);
  const before = incoming.header(HEADERS.SIP_IF_MATCH)?.trim();
  if (seconds === 0) {
    if (before === undefined) return refuse('request-malformed', { reason: 'Missing SIP-If-Match' });
    return (await store.replace(aor, before, null)) ? granted(before, 0) : refuse('etag-unknown');
  }
  const known = await store.read(aor);
  if (before !== undefined && !known.has(before)) return refuse('etag-unknown');
  const tuples = tuplesOf(incoming, before === undefined ? undefined : known.get(before)?.tuples);
  if (!Array.isArray(tuples)) return tuples as Final;
  if (before === undefined && known.size >= MAX_PER_ADDRESS) return refuse('subscriptions-exhausted', { reason: 'Too Many Publications' });
  const tag = randomToken();
  const isDone = await store.replace(aor, before, [tag, { tuples, expiresAtMs: clock.nowMs() + seconds * 1000 }]);
  return isDone ? granted(tag, seconds) : refuse('etag-unknown');
}

/** The document of the body; without one, a refresh keeps what there was (RFC 3903 §4.1, table 1). */
function tuplesOf({ body, contentType }: Incoming, kept: readonly PresenceTuple[] | undefined): readonly PresenceTuple[] | Final {
  if (body === '') return kept ?? refuse('request-malformed', { reason: 'Missing Body' });
  if ((contentType ?? '').split(';')[0]?.trim().toLowerCase() !== PIDF)
    return refuse('content-refused', { headers: { [HEADERS.ACCEPT]: PIDF } });
  const read = readPidf(body);
  return read.ok ? read.value : refuse('request-malformed', { reason: `Bad Presence Document: ${read.error.slice(0, 80)}` });
}

const granted = (tag: string, seconds: number): Final =>
  reply(200, { reason: 'OK', headers: { [HEADERS.SIP_ETAG]: tag, [HEADERS.EXPIRES]: String(seconds) } });
