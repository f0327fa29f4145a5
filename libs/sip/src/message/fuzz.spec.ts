import { describe, expect, it } from 'vitest';
import {
  ATTACKS,
  checkFraming,
  checkInput,
  IPV6_MESSAGES,
  mutate,
  noise,
  pick,
  seeded,
  TORTURE_MESSAGES,
  useAll,
} from '../testing/index.js';
import { METHODS } from '../headers/methods.js';
import { parseMessage } from './parse-message.js';

// The short form of bench/sip-fuzz: the same inputs on every run.

const BODY = 'v=0\r\no=- 1 1 IN IP4 10.0.0.1\r\ns=-\r\nm=audio 4000 RTP/AVP 8\r\n';
const full: Buffer[] = Object.values(METHODS).flatMap((method, i) => {
  const lines = [
    'Via: SIP/2.0/UDP 10.0.0.1:5060;rport;branch=z9hG4bK776asdhds, SIP/2.0/TCP [2001:db8::1]:5070;branch=z9hG4bKx',
    'Max-Forwards: 70',
    `f: "Alice \\"${i}\\"" <sip:1%30${i}@example.com;user=phone>;tag=1928301774`,
    `To: Bob <sip:bob@biloxi.example.com>${i % 2 ? ';tag=a6c85cf' : ''}`,
    `Call-ID: a84b4c76e6671${i}@pc33.example.com`,
    `CSeq: 3141${i} ${method}`,
    'Contact: <sip:alice@[::1]:5060;transport=tcp>;q=0.5;expires=60, "x, y" <sips:b@h>',
    'Route: <sip:p1;lr>, <sip:p2;lr>',
    'Authorization: Digest username="alice", realm="a", nonce="n", uri="sip:a", response="00"',
    'Content-Type: application/sdp',
    `Content-Length: ${BODY.length}`,
    '',
    BODY,
  ];
  return [`${method} sip:bob@biloxi.example.com:5060;transport=udp SIP/2.0`, `SIP/2.0 ${180 + i * 30} Some Reason`].map((start) =>
    Buffer.from([start, ...lines].join('\r\n')),
  );
});
const corpus = [...full, ...TORTURE_MESSAGES.map(({ own }) => own), ...IPV6_MESSAGES.map(({ data }) => data)];
const inputs = (count: number, seed: number): Array<readonly [Buffer, boolean]> => {
  const random = seeded(seed);
  return Array.from({ length: count }, () => {
    const data = random(25) === 0 ? noise(random) : mutate(pick(random, corpus), pick(random, corpus), random);
    return [data, random(4) === 0] as const;
  });
};

describe('10 000 inputs made of 90 messages', () => {
  it('break nothing: taken ones are read alike by both readers, and written so that they read the same', { timeout: 60_000 }, () => {
    let taken = 0;
    for (const [data, isStream] of inputs(10_000, 4475)) {
      const wrong = checkInput(data, isStream);
      if (wrong !== undefined) expect.fail(`${wrong}\n${data.toString('base64')}`);
      if (parseMessage(data, { stream: isStream }).ok) taken += 1;
    }
    // Both ways must be walked, or the inputs say nothing.
    expect(taken).toBeGreaterThan(1_500);
    expect(taken).toBeLessThan(8_500);
  });

  it('come out of a stream the same in whatever pieces', { timeout: 60_000 }, () => {
    const random = seeded(3261);
    for (const [data] of inputs(1_000, 18)) {
      const wrong = checkFraming(Buffer.concat([pick(random, full), data, pick(random, full)]), random);
      if (wrong !== undefined) expect.fail(`${wrong}\n${data.toString('base64')}`);
    }
  });

  it('start from messages that are right', () => {
    for (const data of full) expect(parseMessage(data).ok).toBe(true);
    for (const data of corpus) expect(checkInput(data, false)).toBeUndefined();
  });
});

describe('an input made to cost', () => {
  // bench/sip-fuzz holds them to 5 ms on compiled code; here code is slower, and what grows with the square of the input is still found.
  const LIMIT_MS = 25;
  it.each(ATTACKS.map((attack) => [attack.name, attack] as const))('does not: %s', (_name, { data, isStream }) => {
    let best = Infinity;
    for (let run = 0; run < 12 && best > LIMIT_MS; run += 1) {
      const before = performance.now();
      useAll(data, isStream === true);
      best = Math.min(best, performance.now() - before);
    }
    expect(best).toBeLessThan(LIMIT_MS);
  });
});
