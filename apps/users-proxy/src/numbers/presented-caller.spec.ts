import type { Endpoint } from '@switchyard/model';
import type { NumberShown } from '@switchyard/routing';
import { describe, expect, it } from 'vitest';
import { ENDPOINTS, incoming, snapshot } from '../../test/house.js';
import { callerOfAccount, callerOfUser, callerOfWholesale } from './presented-caller.js';
import { shownToPhone } from './shown-to-phone.js';

const config = snapshot();
const named = (name: string, more: Partial<Endpoint> = {}): Endpoint => {
  const found = ENDPOINTS.find((endpoint) => endpoint.name === name);
  if (!found) throw new Error(name);
  return { ...found, ...more };
};
const clientOf = (id: number) => {
  const client = config.get('client', id);
  if (!client) throw new Error('no client');
  return client;
};
const NOBODY = 'sip:anonymous@anonymous.invalid';
const PAI = 'P-Asserted-Identity: <sip:+34910000302@x.test>';

describe('a vPBX user', () => {
  it('is who the platform says, whatever its headers say', () => {
    const said = incoming({ headers: [PAI, 'Diversion: <sip:+34910000101@x.test>;reason=away'] });
    expect(callerOfUser(said, named('alice'), undefined)).toEqual({ caller: '101', anonymous: false, critical: false, diversions: [] });
  });
  it.each<[string, readonly string[], NumberShown | undefined, boolean, boolean]>([
    ['nothing was said', [], undefined, false, false],
    ['it is withheld always', [], undefined, true, true],
    ['the phone asks for it', ['Privacy: id'], undefined, false, true],
    ['the phone asks for none, against what is configured', ['Privacy: none'], undefined, true, false],
    ['the code to show was dialled, against both', ['Privacy: id'], 'show', true, false],
    ['the code to hide was dialled, against the phone', ['Privacy: none'], 'hide', false, true],
    ['only the session is to be private', ['Privacy: session'], undefined, false, false],
  ])('is withheld as asked when %s', (_when, headers, shown, hideCallerNumber, anonymous) => {
    expect(callerOfUser(incoming({ headers }), named('alice', { hideCallerNumber }), shown).anonymous).toBe(anonymous);
  });
});

describe('a retail account', () => {
  const rita = (said: Parameters<typeof incoming>[0], more: Partial<Endpoint> = {}) =>
    callerOfAccount(
      incoming({ from: 'sip:rita1@northwind.test', ...said }),
      { snapshot: config, client: clientOf(3), endpoint: named('rita1', more) },
      undefined,
    );
  it.each<[string, Parameters<typeof incoming>[0], string, readonly string[]]>([
    ['its outgoing number', {}, '+34910000301', []],
    ['an own DDI in P-Asserted-Identity', { headers: [PAI] }, '+34910000302', []],
    ['an own DDI in From', { from: 'sip:910000302@northwind.test' }, '+34910000302', []],
    ['its outgoing number for a foreign one', { headers: ['P-Asserted-Identity: <sip:+34600000001@x.test>'] }, '+34910000301', []],
    [
      'an own DDI that diverts, where the identity is foreign',
      { headers: ['P-Asserted-Identity: <sip:+34600000001@x.test>', 'Diversion: <sip:910000302@x.test>'] },
      '+34910000302',
      ['+34910000302'],
    ],
    ['both', { headers: [PAI, 'Diversion: <sip:+34910000301@x.test>;reason=away'] }, '+34910000302', ['+34910000301']],
    ['no Diversion without an identity header', { headers: ['Diversion: <sip:+34910000302@x.test>;reason=away'] }, '+34910000301', []],
    ['no Diversion of others', { headers: [PAI, 'Diversion: <sip:+34910000101@x.test>;reason=away'] }, '+34910000302', []],
    ['its outgoing number when it is anonymous', { from: NOBODY }, '+34910000301', []],
  ])('presents %s', (_what, said, caller, diversions) => {
    const presented = rita(said);
    expect([presented.caller, presented.diversions.map(({ number }) => number)]).toEqual([caller, diversions]);
  });
  it('has nothing to present without an outgoing number', () => {
    expect(rita({}, { outgoingNumber: null }).caller).toBe('');
  });
});

