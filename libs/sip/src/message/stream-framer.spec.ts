import { describe, expect, it } from 'vitest';
import { type StreamEvent, StreamFramer } from './stream-framer.js';

const message = (body: string, name = 'Content-Length'): string =>
  [
    'MESSAGE sip:102@example.com SIP/2.0',
    'Via: SIP/2.0/TCP 127.0.0.1;branch=z9hG4bK1',
    'From: <sip:1@h>;tag=1',
    'To: <sip:2@h>',
    'Call-ID: 1',
    'CSeq: 1 MESSAGE',
    `${name}: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');

const shown = (events: readonly StreamEvent[]): string[] =>
  events.map((event) => (event.type === 'message' ? event.data.toString() : event.type === 'error' ? event.failure.code : 'ping'));

describe('StreamFramer', () => {
  it('cuts several messages out of one chunk', () => {
    const framer = new StreamFramer();
    expect(shown(framer.push(Buffer.from(message('one') + message('', 'l') + message('three\r\n\r\n', 'CONTENT-LENGTH '))))).toEqual([
      message('one'),
      message('', 'l'),
      message('three\r\n\r\n', 'CONTENT-LENGTH '),
    ]);
  });

  it.each([1, 2, 3, 7, 64])('gives the same in chunks of %i bytes, with pings and empty lines between', (size) => {
    const stream = Buffer.from(`\r\n\r\n${message('é')}\r\n${message('x'.repeat(300), 'l')}\r\n\r\n\r\n\r\n${message('')}`);
    const framer = new StreamFramer();
    const events: StreamEvent[] = [];
    for (let at = 0; at < stream.length; at += size) events.push(...framer.push(stream.subarray(at, at + size)));
    expect(shown(events)).toEqual(['ping', message('é'), message('x'.repeat(300), 'l'), 'ping', 'ping', message('')]);
  });

  it('takes a body of 1 MB that comes in pieces', () => {
    const framer = new StreamFramer();
    const text = message('y'.repeat(1_000_000));
    const events: StreamEvent[] = [];
    for (let at = 0; at < text.length; at += 65_536) events.push(...framer.push(Buffer.from(text.slice(at, at + 65_536))));
    expect(events).toHaveLength(1);
    expect(events[0]?.type === 'message' && events[0].data.length).toBe(text.length);
  });

  it.each([
    ['no Content-Length', message('x').replace(/Content-Length.*\r\n/, ''), 'content-length'],
    ['two Content-Lengths', message('x').replace('To:', 'l: 1\r\nTo:'), 'duplicate-header'],
    ['a negative one', message('x').replace('Content-Length: 1', 'Content-Length: -1'), 'content-length'],
    ['one above the limit', message('').replace('Content-Length: 0', 'Content-Length: 99999999'), 'body-too-large'],
    ['a head without end', 'INVITE sip:h SIP/2.0\r\n' + 'X: y\r\n'.repeat(20_000), 'head-too-large'],
  ])('reports %s once and then stays silent', (_, text, code) => {
    const framer = new StreamFramer();
    expect(shown(framer.push(Buffer.from(text)))).toEqual([code]);
    expect(framer.push(Buffer.from(message('later')))).toEqual([]);
  });

  it('reports what came before an error, and what can be answered', () => {
    const framer = new StreamFramer();
    const events = framer.push(Buffer.from(message('good') + message('x').replace('Content-Length: 1', 'Content-Length: one')));
    expect(shown(events)).toEqual([message('good'), 'content-length']);
    const last = events[1];
    expect(last?.type === 'error' && last.failure.partial?.via()?.branch).toBe('z9hG4bK1');
  });
});
