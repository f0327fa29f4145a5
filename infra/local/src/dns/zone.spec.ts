import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../bootstrap/paths.mjs';
import { zoneFile, zoneOf, type SipAddress, type ZoneOptions } from './zone.js';

const address = (name: string, ip: string, mode: SipAddress['mode'] = 'serve', weight = 1): SipAddress => ({ name, ip, mode, weight });
const options: ZoneOptions = {
  domain: 'Northwind.test',
  addresses: [address('main', '192.0.2.10', 'serve', 3), address('second', '192.0.2.11')],
  nameServers: [{ name: 'ns1.northwind.test', ip: '192.0.2.53' }, { name: 'ns.example.net' }],
  serial: 42,
};
const of = (type: string, more: Partial<ZoneOptions> = {}) =>
  zoneOf({ ...options, ...more })
    .filter((record) => record.type === type)
    .map(({ name, data }) => `${name} ${data}`);

describe('the zone of a SIP domain', () => {
  it('offers every transport by NAPTR, what is encrypted first', () => {
    expect(of('NAPTR')).toEqual([
      'northwind.test. 10 10 "s" "SIPS+D2T" "" _sips._tcp.northwind.test.',
      'northwind.test. 20 10 "s" "SIPS+D2W" "" _sips._ws.northwind.test.',
      'northwind.test. 30 10 "s" "SIP+D2T" "" _sip._tcp.northwind.test.',
      'northwind.test. 40 10 "s" "SIP+D2U" "" _sip._udp.northwind.test.',
    ]);
  });

  it('shares phones by weight among the addresses that serve', () => {
    expect(of('SRV', { ports: { tls: null, wss: null, tcp: null } })).toEqual([
      '_sip._udp.northwind.test. 20 3 5060 sip1.northwind.test.',
      '_sip._udp.northwind.test. 20 1 5060 sip2.northwind.test.',
    ]);
  });

  it('has addresses that balance asked first, and those that only redirect last', () => {
    const addresses = [address('a', '192.0.2.1'), address('b', '192.0.2.2', 'balance'), address('c', '2001:db8::3', 'redirect')];
    const more = { addresses, ports: { tls: null, wss: null, tcp: null, udp: 5080 } } as const;
    expect(of('SRV', more).map((record) => record.split(' ').slice(1).join(' '))).toEqual([
      '20 1 5080 sip1.northwind.test.',
      '10 1 5080 sip2.northwind.test.',
      '30 1 5080 sip3.northwind.test.',
    ]);
    expect(of('AAAA', more)).toEqual(['sip3.northwind.test. 2001:db8::3']);
    expect(of('A', more)).toContain('northwind.test. 192.0.2.2');
    expect(of('A', more)).not.toContain('northwind.test. 192.0.2.1');
  });

  it.each([
    ['no address', { addresses: [] }, /addresses must hold at least one/],
    ['no name server', { nameServers: [] }, /nameServers must hold at least one/],
    ['a name that is none', { domain: 'north wind.test' }, /name must be a host name; got 'north wind\.test'/],
    ['a line break in a name', { domain: 'a.test.\n@ IN A 1.2.3.4' }, /name must be a host name/],
    ['what is no address', { addresses: [address('x', '192.0.2.300')] }, /ip must be an IPv4 or IPv6 address; got '192\.0\.2\.300'/],
    ['no serial', { serial: 0 }, /serial must be 1 to/],
  ] as const)('is not written for %s', (_title, more, rule) => {
    expect(() => zoneOf({ ...options, ...more })).toThrow(rule);
  });

  it('is what infra/dns shows (write it anew with WRITE_ZONE=1)', () => {
    const file = join(ROOT, 'infra/dns/northwind.test.zone');
    const text = zoneFile(options);
    if (process.env['WRITE_ZONE']) writeFileSync(file, text);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });
});
