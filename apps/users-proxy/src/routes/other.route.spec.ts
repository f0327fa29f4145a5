import { describe, expect, it } from 'vitest';
import { ADDRESS, alice, house, initial, proven, type Said } from '../../test/house.js';
import { optionsRoute } from './options.route.js';
import { otherRoute } from './other.route.js';
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
      headers: { Allow: 'INVITE, ACK, CANCEL, BYE, OPTIONS, REGISTER, UPDATE, INFO, PRACK', Accept: 'application/sdp' },
    });
  });

  it.each(['SUBSCRIBE', 'PUBLISH'])('%s passes the gate and is then refused with 489', async (method) => {
    const of = house();
    expect((await subscribeRoute.run(initial(of, { method }))).final).toMatchObject({ kind: 'reply', status: 407 });
    expect((await subscribeRoute.run(initial(of, proven(of, alice, { method, uri })))).final).toMatchObject({ cause: 'event-refused' });
    expect((await subscribeRoute.run(initial(of, { method, source: ADDRESS.asterisk }))).final).toMatchObject({ cause: 'method-refused' });
  });

  it.each(['MESSAGE', 'NOTIFY', 'INFO', 'REFER'])('%s passes the gate and is then refused with 405 and Allow', async (method) => {
    const of = house();
    expect((await otherRoute.run(initial(of, { method }))).final).toMatchObject({ kind: 'reply', status: 407 });
    const { final } = await otherRoute.run(initial(of, proven(of, alice, { method, uri })));
    expect(final).toMatchObject({ cause: 'method-refused', headers: { Allow: expect.stringContaining('INVITE') } });
  });
});
