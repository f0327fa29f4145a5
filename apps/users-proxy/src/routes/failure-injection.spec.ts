import type { CompleteRoute } from '@switchyard/call-flow';
import { CALL_INFO_HEADER, PLAIN_CALL } from '@switchyard/call-flow';
import { RouteError } from '@switchyard/call-flow';
import { describe, expect, it } from 'vitest';
import { ADDRESS, alice, house, initial, proven, rita, robin, type House, type Said } from '../../test/house.js';
import type { Initial } from '../call.js';
import { inviteRoute } from './invite.route.js';
import { messageRoute } from './message.route.js';
import { registerRoute } from './register.route.js';
import { subscribeRoute } from './subscribe.route.js';

const inside = (of: House): Said => ({
  source: ADDRESS.asterisk,
  headers: [
    `${CALL_INFO_HEADER}: ${of.ports.seal.sign({
      ...PLAIN_CALL,
      callUid: '7d0a6b0e-6a3d-4c0e-9a53-0f6c9a3f1a11',
      brandId: 1,
      clientId: 1,
      clientType: 'vpbx',
      caller: '101',
      callee: '102',
      dialled: '102',
      from: { kind: 'application', id: null, name: 'app-server' },
      userId: null,
      ddiId: null,
      ddiProviderId: null,
      to: { kind: 'terminal', id: 2 },
    })}`,
  ],
});
const binding = {
  contact: 'sip:bob@198.51.100.2',
  source: { protocol: 'udp', address: '198.51.100.2', port: 5060 },
  receivedOn: null,
  callId: 'r',
  cseq: 1,
  q: 1000,
  silentPings: 0,
  expiresAtMs: Number.MAX_SAFE_INTEGER,
  userAgent: '',
  path: [],
};

const flows: readonly (readonly [string, CompleteRoute<Initial>, (of: House) => Said])[] = [
  ['a vPBX call', inviteRoute, (of) => proven(of, alice)],
  ['a residential call', inviteRoute, (of) => proven(of, robin, { uri: 'sip:912000123@northwind.test' })],
  ['a retail call', inviteRoute, (of) => proven(of, rita, { uri: 'sip:912000123@northwind.test' })],
  ['a wholesale call', inviteRoute, () => ({ source: ADDRESS.wanda, uri: 'sip:+34912000123@198.51.100.10' })],
  ['a call from inside', inviteRoute, inside],
  ['a challenge', inviteRoute, () => ({})],
  [
    'a registration',
    registerRoute,
    (of) =>
      proven(of, alice, {
        method: 'REGISTER',
        uri: 'sip:aurora.northwind.test',
        to: 'sip:alice@aurora.northwind.test',
        headers: ['Contact: <sip:alice@198.51.100.1>'],
      }),
  ],
  ['a subscription', subscribeRoute, (of) => proven(of, alice, { method: 'SUBSCRIBE' })],
  ['a message', messageRoute, (of) => proven(of, alice, { method: 'MESSAGE' })],
];

describe('when a port breaks', () => {
  it.each(flows)('%s ends cleanly at every port call: named step, nothing half done', async (_title, route, saidOf) => {
    const whole = house();
    whole.registered.set('bob@aurora.northwind.test', [binding]);
    const said = saidOf(whole);
    whole.touched.length = 0;
    await route.run(initial(whole, said));
    const portCalls = [...whole.touched];
    expect(portCalls.length).toBeGreaterThan(0);

    for (let n = 1; n <= portCalls.length; n++) {
      const of = house();
      of.registered.set('bob@aurora.northwind.test', [binding]);
      const before = JSON.stringify([...of.registered]);
      const again = saidOf(of);
      of.touched.length = 0;
      of.failAt = n;
      // `serve` turns a throw into one 500 internal-error that names the step; anything else would be a lost request.
      await expect(route.run(initial(of, again)), `port call ${n} (${portCalls[n - 1]})`).rejects.toBeInstanceOf(RouteError);
      expect(of.touched.at(-1)).toBe(portCalls[n - 1]);
      // Nothing was connected or registered on the way to the failure.
      expect(of.plans).toEqual([]);
      expect(JSON.stringify([...of.registered])).toBe(before);
    }
  });
});
