import { describe, expect, it } from 'vitest';
import { asOffer, holdingAnswer } from './join.js';
import { localAnswer } from './local-answer.js';

const sdp = (...lines: string[]): string =>
  [...['v=0', 'o=- 1 7 IN IP4 192.0.2.1', 's=-', 'c=IN IP4 192.0.2.1', 't=0 0'], ...lines, ''].join('\r\n');
const SAID = sdp(
  'm=audio 4000 RTP/AVP 8 0 101',
  'a=rtpmap:8 PCMA/8000',
  'a=rtpmap:101 telephone-event/8000',
  'a=ptime:20',
  'a=sendrecv',
  'm=video 4002 RTP/AVP 99',
  'a=rtpmap:99 H264/90000',
);
const answer = (...lines: string[]): readonly string[] => localAnswer(SAID, sdp(...lines)).split('\r\n');

describe('our answer to an UPDATE in an early dialog', () => {
  it('is what was said before, in the codecs that are offered now, by their numbers', () => {
    expect(answer('m=audio 9000 RTP/AVP 0 96', 'a=rtpmap:0 PCMU/8000', 'a=rtpmap:96 telephone-event/8000')).toEqual([
      'v=0',
      'o=- 1 8 IN IP4 192.0.2.1',
      's=-',
      'c=IN IP4 192.0.2.1',
      't=0 0',
      'm=audio 4000 RTP/AVP 0 96',
      'a=ptime:20',
      'a=rtpmap:0 PCMU/8000',
      'a=rtpmap:96 telephone-event/8000',
      'a=sendrecv',
      '',
    ]);
  });

  it.each([
    ['sendonly', 'recvonly'],
    ['recvonly', 'sendonly'],
    ['inactive', 'inactive'],
    ['sendrecv', 'sendrecv'],
  ])('to %s is %s', (offered, said) => {
    expect(answer('m=audio 9000 RTP/AVP 8', `a=${offered}`)).toContain(`a=${said}`);
  });

  it.each([
    ['no codec is shared', ['m=audio 9000 RTP/AVP 18'], 'm=audio 0 RTP/AVP 18'],
    ['the kinds differ', ['m=image 9000 udptl t38'], 'm=image 0 udptl t38'],
    ['it is withdrawn', ['m=audio 0 RTP/AVP 8'], 'm=audio 0 RTP/AVP 8'],
    ['there was none before', ['m=audio 9000 RTP/AVP 8', 'm=video 9002 RTP/AVP 99', 'm=text 9 RTP/AVP 98'], 'm=text 0 RTP/AVP 98'],
  ])('refuses a stream when %s', (_why, offered, line) => {
    expect(answer(...offered)).toContain(line);
  });
});

describe('a description for a new partner', () => {
  it('forgets who held whom', () => {
    expect(asOffer(sdp('m=audio 1 RTP/AVP 8', 'a=sendonly'))).toBe(sdp('m=audio 1 RTP/AVP 8'));
  });

  it('that holds takes every stream and lets nothing flow', () => {
    expect(holdingAnswer(SAID).split('\r\n')).toEqual([
      'v=0',
      'o=- 0 0 IN IP4 0.0.0.0',
      's=-',
      'c=IN IP4 0.0.0.0',
      't=0 0',
      'm=audio 9 RTP/AVP 8 0 101',
      'a=rtpmap:8 PCMA/8000',
      'a=rtpmap:101 telephone-event/8000',
      'a=inactive',
      'm=video 9 RTP/AVP 99',
      'a=rtpmap:99 H264/90000',
      'a=inactive',
      '',
    ]);
    expect(holdingAnswer(sdp('m=audio 0 RTP/AVP 8'))).toContain('m=audio 0 RTP/AVP 8\r\n');
  });
});