describe('a friend', () => {
  const pbx = (said: Parameters<typeof incoming>[0]) => {
    const endpoint = named('alice', { kind: 'friend', name: 'pbx', userId: null, extension: null, outgoingNumber: '+34910000101' });
    return callerOfAccount(
      incoming({ from: 'sip:pbx@aurora.northwind.test', ...said }),
      { snapshot: config, client: clientOf(1), endpoint },
      undefined,
    ).caller;
  };
  it.each([
    ['one of its lines', { headers: ['P-Asserted-Identity: <sip:7100@x.test>'] }, '7100'],
    ['a DDI of the client', { headers: ['P-Asserted-Identity: <sip:+34910000101@x.test>'] }, '+34910000101'],
    ['its outgoing number for a foreign one', { headers: ['P-Asserted-Identity: <sip:+34600000001@x.test>'] }, '+34910000101'],
    ['its outgoing number', {}, '+34910000101'],
  ])('presents %s', (_what, said, caller) => {
    expect(pbx(said)).toBe(caller);
  });
});

describe('a wholesale client', () => {
  const wanda = (said: Parameters<typeof incoming>[0]) => callerOfWholesale(incoming(said), { snapshot: config, client: clientOf(4) });
  it('is passed on as it is, diverters and privacy too', () => {
    expect(
      wanda({ from: 'sip:0034600000001@x.test', headers: ['Diversion: <sip:0034600000002@x.test>;reason=away', 'Privacy: id'] }),
    ).toEqual({
      caller: '+34600000001',
      anonymous: true,
      critical: false,
      diversions: [{ number: '+34600000002', reason: 'away', hidden: false }],
    });
    expect(wanda({ from: 'sip:club@x.test' }).caller).toBe('club');
    expect(wanda({ from: NOBODY })).toMatchObject({ caller: '', anonymous: true });
  });
});

describe('what a phone is shown', () => {
  const bob = named('bob');
  const info = { caller: '+34600000001', callee: '102', anonymous: false, critical: false, diversions: [] };
  const diversions = [
    { number: '+34600000002', reason: 'no-answer', hidden: true },
    { number: '+34600000003', reason: 'away', hidden: false },
  ] as const;
  const HIDDEN = { user: 'anonymous', domain: 'anonymous.invalid', displayName: 'Anonymous' };
  it('who calls, by the domain it knows', () => {
    expect(shownToPhone(info, bob, 'Peter')).toEqual({
      from: { user: '+34600000001', domain: 'aurora.northwind.test', displayName: 'Peter' },
      headers: {},
    });
  });
  it('nobody who withholds the number, and nothing beside it', () => {
    expect(shownToPhone({ ...info, anonymous: true, critical: true }, bob, 'Peter')).toEqual({ from: HIDDEN, headers: {} });
    expect(shownToPhone({ ...info, caller: '' }, bob, '').from).toEqual(HIDDEN);
  });
  it('the number to an endpoint that is trusted, with the request to keep it', () => {
    const { from, headers } = shownToPhone({ ...info, anonymous: true, critical: true }, { ...bob, sendPai: true }, '');
    expect(from).toEqual(HIDDEN);
    expect(headers).toEqual({ 'P-Asserted-Identity': '<sip:+34600000001@aurora.northwind.test>', Privacy: 'id;critical' });
    expect(shownToPhone(info, { ...bob, sendPai: true }, 'Peter').headers).toEqual({
      'P-Asserted-Identity': '"Peter" <sip:+34600000001@aurora.northwind.test>',
    });
  });
  it('the names that an endpoint wants in From', () => {
    expect(shownToPhone(info, { ...bob, fromUser: 'trunk', fromDomain: 'pbx.test' }, '').from).toMatchObject({
      user: 'trunk',
      domain: 'pbx.test',
    });
  });
  it('who was transferred, where somebody was', () => {
    expect(shownToPhone({ ...info, shown: { number: '103', name: 'Carol' } }, bob, 'Alice').from).toMatchObject({
      user: '103',
      displayName: 'Carol',
    });
  });
  it('who diverted, unless they hide', () => {
    expect(shownToPhone({ ...info, diversions: [...diversions] }, bob, '').headers).toEqual({
      Diversion: ['<sip:+34600000003@aurora.northwind.test>;reason=away;privacy=off'],
      'History-Info': ['<sip:+34600000003@aurora.northwind.test>;index=1', '<sip:102@aurora.northwind.test;cause=404>;index=1.1;mp=1'],
    });
    expect(shownToPhone({ ...info, diversions: [...diversions] }, { ...bob, sendPai: true }, '').headers['Diversion']).toHaveLength(2);
  });
});
