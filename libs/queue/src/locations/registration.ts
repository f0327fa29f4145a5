import { createHash } from 'node:crypto';

/** The flow a REGISTER came over. */
export interface SourceFlow {
  readonly protocol: string;
  readonly address: string;
  readonly port: number;
}

/** One binding of an address of record to a contact, as it lies in Redis. */
export interface Registration {
  /** Contact URI without `<>`, headers and password. */
  readonly contact: string;
  readonly source: SourceFlow;
  /** Our `address:port` it came to; null when the SIP engine does not say. */
  readonly receivedOn: string | null;
  readonly callId: string;
  readonly cseq: number;
  /** Whole seconds: it is granted so long. */
  readonly expiresAtMs: number;
  readonly userAgent: string;
  /** Preference among the contacts of the AoR, 0 to 1000 thousandths (RFC 3261 §20.10). */
  readonly q: number;
  /** Path values (RFC 3327), the nearest edge first: the Route of requests to this contact. Only of edges that are trusted. */
  readonly path: readonly string[];
  /** Instance id of the device without quotes and `<>` (RFC 5626 §4.1). */
  readonly instance?: string;
  /** Number of this flow of that instance (RFC 5626 §4.2). */
  readonly regId?: number;
  /** Pings in a row that nobody answered. */
  readonly silentPings: number;
}

/** Announced on `LOCATION_NOTICES` whenever the contacts of an AoR are others than before; a refresh alone is not. */
export interface LocationNotice {
  readonly aor: string;
  /** The process that made the change. */
  readonly by: string;
}

export const LOCATION_NOTICES = 'sy:loc-changed';
export const locationKey = (aor: string): string => `sy:loc:${aor}`;

/** A short name of a contact among those of its AoR, the same as long as it is registered: by which the portal removes it. */
export const contactIdOf = ({ contact, instance, regId }: Pick<Registration, 'contact' | 'instance' | 'regId'>): string =>
  createHash('sha256')
    .update(instance !== undefined && regId !== undefined ? `${instance} ${regId}` : contact)
    .digest('base64url')
    .slice(0, 12);
