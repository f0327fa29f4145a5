import type { Bridge, Channel } from '@switchyard/asterisk';
import { describe, expect, it } from 'vitest';
import { readFacts, writeFacts, type CallFacts } from './call-facts.js';
import { takeStock } from './take-stock.js';

const channel = (id: string, state: Channel['state'], appData = 'switchyard', appName = 'Stasis'): Channel => ({
  id,
  name: `PJSIP/${id}`,
  state,
  caller: { name: '', number: '' },
  connected: { name: '', number: '' },
  dialplan: { context: 'switchyard-in', exten: '102', app_name: appName, app_data: appData },
  creationtime: '2026-01-02T03:04:05.000+0000',
});
const facts = (legUid: string, nearId: string): CallFacts => ({
  v: 1,
  anonymous: false,
  callUid: `call-${legUid}`,
  legUid,
  brandId: 1,
  clientId: 2,
  caller: '101',
  callee: '102',
  nearId,
});
const far = (legUid: string, state: Channel['state']): Channel => channel(`sy-${legUid}`, state, 'switchyard,far');
const bridge = (legUid: string, channels: readonly string[]): Bridge => ({
  id: `sy-${legUid}`,
  name: `sy-call-${legUid}`,
  channels: [...channels],
});
const stock = (channels: readonly Channel[], bridges: readonly Bridge[], known: readonly CallFacts[]) => ({
  app: 'switchyard',
  channels,
  bridges,
  facts: new Map(known.map((one) => [`sy-${one.legUid}`, one])),
});
const ids = (channels: readonly Channel[]): readonly string[] => channels.map(({ id }) => id);

describe('taking stock of an Asterisk', () => {
  it.each([
    ['Up', 'Up', 'talking'],
    ['Ring', 'Up', 'answering'],
    ['Ring', 'Ringing', 'ringing'],
    ['Ring', 'Down', 'ringing'],
  ] as const)('adopts a joined call whose near side is %s and far side %s as %s', (near, farState, state) => {
    const found = takeStock(stock([channel('n', near), far('l', farState)], [bridge('l', ['n', 'sy-l'])], [facts('l', 'n')]), new Set());
    expect(found.adopt).toEqual([{ facts: facts('l', 'n'), state }]);
    expect([found.orphans, found.emptyBridges]).toEqual([[], []]);
  });

  it('ends halves: a near side alone, a far side alone, and two that never met', () => {
    const channels = [channel('a', 'Up'), far('b', 'Up'), channel('c', 'Ring'), far('d', 'Down')];
    const found = takeStock(stock(channels, [bridge('d', ['c'])], [facts('b', 'gone'), facts('d', 'c')]), new Set());
    expect(found.adopt).toEqual([]);
    expect(ids(found.orphans)).toEqual(['a', 'sy-b', 'c', 'sy-d']);
  });

  it('leaves alone what has a call, what belongs to others, and what is in the dialplan', () => {
    const channels = [channel('known', 'Up'), channel('other', 'Up', 'another-app'), channel('dialplan', 'Up', '503', 'PJSIPHangup')];
    const bridges = [bridge('used', ['known']), { id: 'foreign', name: 'conference', channels: [] }];
    expect(takeStock(stock(channels, bridges, []), new Set(['known']))).toEqual({ adopt: [], orphans: [], emptyBridges: [] });
  });

  it('finds empty bridges of ours', () => {
    expect(takeStock(stock([], [bridge('x', []), bridge('y', ['n'])], []), new Set()).emptyBridges).toEqual(['sy-x']);
  });

  it('does not believe facts that name another channel than the one that carries them', () => {
    const lying = {
      ...stock([channel('n', 'Up'), far('l', 'Up')], [bridge('l', ['n', 'sy-l'])], []),
      facts: new Map([['sy-l', facts('m', 'n')]]),
    };
    expect(takeStock(lying, new Set()).adopt).toEqual([]);
  });
});

describe('the facts a far channel carries', () => {
  it('come back as they were written', () => {
    expect(readFacts(writeFacts(facts('l', 'n')))).toEqual(facts('l', 'n'));
  });
  it.each(['', 'json', Buffer.from('{"v":2}').toString('base64url')])('are nothing when they read %j', (text) => {
    expect(readFacts(text)).toBeUndefined();
  });
});
