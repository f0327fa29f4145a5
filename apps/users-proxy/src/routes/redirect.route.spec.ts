import type { RouteRun } from '@switchyard/call-flow';
import { rowOf, type ProxyUser, type RowInput, type Snapshot } from '@switchyard/model';
import { describe, expect, it } from 'vitest';
import { house, initial, plainEndpoint, proven, rita, snapshot, type House, type Said } from '../../test/house.js';
import { inviteRoute } from './invite.route.js';
import { registerRoute } from './register.route.js';

const addresses = (...rows: readonly RowInput<'proxyUser'>[]): Snapshot => snapshot({ proxyUser: rows });
const address = (id: number, ip: string, mode: ProxyUser['mode'], weight = 1) => ({ id, name: ip, ip, mode, weight });
const OURS = '192.0.2.10';
const contactsOf = (run: RouteRun): readonly string[] => {
  if (run.final.kind !== 'reply') throw new Error(`${run.final.kind} at ${run.at}`);
  expect(run.final.status).toBe(302);
  return run.final.headers?.['Contact'] as readonly string[];
};

describe('an address of ours that balances', () => {
  const config = addresses(
    address(1, OURS, 'balance'),
    address(2, '192.0.2.11', 'serve'),
    address(3, '192.0.2.12', 'serve', 3),
    address(4, '192.0.2.13', 'serve'),
  );
  const register = (name: string, config_ = config): Promise<RouteRun> =>
    registerRoute.run(
      initial(
        house(),
        { method: 'REGISTER', uri: 'sip:northwind.test', from: `sip:${name}@northwind.test`, to: `sip:${name}@northwind.test` },
        config_,
      ),
    );

  it('sends a phone to those that serve and live, always to the same one first', async () => {
    const first = contactsOf(await register('one'));
    expect(contactsOf(await register('one'))).toEqual(first);
    expect(first).toHaveLength(2);
    expect([...first].sort((a, b) => a.localeCompare(b)).map((contact) => contact.replace(/;q=.*/, ''))).toEqual([
      '<sip:192.0.2.11:5060>',
      '<sip:192.0.2.12:5060>',
    ]);
    expect(first.map((contact) => /;q=([\d.]+)/.exec(contact)?.[1])).toEqual(['1.0', '0.9']);
  });

  it('shares phones by weight', async () => {
    let heavy = 0;
    for (let n = 0; n < 400; n += 1) if (contactsOf(await register(`phone${n}`))[0]?.includes('192.0.2.12')) heavy += 1;
    expect(heavy).toBeGreaterThan(250);
    expect(heavy).toBeLessThan(350);
  });

  it('sends a call there with the number that was dialled, unproven as it is', async () => {
    const run = await inviteRoute.run(initial(house(), { uri: 'sip:102@aurora.northwind.test' }, config));
    expect(contactsOf(run)[0]).toMatch(/^<sip:102@192\.0\.2\.1[12]:5060>;q=1\.0;expires=300$/);
  });

  it('knows nobody when none serves', async () => {
    expect((await register('one', addresses(address(1, OURS, 'balance')))).final).toMatchObject({ kind: 'refuse', cause: 'overload' });
  });
});

describe('a retail account that is asked for', () => {
  const more = { brandId: 1, clientId: 3, clientType: 'retail', domain: 'northwind.test', transformationRuleSetId: 1 } as const;
  function town(): House {
    const of = house();
    of.endpoints.push(
      plainEndpoint({ ...more, kind: 'retailAccount', id: 21, name: 'shop' }),
      plainEndpoint({ ...more, kind: 'retailAccount', id: 22, name: 'foreign', clientId: 7 }),
      plainEndpoint({
        ...more,
        kind: 'retailAccount',
        id: 23,
        name: 'fixed',
        direct: { ip: '203.0.113.7', port: 5070, transport: 'tcp', proxyUserId: null },
      }),
    );
    return of;
  }
  const asks: Said['headers'] = ['Request-Disposition: redirect'];
  const ask = (of: House, user: string, headers = asks, config = snapshot()): Promise<RouteRun> =>
    inviteRoute.run(initial(of, proven(of, rita, { uri: `sip:${user}@northwind.test`, headers: headers ?? [] }), config));
  const registered = (contact: string, port = 5060) =>
    ({
      contact,
      source: { protocol: 'udp', address: '198.51.100.2', port },
      receivedOn: null,
      callId: 'r',
      cseq: 1,
      expiresAtMs: Number.MAX_SAFE_INTEGER,
      userAgent: '',
      q: 1000,
      silentPings: 0,
      path: [],
    }) as never;

  it('is answered with its phones, those behind a translator where they were seen', async () => {
    const of = town();
    of.registered.set('shop@northwind.test', [registered('sip:shop@198.51.100.2:5062'), registered('sip:shop@10.0.0.9:5060', 33_000)]);
    expect(contactsOf(await ask(of, 'shop'))).toEqual([
      '<sip:shop@198.51.100.2:5062>;q=1.0',
      '<sip:shop@198.51.100.2:33000;transport=udp>;q=0.9',
    ]);
    expect(of.plans).toEqual([]);
  });

  it('is answered with its static address, and with where it forwards to after its phones', async () => {
    const of = town();
    expect(contactsOf(await ask(of, 'fixed'))).toEqual(['<sip:fixed@203.0.113.7:5070;transport=tcp>;q=1.0']);
    of.registered.set('shop@northwind.test', [registered('sip:shop@198.51.100.2:5062')]);
    of.forwards.push(
      rowOf('callForward', { id: 1, brandId: 1, clientId: 3, retailAccountId: 21, type: 'notRegistered', targetRouteNumber: '600333444' }),
    );
    expect(contactsOf(await ask(of, 'shop'))).toEqual(['<sip:shop@198.51.100.2:5062>;q=1.0', '<sip:+34600333444@northwind.test>;q=0.9']);
  });

  it('is told without asking by an address in the mode redirect, unless the phone asks to be proxied', async () => {
    const of = town();
    of.registered.set('shop@northwind.test', [registered('sip:shop@198.51.100.2:5062')]);
    const config = addresses(address(1, OURS, 'redirect'));
    expect(contactsOf(await ask(of, 'shop', [], config))).toHaveLength(1);
    expect((await ask(of, '912000123', ['Request-Disposition: proxy'], config)).final.kind).toBe('handled');
  });

  it.each([
    ['of another client', 'foreign', 'number-unknown'],
    ['that does not exist', 'nobody', 'number-unknown'],
    ['that is not registered', 'shop', 'not-registered'],
  ] as const)('%s is refused', async (_title, user, cause) => {
    expect((await ask(town(), user)).final).toMatchObject({ kind: 'refuse', cause });
  });
});
