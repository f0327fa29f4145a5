import { describe, expect, it } from 'vitest';
import { isPrivate, natSigns, type NatSign } from './nat-signs.js';

const sdp = (session: string, media = ''): string =>
  [
    'v=0',
    'o=- 1 1 IN IP4 0.0.0.0',
    's=-',
    `c=IN IP4 ${session}`,
    't=0 0',
    'm=audio 4000 RTP/AVP 8',
    ...(media ? [`c=IN IP4 ${media}`] : []),
    '',
  ].join('\r\n');
const source = { protocol: 'udp', address: '198.51.100.1', port: 5060 };
interface Said {
  readonly body?: string;
  readonly contact?: string;
  readonly via?: string;
  readonly protocol?: string;
  readonly address?: string;
}
const signs = ({ body = '', contact = 'sip:a@198.51.100.1', via, protocol = 'udp', address = source.address }: Said): readonly NatSign[] =>
  natSigns({
    body,
    source: { protocol, address, port: 5060 },
    contacts: [{ uri: contact, params: new Map() }],
    header: (name) => (name === 'Via' ? (via ?? `SIP/2.0/UDP ${address};branch=z9hG4bKx;rport`) : undefined),
  });

describe('signs of address translation', () => {
  it.each<[string, Said, readonly NatSign[]]>([
    ['its own address everywhere', { body: sdp('198.51.100.1') }, []],
    ['a private Contact', { contact: 'sip:a@192.168.1.5:5060' }, ['contact']],
    ['another public Contact: a registrar or gateway of its own', { contact: 'sip:a@198.51.100.77' }, []],
    ['another host in Via', { via: 'SIP/2.0/UDP 203.0.113.9:5060;branch=z9hG4bKx' }, ['via']],
    ['a name in Via, which says nothing', { via: 'SIP/2.0/UDP phone.test;branch=z9hG4bKx' }, []],
    ['another port in Via', { via: 'SIP/2.0/UDP 198.51.100.1:6060;branch=z9hG4bKx' }, ['via-port']],
    ['no port in Via, which means 5060', { via: 'SIP/2.0/UDP 198.51.100.1;branch=z9hG4bKx' }, []],
    ['another port in Via over TCP: connections come from any', { via: 'SIP/2.0/TCP 198.51.100.1:6060', protocol: 'tcp' }, []],
    ['a private SDP', { body: sdp('192.168.1.5') }, ['sdp']],
    ['a private address for the media alone', { body: sdp('198.51.100.1', '10.0.0.9') }, ['sdp']],
    ['another public SDP: a media gateway of its own', { body: sdp('198.51.100.77') }, []],
    ['rubbish', { body: 'rubbish', contact: 'rubbish', via: 'rubbish' }, []],
    [
      'everything',
      { body: sdp('10.0.0.9'), contact: 'sip:a@10.0.0.9', via: 'SIP/2.0/UDP 10.0.0.9:5061' },
      ['contact', 'via', 'via-port', 'sdp'],
    ],
    ['a WebSocket, whose names lead nowhere', { contact: 'sip:x@y.invalid;transport=ws', protocol: 'wss' }, ['websocket']],
    ['a phone in the same private network', { body: sdp('192.168.1.5'), contact: 'sip:a@192.168.1.5', address: '192.168.1.5' }, []],
    [
      'IPv6, as it is',
      { contact: 'sip:a@[2001:db8::1]', via: 'SIP/2.0/UDP [2001:db8::1]:5060;branch=z9hG4bKx', address: '2001:db8::1' },
      [],
    ],
  ])('%s', (_title, said, expected) => {
    expect(signs(said)).toEqual(expected);
  });

  it.each([
    ['10.1.2.3', true],
    ['172.15.0.1', false],
    ['172.16.0.1', true],
    ['172.31.255.1', true],
    ['172.32.0.1', false],
    ['100.64.0.1', true],
    ['100.128.0.1', false],
    ['127.0.0.1', false],
    ['fd00::1', true],
    ['2001:db8::1', false],
    ['phone.test', false],
  ])('%s is private: %s', (address, expected) => {
    expect(isPrivate(address)).toBe(expected);
  });
});
