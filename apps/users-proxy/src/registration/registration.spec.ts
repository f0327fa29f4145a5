import { describe, expect, it } from 'vitest';
import { isBehindNat, nextHopOf, sameContact } from './registration.js';

const from = (protocol: string, address: string, port: number) => ({ protocol, address, port });

describe('the way to a registered phone', () => {
  it.each([
    [
      'a phone with its own address',
      'sip:a@198.51.100.1:5062',
      from('udp', '198.51.100.1', 5062),
      'sip:198.51.100.1:5062;transport=udp',
      false,
    ],
    [
      'a phone that sends from another port than it listens on',
      'sip:a@198.51.100.1:5062',
      from('udp', '198.51.100.1', 40000),
      'sip:198.51.100.1:5062;transport=udp',
      false,
    ],
    ['the default port', 'sip:a@198.51.100.1', from('udp', '198.51.100.1', 5060), 'sip:198.51.100.1:5060;transport=udp', false],
    ['a phone behind NAT', 'sip:a@192.168.1.9:5060', from('udp', '198.51.100.1', 31000), 'sip:198.51.100.1:31000;transport=udp', true],
    [
      'a phone over TCP: the connection it opened',
      'sip:a@198.51.100.1:5060;transport=tcp',
      from('tcp', '198.51.100.1', 50123),
      'sip:198.51.100.1:50123;transport=tcp',
      false,
    ],
    [
      'a contact that points at one of our machines',
      'sip:a@192.0.2.40:6060',
      from('udp', '198.51.100.1', 5060),
      'sip:198.51.100.1:5060;transport=udp',
      true,
    ],
    [
      'a contact with maddr',
      'sip:a@198.51.100.1;maddr=192.0.2.40',
      from('udp', '198.51.100.1', 5060),
      'sip:198.51.100.1:5060;transport=udp',
      false,
    ],
    [
      'a browser-like contact without address',
      'sip:a@x.invalid',
      from('tcp', '198.51.100.1', 50124),
      'sip:198.51.100.1:50124;transport=tcp',
      true,
    ],
    ['IPv6', 'sip:a@[2001:db8::1]:5060', from('udp', '2001:db8::1', 5060), 'sip:[2001:db8::1]:5060;transport=udp', false],
  ])('%s', (_title, contact, source, nextHop, behindNat) => {
    expect(nextHopOf({ contact, source })).toBe(nextHop);
    expect(isBehindNat({ contact, source })).toBe(behindNat);
  });

  it('compares contacts as URIs, not as text', () => {
    expect(sameContact('sip:a@EXAMPLE.test', 'sip:a@example.test')).toBe(true);
    expect(sameContact('sip:a@example.test:5060', 'sip:a@example.test')).toBe(false);
    expect(sameContact('not a uri', 'sip:a@example.test')).toBe(false);
  });
});
