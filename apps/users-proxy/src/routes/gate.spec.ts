import { METHODS } from '@switchyard/sip';
import { describe, expect, it } from 'vitest';
import {
  ADDRESS,
  alice,
  authorization,
  CERTIFICATE,
  house,
  initial,
  NOW,
  proven,
  rita,
  robin,
  snapshot,
  type House,
  type Said,
} from '../../test/house.js';
import type { Initial } from '../call.js';
import type { CompleteRoute, Final } from '@switchyard/call-flow';
import type { Snapshot } from '@switchyard/model';
import { inviteRoute } from './invite.route.js';
import { optionsRoute } from './options.route.js';
import { otherRoute } from './other.route.js';
import { registerRoute } from './register.route.js';

const movingClock = () => {
  let nowMs = Date.parse(NOW);
  return { nowMs: () => nowMs, advance: (ms: number) => (nowMs += ms) };
};
const ROUTES: Readonly<Record<string, CompleteRoute<Initial>>> = {
  REGISTER: registerRoute,
  OPTIONS: optionsRoute,
  INVITE: inviteRoute,
  INFO: otherRoute,
};
const run = async (of: House, said: Said, config?: Snapshot): Promise<{ final: Final; at: string }> =>
  (ROUTES[said.method ?? 'INVITE'] as CompleteRoute<Initial>).run(initial(of, said, config));
/** What became of a request, in one word: the cause, or the status. */
const told = async (of: House, said: Said, config?: Snapshot): Promise<string> => {
  const { final } = await run(of, said, config);
  return final.kind === 'drop'
    ? `silence: ${final.cause}`
    : final.kind === 'refuse'
      ? final.cause
      : final.kind === 'reply'
        ? String(final.status)
        : 'served';
};
const register = (more: Said = {}): Said => ({
  method: METHODS.REGISTER,
  uri: `sip:${alice.domain}`,
  from: `sip:alice@${alice.domain}`,
  to: `sip:alice@${alice.domain}`,
  ...more,
});
const wrong = (of: House, said: Said = register()): Said => ({
  ...said,
  headers: [
    authorization(
      of,
      { ...alice, password: 'wrong' },
      { method: METHODS.REGISTER, uri: `sip:${alice.domain}`, ...(said.source === undefined ? {} : { source: said.source }) },
    ).header,
  ],
});

describe('who gets no answer', () => {
  it.each(['friendly-scanner', 'sipvicious', 'sipcli/v1.8', 'sipsak 0.9.8'])('the scanner %s (IV-40)', async (agent) => {
    expect(await told(house(), { method: 'OPTIONS', headers: [`User-Agent: ${agent}`] })).toBe('silence: scanner');
  });

  it.each([
    ['From', { from: "sip:a'or'1@aurora.northwind.test" }],
    ['To', { to: 'sip:%22--@aurora.northwind.test' }],
    ['the Request-URI', { uri: 'sip:%3Cscript%3E@aurora.northwind.test' }],
  ])('an injection in %s', async (_where, said) => {
    expect(await told(house(), said)).toBe('silence: request-suspicious');
  });

  it('an injection in the user of credentials', async () => {
    const of = house();
    const { header } = authorization(of, { ...alice, name: "x' OR 1=1 --" });
    expect(await told(of, { headers: [header] })).toBe('silence: request-suspicious');
  });

  it('a stranger that floods (IV-38), and it alone', async () => {
    const clock = movingClock();
    const of = house(clock);
    const answers: string[] = [];
    for (let n = 0; n < 120; n++) {
      clock.advance(15);
      answers.push(await told(of, register({ source: ADDRESS.stranger })));
    }
    expect([answers[99], answers[100], answers[101]]).toEqual(['401', 'silence: flood', 'silence: source-banned']);
    expect(await told(of, register())).toBe('401');
  });

  it('never a trusted address, a wholesale client or our own servers', async () => {
    const clock = movingClock();
    const of = house(clock);
    const config = snapshot({ trustedAddress: [{ id: 1, network: `${ADDRESS.stranger}/32` }] });
    for (let n = 0; n < 300; n++)
      for (const source of [ADDRESS.stranger, ADDRESS.wanda, ADDRESS.asterisk])
        expect(await told(of, { method: 'OPTIONS', source }, config)).toBe('200');
  });
});

