import { describe, expect, it } from 'vitest';
import { callerMediaOf, isPrivate } from './caller-media.js';

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

describe('media of a calling phone', () => {
  it.each<[string, string, string | undefined]>([
    ['its own address', sdp('198.51.100.1'), undefined],
    ['a private address: it is behind NAT', sdp('192.168.1.5'), '198.51.100.1'],
    ['a private address for the media alone', sdp('198.51.100.1', '10.0.0.9'), '198.51.100.1'],
    ['another public address: a media gateway of its own', sdp('198.51.100.77'), undefined],
    ['no description at all', '', undefined],
    ['rubbish', 'rubbish', undefined],
  ])('names %s', (_title, body, expected) => {
    expect(callerMediaOf({ body, source }).source).toBe(expected);
  });

  it('trusts a phone in the same private network', () => {
    expect(callerMediaOf({ body: sdp('192.168.1.5'), source: { ...source, address: '192.168.1.5' } }).source).toBeUndefined();
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
