import { parseUri } from '@switchyard/sip';
import { describe, expect, it } from 'vitest';
import { deviceAddressOf, GruuMint } from './gruu.js';
import type { Registration } from './registration.js';

const endpoint = { kind: 'residentialDevice', id: 4711, name: 'robin1', domain: 'northwind.test' } as const;
const contact = (instance: string | undefined, callId: string): Registration => ({
  contact: `sip:x@198.51.100.1;from=${callId}`,
  source: { protocol: 'udp', address: '198.51.100.1', port: 5060 },
  receivedOn: null,
  callId,
  cseq: 1,
  expiresAtMs: 0,
  userAgent: '',
  q: 1000,
  path: [],
  silentPings: 0,
  ...(instance === undefined ? {} : { instance }),
});
const mint = new GruuMint('a key of the house');
const [desk, deskAgain, mobile] = [contact('urn:uuid:1', 'a'), contact('urn:uuid:1', 'b'), contact('urn:gsma:imei:9 0', 'a')];
const all = [deskAgain, desk, mobile, contact(undefined, 'a')];

describe('device addresses (RFC 5627)', () => {
  it('of a device lead to all its contacts, publicly by name', () => {
    const { public: address } = mint.gruusOf(endpoint, desk) ?? { public: '' };
    expect(address).toBe('sip:robin1@northwind.test;gr=urn:uuid:1');
    expect(deviceAddressOf(mint, address)?.of).toEqual({ name: 'robin1' });
    expect(deviceAddressOf(mint, address)?.pick(all)).toEqual([deskAgain, desk]);
    const imei = mint.gruusOf(endpoint, mobile)?.public ?? '';
    expect(parseUri(imei).ok).toBe(true);
    expect(deviceAddressOf(mint, imei)?.pick(all)).toEqual([mobile]);
  });

  it('that are temporary tell nobody whose they are, never look alike, and end with the registration', () => {
    const [one, two] = [mint.gruusOf(endpoint, desk)?.temporary ?? '', mint.gruusOf(endpoint, desk)?.temporary ?? ''];
    expect(one).not.toBe(two);
    expect(one).toMatch(/^sip:tgruu\.[\w-]{22}@northwind\.test;gr$/);
    for (const address of [one, two]) {
      expect(deviceAddressOf(mint, address)?.of).toEqual({ kind: 'residentialDevice', id: 4711 });
      expect(deviceAddressOf(mint, address)?.pick(all)).toEqual([desk]);
    }
  });

  it('are made by nobody else', () => {
    const foreign = new GruuMint('another key').gruusOf(endpoint, desk)?.temporary ?? '';
    expect(deviceAddressOf(mint, foreign)?.pick(all) ?? []).toEqual([]);
    for (const text of [
      'sip:tgruu.AAAA@northwind.test;gr',
      'sip:robin1@northwind.test;grid=1',
      'sip:robin1@northwind.test;gr',
      'sip:robin1@northwind.test',
      'rubbish;gr',
    ])
      expect(deviceAddressOf(mint, text)).toBeUndefined();
    expect(mint.gruusOf(endpoint, contact(undefined, 'a'))).toBeUndefined();
  });
});
