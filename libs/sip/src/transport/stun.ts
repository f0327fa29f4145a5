import { isIPv6 } from 'node:net';
import { crc32 } from 'node:zlib';
import { err, ok, type Result } from '@switchyard/kernel';
import type { Endpoint } from './flow.js';

const HEADER_BYTES = 20;
const COOKIE = 0x2112a442;
const BINDING_REQUEST = 0x0001;
const BINDING_SUCCESS = 0x0101;
const BINDING_ERROR = 0x0111;
const ATTRIBUTE = { errorCode: 0x0009, unknownAttributes: 0x000a, xorMappedAddress: 0x0020, fingerprint: 0x8028 } as const;
/** Attributes below this must be understood, or the request is refused (RFC 5389 §15). */
const OPTIONAL_FROM = 0x8000;
const FINGERPRINT_XOR = 0x5354554e;
/** What a binding request may ask for that we can ignore: user name, integrity, realm and nonce are not used on a SIP port (RFC 5626 §8). */
const MAX_BYTES = 548;

/**
 * Answers a STUN binding request that came to a SIP port (RFC 5626 §8, RFC 5389): where the datagram came from, in XOR-MAPPED-ADDRESS.
 * Errors say which rule the datagram broke; it is dropped then.
 */
export function answerStun(data: Buffer, source: Endpoint): Result<Buffer, string> {
  if (data.length < HEADER_BYTES || data.length > MAX_BYTES) return err(`a STUN request has ${HEADER_BYTES} to ${MAX_BYTES} bytes`);
  if (data.readUInt16BE(0) !== BINDING_REQUEST) return err('not a binding request');
  if (data.readUInt32BE(4) !== COOKIE) return err('the magic cookie is missing');
  if (data.readUInt16BE(2) !== data.length - HEADER_BYTES || data.length % 4 !== 0) return err('the length is wrong');
  const unknown: number[] = [];
  let wantsFingerprint = false;
  for (let at = HEADER_BYTES; at < data.length;) {
    if (at + 4 > data.length) return err('an attribute is cut off');
    const type = data.readUInt16BE(at);
    const length = data.readUInt16BE(at + 2);
    const next = at + 4 + Math.ceil(length / 4) * 4;
    if (next > data.length) return err('an attribute is longer than the message');
    if (type === ATTRIBUTE.fingerprint) {
      if (length !== 4 || next !== data.length || data.readUInt32BE(at + 4) !== fingerprintOf(data.subarray(0, at)))
        return err('the fingerprint is wrong');
      wantsFingerprint = true;
    } else if (type < OPTIONAL_FROM) unknown.push(type);
    at = next;
  }
  const transaction = data.subarray(4, HEADER_BYTES);
  const attributes = unknown.length > 0 ? refusal(unknown) : [attribute(ATTRIBUTE.xorMappedAddress, xorAddress(source, transaction))];
  return ok(message(unknown.length > 0 ? BINDING_ERROR : BINDING_SUCCESS, transaction, attributes, wantsFingerprint));
}

/** 420 with the list of what was not understood (RFC 5389 §7.3.1). */
function refusal(unknown: readonly number[]): Buffer[] {
  const list = Buffer.alloc(unknown.length * 2);
  unknown.forEach((type, at) => list.writeUInt16BE(type, at * 2));
  const code = Buffer.concat([Buffer.from([0, 0, 4, 20]), Buffer.from('Unknown Attribute')]);
  return [attribute(ATTRIBUTE.errorCode, code), attribute(ATTRIBUTE.unknownAttributes, list)];
}

function attribute(type: number, value: Buffer): Buffer {
  const bytes = Buffer.alloc(4 + Math.ceil(value.length / 4) * 4);
  bytes.writeUInt16BE(type, 0);
  bytes.writeUInt16BE(value.length, 2);
  value.copy(bytes, 4);
  return bytes;
}

/** RFC 5389 §15.2: port and address xor-ed with cookie and transaction, so that helpful NATs do not rewrite them. */
function xorAddress({ address, port }: Endpoint, transaction: Buffer): Buffer {
  const host = isIPv6(address) ? ipv6Bytes(address) : Buffer.from(address.split('.').map(Number));
  const bytes = Buffer.alloc(4 + host.length);
  bytes[1] = host.length === 16 ? 2 : 1;
  bytes.writeUInt16BE(port ^ (COOKIE >>> 16), 2);
  host.forEach((byte, at) => (bytes[4 + at] = byte ^ (transaction[at] ?? 0)));
  return bytes;
}

function ipv6Bytes(address: string): Buffer {
  const bytes = Buffer.alloc(16);
  // An IPv4 tail counts as two groups.
  const text = (address.split('%')[0] ?? '').replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_all, ...parts: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = parts.slice(0, 4).map(Number);
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  });
  const [head = '', tail] = text.split('::');
  const groups = (part: string | undefined): number[] => (part ? part.split(':').map((group) => Number.parseInt(group, 16)) : []);
  groups(head).forEach((group, at) => bytes.writeUInt16BE(group, at * 2));
  const last = groups(tail);
  last.forEach((group, at) => bytes.writeUInt16BE(group, (8 - last.length + at) * 2));
  return bytes;
}

function message(type: number, transaction: Buffer, attributes: readonly Buffer[], withFingerprint: boolean): Buffer {
  const body = Buffer.concat(attributes);
  const head = Buffer.alloc(4);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(body.length + (withFingerprint ? 8 : 0), 2);
  const bytes = Buffer.concat([head, transaction, body]);
  if (!withFingerprint) return bytes;
  const value = Buffer.alloc(4);
  value.writeUInt32BE(fingerprintOf(bytes));
  return Buffer.concat([bytes, attribute(ATTRIBUTE.fingerprint, value)]);
}

/** RFC 5389 §15.5: over everything before it, the length of the message already counting it. */
const fingerprintOf = (before: Buffer): number => (crc32(before) ^ FINGERPRINT_XOR) >>> 0;
