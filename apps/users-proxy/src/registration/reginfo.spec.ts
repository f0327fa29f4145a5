import { describe, expect, it } from 'vitest';
import { reginfoOf } from './reginfo.js';
import type { Registration } from './registration.js';

const NOW = 1_763_760_000_000;
const contact = (user: string, more: Partial<Registration> = {}): Registration => ({
  contact: `sip:${user}@198.51.100.1`,
  source: { protocol: 'udp', address: '198.51.100.1', port: 5060 },
  receivedOn: null,
  callId: 'c<1>',
  cseq: 7,
  expiresAtMs: NOW + 60_000,
  userAgent: '',
  q: 1000,
  path: [],
  silentPings: 0,
  ...more,
});
const entity = 'sip:alice@aurora.northwind.test';
const told = (document: string): string[] =>
  [...document.matchAll(/state="(\w+)" event="(\w+)"/g)].map(([, state, event]) => `${state} ${event}`);

describe('the registration event document (RFC 3680 §5)', () => {
  it('is full, with everything in its place', () => {
    const document = reginfoOf({ entity, nowMs: NOW, version: 3, contacts: [contact('a', { q: 500, instance: 'urn:uuid:1' })] });
    expect(document).toContain('<reginfo xmlns="urn:ietf:params:xml:ns:reginfo" version="3" state="full">');
    expect(document).toMatch(/<registration aor="sip:alice@aurora\.northwind\.test" id="[\w-]{12}" state="active">/);
    expect(document).toMatch(
      /<contact id="[\w-]{12}" state="active" event="registered" expires="60" q="0\.5" callid="c&lt;1&gt;" cseq="7"><uri>sip:a@198\.51\.100\.1<\/uri><unknown-param name="\+sip\.instance">&quot;&lt;urn:uuid:1&gt;&quot;<\/unknown-param><\/contact>/,
    );
  });

  it('is init for whom nobody has registered', () => {
    expect(reginfoOf({ entity, nowMs: NOW, contacts: [] })).toContain('state="init"');
  });

  it('tells nobody the keys of a push service', () => {
    const document = reginfoOf({
      entity,
      nowMs: NOW,
      contacts: [contact('a', { contact: 'sip:a@b;pn-provider=fcm;x=1;pn-prid=SECRET;pn-param=P' })],
    });
    expect(document).toContain('<uri>sip:a@b;x=1</uri>');
    expect(document).not.toMatch(/SECRET|pn-/);
  });

  it.each<[string, readonly Registration[], readonly Registration[], readonly string[], string]>([
    ['a new contact', [], [contact('a')], ['active registered'], 'active'],
    [
      'a refreshed one, not the one that stayed',
      [contact('a'), contact('b')],
      [contact('a', { cseq: 8, expiresAtMs: NOW + 90_000 }), contact('b')],
      ['active refreshed'],
      'active',
    ],
    ['a shortened one', [contact('a')], [contact('a', { cseq: 8, expiresAtMs: NOW + 10_000 })], ['active shortened'], 'active'],
    ['one that was removed', [contact('a'), contact('b')], [contact('b')], ['terminated unregistered'], 'active'],
    ['the last one that expired', [contact('a', { expiresAtMs: NOW })], [], ['terminated expired'], 'terminated'],
    [
      'a flow at a new address',
      [contact('a', { instance: 'i', regId: 1 })],
      [contact('z', { instance: 'i', regId: 1, cseq: 8 })],
      ['active refreshed'],
      'active',
    ],
    ['nothing', [contact('a')], [contact('a')], [], 'active'],
  ])('is partial about %s', (_title, before, after, expected, state) => {
    const document = reginfoOf({ entity, nowMs: NOW, contacts: after, before });
    expect(document).toContain('state="partial"');
    expect(told(document)).toEqual(expected);
    expect(document).toMatch(new RegExp(`<registration [^>]* state="${state}"`));
  });
});
