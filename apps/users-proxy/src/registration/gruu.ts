import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import type { Endpoint, EndpointKind } from '@switchyard/model';
import { formatUri, parseUri, type SipUri } from '@switchyard/sip';
import type { Registration } from './registration.js';

/** The two addresses of one device (RFC 5627 §3.1): one that says whose it is, one that does not. */
export interface Gruus {
  readonly public: string;
  readonly temporary: string;
}

/** What a GRUU stands for. */
export interface DeviceAddress {
  /** By name in the domain of the GRUU, or by id when it is a temporary one. */
  readonly of: { readonly name: string } | { readonly kind: EndpointKind; readonly id: number };
  /** The contacts of the device, the newest first, among those of its AoR; empty: it is not registered. */
  readonly pick: (contacts: readonly Registration[]) => readonly Registration[];
}

const TEMPORARY = 'tgruu.';
const KINDS: readonly EndpointKind[] = ['terminal', 'residentialDevice', 'retailAccount', 'friend'];

/**
 * Makes and reads GRUUs without remembering any. A temporary one is one block of AES: kind and id of the endpoint, four bytes of the
 * hashes of instance and Call-ID, and four at random, so that no two look alike to anybody but us. It is good as long as the device is
 * registered under that Call-ID (RFC 5627 §4.2, §5.2).
 */
export class GruuMint {
  readonly #key: Buffer;

  /** Processes that shall understand each other's GRUUs share the key. */
  constructor(key: string) {
    this.#key = Buffer.from(hkdfSync('sha256', key, '', 'temporary gruu', 16));
  }

  /** Undefined when the contact names no device. */
  gruusOf(endpoint: Pick<Endpoint, 'kind' | 'id' | 'name' | 'domain'>, { instance, callId }: Registration): Gruus | undefined {
    if (instance === undefined) return undefined;
    const uri = (user: string, gr: string | undefined): string =>
      formatUri({ scheme: 'sip', user, host: endpoint.domain, params: new Map([['gr', gr]]), headers: '' });
    return { public: uri(endpoint.name, escaped(instance)), temporary: uri(TEMPORARY + this.#seal(endpoint, instance, callId), undefined) };
  }

  /** Undefined: the URI is no GRUU. */
  read(uri: SipUri): DeviceAddress | undefined {
    if (!uri.params.has('gr')) return undefined;
    const gr = uri.params.get('gr');
    if (gr !== undefined) {
      const instance = unescaped(gr);
      return { of: { name: uri.user }, pick: (contacts) => contacts.filter((contact) => contact.instance === instance) };
    }
    return uri.user.startsWith(TEMPORARY) ? this.#open(uri.user.slice(TEMPORARY.length)) : undefined;
  }

  #seal({ kind, id }: Pick<Endpoint, 'kind' | 'id'>, instance: string, callId: string): string {
    const block = Buffer.alloc(16);
    block.writeUInt32BE(id, 0);
    block.writeUInt8(KINDS.indexOf(kind), 4);
    hashOf(instance).copy(block, 5, 0, 4);
    hashOf(callId).copy(block, 9, 0, 4);
    randomBytes(3).copy(block, 13);
    const cipher = createCipheriv('aes-128-ecb', this.#key, null).setAutoPadding(false);
    return Buffer.concat([cipher.update(block), cipher.final()]).toString('base64url');
  }

  #open(token: string): DeviceAddress | undefined {
    const sealed = Buffer.from(token, 'base64url');
    if (sealed.length !== 16) return undefined;
    const decipher = createDecipheriv('aes-128-ecb', this.#key, null).setAutoPadding(false);
    const block = Buffer.concat([decipher.update(sealed), decipher.final()]);
    const kind = KINDS[block.readUInt8(4)];
    if (kind === undefined) return undefined;
    const [instance, callId] = [block.subarray(5, 9), block.subarray(9, 13)];
    const isMeant = (contact: Registration): boolean =>
      contact.instance !== undefined && begins(contact.instance, instance) && begins(contact.callId, callId);
    return { of: { kind, id: block.readUInt32BE(0) }, pick: (contacts) => contacts.filter(isMeant) };
  }
}

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();
const begins = (text: string, start: Buffer): boolean => hashOf(text).subarray(0, start.length).equals(start);

/** As a URI parameter value: `urn:uuid:…` needs no escapes (RFC 3261 §25.1, param-unreserved has the colon). */
const escaped = (instance: string): string => instance.replace(/[^A-Za-z0-9_.!~*'()[\]/:&+$-]/g, (one) => encodeURIComponent(one));
function unescaped(gr: string): string {
  try {
    return decodeURIComponent(gr);
  } catch {
    return gr;
  }
}

/** The GRUU of a Request-URI as on the wire; undefined when it is none. */
export function deviceAddressOf(mint: GruuMint, requestUri: string): DeviceAddress | undefined {
  if (!isDeviceAddress(requestUri)) return undefined;
  const uri = parseUri(requestUri);
  return uri.ok ? mint.read(uri.value) : undefined;
}

/** By the look of it: a `gr` parameter makes a URI a GRUU (RFC 5627 §3.1). */
export const isDeviceAddress = (requestUri: string): boolean => /;gr(?:[=;]|$)/i.test(requestUri);
