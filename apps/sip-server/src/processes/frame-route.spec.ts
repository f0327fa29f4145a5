import { describe, expect, it } from 'vitest';
import { ownerOfCallId, ownerOfMessage } from './call-owner.js';
import { FrameCutter } from './frame-cutter.js';
import { answeredBy, isUnknownDialog, routeOfFrame } from './frame-route.js';

const message = (header: string): Buffer => Buffer.from(`OPTIONS sip:a SIP/2.0\r\nVia: x\r\n${header}\r\nCSeq: 1 OPTIONS\r\n\r\n`);
const OWNER = ownerOfCallId('abc@host', 7);

describe('the process of a message', () => {
  it.each(['Call-ID: abc@host', 'call-id:abc@host', 'CALL-ID  :\tabc@host  ', 'i: abc@host', 'I :abc@host', 'Contact: x\r\ni: abc@host'])(
    'is that of its Call-ID, written %j',
    (header) => {
      expect(ownerOfMessage(message(header), 7)).toBe(OWNER);
    },
  );

  it('is not looked for in the body, and is nobody without a Call-ID', () => {
    expect(ownerOfMessage(message('Subject: none\r\n\r\ni: abc@host'), 7)).toBe(-1);
    expect(ownerOfMessage(Buffer.from('\r\n\r\n'), 7)).toBe(-1);
    expect(ownerOfMessage(Buffer.alloc(0), 7)).toBe(-1);
  });

  it('is spread evenly', () => {
    const counts = [0, 0, 0];
    for (let n = 0; n < 3_000; n += 1) counts[ownerOfCallId(`${n}-1234@10.0.0.1`, 3)]! += 1;
    expect(Math.min(...counts)).toBeGreaterThan(900);
  });
});

describe('the process of a frame', () => {
  const route = (text: string): unknown => routeOfFrame(Buffer.from(text), 4);
  const owner = ownerOfCallId('c@h', 4);
  it.each<[string, string, unknown]>([
    ['authentication', 'id|authenticate|secret|tag', { to: 'all', id: 'id', type: 'authenticate' }],
    ['a route', 'id|route|invite', { to: 'all', id: 'id', type: 'route' }],
    ['a response', 'id|sip|02aaaaaa-1||\r\nSIP/2.0 200 OK\r\n', { to: 2, id: 'id', fallback: false }],
    ['a CANCEL', 'id|sip|03aaaaaa-1|\r\nCANCEL sip:a SIP/2.0\r\n', { to: 3, id: 'id', fallback: false }],
    ['a proxy command', 'id|proxy|01aaaaaa-1|remainInDialog|x\r\nINVITE', { to: 1, id: 'id', fallback: false }],
    ['an id of nobody here', 'id|sip|ffaaaaaa-1||\r\nSIP/2.0 200 OK\r\n', { to: 0, id: 'id', fallback: false }],
    ['a request in a dialog', 'id|sip||c@h;from-tag=t|\r\nBYE sip:a SIP/2.0\r\n', { to: owner, id: 'id', fallback: owner !== 0 }],
    ['a new request', 'id|sip|||\r\nOPTIONS sip:a@b SIP/2.0\r\nFrom: x\r\n', { to: 'any', id: 'id' }],
    ['one with a Call-ID', 'id|sip|||\r\nOPTIONS sip:a@b SIP/2.0\r\ncall-id: c@h\r\n', { to: owner, id: 'id', fallback: false }],
    ['one by a stream', 'id|sip|||\r\nINVITE sip:a@b;transport=tcp SIP/2.0\r\n', { to: 0, id: 'id', fallback: false }],
    ['one routed by a stream', 'id|sip|||sip:b;transport=wss\r\nINVITE sip:a@b SIP/2.0\r\n', { to: 0, id: 'id', fallback: false }],
  ])('%s', (_name, text, expected) => {
    expect(route(text)).toEqual(expected);
  });

  it('knows answers, and those that say a dialog is unknown', () => {
    const refusal = Buffer.from('u|response|id-1|NOK|Server error: unable to find dialog for dialog id provided');
    expect(answeredBy(refusal)).toBe('id-1');
    expect(answeredBy(Buffer.from('u|sip|network|1|udp'))).toBeUndefined();
    expect([isUnknownDialog(refusal), isUnknownDialog(Buffer.from('u|response|id-1|OK|unable to find dialog'))]).toEqual([true, false]);
  });
});

describe('frames in a stream', () => {
  it('are found however they are cut', () => {
    const stream = Buffer.from('5#hello0#11#first #last2#hi');
    const cutAt = (size: number): string[] => {
      const cutter = new FrameCutter();
      const frames: string[] = [];
      for (let at = 0; at < stream.length; at += size) {
        const cuts = cutter.push(stream.subarray(at, at + size));
        if (cuts.ok) for (const { data, text, end } of cuts.value) frames.push(data.toString('utf8', text, end));
      }
      return frames;
    };
    for (let size = 1; size <= stream.length; size += 1) expect(cutAt(size)).toEqual(['hello', '', 'first #last', 'hi']);
  });

  it('end where a length is no number', () => {
    expect(new FrameCutter().push(Buffer.from('x#')).ok).toBe(false);
    expect(new FrameCutter().push(Buffer.from('12345678#')).ok).toBe(false);
  });
});
