import { describe, expect, it } from 'vitest';
import { fitOffer } from './fit-offer.js';
import { kindOfSdp } from './media-kinds.js';
import type { MediaOptions } from './media-types.js';

const sdp = (...media: string[]): string =>
  ['v=0', 'o=- 1 1 IN IP4 192.0.2.1', 's=-', 'c=IN IP4 192.0.2.1', 't=0 0', ...media, ''].join('\r\n');
const AUDIO = [
  'm=audio 4000 RTP/AVP 111 8 0 13 101',
  'a=rtpmap:111 opus/48000/2',
  'a=fmtp:111 useinbandfec=1',
  'a=rtpmap:101 telephone-event/8000',
];
const VIDEO = [
  'm=video 4002 RTP/AVP 96 97 98 99',
  'a=rtpmap:96 VP8/90000',
  'a=rtpmap:97 rtx/90000',
  'a=fmtp:97 apt=96',
  'a=rtpmap:98 H264/90000',
  'a=rtcp-fb:98 nack',
  'a=rtpmap:99 rtx/90000',
  'a=fmtp:99 apt=98',
];
const IMAGE = ['m=image 4004 udptl t38', 'a=T38FaxVersion:0'];
const SDES = ['m=audio 4000 RTP/SAVP 8', 'a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:c2VjcmV0'];
const lines = (fitted: ReturnType<typeof fitOffer>): string[] => {
  if (!fitted.ok) throw new Error(fitted.error.text);
  return fitted.value.split('\r\n').filter((line) => line.startsWith('m='));
};

describe('fitOffer', () => {
  it('leaves an offer alone when nobody wants anything in particular, and what it cannot read to the relay', () => {
    const offer = sdp(...AUDIO, ...VIDEO, ...IMAGE);
    expect(fitOffer(offer, {}, { kind: 'webrtc' })).toEqual({ ok: true, value: offer });
    expect(fitOffer('rubbish', { t38: false }, {})).toEqual({ ok: true, value: 'rubbish' });
  });

  it.each<[string, MediaOptions, MediaOptions, string[]]>([
    ['the offerer orders its codecs', { audio: ['PCMA', 'opus'] }, {}, ['m=audio 4000 RTP/AVP 8 111 13 101']],
    ['the answerer orders them, when it has a list', {}, { audio: ['PCMU', 'PCMA'] }, ['m=audio 4000 RTP/AVP 0 8 13 101']],
    ['both lists count', { audio: ['PCMA', 'PCMU'] }, { audio: ['opus', 'PCMU', 'PCMA'] }, ['m=audio 4000 RTP/AVP 0 8 13 101']],
    ['names are compared whatever their spelling', { audio: ['OPUS'] }, {}, ['m=audio 4000 RTP/AVP 111 13 101']],
    ['a rate in a name counts', { audio: ['opus/16000', 'PCMU/8000'] }, {}, ['m=audio 4000 RTP/AVP 0 13 101']],
  ])('%s', (_title, from, to, expected) => {
    expect(lines(fitOffer(sdp(...AUDIO), from, to))).toEqual(expected);
  });

  it('drops what belongs to the codecs that go', () => {
    const fitted = fitOffer(sdp(...AUDIO, ...VIDEO), { audio: ['PCMA'], video: ['H264'] }, {});
    expect(fitted.ok && fitted.value).not.toMatch(/opus|useinbandfec|VP8|apt=96/);
    expect(fitted.ok && fitted.value).toMatch(/a=rtcp-fb:98 nack/);
    expect(lines(fitted)).toEqual(['m=audio 4000 RTP/AVP 8 13 101', 'm=video 4002 RTP/AVP 98 99']);
  });

  it('refuses a stream by port 0, and keeps its place (RFC 3264 §6)', () => {
    expect(lines(fitOffer(sdp(...AUDIO, ...VIDEO, ...IMAGE), {}, { audio: ['PCMA'], video: [], t38: false }))).toEqual([
      'm=audio 4000 RTP/AVP 8 13 101',
      'm=video 0 RTP/AVP 96 97 98 99',
      'm=image 0 udptl t38',
    ]);
  });

  it('counts a stream that was refused before as no stream', () => {
    const offer = sdp('m=audio 0 RTP/AVP 8', ...IMAGE);
    expect(fitOffer(offer, {}, {}).ok).toBe(true);
    expect(fitOffer(offer, {}, { t38: false })).toMatchObject({ ok: false, error: { cause: 'media-refused' } });
  });

  it.each<[string, string[], MediaOptions, MediaOptions, string]>([
    ['no codec that both want', AUDIO, { audio: ['G729'] }, {}, 'media-refused'],
    ['T.38 alone where it is off', IMAGE, { t38: false }, {}, 'media-refused'],
    ['plain RTP of a side that must encrypt', AUDIO, { srtp: 'required' }, {}, 'media-encryption-refused'],
    ['keys over signalling in clear', SDES, { sdes: false }, {}, 'media-encryption-refused'],
    [
      'an offer for a side that must encrypt, over signalling in clear',
      AUDIO,
      {},
      { kind: 'sdes', sdes: false },
      'media-encryption-refused',
    ],
  ])('refuses %s', (_title, media, from, to, cause) => {
    expect(fitOffer(sdp(...media), from, to)).toMatchObject({ ok: false, error: { code: 'refused', cause } });
  });

  it('names no key in what it says', () => {
    const refused = fitOffer(sdp(...SDES), { sdes: false, audio: ['PCMU'] }, {});
    expect(JSON.stringify(refused)).not.toContain('c2VjcmV0');
  });

  it('lets T.38 pass a side that must encrypt: UDPTL has no encryption of its own (RFC 7345 is not spoken)', () => {
    expect(fitOffer(sdp(...IMAGE), { srtp: 'required' }, { kind: 'sdes' }).ok).toBe(true);
  });
});

describe('kindOfSdp', () => {
  it.each([
    ['m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=ice-ufrag:x', 'webrtc'],
    ['m=audio 9 UDP/TLS/RTP/SAVP 8\r\na=fingerprint:sha-256 A', 'dtls'],
    ['m=audio 9 RTP/SAVP 8\r\na=fingerprint:sha-256 A', 'dtls'],
    ['m=audio 9 RTP/SAVPF 8\r\na=crypto:1 X inline:y\r\na=fingerprint:sha-256 A', 'sdes'],
    ['m=audio 9 RTP/AVPF 8', 'rtp'],
    ['m=audio 0 RTP/SAVP 8\r\nm=video 9/2 RTP/AVP 96', 'rtp'],
    ['m=image 9 udptl t38', undefined],
    ['', undefined],
  ])('of %j is %s', (media, kind) => {
    expect(kindOfSdp(sdp(media))).toBe(kind);
  });
});
