import type { MediaOptions } from '@switchyard/b2bua';
import type { Endpoint } from '@switchyard/model';
import { describe, expect, it } from 'vitest';
import { ADDRESS, ENDPOINTS, house, initial, snapshot } from '../../test/house.js';
import { mediaOf, mediaTowards, mediaTowardsDirect } from './endpoint-media.js';

const PLAIN = ['v=0', 'o=- 1 1 IN IP4 x', 's=-', `c=IN IP4 ${ADDRESS.alice}`, 't=0 0', 'm=audio 4000 RTP/AVP 8', ''].join('\r\n');
const SRTP = PLAIN.replace('RTP/AVP 8', 'RTP/SAVP 8\r\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x');
const WEBRTC = PLAIN.replace('RTP/AVP 8', 'UDP/TLS/RTP/SAVPF 8\r\na=ice-ufrag:x\r\na=fingerprint:sha-256 A');

const named = (wanted: string): Endpoint => {
  const found = ENDPOINTS.find(({ name }) => name === wanted);
  if (!found) throw new Error(`nobody is called ${wanted}`);
  return found;
};
const [alice, rita] = [named('alice'), named('rita1')];

interface Case {
  readonly of?: Partial<Endpoint>;
  readonly who?: Endpoint;
  readonly body?: string;
  readonly protocol?: string;
  readonly clients?: object;
  readonly policy?: { sdesWithoutTls: boolean };
}
/** The call of a phone at its own address. */
function calling({ of = {}, who = alice, body = PLAIN, protocol = 'udp', clients, policy = { sdesWithoutTls: false } }: Case) {
  const city = house();
  const config = snapshot();
  const start = initial({ ...city, ports: { ...city.ports, mediaPolicy: policy } }, { body }, config);
  const client = config.get('client', who.clientId);
  if (!client) throw new Error('no such client');
  const source = { ...start.incoming.source, address: ADDRESS.alice, protocol };
  return {
    ...start,
    incoming: { ...start.incoming, source, body, contacts: [], header: () => undefined },
    client: { ...client, ...clients },
    endpoint: { ...who, ...of },
  };
}

