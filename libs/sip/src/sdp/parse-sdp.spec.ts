import { describe, expect, it } from 'vitest';
import { parseSdp } from './parse-sdp.js';

const OFFER = [
  'v=0',
  'o=alice 2890844526 2890844527 IN IP4 host.atlanta.example.com',
  's=-',
  'c=IN IP4 192.0.2.101',
  't=0 0',
  'a=sendonly',
  'm=audio 49172/2 RTP/SAVPF 8 96 101 13',
  'a=rtpmap:96 opus/48000/2',
  'a=fmtp:96 useinbandfec=1',
  'a=rtpmap:101 telephone-event/8000',
  'a=fmtp:101 0-16',
  'a=ptime:20',
  'm=video 0 RTP/AVP 31',
  'c=IN IP6 2001:db8::1/127',
  'a=inactive',
  'm=image 49174 udptl t38',
  '',
];

describe('parseSdp', () => {
  it.each(['\r\n', '\n'])('reads media, codecs, connection and direction (line end %j)', (lineEnd) => {
    const parsed = parseSdp(Buffer.from(OFFER.join(lineEnd)));
    if (!parsed.ok) expect.fail(parsed.error);
    const { origin, connection, media } = parsed.value;
    expect(origin).toEqual({ user: 'alice', sessionId: '2890844526', version: '2890844527', address: 'host.atlanta.example.com' });
    expect(connection).toBe('192.0.2.101');
    expect(media.map((line) => [line.type, line.port, line.protocol, line.connection, line.direction])).toEqual([
      ['audio', 49172, 'RTP/SAVPF', '192.0.2.101', 'sendonly'],
      ['video', 0, 'RTP/AVP', '2001:db8::1', 'inactive'],
      ['image', 49174, 'udptl', '192.0.2.101', 'sendonly'],
    ]);
    expect(media[0]?.codecs).toEqual([
      { payload: 8, name: 'PCMA', rate: 8000, channels: 1 },
      { payload: 96, name: 'opus', rate: 48_000, channels: 2, fmtp: 'useinbandfec=1' },
      { payload: 101, name: 'telephone-event', rate: 8000, channels: 1, fmtp: '0-16' },
      { payload: 13, name: 'CN', rate: 8000, channels: 1 },
    ]);
    expect(media[0]?.ptimeMs).toBe(20);
    expect(media[2]?.codecs).toEqual([]);
  });

  it('takes sendrecv for granted and a payload without map as no codec', () => {
    const parsed = parseSdp('v=0\no=- 1 1 IN IP4 h\nm=audio 4000 RTP/AVP 97\n');
    expect(parsed.ok && parsed.value.media[0]).toMatchObject({ direction: 'sendrecv', codecs: [] });
  });

  it.each([
    ['', 'no o= line'],
    ['o=- 1 1 IN IP4 h', "begin with 'v=0'"],
    ['v=1\no=- 1 1 IN IP4 h', "begin with 'v=0'"],
    ['v=0\no=- 1', 'six fields'],
    ['v=0\nnonsense', 'line 2'],
    ['v=0\no=- 1 1 IN IP4 h\nc=IN IP5 x', 'c= must be'],
    ['v=0\no=- 1 1 IN IP4 h\nm=audio', 'm= line is wrong'],
    ['v=0\no=- 1 1 IN IP4 h\nm=audio 70000 RTP/AVP 0', 'm= line is wrong'],
    ['v=0\no=- 1 1 IN IP4 h\nm=audio -1 RTP/AVP 0', 'm= line is wrong'],
    [`v=0\no=- 1 1 IN IP4 h\n${'a=x\n'.repeat(20_000)}`, 'may have 65536 bytes'],
    [`v=0\no=- 1 1 IN IP4 h\n${'m=audio 1 RTP/AVP 0\n'.repeat(129)}`, 'only 128 m= lines'],
    [`v=0\no=- 1 1 IN IP4 h\nm=audio 1 RTP/AVP${' 0'.repeat(257)}`, 'may have 256 formats'],
  ])('refuses %.60j', (text, why) => {
    const parsed = parseSdp(text);
    expect(parsed.ok ? 'taken' : parsed.error).toContain(why);
  });
});
