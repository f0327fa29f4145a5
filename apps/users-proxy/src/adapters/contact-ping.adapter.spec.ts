import { expect, it } from 'vitest';
import { siteOf, udpAddressesIn } from './contact-ping.adapter.js';

it('knows the UDP addresses of a SIP server, and calls it by the first one that phones see', () => {
  const bound = 'tcp/10.0.0.5:5060,udp/10.0.0.5:5060,udp/[2001:db8::1]:5060,tls/10.0.0.5:5061';
  expect(udpAddressesIn(bound)).toEqual(['10.0.0.5:5060', '2001:db8::1:5060']);
  expect(siteOf({ sockets: { public: 'tcp/203.0.113.5:5060, udp/203.0.113.5:5060', bound } })).toBe('203.0.113.5:5060');
  expect(siteOf({ sockets: { public: '', bound: '' } })).toBe('');
});
