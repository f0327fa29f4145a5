import { createCipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** The suite that every SRTP phone knows (RFC 3711, RFC 4568 §6.2.1). */
export const SRTP_SUITE = 'AES_CM_128_HMAC_SHA1_80';
const KEY_BYTES = 16;
const SALT_BYTES = 14;
const AUTH_KEY_BYTES = 20;
const TAG_BYTES = 10;
const RTP_HEADER_BYTES = 12;

/** A fresh master key and salt as they stand after `inline:`. */
export const newSrtpKey = (): string => randomBytes(KEY_BYTES + SALT_BYTES).toString('base64');

/** The key of our suite in a description. */
export const srtpKeyIn = (sdp: string): string | undefined =>
  new RegExp(`^a=crypto:\\d+ ${SRTP_SUITE} inline:([A-Za-z0-9+/=]+)`, 'm').exec(sdp)?.[1];

/** One direction of an SRTP stream of a test: less than 65536 packets, no header extensions, no MKI. */
export class SrtpStream {
  readonly #key: Buffer;
  readonly #salt: Buffer;
  readonly #authKey: Buffer;

  /** `inline`: master key and salt, base64. */
  constructor(inline: string) {
    const master = Buffer.from(inline, 'base64');
    if (master.length !== KEY_BYTES + SALT_BYTES) throw new RangeError(`an SRTP key has 30 bytes, this one ${master.length}`);
    const [key, salt] = [master.subarray(0, KEY_BYTES), master.subarray(KEY_BYTES)];
    this.#key = derive(key, salt, 0, KEY_BYTES);
    this.#authKey = derive(key, salt, 1, AUTH_KEY_BYTES);
    this.#salt = derive(key, salt, 2, SALT_BYTES);
  }

  /** RFC 3711 §3.3. */
  protect(packet: Buffer): Buffer {
    const encrypted = this.#crypt(packet);
    return Buffer.concat([encrypted, this.#tag(encrypted)]);
  }

  /** The packet in clear; undefined when its tag is not right. */
  unprotect(packet: Buffer): Buffer | undefined {
    if (packet.length < RTP_HEADER_BYTES + TAG_BYTES) return undefined;
    const [encrypted, tag] = [packet.subarray(0, -TAG_BYTES), packet.subarray(-TAG_BYTES)];
    return timingSafeEqual(tag, this.#tag(encrypted)) ? this.#crypt(encrypted) : undefined;
  }

  #crypt(packet: Buffer): Buffer {
    const iv = Buffer.alloc(16);
    this.#salt.copy(iv);
    xor(iv, 4, packet.subarray(8, 12)); // SSRC
    xor(iv, 12, packet.subarray(2, 4)); // index: the sequence number, as the roll-over counter stays 0
    const payload = createCipheriv('aes-128-ctr', this.#key, iv).update(packet.subarray(RTP_HEADER_BYTES));
    return Buffer.concat([packet.subarray(0, RTP_HEADER_BYTES), payload]);
  }

  #tag(encrypted: Buffer): Buffer {
    return createHmac('sha1', this.#authKey).update(encrypted).update(Buffer.alloc(4)).digest().subarray(0, TAG_BYTES);
  }
}

/** RFC 3711 §4.3.1 with a key derivation rate of 0. */
function derive(key: Buffer, salt: Buffer, label: number, bytes: number): Buffer {
  const iv = Buffer.alloc(16);
  salt.copy(iv);
  iv[7] = (iv[7] ?? 0) ^ label;
  return createCipheriv('aes-128-ctr', key, iv).update(Buffer.alloc(bytes));
}

function xor(into: Buffer, at: number, other: Buffer): void {
  for (const [index, byte] of other.entries()) into[at + index] = (into[at + index] ?? 0) ^ byte;
}
