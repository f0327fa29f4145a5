import { describe, expect, it } from 'vitest';
import { parseMessage } from './parse-message.js';
import { SipMessage } from './sip-message.js';
import { StreamFramer } from './stream-framer.js';
import type { NameAddr } from './types.js';

/** mulberry32: the same mutations on every run. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const METHODS_SENT = ['INVITE', 'ACK', 'BYE', 'REGISTER', 'OPTIONS', 'SUBSCRIBE', 'NOTIFY', 'REFER', 'PRACK', 'UPDATE'];
const seeds: Buffer[] = METHODS_SENT.flatMap((method, i) => {
  const lines = [
    'Via: SIP/2.0/UDP 10.0.0.1:5060;rport;branch=z9hG4bK776asdhds, SIP/2.0/TCP [2001:db8::1]:5070;branch=z9hG4bKx',
    'Max-Forwards: 70',
    `f: "Alice \\"${i}\\"" <sip:1%30${i}@example.com;user=phone>;tag=1928301774`,
    'To:',
    ' Bob <sip:bob@biloxi.example.com>;tag=a6c85cf',
    `Call-ID: a84b4c76e6671${i}@pc33.example.com`,
    `CSeq: 3141${i} ${method}`,
    'Contact: <sip:alice@[::1]:5060;transport=tcp>;q=0.5;expires=60, "x, y" <sips:b@h>',
    'Route: <sip:p1;lr>, <sip:p2;lr>',
    `Authorization: Digest username="alice", realm="a", nonce="n", uri="sip:a", response="00"`,
  ];
  const body = 'v=0\r\no=- 1 1 IN IP4 10.0.0.1\r\ns=-\r\n';
  const tail = [`Content-Length: ${body.length}`, '', body];
  return [
    Buffer.from([`${method} sip:bob@biloxi.example.com:5060;transport=udp SIP/2.0`, ...lines, ...tail].join('\r\n')),
    Buffer.from([`SIP/2.0 ${180 + i * 40} Some Reason`, ...lines, ...tail].join('\r\n')),
  ];
});

const PIECES = [
  '\r\n',
  '\r',
  '\n',
  '\0',
  '"',
  '<',
  '>',
  ';',
  ',',
  '=',
  ':',
  '%',
  '\\',
  ' ',
  '\t',
  '[',
  ']',
  '@',
  '?',
  '-1',
  '99999999999',
  'é',
  '\xff',
  'Via: ',
  'l: 3\r\n',
];

function mutate(data: Buffer, random: (below: number) => number): Buffer {
  let bytes = Buffer.from(data);
  for (let n = random(4) + 1; n > 0; n--) {
    const at = random(bytes.length + 1);
    const length = random(12);
    const piece = Buffer.from(PIECES[random(PIECES.length)] as string, random(2) ? 'utf8' : 'latin1');
    switch (random(5)) {
      case 0:
        bytes = Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]);
        break;
      case 1:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
        break;
      case 2:
        if (at < bytes.length) bytes[at] = random(256);
        break;
      case 3:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at, at + length), bytes.subarray(at)]);
        break;
      default:
        bytes = Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at + length)]);
    }
  }
  return bytes;
}

const plain = ({ displayName, uri, params }: NameAddr) => ({ displayName, uri, params: [...params] });

/** All that the parser reads of a message, as plain values. */
function identity(message: SipMessage) {
  const via = message.via();
  return {
    via: via && { protocol: via.protocol, host: via.host, port: via.port, branch: via.branch, params: [...via.params] },
    from: plain(message.from()),
    to: plain(message.to()),
    contacts: message.contacts().map(plain),
    cseq: message.cseq(),
    callId: message.callId(),
    quick: [message.branch(), message.fromTag(), message.toTag(), message.method],
  };
}

describe('20 000 mutations of 20 messages', () => {
  it('never throw; what is taken is read whole, and written so that it reads the same', () => {
    const random = seeded(4475);
    let taken = 0;
    for (let round = 0; round < 20_000; round++) {
      const data = mutate(seeds[round % seeds.length] as Buffer, random);
      const parsed = parseMessage(data);
      if (!parsed.ok) {
        expect(parsed.error.text).not.toBe('');
        parsed.error.partial?.via();
        parsed.error.partial?.toBuffer();
        continue;
      }
      taken++;
      const message = parsed.value;
      message.via();
      message.values('route');
      const first = identity(message);
      const again = parseMessage(message.toBuffer());
      if (!again.ok) expect.fail(`${again.error.text}\n${JSON.stringify(data.toString('latin1'))}`);
      const second = again.value;
      expect(identity(second)).toEqual(first);
      expect(second.body.equals(message.body)).toBe(true);
      expect(second.headers.length - message.headers.length).toBeLessThanOrEqual(1);
    }
    // Both ways must be walked, or the mutations say nothing.
    expect(taken).toBeGreaterThan(2000);
    expect(taken).toBeLessThan(18_000);
  });

  it('never make the framer throw or give back more bytes than it was given', () => {
    const random = seeded(3261);
    for (let round = 0; round < 2000; round++) {
      const data = mutate(seeds[round % seeds.length] as Buffer, random);
      const framer = new StreamFramer();
      let given = 0;
      for (let at = 0; at < data.length; at += 200) {
        for (const event of framer.push(data.subarray(at, at + 200))) if (event.type === 'message') given += event.data.length;
      }
      expect(given).toBeLessThanOrEqual(data.length);
    }
  });

  it('start from messages that are right', () => {
    for (const data of seeds) expect(parseMessage(data).ok).toBe(true);
    expect(seeds).toHaveLength(20);
    expect(SipMessage.response(200).kind).toBe('response');
  });
});
