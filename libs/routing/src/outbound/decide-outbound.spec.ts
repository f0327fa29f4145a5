import { CAUSES, isCause } from '@switchyard/kernel';
import { snapshotOf, type OutboundRequest, type RowInput, type Snapshot, type SnapshotInput } from '@switchyard/model';
import { describe, expect, it } from 'vitest';
import { decideOutbound } from './decide-outbound.js';

const brandId = 1;
const [POSTPAID, UNRATED, PREPAID, DISABLED, OTHER_BRAND] = [10, 11, 12, 13, 20];
const [ONE, TWO, THREE] = [1, 2, 3];
const [SPAIN, KINGDOM, PREMIUM, ANYWHERE] = [1, 2, 3, 4];

const routing = (id: number, routingPatternId: number, given: Partial<RowInput<'outgoingRouting'>>): RowInput<'outgoingRouting'> => ({
  id,
  brandId,
  routingPatternId,
  ...given,
});

const base = {
  brand: [
    { id: 1, name: 'Northwind', domain: 'northwind.test' },
    { id: 2, name: 'Southwind', domain: 'southwind.test' },
  ],
  client: [
    { id: POSTPAID, brandId, type: 'vpbx', name: 'Aurora' },
    { id: UNRATED, brandId, type: 'wholesale', name: 'Unrated', billingMethod: 'none' },
    { id: PREPAID, brandId, type: 'wholesale', name: 'Wanda', billingMethod: 'prepaid' },
    { id: DISABLED, brandId, type: 'vpbx', name: 'Gone', enabled: false },
    { id: OTHER_BRAND, brandId: 2, type: 'vpbx', name: 'Boreal' },
  ],
  transformationRuleSet: [{ id: 1, brandId, name: 'Spain', countryCallingCode: '34' }],
  ddi: [
    { id: 1, brandId: 2, clientId: OTHER_BRAND, number: '+34910000701' },
    { id: 2, brandId, clientId: POSTPAID, number: '+34910000701' },
    { id: 3, brandId: 2, clientId: OTHER_BRAND, number: '+34910000702' },
    { id: 4, brandId, clientId: POSTPAID, number: '+34910000703', type: 'out' },
    { id: 5, brandId, number: '+34910000704' },
  ],
  carrier: [
    { id: ONE, brandId, name: 'Carrier One' },
    { id: TWO, brandId, name: 'Carrier Two' },
    { id: THREE, brandId, name: 'Carrier Three', calculateCost: false, transformationRuleSetId: 1 },
    { id: 4, brandId, name: 'Carrier Blocked', status: 'blocked' },
    { id: 5, brandId, name: 'Carrier Serverless' },
    { id: 6, brandId: 2, name: 'Carrier South' },
  ],
  carrierServer: [
    { id: 1, brandId, carrierId: ONE, host: '127.0.0.151' },
    { id: 2, brandId, carrierId: TWO, host: '127.0.0.152' },
    {
      id: 3,
      brandId,
      carrierId: THREE,
      host: 'sip.three.test',
      port: 5080,
      transport: 'tcp',
      sendPai: true,
      fromUser: 'sw',
      fromDomain: 'three.test',
    },
    { id: 4, brandId, carrierId: 4, host: '127.0.0.154' },
    { id: 6, brandId: 2, carrierId: 6, host: '127.0.0.156' },
  ],
  routingPattern: [
    { id: SPAIN, brandId, name: 'Spain', prefix: '+34' },
    { id: KINGDOM, brandId, name: 'United Kingdom', prefix: '+44' },
    { id: PREMIUM, brandId, name: 'Premium', prefix: '+34906' },
    { id: ANYWHERE, brandId, name: 'Anywhere', prefix: '+' },
    { id: 5, brandId: 2, name: 'Spain', prefix: '+34' },
  ],
  outgoingRouting: [
    routing(1, SPAIN, { carrierId: ONE, priority: 1 }),
    routing(2, SPAIN, { carrierId: TWO, priority: 2 }),
    routing(3, PREMIUM, { routingMode: 'block', priority: 1 }),
    routing(4, 5, { brandId: 2, carrierId: 6 }),
  ],
  destination: [
    { id: 1, brandId, name: 'Spain', prefix: '+34' },
    { id: 2, brandId, name: 'United Kingdom', prefix: '+44' },
    { id: 3, brandId, name: 'France', prefix: '+33' },
  ],
  destinationRateGroup: [1, 2, 3].map((id) => ({ id, brandId, name: `Group ${id}` })),
  destinationRate: [
    { id: 1, brandId, destinationRateGroupId: 1, destinationId: 1, ratePerMinute: '0.060000' },
    { id: 2, brandId, destinationRateGroupId: 1, destinationId: 2, ratePerMinute: '0.060000' },
    { id: 3, brandId, destinationRateGroupId: 1, destinationId: 3, ratePerMinute: '0.060000' },
    { id: 4, brandId, destinationRateGroupId: 2, destinationId: 1, ratePerMinute: '0.008000' },
    // Five minutes: 0.030000 with the fee, against 0.040000 of carrier one.
    { id: 5, brandId, destinationRateGroupId: 3, destinationId: 1, ratePerMinute: '0.004000', connectFee: '0.010000' },
  ],
  ratingPlan: [1, 2, 3].map((id) => ({ id, brandId, name: `Plan ${id}` })),
  ratingPlanRate: [1, 2, 3].map((id) => ({ id, brandId, ratingPlanId: id, destinationRateGroupId: id })),
  ratingProfile: [
    ...[POSTPAID, PREPAID, DISABLED].map((clientId, index) => ({
      id: 1 + index,
      brandId,
      clientId,
      ratingPlanId: 1,
      activationAt: '2026-01-01T00:00:00.000Z',
    })),
    { id: 11, brandId, carrierId: ONE, ratingPlanId: 2, activationAt: '2026-01-01T00:00:00.000Z' },
    { id: 12, brandId, carrierId: TWO, ratingPlanId: 3, activationAt: '2026-01-01T00:00:00.000Z' },
  ],
} satisfies SnapshotInput;

