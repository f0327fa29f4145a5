import { createSocket } from 'node:dgram';
import { describe, expect, it } from 'vitest';
import { Stack, until } from '../../test/stack.js';
import { answerStun } from './stun.js';

const TRANSACTION = Buffer.from('b7e7a701bc34d686fa87dfae', 'hex');
const COOKIE = Buffer.from('2112a442', 'hex');

function request(attributes = Buffer.alloc(0), type = 1, cookie = COOKIE): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(attributes.length, 2);
  return Buffer.concat([head, cookie, TRANSACTION, attributes]);
}

/** The request of RFC 5769 §2.1, without USERNAME and MESSAGE-INTEGRITY, has this SOFTWARE. */
const SOFTWARE = Buffer.concat([Buffer.from('80220010', 'hex'), Buffer.from('STUN test client')]);

describe('a STUN binding request', () => {
  it.each([
    // The address and port of RFC 5769 §2.2 and §2.3, xor-ed as there.
    ['192.0.2.1', 32_853, '0020000800 01a147e112a643'.replaceAll(' ', '')],
    ['2001:db8:1234:5678:11:2233:4455:6677', 32_853, '002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9'],
  ])('from %s is answered with that address', (address, port, attribute) => {
    const answer = answerStun(request(SOFTWARE), { address, port });
    expect(answer).toEqual({ ok: true, value: expect.any(Buffer) as Buffer });
    if (!answer.ok) return;
    expect(answer.value.toString('hex', 0, 2)).toBe('0101');
    expect(answer.value.toString('hex', 4, 20)).toBe(COOKIE.toString('hex') + TRANSACTION.toString('hex'));
    expect(answer.value.toString('hex', 20)).toBe(attribute);
    expect(answer.value.readUInt16BE(2)).toBe(answer.value.length - 20);
  });

  it('with what it demands to be understood gets 420 and a list', () => {
    const unknown = Buffer.from('0003000400000000', 'hex');
    const answer = answerStun(request(unknown), { address: '192.0.2.1', port: 1 });
    if (!answer.ok) throw new Error(answer.error);
    expect(answer.value.toString('hex', 0, 2)).toBe('0111');
    expect(answer.value.includes('Unknown Attribute')).toBe(true);
    expect(answer.value.subarray(-8).toString('hex')).toBe('000a000200030000');
  });

  it('with a fingerprint gets one', () => {
    const plain = request(Buffer.alloc(8));
    // Made by the answer itself: the same rule for both.
    const first = answerStun(withFingerprint(plain.subarray(0, 20)), { address: '192.0.2.1', port: 1 });
    if (!first.ok) throw new Error(first.error);
    expect(first.value.readUInt16BE(first.value.length - 8)).toBe(0x8028);
  });

  it.each([
    ['is too short', Buffer.alloc(19)],
    ['is too long', request(Buffer.alloc(600))],
    ['is an indication', request(undefined, 0x0011)],
    ['is a response', request(undefined, 0x0101)],
    ['has no cookie', request(undefined, 1, Buffer.alloc(4))],
    ['says a wrong length', Buffer.concat([request(), Buffer.alloc(4)])],
    ['has a cut attribute', request(Buffer.from('8022ffff', 'hex'))],
    ['has a wrong fingerprint', request(Buffer.from('8028000400000000', 'hex'))],
    ['has a fingerprint before its end', request(Buffer.concat([Buffer.from('8028000400000000', 'hex'), SOFTWARE]))],
  ])('that %s is dropped', (_name, data) => {
    expect(answerStun(data, { address: '192.0.2.1', port: 1 }).ok).toBe(false);
  });

  it('never throws on noise', () => {
    let seed = 1;
    const byte = (): number => (seed = (seed * 48_271) % 2_147_483_647) & 0xff;
    for (let i = 0; i < 5_000; i += 1) {
      const data = Buffer.concat([request(), Buffer.from(Array.from({ length: byte() % 64 }, byte))]);
      data.writeUInt16BE(data.length - 20, 2);
      expect(() => answerStun(data, { address: '192.0.2.1', port: 1 })).not.toThrow();
    }
  });
});

describe('the UDP port of SIP', () => {
  it('answers STUN, drops what is none, and hands on SIP', async () => {
    const stack = await Stack.start({ listen: [{ protocol: 'udp', address: '127.99.2.41', port: 0 }] });
    const socket = createSocket('udp4');
    await new Promise<void>((resolve) => socket.bind(0, '127.99.2.42', resolve));
    const heard: Buffer[] = [];
    socket.on('message', (data) => heard.push(data));
    const { address, port } = stack.at('udp');
    for (const data of [Buffer.from([0, 1, 2]), request(undefined, 1, Buffer.alloc(4)), request()]) socket.send(data, port, address);
    await until(() => heard.length === 1);
    const mapped = heard[0]?.subarray(-4).map((byte, at) => byte ^ (COOKIE[at] ?? 0));
    expect([...(mapped ?? [])].join('.')).toBe('127.99.2.42');
    expect(stack.layer.counters).toMatchObject({ stunAnswered: 1, stunMalformed: 2 });
    expect(stack.malformed).toEqual([]);
    socket.close();
    await stack.layer.stop();
  });
});

function withFingerprint(head: Buffer): Buffer {
  const bytes = Buffer.concat([head, Buffer.from('8028000400000000', 'hex')]);
  bytes.writeUInt16BE(8, 2);
  let crc = 0xffffffff;
  for (const byte of bytes.subarray(0, 20)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  bytes.writeUInt32BE(((crc ^ 0xffffffff ^ 0x5354554e) >>> 0) >>> 0, 24);
  return bytes;
}
