import { describe, expect, it } from 'vitest';
import { ADDRESS, alice, house, initial, proven, snapshot, type Said } from '../../test/house.js';
import { optionsRoute } from './options.route.js';
import { messageRoute } from './message.route.js';
import { otherRoute } from './other.route.js';
import { publishRoute } from './publish.route.js';
import { subscribeRoute } from './subscribe.route.js';

const uri = 'sip:102@aurora.northwind.test';

describe('everything but calls and registrations', () => {
  it.each<[string, Said]>([
    ['a stranger', { source: ADDRESS.stranger }],
    ['a phone', {}],
    ['an application server', { source: ADDRESS.asterisk }],
    ['somebody who asks for a user', { uri }],
    ['somebody who asks for nobody', { uri: 'sip:nobody@nowhere.test' }],
  ])('OPTIONS of %s gets the same 200', async (_title, said) => {
    const { final } = await optionsRoute.run(initial(house(), { method: 'OPTIONS', ...said }));
    expect(final).toEqual({
      kind: 'reply',
      status: 200,
      reason: 'OK',
      headers: {
        Allow: 'INVITE, ACK, CANCEL, BYE, OPTIONS, REGISTER, UPDATE, INFO, PRACK, SUBSCRIBE, NOTIFY, PUBLISH, MESSAGE, REFER',
        Accept: 'application/sdp',
      },
    });
  });

  it.each([
    ['SUBSCRIBE', subscribeRoute, 200],
    ['PUBLISH', publishRoute, 200],
    ['MESSAGE', messageRoute, 202],
  ] as const)('%s passes the gate and is then served, for phones alone', async (method, route, status) => {
    const of = house();
    expect((await route.run(initial(of, { method }))).final).toMatchObject({ kind: 'reply', status: 407 });
    expect((await route.run(initial(of, proven(of, alice, { method, uri })))).final).toMatchObject({ kind: 'reply', status });
    expect((await route.run(initial(of, { method, source: ADDRESS.asterisk }))).final).toMatchObject({ cause: 'method-refused' });
  });

  it.each([
    ['everything', '', 'presence-off'],
    ['domain', 'aurora.northwind.test', 'presence-off'],
    ['address', 'alice@aurora.northwind.test', 'presence-off'],
    ['address', 'bob@aurora.northwind.test', undefined],
    ['domain', 'boreal.southwind.test', undefined],
  ] as const)('presence that is off for %s %s is 501', async (scope, target, cause) => {
    const of = house();
    const config = snapshot({ presenceSwitch: [{ id: 1, scope, target, enabled: false }] });
    for (const [method, route] of [
      ['SUBSCRIBE', subscribeRoute],
      ['PUBLISH', publishRoute],
    ] as const) {
      const { final } = await route.run(initial(of, proven(of, alice, { method, uri }), config));
      expect('cause' in final ? final.cause : undefined).toBe(cause);
    }
  });

  it.each(['NOTIFY', 'INFO', 'REFER'])('%s passes the gate and is then refused with 405 and Allow', async (method) => {
    const of = house();
    expect((await otherRoute.run(initial(of, { method }))).final).toMatchObject({ kind: 'reply', status: 407 });
    const { final } = await otherRoute.run(initial(of, proven(of, alice, { method, uri })));
    expect(final).toMatchObject({ cause: 'method-refused', headers: { Allow: expect.stringContaining('INVITE') } });
  });
});
