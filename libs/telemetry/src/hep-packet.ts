import { isIPv4, isIPv6 } from 'node:net';

/** Chunk types of vendor 0 (HEP/EEP rev. 36). */
const CHUNK = {
  FAMILY: 1,
  PROTOCOL: 2,
  SOURCE_V4: 3,
  DESTINATION_V4: 4,
  SOURCE_V6: 5,
  DESTINATION_V6: 6,
  SOURCE_PORT: 7,
  DESTINATION_PORT: 8,
  SECONDS: 9,
  MICROSECONDS: 10,
  PAYLOAD_TYPE: 11,
  AGENT: 12,
  PAYLOAD: 15,
  CORRELATION: 17,
  NODE_NAME: 19,
} as const;
const HEAD_BYTES = 6;
const CHUNK_HEAD_BYTES = 6;
const AF_INET = 2;
const AF_INET6 = 10;
const SIP_PAYLOAD = 1;
const MAPPED = '::ffff:';

export interface HepPacket {
  readonly payload: Buffer;
  /** 17 UDP, 6 TCP: what is under TLS and WebSocket too. */
  readonly ipProtocol: 6 | 17;
  readonly source: { readonly address: string; readonly port: number };
  readonly destination: { readonly address: string; readonly port: number };
  /** Milliseconds since the epoch; fractions become microseconds. */
  readonly timeMs: number;
  readonly agentId: number;
  readonly nodeName: string | undefined;
  readonly correlationId: string;
}

/** One HEPv3 packet, the payload last. Throws when an address is none, or when the two are of different families. */
export function encodeHep(packet: HepPacket): Buffer {
  const source = plain(packet.source.address);
  const destination = plain(packet.destination.address);
  const isV4 = isIPv4(source) && isIPv4(destination);
  if (!isV4 && !(isIPv6(source) && isIPv6(destination))) {
    throw new TypeError(`'${source}' and '${destination}' are not two addresses of one family`);
  }
  const seconds = Math.floor(packet.timeMs / 1_000);
  const chunks: Array<readonly [type: number, value: Buffer]> = [
    [CHUNK.FAMILY, Buffer.of(isV4 ? AF_INET : AF_INET6)],
    [CHUNK.PROTOCOL, Buffer.of(packet.ipProtocol)],
    [isV4 ? CHUNK.SOURCE_V4 : CHUNK.SOURCE_V6, isV4 ? bytesOfV4(source) : bytesOfV6(source)],
    [isV4 ? CHUNK.DESTINATION_V4 : CHUNK.DESTINATION_V6, isV4 ? bytesOfV4(destination) : bytesOfV6(destination)],
    [CHUNK.SOURCE_PORT, uint16(packet.source.port)],
    [CHUNK.DESTINATION_PORT, uint16(packet.destination.port)],
    [CHUNK.SECONDS, uint32(seconds)],
    [CHUNK.MICROSECONDS, uint32(Math.floor((packet.timeMs - seconds * 1_000) * 1_000))],
    [CHUNK.PAYLOAD_TYPE, Buffer.of(SIP_PAYLOAD)],
    [CHUNK.AGENT, uint32(packet.agentId)],
    ...(packet.nodeName === undefined ? [] : [[CHUNK.NODE_NAME, Buffer.from(packet.nodeName)] as const]),
    [CHUNK.CORRELATION, Buffer.from(packet.correlationId)],
    [CHUNK.PAYLOAD, packet.payload],
  ];
  const length = chunks.reduce((sum, [, value]) => sum + CHUNK_HEAD_BYTES + value.length, HEAD_BYTES);
  const out = Buffer.allocUnsafe(length);
  out.write('HEP3', 0, 'latin1');
  out.writeUInt16BE(length, 4);
  let at = HEAD_BYTES;
  for (const [type, value] of chunks) {
    out.writeUInt16BE(0, at);
    out.writeUInt16BE(type, at + 2);
    out.writeUInt16BE(CHUNK_HEAD_BYTES + value.length, at + 4);
    at += CHUNK_HEAD_BYTES + value.copy(out, at + CHUNK_HEAD_BYTES);
  }
  return out;
}

/** A dual-stack socket shows IPv4 peers as `::ffff:192.0.2.1`. */
const plain = (address: string): string =>
  address.startsWith(MAPPED) && isIPv4(address.slice(MAPPED.length)) ? address.slice(MAPPED.length) : address;

const bytesOfV4 = (address: string): Buffer => Buffer.from(address.split('.').map(Number));

function bytesOfV6(address: string): Buffer {
  const bare = address.replace(/%.*$/, '');
  const [left = '', right] = bare.split('::');
  const head = groups(left);
  const tail = right === undefined ? [] : groups(right);
  const out = Buffer.alloc(16);
  head.forEach((group, i) => out.writeUInt16BE(group, i * 2));
  tail.forEach((group, i) => out.writeUInt16BE(group, 16 - (tail.length - i) * 2));
  return out;
}

/** Groups of 16 bits; the last may be written as an IPv4 address. */
function groups(text: string): number[] {
  if (text === '') return [];
  return text.split(':').flatMap((group) => {
    if (!group.includes('.')) return [Number.parseInt(group, 16)];
    const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
    return [a * 256 + b, c * 256 + d];
  });
}

function uint16(value: number): Buffer {
  const out = Buffer.allocUnsafe(2);
  out.writeUInt16BE(value & 0xffff);
  return out;
}

function uint32(value: number): Buffer {
  const out = Buffer.allocUnsafe(4);
  out.writeUInt32BE(value >>> 0);
  return out;
}
