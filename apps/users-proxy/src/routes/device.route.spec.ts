import { describe, expect, it } from 'vitest';
import { alice, house, initial, proven, rita, type House, type Said } from '../../test/house.js';
import type { Registration } from '../registration/registration.js';
import { inviteRoute } from './invite.route.js';

const bob = { kind: 'terminal', id: 2, name: 'bob', domain: 'aurora.northwind.test' } as const;
const AOR = 'bob@aurora.northwind.test';
const contact = (host: string, more: Partial<Registration> = {}): Registration => ({
  contact: `sip:bob@${host}:5060`,
  source: { protocol: 'udp', address: host, port: 5060 },
  receivedOn: null,
  callId: 'r',
  cseq: 1,
  expiresAtMs: 9e12,
  userAgent: '',
  q: 1000,
  path: [],
  silentPings: 0,
  ...more,
});
const [desk, mobile] = [contact('198.51.100.2', { instance: 'urn:uuid:desk' }), contact('198.51.100.3', { instance: 'urn:uuid:mobile' })];
const run = (of: House, said: Said, caller = alice) => inviteRoute.run(initial(of, proven(of, caller, said)));
const targets = (of: House) => of.plans.map(({ attempts }) => attempts.map((attempt) => attempt.targets.map(({ uri }) => uri)));

describe('INVITE to the address of one device (RFC 5627)', () => {
  it.each(['public', 'temporary'] as const)('rings that device alone, by its %s address, without an application server', async (kind) => {
    const of = house();
    of.registered.set(AOR, [mobile, desk]);
    const uri = of.ports.gruus.gruusOf(bob, desk)?.[kind] ?? '';
    const { at } = await run(of, { uri });
    expect(at).toBe('RING_DEVICE');
    expect(targets(of)).toEqual([[['sip:bob@198.51.100.2:5060']]]);
    expect(of.plans[0]).toMatchObject({ facts: { caller: '101', callee: '102', clientId: 1, to: { kind: 'terminal', id: 2 } } });
  });

  it.each<[string, (of: House) => Said, string, typeof alice]>([
    ['that is not registered', () => ({ uri: 'sip:bob@aurora.northwind.test;gr=urn:uuid:lost' }), 'not-registered', alice],
    ['of nobody', () => ({ uri: 'sip:nobody@aurora.northwind.test;gr=urn:uuid:desk' }), 'number-unknown', alice],
    ['that was made up', () => ({ uri: 'sip:tgruu.AAAAAAAAAAAAAAAAAAAAAA@aurora.northwind.test;gr' }), 'number-unknown', alice],
    [
      'of another client',
      (of) => ({ uri: (of.ports.gruus.gruusOf(bob, desk)?.temporary ?? '').replace('aurora.', '') }),
      'number-unknown',
      rita,
    ],
  ])('refuses one %s', async (_title, said, cause, caller) => {
    const of = house();
    of.registered.set(AOR, [mobile, desk]);
    expect((await run(of, said(of), caller)).final).toMatchObject({ cause });
    expect(of.plans).toEqual([]);
  });
});

describe('INVITE to a further address of a subscriber (SX-16)', () => {
  it('is a call to the extension of that subscriber', async () => {
    const of = house();
    await run(of, { uri: 'sip:front-desk@aurora.northwind.test' });
    expect(of.plans[0]?.facts).toMatchObject({ caller: '101', callee: '102' });
  });
});
