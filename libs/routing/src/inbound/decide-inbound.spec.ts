import { snapshotOf } from '@switchyard/model';
import { describe, expect, it } from 'vitest';
import { decideBounced, decideInbound } from './decide-inbound.js';
import { isKnownProvider, wholesaleClientByIp } from './source-address.js';

const [VPBX, RESIDENTIAL, RETAIL, WHOLESALE, DISABLED, SOUTH] = [10, 11, 12, 13, 14, 20];
const brandId = 1;
const snapshot = snapshotOf(
  {
    client: [
      { id: VPBX, brandId, type: 'vpbx', name: 'Aurora' },
      { id: RESIDENTIAL, brandId, type: 'residential', name: 'Robin' },
      { id: RETAIL, brandId, type: 'retail', name: 'Rita' },
      { id: WHOLESALE, brandId, type: 'wholesale', name: 'Wanda' },
      { id: DISABLED, brandId, type: 'vpbx', name: 'Gone', enabled: false },
      { id: SOUTH, brandId: 2, type: 'vpbx', name: 'Boreal' },
    ],
    clientAddress: [
      { id: 1, brandId, clientId: VPBX, ip: '127.0.0.141' },
      { id: 2, brandId, clientId: WHOLESALE, ip: '127.0.0.142' },
      { id: 3, brandId, clientId: WHOLESALE, ip: '2001:DB8::0001' },
    ],
    transformationRuleSet: [{ id: 1, brandId, name: 'Spain', countryCallingCode: '34' }],
    ddiProvider: [
      { id: 1, brandId, name: 'Inbound One', transformationRuleSetId: 1 },
      { id: 2, brandId: 2, name: 'Inbound South' },
      { id: 3, brandId, name: 'Inbound Three', transformationRuleSetId: 1 },
      { id: 4, brandId, name: 'Elsewhere', transformationRuleSetId: 1, trustPai: false },
    ],
    ddiProviderAddress: [
      { id: 1, brandId: 2, ddiProviderId: 2, ip: '127.0.0.161' },
      { id: 2, brandId, ddiProviderId: 1, ip: '127.0.0.161' },
      { id: 3, brandId, ddiProviderId: 3, ip: '127.0.0.161' },
      { id: 4, brandId, ddiProviderId: 4, ip: '2001:db8:0:0::1' },
    ],
    ddi: [
      { id: 1, brandId, clientId: VPBX, number: '+34910000101', routeType: 'user', userId: 7 },
      { id: 2, brandId, clientId: RESIDENTIAL, number: '+34910000201', routeType: 'residential', residentialDeviceId: 8 },
      { id: 3, brandId, clientId: RETAIL, number: '+34910000301', routeType: 'retail', retailAccountId: 9 },
      { id: 4, brandId: 2, clientId: SOUTH, number: '+34910000501', routeType: 'user', userId: 17 },
      { id: 5, brandId, clientId: VPBX, number: '+34910000601', routeType: 'user', userId: 7, ddiProviderId: 3 },
      { id: 6, brandId, clientId: VPBX, number: '+34910000602', routeType: 'user', userId: 7, ddiProviderId: 4 },
      { id: 7, brandId, clientId: DISABLED, number: '+34910000701', routeType: 'user', userId: 7 },
      { id: 8, brandId, number: '+34910000702' },
      { id: 9, brandId, clientId: VPBX, number: '+34910000703' },
      { id: 10, brandId, clientId: VPBX, number: '+34910000704', routeType: 'retail', retailAccountId: 9 },
      { id: 11, brandId, clientId: RETAIL, number: '+34910000705', routeType: 'retail' },
      { id: 12, brandId, clientId: WHOLESALE, number: '+34910000706', routeType: 'user', userId: 7 },
      { id: 13, brandId, clientId: VPBX, number: '+34910000707', type: 'out', routeType: 'user', userId: 7 },
      { id: 16, brandId, clientId: VPBX, number: '+34910000708', routeType: 'ivr', ivrId: 3 },
      { id: 14, brandId, clientId: VPBX, number: '+34910000801', routeType: 'user', userId: 7 },
      { id: 15, brandId: 2, clientId: SOUTH, number: '+34910000801', routeType: 'user', userId: 17 },
    ],
  },
  7,
);
const ask = (callee: string, sourceIp = '127.0.0.161', caller = '600000001') =>
  decideInbound(snapshot, { sourceIp, callee, caller, at: '2026-03-01T10:00:00.000Z' });