const world = (changed: SnapshotInput = {}): Snapshot => snapshotOf({ ...base, ...changed }, 42);
const ask = (given: Partial<OutboundRequest> = {}, changed?: SnapshotInput) =>
  decideOutbound(world(changed), {
    brandId,
    clientId: POSTPAID,
    caller: '+34910000101',
    callee: '+34600000001',
    at: '2026-03-01T10:00:00.000Z',
    balance: null,
    ...given,
  });
const routed = (...outgoingRouting: RowInput<'outgoingRouting'>[]) => ask({}, { outgoingRouting });
const carriersOf = (decided: ReturnType<typeof ask>): string[] => decided.decision.attempts.map((attempt) => attempt.carrierName);
const stepsOf = (decided: ReturnType<typeof ask>): string[] => decided.trace.map((step) => step.step);

describe('decideOutbound', () => {
  it('routes to the carriers in order of priority, complete with cost, and tells every step', () => {
    const decided = ask();
    expect(decided.revision).toBe(42);
    expect(stepsOf(decided)).toEqual(['client', 'bounce', 'rate', 'credit', 'routes', 'carriers', 'gateways']);
    expect(decided.decision).toMatchObject({
      outcome: 'route',
      cause: null,
      ddiId: null,
      maxDurationSec: null,
      price: { ratePerMinute: '0.060000' },
    });
    expect(decided.decision.attempts).toEqual([
      expect.objectContaining({
        carrierName: 'Carrier One',
        host: '127.0.0.151',
        port: 5060,
        transport: 'udp',
        callee: '+34600000001',
        caller: '+34910000101',
      }),
      expect.objectContaining({ carrierName: 'Carrier Two', host: '127.0.0.152' }),
    ]);
    expect(decided.decision.attempts[0]?.cost).toMatchObject({ ratingPlanName: 'Plan 2', ratePerMinute: '0.008000' });
  });

  it.each([
    ['a disabled client', { clientId: DISABLED }, 'client-disabled', ['client']],
    ['a client that does not exist', { clientId: 999 }, 'client-disabled', ['client']],
    ['a client of another brand', { clientId: OTHER_BRAND }, 'client-disabled', ['client']],
    ['a number that is none', { callee: '101' }, 'number-unknown', ['client']],
    ['a number without a rate', { callee: '+9990000000' }, 'rate-missing', ['client', 'bounce', 'rate']],
    ['a moment before the first rating profile', { at: '2025-01-01T00:00:00.000Z' }, 'rate-missing', ['client', 'bounce', 'rate']],
    [
      'a prepaid client without credit',
      { clientId: PREPAID, balance: '0.000000' },
      'credit-exhausted',
      ['client', 'bounce', 'rate', 'credit'],
    ],
    ['a prepaid client whose balance is not known', { clientId: PREPAID }, 'credit-exhausted', ['client', 'bounce', 'rate', 'credit']],
    ['a number no routing serves', { callee: '+33100000000' }, 'route-missing', ['client', 'bounce', 'rate', 'credit', 'routes']],
    ['a blocked number', { callee: '+34906000000' }, 'route-blocked', ['client', 'bounce', 'rate', 'credit', 'routes']],
  ] as const)('refuses %s by name', (_who, given, cause, steps) => {
    const decided = ask(given);
    expect(decided.decision).toMatchObject({ outcome: 'refuse', cause, attempts: [] });
    expect(isCause(cause) && CAUSES[cause].sip).toBeGreaterThanOrEqual(400);
    expect(stepsOf(decided)).toEqual(steps);
  });

  it('lets a client that is not rated call numbers without a rate', () => {
    const decided = ask({ clientId: UNRATED, callee: '+9990000000' }, { outgoingRouting: [routing(1, ANYWHERE, { carrierId: ONE })] });
    expect(decided.decision).toMatchObject({ outcome: 'route', price: null, maxDurationSec: null });
    expect(decided.decision.attempts[0]?.cost).toBeNull();
  });
  it.each([
    ['of the platform', null, true],
    ['of the brand', brandId, true],
    ['of another brand', 2, false],
  ])('never rates a special number %s', (_whose, owner, isFree) => {
    const asked = { clientId: PREPAID, balance: '0.000000', callee: '+34112' };
    const decided = ask(asked, { specialNumber: [{ id: 1, brandId: owner, number: '+34112' }] });
    expect(decided.decision).toMatchObject(
      isFree ? { outcome: 'route', price: null, maxDurationSec: null } : { cause: 'credit-exhausted' },
    );
    expect(stepsOf(decided).includes('special')).toBe(isFree);
  });
  it('gives a prepaid client the time its balance lasts', () => {
    expect(ask({ clientId: PREPAID, balance: '1.000000' }).decision).toMatchObject({ outcome: 'route', maxDurationSec: 1000 });
  });

  describe('bounce', () => {
    it.each([
      ["the caller's own brand before an older DDI of another", '+34910000701', 2],
      ['another brand of this installation', '+34910000702', 3],
    ])('stays inside for a number of %s, and is priced', (_whose, callee, ddiId) => {
      const decided = ask({ callee });
      expect(decided.decision).toMatchObject({ outcome: 'bounce', cause: null, ddiId, attempts: [], price: { ratePerMinute: '0.060000' } });
      expect(stepsOf(decided)).toEqual(['client', 'bounce', 'rate', 'credit']);
    });
    it.each([
      ['an out DDI', '+34910000703'],
      ['a DDI that no client owns', '+34910000704'],
    ])('does not happen for %s', (_what, callee) => {
      expect(ask({ callee }).decision.outcome).toBe('route');
    });
    it('is refused like any call without credit', () => {
      expect(ask({ callee: '+34910000701', clientId: PREPAID, balance: '0' }).decision).toMatchObject({
        outcome: 'refuse',
        cause: 'credit-exhausted',
        ddiId: null,
      });
    });
  });

  describe('routes', () => {
    it('prefer the lower priority number, not the longer pattern', () => {
      expect(
        carriersOf(routed(routing(1, SPAIN, { carrierId: TWO, priority: 2 }), routing(2, ANYWHERE, { carrierId: ONE, priority: 1 }))),
      ).toEqual(['Carrier One', 'Carrier Two']);
    });
    it("serve the client's own and those of all clients, not another client's", () => {
      const own = routing(1, SPAIN, { carrierId: ONE, priority: 2, clientId: POSTPAID });
      const others = routing(2, SPAIN, { carrierId: THREE, priority: 1, clientId: PREPAID });
      expect(carriersOf(routed(own, others, routing(3, SPAIN, { carrierId: TWO, priority: 3 })))).toEqual(['Carrier One', 'Carrier Two']);
    });
    it('go by the length of the pattern first where the brand says so, then by priority', () => {
      const [first, ...others] = base.brand;
      const outgoingRouting = [
        routing(1, ANYWHERE, { carrierId: ONE, priority: 1 }),
        routing(2, SPAIN, { carrierId: TWO, priority: 3 }),
        routing(3, SPAIN, { carrierId: THREE, priority: 2 }),
      ];
      const brand = [{ ...first, longestPrefixFirst: true } as RowInput<'brand'>, ...others];
      expect(carriersOf(ask({}, { outgoingRouting }))).toEqual(['Carrier One', 'Carrier Three', 'Carrier Two']);
      expect(carriersOf(ask({}, { outgoingRouting, brand }))).toEqual(['Carrier Three', 'Carrier Two', 'Carrier One']);
      const [anywhere, ...spain] = outgoingRouting;
      const blocked = [{ ...anywhere, routingMode: 'block', carrierId: null } as RowInput<'outgoingRouting'>, ...spain];
      expect(ask({}, { outgoingRouting: blocked }).decision.cause).toBe('route-blocked');
      expect(carriersOf(ask({}, { outgoingRouting: blocked, brand }))).toEqual(['Carrier Three', 'Carrier Two']);
    });
    it('serve the patterns of a group', () => {
      const ofGroup = { type: 'group' as const, routingPatternId: null, routingPatternGroupId: 1 };
      const changed = {
        routingPatternGroup: [{ id: 1, brandId, name: 'Europe', routingPatternIds: [KINGDOM, SPAIN] }],
        outgoingRouting: [routing(1, SPAIN, { carrierId: ONE, priority: 2 }), { id: 2, brandId, carrierId: TWO, ...ofGroup }],
      };
      const decided = ask({}, changed);
      expect(carriersOf(decided)).toEqual(['Carrier Two', 'Carrier One']);
      expect(decided.trace.find(({ step }) => step === 'routes')?.saw).toMatchObject({
        matched: [{ group: 'Europe' }, { pattern: '+34' }],
      });
      expect(ask({ callee: '+33100000000' }, changed).decision.cause).toBe('route-missing');
    });
    it('serve the calls of their tag and no others; those for faxes wait', () => {
      const changed = {
        outgoingRouting: [
          routing(1, SPAIN, { carrierId: ONE, routingTagId: 5 }),
          routing(2, SPAIN, { carrierId: TWO }),
          { id: 3, brandId, type: 'fax' as const, carrierId: THREE },
        ],
      };
      expect(carriersOf(ask({}, changed))).toEqual(['Carrier Two']);
      expect(carriersOf(ask({ routingTagId: 5 }, changed))).toEqual(['Carrier One']);
      expect(ask({ routingTagId: 6 }, changed).decision.cause).toBe('route-missing');
    });
    it('end after the priority of a stopper, whose peers stay', () => {
      const carriers = carriersOf(
        routed(
          routing(1, SPAIN, { carrierId: ONE, priority: 1, stopper: true }),
          routing(2, SPAIN, { carrierId: TWO, priority: 1 }),
          routing(3, ANYWHERE, { carrierId: THREE, priority: 2 }),
        ),
      );
      expect(carriers.sort()).toEqual(['Carrier One', 'Carrier Two']);
    });
    it.each([
      ['of the same priority refuses', 1, 'route-blocked', []],
      ['of a later priority only ends the list', 2, null, ['Carrier One']],
    ])('a block %s', (_what, priority, cause, carriers) => {
      const decided = routed(
        routing(1, SPAIN, { carrierId: ONE, priority: 1 }),
        routing(2, SPAIN, { routingMode: 'block', priority }),
        routing(3, SPAIN, { carrierId: TWO, priority: 3 }),
      );
      expect(decided.decision.cause).toBe(cause);
      expect(carriersOf(decided)).toEqual(carriers);
    });
    it('of one priority share the numbers by weight, and try the peer next', () => {
      const snapshot = world({
        outgoingRouting: [routing(1, SPAIN, { carrierId: ONE, weight: 1 }), routing(2, SPAIN, { carrierId: TWO, weight: 3 })],
      });
      let first = 0;
      for (let number = 0; number < 2000; number += 1) {
        const callee = `+34600${String(number).padStart(6, '0')}`;
        const { decision } = decideOutbound(snapshot, {
          brandId,
          clientId: POSTPAID,
          caller: '',
          callee,
          at: '2026-03-01T10:00:00.000Z',
          balance: null,
        });
        expect(decision.attempts).toHaveLength(2);
        if (decision.attempts[0]?.carrierName === 'Carrier One') first += 1;
      }
      expect(first).toBeGreaterThan(420);
      expect(first).toBeLessThan(580);
    });
  });

  describe('carriers', () => {
    it.each([
      ['blocked', 4],
      ['without a server', 5],
      ['of another brand', 6],
      ['that do not exist', 99],
    ])('%s are passed over, and refuse when none is left', (_what, carrierId) => {
      const withOther = routed(routing(1, SPAIN, { carrierId, priority: 1 }), routing(2, SPAIN, { carrierId: TWO, priority: 2 }));
      expect(carriersOf(withOther)).toEqual(['Carrier Two']);
      const alone = routed(routing(1, SPAIN, { carrierId }));
      expect(alone.decision).toMatchObject({ outcome: 'refuse', cause: 'gateways-missing' });
      expect(stepsOf(alone).at(-1)).toBe('carriers');
    });
    it('of an LCR routing come by the cost of five minutes, those without a known cost last', () => {
      const decided = ask(
        {},
        {
          outgoingRouting: [routing(1, SPAIN, { routingMode: 'lcr' })],
          outgoingRoutingCarrier: [THREE, ONE, TWO, 4].map((carrierId, index) => ({
            id: index + 1,
            brandId,
            outgoingRoutingId: 1,
            carrierId,
          })),
        },
      );
      expect(carriersOf(decided)).toEqual(['Carrier Two', 'Carrier One', 'Carrier Three']);
      expect(decided.trace.find((step) => step.step === 'carriers')?.chose).toMatchObject([
        { carrier: 'Carrier Two', fiveMinutes: '0.030000' },
        { carrier: 'Carrier One', fiveMinutes: '0.040000' },
        { carrier: 'Carrier Three', fiveMinutes: null },
      ]);
    });
  });

  describe('gateways', () => {
    it("are written the carrier's way, with prefix and sender", () => {
      const { decision } = routed(routing(1, SPAIN, { carrierId: THREE, prefix: '9#' }));
      expect(decision.attempts).toEqual([
        {
          carrierId: THREE,
          carrierName: 'Carrier Three',
          carrierServerId: 3,
          host: 'sip.three.test',
          port: 5080,
          transport: 'tcp',
          callee: '9#600000001',
          caller: '910000101',
          fromUser: 'sw',
          fromDomain: 'three.test',
          sendPai: true,
          uriScheme: 'sip',
          outboundProxy: null,
          sendRpid: false,
          privacy: 'privacy-header',
          diversions: [],
          sendDiversion: true,
          sendHistoryInfo: false,
          finalStatuses: [422, 480, 486, 600, 603, 606, 607],
          cost: null,
        },
      ]);
    });
    it.each([
      ['in E.164 is written the carrier way', '+34910999999', '910999999'],
      ['without + is meant literally', '0034910999999', '0034910999999'],
    ])('a forced caller id %s', (_how, forceClid, caller) => {
      expect(routed(routing(1, SPAIN, { carrierId: THREE, forceClid })).decision.attempts[0]?.caller).toBe(caller);
    });
    it('leave a withheld caller withheld', () => {
      expect(ask({ caller: '' }, { outgoingRouting: [routing(1, SPAIN, { carrierId: THREE })] }).decision.attempts[0]?.caller).toBe('');
    });
    const diversions = [
      { number: '+34910000102', reason: 'no-answer', hidden: false },
      { number: '102', reason: 'user-busy', hidden: true },
    ];
    const server = (more: Partial<RowInput<'carrierServer'>>) => ({
      carrierServer: [{ id: 3, brandId, carrierId: THREE, host: 'sip.three.test', ...more }],
    });
    it.each<[string, Partial<RowInput<'outgoingRouting'>>, Partial<RowInput<'carrierServer'>>, string[], string]>([
      ['diverters, as the carrier writes numbers', {}, {}, ['910000102', '102'], '910000101'],
      ['none where the server wants to hear of none', {}, { sendDiversion: false }, [], '910000101'],
      ['them for History-Info alone', {}, { sendDiversion: false, sendHistoryInfo: true }, ['910000102', '102'], '910000101'],
      ['the last one as the caller where the routing is without Diversion', { disableDiversion: true }, {}, [], '910000102'],
      ['a forced caller id before that', { disableDiversion: true, forceClid: '910999999' }, {}, [], '910999999'],
    ])('tell %s', (_what, route, gateway, numbers, caller) => {
      const config = { outgoingRouting: [routing(1, SPAIN, { carrierId: THREE, ...route })], ...server(gateway) };
      const [attempt] = ask({ diversions }, config).decision.attempts;
      expect([attempt?.diversions.map(({ number }) => number), attempt?.caller]).toEqual([numbers, caller]);
    });
    it.each([
      [true, true, 'shown', 'gateways-missing'],
      [true, true, 'anonymous-from', null],
      [true, false, 'shown', null],
      [false, true, 'shown', null],
    ] as const)(
      'with a caller withheld %s and critical %s that servers present as %s, refuse %s',
      (anonymous, critical, privacy, cause) => {
        const config = { outgoingRouting: [routing(1, SPAIN, { carrierId: THREE })], ...server({ privacy }) };
        expect(ask({ anonymous, critical }, config).decision.cause).toBe(cause);
      },
    );
    it('share the calls of a carrier among its servers and try every server', () => {
      const carrierServer = [1, 2, 3].map((id) => ({ id, brandId, carrierId: ONE, host: `127.0.0.${id}` }));
      const firsts = new Set<string>();
      for (let number = 0; number < 50; number += 1) {
        const { decision } = ask({ callee: `+346000000${String(number).padStart(2, '0')}` }, { carrierServer });
        expect(decision.attempts.map((attempt) => attempt.carrierServerId).sort()).toEqual([1, 2, 3]);
        firsts.add(decision.attempts[0]?.host ?? '');
      }
      expect(firsts.size).toBe(3);
    });
    it('are not doubled when two routings lead to the same server, unless the number is written differently', () => {
      expect(carriersOf(routed(routing(1, SPAIN, { carrierId: ONE }), routing(2, ANYWHERE, { carrierId: ONE, priority: 2 })))).toEqual([
        'Carrier One',
      ]);
      expect(
        carriersOf(routed(routing(1, SPAIN, { carrierId: ONE }), routing(2, ANYWHERE, { carrierId: ONE, priority: 2, prefix: '1' }))),
      ).toHaveLength(2);
    });
    it('are at most 25', () => {
      const carrierServer = Array.from({ length: 30 }, (_, index) => ({
        id: index + 1,
        brandId,
        carrierId: ONE,
        host: `127.0.1.${index + 1}`,
      }));
      const decided = ask({}, { carrierServer });
      expect(decided.decision.attempts).toHaveLength(25);
      expect(decided.trace.at(-1)?.why).toContain('5 beyond the maximum of 25 left out');
    });
  });

  it('repeats itself: the same request at another time has an equal decision and trace', () => {
    const outgoingRouting = [1, 2, 3].map((id) => routing(id, SPAIN, { carrierId: id, weight: id }));
    expect(ask({ at: '2026-03-01T10:00:00.000Z' }, { outgoingRouting })).toEqual(
      ask({ at: '2026-09-09T23:59:59.000Z' }, { outgoingRouting }),
    );
  });
  it('survives JSON unchanged: what is stored equals what was decided', () => {
    const decided = ask();
    expect(JSON.parse(JSON.stringify(decided))).toEqual(decided);
  });
});
