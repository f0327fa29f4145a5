import { describe, expect, it } from 'vitest';
import { parseListenAddress } from './listen-address.js';

describe('parseListenAddress', () => {
  it.each([
    ['udp:10.0.0.1:5060', { protocol: 'udp', address: '10.0.0.1', port: 5060 }],
    ['tls:[2001:db8::1]:5061', { protocol: 'tls', address: '2001:db8::1', port: 5061 }],
    ['tcp:0.0.0.0:5060;advertise=sip.example.com', { advertised: { host: 'sip.example.com', port: undefined } }],
    ['udp:[::]:5060;advertise=[2001:db8::1]:5090', { address: '::', advertised: { host: '2001:db8::1', port: 5090 } }],
    ['wss:10.0.0.1:443;path=/sip;client-cert=request', { path: '/sip', clientCertificate: 'request' }],
  ])('reads %s', (text, expected) => {
    const read = parseListenAddress(text);
    expect(read.ok ? read.value : read.error).toMatchObject(expected);
  });

  it.each([
    ['sctp:10.0.0.1:5060', 'sctp:10.0.0.1:5060'],
    ['udp:10.0.0.1', 'udp:10.0.0.1'],
    ['udp:host:5060', 'udp:host:5060'],
    ['udp:10.0.0.1:70000', '70000'],
    ['udp:2001:db8::1:5060', 'udp:2001'],
    ['udp:10.0.0.1:5060;advertise=', 'advertise='],
    ['udp:10.0.0.1:5060;advertise=a b', 'advertise=a b'],
    ['udp:10.0.0.1:5060;advertise=h:0', 'advertise=h:0'],
    ['udp:10.0.0.1:5060;client-cert=require', 'client-cert'],
    ['tls:10.0.0.1:5061;client-cert=maybe', 'maybe'],
    ['tcp:10.0.0.1:5060;path=/sip', 'path'],
    ['ws:10.0.0.1:80;path=sip', 'path=sip'],
    ['udp:10.0.0.1:5060;colour=red', 'colour'],
  ])('refuses %s, naming %s', (text, named) => {
    const read = parseListenAddress(text);
    expect(read.ok ? '' : read.error).toContain(named);
  });
});