describe('guessing passwords (IV-36)', () => {
  it('gets 403 after 100 tries, without a challenge; other phones of that address and the phone elsewhere go on', async () => {
    const clock = movingClock();
    const of = house(clock);
    for (let n = 0; n < 100; n++) {
      clock.advance(1_000);
      expect(await told(of, wrong(of))).toBe('credentials-refused');
    }
    expect(await run(of, wrong(of))).toMatchObject({ at: 'AUTH', final: { kind: 'refuse', cause: 'identity-banned' } });
    expect(await told(of, register())).toBe('identity-banned');
    const bob = { name: 'bob', domain: alice.domain };
    const registers = (caller: typeof bob, source: string): Said =>
      proven(of, caller, {
        ...register(),
        from: `sip:${caller.name}@${caller.domain}`,
        to: `sip:${caller.name}@${caller.domain}`,
        source,
        headers: [`Contact: <sip:${caller.name}@${source}>`, 'Expires: 3600'],
      });
    expect(await told(of, registers(bob, ADDRESS.alice))).toBe('200');
    expect(await told(of, registers(alice, ADDRESS.spain))).toBe('200');
    clock.advance(12 * 3_600_000);
    expect(await told(of, registers(alice, ADDRESS.alice))).toBe('200');
  }, 20_000);
});

describe('who needs no password', () => {
  it('a PBX at its address, 403 elsewhere (IV-30)', async () => {
    const of = house();
    const from = `sip:pbx1@${alice.domain}`;
    expect(await told(of, { from, source: ADDRESS.pbx })).toBe('served');
    expect(await told(of, { from, source: ADDRESS.stranger })).toBe('source-refused');
  });

  it('a phone with its certificate', async () => {
    const of = house();
    const call = initial(of, { from: `sip:carded@${alice.domain}` });
    const { final } = await inviteRoute.run({ ...call, incoming: { ...call.incoming, peerCertificate: CERTIFICATE } });
    expect(final.kind).toBe('handled');
    expect(await told(of, { from: `sip:carded@${alice.domain}` })).toBe('407');
  });

  it('a wholesale client at its address, but no browser there (IV-104)', async () => {
    const of = house();
    const call: Said = { uri: 'sip:+34600111222@192.0.2.10', from: 'sip:+34910000000@wanda.test', source: ADDRESS.wanda };
    expect(await told(of, call)).toBe('served');
    expect(await run(of, { ...call, protocol: 'wss' })).toMatchObject({ at: 'TRUSTED', final: { cause: 'source-refused', status: 400 } });
  });
});

describe('the source filter (reference §2.2)', () => {
  const clients = (more: object) => [
    { id: 1, brandId: 1, type: 'vpbx' as const, name: 'Aurora', domain: 'aurora.northwind.test', transformationRuleSetId: 1, ...more },
    { id: 2, brandId: 1, type: 'residential' as const, name: 'Robin', transformationRuleSetId: 1, ...more },
    { id: 3, brandId: 1, type: 'retail' as const, name: 'Rita', transformationRuleSetId: 1, ...more },
  ];
  const filtered = snapshot({ client: clients({ ipFilter: true }) });

  it('lets a call of a vPBX or residential client hear why, and calls nobody (IV-45)', async () => {
    for (const caller of [alice, robin]) {
      const of = house();
      expect(await run(of, proven(of, caller, { uri: `sip:102@${caller.domain}` }), filtered)).toMatchObject({
        at: 'ANNOUNCE_REFUSAL',
        final: { kind: 'handled' },
      });
      expect(of.plans).toHaveLength(1);
      expect(of.plans[0]?.attempts[0]?.targets[0]?.uri ?? '').toContain('sip:ipnotallowed@');
    }
  });

  it('refuses everything else with 403', async () => {
    const of = house();
    expect(await told(of, proven(of, rita, { uri: 'sip:+34600111222@northwind.test' }), filtered)).toBe('address-not-permitted');
    expect(await told(of, proven(of, alice, register()), filtered)).toBe('address-not-permitted');
    expect(await told(of, proven(of, alice, { method: 'INFO' }), filtered)).toBe('address-not-permitted');
  });

  it.each<[string, Snapshot, Said]>([
    [
      'a network of the client (IV-42)',
      snapshot({ client: clients({ ipFilter: true }), clientNetwork: [{ id: 1, brandId: 1, clientId: 1, network: '198.51.100.0/24' }] }),
      {},
    ],
    [
      'a country of the client (IV-43)',
      snapshot({
        client: clients({ ipFilter: true, countryIds: [1] }),
        country: [
          {
            id: 1,
            code: 'ES',
            name: { en: 'Spain' },
            callingCode: '34',
            prefix: '+34',
            zone: 'Europe',
            continent: 'europe',
            timezone: 'Europe/Madrid',
          } as never,
        ],
      }),
      { source: ADDRESS.spain },
    ],
    ['a push server', filtered, { source: ADDRESS.push }],
    ['a client without filter', snapshot(), { source: ADDRESS.stranger }],
  ])('permits %s', async (_title, config, said) => {
    const of = house();
    expect(await run(of, proven(of, alice, said), config)).not.toMatchObject({ at: 'ANNOUNCE_REFUSAL' });
    expect(
      await told(of, proven(of, alice, register({ ...said, headers: [`Contact: <sip:alice@${said.source ?? ADDRESS.alice}>`] })), config),
    ).toBe('200');
  });
});
