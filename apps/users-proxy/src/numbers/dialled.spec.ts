import type { Endpoint } from '@switchyard/model';
import { describe, expect, it } from 'vitest';
import { ENDPOINTS, house, snapshot } from '../../test/house.js';
import { understandDialled, understandPublic, understandTagged, type Dialler } from './dialled.js';

const config = snapshot({
  transformationRuleSet: [
    { id: 1, brandId: 1, name: 'Spain', countryCallingCode: '34' },
    { id: 2, brandId: 1, name: 'France', countryCallingCode: '33', nationalLength: 9, trunkPrefix: '0' },
  ],
  friend: [
    { id: 1, brandId: 1, clientId: 1, name: 'pbx', priority: 1, ip: '192.0.2.9', port: 5060, transport: 'udp' },
    { id: 2, brandId: 1, clientId: 1, name: 'other', priority: 2, directConnectivity: 'intervpbx', interClientId: 5 },
  ],
  friendPattern: [{ id: 1, brandId: 1, clientId: 1, friendId: 1, name: 'seven', regExp: '^7\\d{3}$' }],
});
const named = (name: string): Endpoint => {
  const found = ENDPOINTS.find((endpoint) => endpoint.name === name);
  if (!found) throw new Error(name);
  return found;
};
const dialler = (name: string, more: Partial<Endpoint> = {}, granted: number[] = []): Dialler => {
  const endpoint = { ...named(name), ...more };
  const client = config.get('client', endpoint.clientId);
  if (!client) throw new Error('no client');
  return { snapshot: config, client: { ...client, routingTagIds: granted }, endpoint, subscribers: house().ports.subscribers };
};

describe('what a vPBX phone dialled', () => {
  it.each<[string, string, string, Partial<Endpoint>, object]>([
    ['an extension', '102', '102', {}, {}],
    ['an extension of another vPBX behind a friend', '101', '101', {}, {}],
    ['a number behind a friend', '7001', '7001', {}, {}],
    ['the same with +, which never goes to friends', '+7001', '+7001', {}, {}],
    ['a star code', '*94102', '*94102', {}, {}],
    ['a national number', '912000123', '+34912000123', {}, {}],
    ['a national number by its own rules before those of the client', '0912000123', '+33912000123', { transformationRuleSetId: 2 }, {}],
    [
      'a number behind a friend by one that always applies its rules',
      '912000102',
      '+34912000102',
      { alwaysApplyTransformations: true },
      {},
    ],
    ['an extension hidden by the star code', '*67102', '102', {}, { shown: 'hide' }],
    ['a public number shown by the star code', '*68912000123', '+34912000123', {}, { shown: 'show' }],
    ['an extension hidden as on a mobile phone', '#31#102', '102', {}, { shown: 'hide' }],
    ['a star code behind another', '*67*94102', '*94102', {}, { shown: 'hide' }],
    ['a number with the prefix of a DDI rule', '12*912000123', '+34912000123', {}, { ddiPrefix: '12*' }],
    ['an extension with it', '12*102', '102', {}, { ddiPrefix: '12*' }],
    ['a hidden number with it', '*6712*912000123', '+34912000123', {}, { ddiPrefix: '12*', shown: 'hide' }],
    ['another address of a colleague', 'front-desk', '102', {}, {}],
    ['what nobody understands', 'help', 'help', {}, {}],
  ])('%s', async (_title, dialled, callee, more, also) => {
    expect(await understandDialled(dialler('alice', more), dialled)).toEqual({
      ok: true,
      value: { dialled, callee, shown: undefined, ddiPrefix: null, routingTagId: null, ...also },
    });
  });
  it('has neither extensions nor prefixes in a residential client, whose codes are those of the brand', async () => {
    const understood = async (dialled: string) => {
      const read = await understandDialled(dialler('robin1'), dialled);
      return read.ok ? [read.value.callee, read.value.shown, read.value.ddiPrefix] : read.error;
    };
    expect(await understood('102')).toEqual(['102', undefined, null]);
    expect(await understood('*7912000123')).toEqual(['+34912000123', 'hide', null]);
    expect(await understood('*67912000123')).toEqual(['*67912000123', undefined, null]);
    expect(await understood('12*912000123')).toEqual(['12*912000123', undefined, null]);
  });
  it.each(['', '9'.repeat(65)])('nothing, or too much: %j', async (dialled) => {
    expect(await understandDialled(dialler('alice'), dialled)).toEqual({ ok: false, error: 'number-unknown' });
  });
});

describe('what retail and wholesale dialled', () => {
  it.each<[string, string, number[], string | null, object]>([
    ['a number', '912000123', [], '+34912000123', {}],
    ['a number with a granted tag', '12#912000123', [1], '+34912000123', { routingTagId: 1 }],
    ['a number with a tag of the brand that was not granted', '13#912000123', [1], null, { error: 'routing-tag-refused' }],
    ['a number with a tag of nobody', '99#912000123', [1], null, { error: 'routing-tag-refused' }],
    ['a hidden number with a tag', '*712#912000123', [1], '+34912000123', { routingTagId: 1, shown: 'hide' }],
    ['no number behind a tag', '12#help', [1], null, { error: 'number-unknown' }],
    ['no number', 'help', [], null, { error: 'number-unknown' }],
  ])('%s', async (_title, dialled, granted, callee, also) => {
    const read = await understandPublic(dialler('rita1', {}, granted), dialled);
    if (callee === null) expect(read).toEqual({ ok: false, ...also });
    else expect(read).toMatchObject({ ok: true, value: { dialled, callee, ...also } });
  });
  it('has no star codes at wholesale', () => {
    const { snapshot: at, client } = dialler('rita1', {}, [1]);
    expect(understandTagged({ snapshot: at, client }, '#31#912000123')).toEqual({ ok: false, error: 'number-unknown' });
    expect(understandTagged({ snapshot: at, client }, '12#912000123')).toMatchObject({ ok: true, value: { routingTagId: 1 } });
  });
});
