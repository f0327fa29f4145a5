import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { silentLogger, type Logger } from '@switchyard/kernel';
import hep from 'hep-js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHepCapture, type CapturedMessage } from './hep-capture.js';

let collector: Socket;
beforeEach(async () => {
  collector = createSocket('udp4');
  collector.bind(0, '127.0.0.1');
  await once(collector, 'listening');
});
afterEach(() => collector.close());

const message = (change: Partial<CapturedMessage> = {}): CapturedMessage => ({
  data: Buffer.from('OPTIONS sip:a@b SIP/2.0\r\n\r\n'),
  protocol: 'udp',
  source: { address: '127.0.0.9', port: 5070 },
  destination: { address: '127.0.0.10', port: 5060 },
  timeMs: 1_795_255_806_372.25,
  correlationId: 'call-1@host',
  ...change,
});

const sendAndReceive = async (given: CapturedMessage, logger: Logger = silentLogger): Promise<Buffer> => {
  const received = once(collector, 'message') as Promise<[Buffer]>;
  const capture = createHepCapture({ collector: `127.0.0.1:${collector.address().port}`, captureId: 101, logger });
  capture.capture(given);
  const [packet] = await received;
  capture.close();
  return packet;
};

describe('createHepCapture', () => {
  it('sends addresses, ports, time to the microsecond, agent and Call-ID', async () => {
    const decoded = hep.decapsulate(await sendAndReceive(message()));
    expect(decoded).toMatchObject({
      payload: 'OPTIONS sip:a@b SIP/2.0\r\n\r\n',
      rcinfo: {
        protocolFamily: 2,
        protocol: 17,
        srcIp: '127.0.0.9',
        srcPort: 5070,
        dstIp: '127.0.0.10',
        dstPort: 5060,
        timeSeconds: 1_795_255_806,
        timeUseconds: 372_250,
        payloadType: 1,
        captureId: 101,
        correlation_id: 'call-1@host',
      },
    });
  });

  it.each([
    ['udp', 17],
    ['tcp', 6],
    ['tls', 6],
    ['ws', 6],
    ['wss', 6],
  ] as const)('names the IP protocol under %s', async (protocol, number) => {
    expect(hep.decapsulate(await sendAndReceive(message({ protocol })))).toMatchObject({ rcinfo: { protocol: number } });
  });

  it('keeps every byte of a message that is not ASCII', async () => {
    const data = Buffer.concat([Buffer.from('MESSAGE sip:a@b SIP/2.0\r\nSubject: grüße ☎\r\n\r\n'), Buffer.from([0, 0xff, 0x80, 0x0a])]);
    const packet = await sendAndReceive(message({ data, correlationId: 'é' }));
    expect(packet.readUInt16BE(4)).toBe(packet.length);
    expect(packet.subarray(-data.length)).toEqual(data);
  });

  it('masks digest responses and media keys, and no byte besides', async () => {
    const rest = Buffer.from([0xff, 0x00, 0xc3]);
    const secret =
      'Authorization: Digest username="101", response="0123456789abcdef0123456789abcdef"\r\n\r\na=crypto:1 X inline:c2VjcmV0\r\n';
    const packet = await sendAndReceive(message({ data: Buffer.concat([Buffer.from(secret), rest]) }));
    const expected = 'Authorization: Digest username="101", response="***"\r\n\r\na=crypto:1 X inline:***\r\n';
    const end = Buffer.concat([Buffer.from(expected), rest]);
    expect(packet.subarray(-end.length)).toEqual(end);
    expect(packet.readUInt16BE(4)).toBe(packet.length);
  });

  it.each([
    ['2001:db8::7', '20010db8000000000000000000000007'],
    ['::1', '00000000000000000000000000000001'],
    ['fe80::1%eth0', 'fe800000000000000000000000000001'],
    ['::ffff:0:192.0.2.1', '00000000000000000000ffff0000c0000201'.slice(-32)],
    ['1:2:3:4:5:6:7:8', '00010002000300040005000600070008'],
  ])('carries IPv6: %s', async (address, hex) => {
    const packet = await sendAndReceive(message({ source: { address, port: 5060 }, destination: { address: '::2', port: 5061 } }));
    // family 10 (AF_INET6) first, then the address in chunk 5.
    expect(packet.subarray(6, 13).toString('hex')).toBe('0000000100070a');
    expect(packet.includes(Buffer.from(`000000050016${hex}`, 'hex'))).toBe(true);
    expect(packet.includes(Buffer.from('00000006001600000000000000000000000000000002', 'hex'))).toBe(true);
  });

  it('shows IPv4 peers of a dual-stack socket as IPv4', async () => {
    const decoded = hep.decapsulate(await sendAndReceive(message({ source: { address: '::ffff:192.0.2.1', port: 5060 } })));
    expect(decoded).toMatchObject({ rcinfo: { protocolFamily: 2, srcIp: '192.0.2.1' } });
  });

  it('cuts a message that would not fit into one datagram', async () => {
    const packet = await sendAndReceive(message({ data: Buffer.alloc(65_535, 'a') }));
    expect(packet.readUInt16BE(4)).toBe(packet.length);
    expect(packet.length).toBeLessThanOrEqual(65_507);
  });

  it('neither throws nor floods the log when a message cannot be encoded', () => {
    const warnings: unknown[] = [];
    const logger: Logger = { ...silentLogger, warn: (_text, fields) => warnings.push(fields) };
    const capture = createHepCapture({ collector: '127.0.0.1:9', captureId: 1, logger });
    for (let count = 0; count < 5; count += 1) capture.capture(message({ source: { address: '::1', port: 5060 } })); // the destination is IPv4
    capture.close();
    capture.capture(message());
    expect(warnings).toEqual([expect.objectContaining({ lost: 1, problem: expect.stringContaining("'::1'") as string })]);
  });

  it('refuses a malformed collector by name', () => {
    expect(() => createHepCapture({ collector: 'homer', captureId: 1, logger: silentLogger })).toThrow(/HEP_COLLECTOR must be host:port/);
  });
});
