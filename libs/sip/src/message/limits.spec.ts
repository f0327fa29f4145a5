import { afterEach, describe, expect, it } from 'vitest';
import { HIGHEST_LIMITS, limitMessages, type MessageLimits } from './limits.js';
import { parseAsText, parseMessage } from './parse-message.js';

afterEach(() => limitMessages({}));

function message(extra: readonly string[], body = '', length = String(body.length)): Buffer {
  const lines = [
    'OPTIONS sip:b@h SIP/2.0',
    'Via: SIP/2.0/UDP h;branch=z9hG4bK1',
    'From: <sip:a@h>;tag=1',
    'To: <sip:b@h>',
    'Call-ID: c',
    'CSeq: 1 OPTIONS',
    'Max-Forwards: 70',
    ...extra,
    ...(length === '' ? [] : [`Content-Length: ${length}`]),
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`);
}

const LONG = message([`X-A: ${'x'.repeat(500)}`]);
const CASES: ReadonlyArray<readonly [code: string, limits: Partial<MessageLimits>, data: Buffer, status: number]> = [
  ['too-large', { message: 400 }, LONG, 513],
  ['head-too-large', { head: 300 }, LONG, 513],
  ['header-too-large', { headerLine: 200 }, LONG, 400],
  ['too-many-headers', { headerCount: 10 }, message(Array.from({ length: 10 }, () => 'X-A: 1')), 513],
  ['body-too-large', { body: 10 }, message([], 'x'.repeat(11)), 513],
  ['body-too-large', { body: 10 }, message([], 'x'.repeat(11), ''), 513],
  ['body-too-large', { body: 10 }, message([], 'short', '11'), 513],
];

describe('limits of a message', () => {
  it.each(CASES)('%s by %j', (code, limits, data, status) => {
    limitMessages(limits);
    for (const read of [parseMessage(data), parseAsText(data)]) expect(read).toMatchObject({ ok: false, error: { code, status } });
    limitMessages({});
    // The one that promises more than it has is never right.
    expect(parseMessage(data).ok).toBe(!data.toString().endsWith('short'));
  });

  it('cannot be raised above what the reader is made for', () => {
    limitMessages({ head: 10 * HIGHEST_LIMITS.head, headerCount: 10_000 });
    const lines = Array.from({ length: 600 }, () => 'X: 1');
    expect(parseMessage(message(lines))).toMatchObject({ ok: false, error: { code: 'too-many-headers' } });
  });
});
