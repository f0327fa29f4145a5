import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect } from 'node:net';
import { outside, phone, registerPhone, usersProxy, trunksProxy } from '@switchyard/testing';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Instance } from '@switchyard/local-runner';
import { openPlatform } from '../../platform.js';

let platform: Instance;
beforeAll(async () => {
  platform = await openPlatform();
});

const lines = (...parts: string[]): string => `${parts.join('\r\n')}\r\n\r\n`;
const good = (address: string, callId: string) => ({
  start: `OPTIONS sip:${platform.net}.10 SIP/2.0`,
  via: `Via: SIP/2.0/UDP ${address}:5073;branch=z9hG4bK${callId}`,
  from: 'From: <sip:x@x.test>;tag=1',
  to: 'To: <sip:y@x.test>',
  callId: `Call-ID: ${callId}`,
  cseq: 'CSeq: 1 OPTIONS',
  hops: 'Max-Forwards: 70',
});

/** Sends one datagram and gives the status of the answer, or `silence`. */
async function ask(remote: string, payload: Buffer | string): Promise<string> {
  const [host = '', port] = remote.split(':');
  const socket = createSocket('udp4');
  socket.bind(5073, outside(platform).stranger);
  await once(socket, 'listening');
  try {
    socket.send(payload, Number(port), host);
    const answered = await Promise.race([
      once(socket, 'message') as Promise<[Buffer]>,
      new Promise<undefined>((resolve) => setTimeout(resolve, 700, undefined)),
    ]);
    return answered ? (/^SIP\/2\.0 (\d+)/.exec(answered[0].toString())?.[1] ?? 'noise') : 'silence';
  } finally {
    socket.close();
  }
}

const CASES: readonly (readonly [string, (address: string) => Buffer | string])[] = [
  [
    'no Via',
    (a) => {
      const m = good(a, 'novia');
      return lines(m.start, m.from, m.to, m.callId, m.cseq, m.hops, 'Content-Length: 0');
    },
  ],
  [
    'two To',
    (a) => {
      const m = good(a, 'twoto');
      return lines(m.start, m.via, m.from, m.to, m.to, m.callId, m.cseq, m.hops, 'Content-Length: 0');
    },
  ],
  [
    'a negative Content-Length',
    (a) => {
      const m = good(a, 'neglen');
      return lines(m.start, m.via, m.from, m.to, m.callId, m.cseq, m.hops, 'Content-Length: -1');
    },
  ],
  [
    'a Content-Length beyond the datagram',
    (a) => {
      const m = good(a, 'biglen');
      return lines(m.start, m.via, m.from, m.to, m.callId, m.cseq, m.hops, 'Content-Length: 9999');
    },
  ],
  [
    'a header of 60 kB',
    (a) => {
      const m = good(a, 'bighdr');
      return lines(m.start, m.via, m.from, m.to, m.callId, m.cseq, m.hops, `X-Long: ${'x'.repeat(60_000)}`, 'Content-Length: 0');
    },
  ],
  [
    'a CSeq of another method',
    (a) => {
      const m = good(a, 'cseq');
      return lines(m.start, m.via, m.from, m.to, m.callId, 'CSeq: 1 INVITE', m.hops, 'Content-Length: 0');
    },
  ],
  ['binary noise', () => Buffer.from(Array.from({ length: 1200 }, (_, index) => (index * 7919 + 13) % 256))],
  ['a start line alone', () => 'INVITE'],
  ['nothing but line ends', () => '\r\n\r\n\r\n\r\n'],
  ['an empty datagram', () => ''],
];

describe('malformed SIP', () => {
  afterEach(async () => {
    // A good call right after: the phone registers, which takes a parse, a digest and Redis.
    await registerPhone(platform, phone(platform, 'bob'));
  });

  it.each(CASES)('%s is answered 400 or with silence by both SIP servers', async (_title, make) => {
    for (const remote of [usersProxy(platform), trunksProxy(platform)])
      expect(['400', '413', '505', 'silence']).toContain(await ask(remote, make(outside(platform).stranger)));
  });

  it('a header of 70 kB over TCP closes or answers, and a good request on a new connection works', async () => {
    const [host = '', port] = usersProxy(platform).split(':');
    const socket = connect(Number(port), host);
    await once(socket, 'connect');
    socket.on('error', () => undefined); // the server may reset the connection while we still write
    const m = good(outside(platform).stranger, 'tcp70k');
    socket.write(
      lines(
        m.start,
        m.via.replace('UDP', 'TCP'),
        m.from,
        m.to,
        m.callId,
        m.cseq,
        m.hops,
        `X-Long: ${'x'.repeat(70_000)}`,
        'Content-Length: 0',
      ),
    );
    const ended = await Promise.race([once(socket, 'data').then(([data]) => String(data)), once(socket, 'close').then(() => 'closed')]);
    expect(ended).toMatch(/^(closed|SIP\/2\.0 (4\d\d|513) )/);
    socket.destroy();
    await registerPhone(platform, phone(platform, 'alice'), 'tcp');
  });
});