describe('media of a calling endpoint', () => {
  it.each<[string, Case, MediaOptions]>([
    ['a plain phone over UDP', {}, { kind: 'rtp', sdes: false }],
    ['a plain phone over TLS', { protocol: 'tls' }, { kind: 'rtp' }],
    ['SRTP over TLS, wanted or not', { protocol: 'tls', body: SRTP }, { kind: 'sdes' }],
    ['SRTP over UDP, which is refused when it is offered', { body: SRTP }, { kind: 'sdes', sdes: false }],
    ['SRTP over UDP where the platform allows it', { body: SRTP, policy: { sdesWithoutTls: true } }, { kind: 'sdes' }],
    ['an endpoint that must encrypt', { of: { rtpEncryption: true }, protocol: 'tls' }, { kind: 'rtp', srtp: 'required' }],
    ['a browser', { protocol: 'wss', body: WEBRTC }, { kind: 'webrtc' }],
    ['a browser without an offer of its own', { protocol: 'wss', body: '' }, { kind: 'webrtc' }],
    [
      'a phone that must encrypt, without an offer of its own',
      { of: { rtpEncryption: true }, protocol: 'tls', body: '' },
      { kind: 'sdes', srtp: 'required' },
    ],
    [
      'a phone that wrote a private address',
      { body: PLAIN.replaceAll(ADDRESS.alice, '10.0.0.9') },
      { kind: 'rtp', sdes: false, source: ADDRESS.alice },
    ],
    [
      'the same, whose SDP is to be trusted',
      { body: PLAIN.replaceAll(ADDRESS.alice, '10.0.0.9'), of: { trustSdp: true } },
      { kind: 'rtp', sdes: false, asymmetric: true },
    ],
    [
      'codecs in their order',
      { of: { audioCodecs: ['g722', 'speex16', 'alaw'] } },
      { kind: 'rtp', sdes: false, audio: ['G722', 'speex/16000', 'PCMA'] },
    ],
    ['a relay set of its client', { clients: { mediaRelaySetId: 7 } }, { kind: 'rtp', sdes: false, relaySetId: 7 }],
    ['codecs of a vPBX client: Asterisk transcodes', { clients: { codecs: ['opus'] } }, { kind: 'rtp', sdes: false }],
  ])('%s', (_title, given, expected) => {
    expect(mediaOf(calling(given))).toEqual({ label: 'phone', family: 'IP4', video: [], t38: false, ...expected });
  });

  it('lets T.38, and the video codecs of a terminal, pass where they are wanted', () => {
    expect(mediaOf(calling({ of: { t38Passthrough: true, videoCodecs: ['vp8', 'h263p'] } }))).toEqual({
      label: 'phone',
      family: 'IP4',
      kind: 'rtp',
      sdes: false,
      video: ['VP8', 'H263-1998', 'H263-2000'],
    });
  });

  it('offers the codecs of a retail client besides its own', () => {
    const given = calling({ who: rita, clients: { codecs: ['opus', 'G722'] } });
    expect(mediaOf(given)).toEqual({ label: 'phone', family: 'IP4', kind: 'rtp', sdes: false, t38: false, transcode: ['opus', 'G722'] });
  });

  it('asks of a wholesale client, which has no endpoint, what it offers', () => {
    const { endpoint: _none, ...given } = calling({ clients: { type: 'wholesale', codecs: ['G729'] } });
    expect(mediaOf(given)).toEqual({ label: 'phone', family: 'IP4', kind: 'rtp', sdes: false, transcode: ['G729'] });
  });
});

describe('media of a called endpoint', () => {
  const contact = (protocol: string, host = ADDRESS.alice) => ({
    contact: `sip:a@${host}`,
    source: { protocol, address: ADDRESS.alice, port: 5060 },
  });

  it.each<[string, Case, ReturnType<typeof contact>, MediaOptions]>([
    ['a phone over UDP', {}, contact('udp'), { kind: 'rtp', sdes: false }],
    ['one behind NAT', {}, contact('udp', '10.0.0.9'), { kind: 'rtp', sdes: false, source: ADDRESS.alice }],
    ['one that must encrypt, over TLS', { of: { rtpEncryption: true } }, contact('tls'), { kind: 'sdes', srtp: 'required' }],
    [
      'one that must encrypt, over UDP: refused when it is offered',
      { of: { rtpEncryption: true } },
      contact('udp'),
      { kind: 'sdes', srtp: 'required', sdes: false },
    ],
    ['a browser', {}, contact('wss', 'x.invalid'), { kind: 'webrtc' }],
    [
      'a browser that must encrypt, as all do',
      { of: { rtpEncryption: true } },
      contact('ws', 'x.invalid'),
      { kind: 'webrtc', srtp: 'required', sdes: false },
    ],
  ])('%s', (_title, given, where, expected) => {
    expect(mediaTowards(calling(given), where)).toEqual({ label: 'phone', family: 'IP4', video: [], t38: false, ...expected });
  });

  it.each<[string, Partial<Endpoint>, MediaOptions]>([
    ['is where its address says', {}, { source: ADDRESS.alice }],
    ['may be elsewhere when its SDP is trusted', { trustSdp: true }, { asymmetric: true }],
  ])('with a static address %s', (_title, of, expected) => {
    const direct = { ip: ADDRESS.alice, port: 5060, transport: 'udp', proxyUserId: null } as const;
    const media = mediaTowardsDirect(calling({ of: { ...of, direct } }));
    expect(media).toEqual({ label: 'phone', family: 'IP4', kind: 'rtp', video: [], t38: false, sdes: false, ...expected });
  });
});