describe('decideInbound', () => {
  it.each([
    ['a user', '910000101', { outcome: 'application-server', ddiId: 1, clientId: VPBX, retailAccountId: null }],
    ['a residential device', '+34910000201', { outcome: 'application-server', ddiId: 2, clientId: RESIDENTIAL, retailAccountId: null }],
    ['a retail account', '0034910000301', { outcome: 'retail', ddiId: 3, clientId: RETAIL, retailAccountId: 9 }],
  ])('leads to %s', (_what, callee, expected) => {
    const decided = ask(callee);
    expect(decided.decision).toMatchObject({ ...expected, cause: null, brandId: 1, ddiProviderId: 1, caller: '+34600000001' });
    expect(decided.decision.callee).toMatch(/^\+34910000/);
    expect(decided.trace.map((step) => step.step)).toEqual(['provider', 'ddi', 'callerin', 'client', 'route']);
    expect(decided.revision).toBe(7);
  });

  it.each([
    ['an unknown source, whatever it calls', '+34910000101', '127.0.0.199', 'source-refused'],
    ['a number nobody has', '+34910009999', undefined, 'ddi-unknown'],
    ['a DDI in the pool of the brand', '+34910000702', undefined, 'ddi-unknown'],
    ['a DDI for outgoing calls only', '+34910000707', undefined, 'ddi-unknown'],
    ['a DDI of another brand than the address', '+34910000501', '2001:db8::1', 'ddi-unknown'],
    ['a DDI of a disabled client', '+34910000701', undefined, 'client-disabled'],
    ['a DDI that leads nowhere', '+34910000703', undefined, 'ddi-without-route'],
    ["a DDI whose route is not of its client's type", '+34910000704', undefined, 'ddi-without-route'],
    ['a DDI whose target was removed', '+34910000705', undefined, 'ddi-without-route'],
    ['a DDI of a wholesale client', '+34910000706', undefined, 'ddi-without-route'],
    ['a DDI that leads to what is not served yet', '+34910000708', undefined, 'route-unserved'],
  ])('refuses %s by name', (_what, callee, sourceIp, cause) => {
    expect(ask(callee, sourceIp).decision).toMatchObject({ outcome: 'refuse', cause });
  });

  it('tells two brands behind one address apart by the number', () => {
    expect(ask('+34910000501').decision).toMatchObject({ brandId: 2, ddiProviderId: 2, clientId: SOUTH });
  });
  it('asks providers in order of id when both brands have the number, not in order of addresses', () => {
    expect(ask('+34910000801').decision).toMatchObject({ brandId: 1, ddiProviderId: 1, ddiId: 14 });
  });
  it('lets the DDI name another provider of the same address', () => {
    const { decision, trace } = ask('+34910000601');
    expect(decision).toMatchObject({ ddiId: 5, ddiProviderId: 3 });
    expect(trace.find((step) => step.step === 'ddi')?.why).toContain("names 'Inbound Three'");
  });
  it('does not follow a provider that calls from elsewhere', () => {
    expect(ask('+34910000602').decision).toMatchObject({ ddiId: 6, ddiProviderId: 1 });
  });
  it('keeps what the caller rules do not understand', () => {
    expect(ask('+34910000101', undefined, 'anonymous').decision.caller).toBe('anonymous');
  });
  it.each([
    ['believes a provider that asserts an identity', '+34910000101', '127.0.0.161', '600000009', '+34600000009'],
    ['reads From when a provider is not to be believed', '+34910000602', '2001:db8::1', '600000009', '+34600000001'],
    ['reads From when nothing is asserted', '+34910000101', '127.0.0.161', undefined, '+34600000001'],
  ])('%s', (_title, callee, sourceIp, asserted, caller) => {
    expect(decideInbound(snapshot, { sourceIp, callee, caller: '600000001', asserted, at: '' }).decision.caller).toBe(caller);
  });
  it('knows an IPv6 source in any spelling', () => {
    expect(ask('+34910000602', '2001:0DB8:0000::0001').decision).toMatchObject({ ddiProviderId: 4, ddiId: 6 });
  });
});

describe('decideBounced', () => {
  it('follows the DDI like a call from outside, without a provider', () => {
    const decided = decideBounced(snapshot, { ddiId: 3, caller: '+34910000101' });
    expect(decided.decision).toMatchObject({
      outcome: 'retail',
      retailAccountId: 9,
      ddiProviderId: null,
      brandId: 1,
      caller: '+34910000101',
      callee: '+34910000301',
    });
  });
  it.each([
    ['of a disabled client', 7, 'client-disabled'],
    ['that no longer exists', 999, 'ddi-unknown'],
  ])('refuses a DDI %s', (_what, ddiId, cause) => {
    expect(decideBounced(snapshot, { ddiId, caller: '' }).decision).toMatchObject({ outcome: 'refuse', cause });
  });
});

describe('source addresses', () => {
  it.each([
    ['127.0.0.161', true],
    ['::ffff:127.0.0.161', true],
    ['[2001:db8::1]', true],
    ['127.0.0.16', false],
    ['', false],
  ])('%j is a known DDI provider: %s', (ip, isKnown) => {
    expect(isKnownProvider(snapshot, ip)).toBe(isKnown);
  });
  it.each([
    ['127.0.0.142', WHOLESALE],
    ['2001:db8:0:0:0:0:0:1', WHOLESALE],
    ['127.0.0.141', undefined],
    ['127.0.0.199', undefined],
  ])('%s belongs to wholesale client %s', (ip, id) => {
    expect(wholesaleClientByIp(snapshot, ip)?.id).toBe(id);
  });
});
