import type { ResourceName } from '@switchyard/model';
import { beforeAll, describe, expect, it } from 'vitest';
import { Repository } from '../src/index.js';
import { unlinkDdis } from '../src/numbers/unlink-ddis.js';
import { findRow, findRows } from '../src/repository/stored-row.js';
import { refusalOf } from './support/refusal.js';
import { useDatabase } from './support/test-database.js';
import { create, makeBrand, person, system, type BrandWorld, type Tenant } from './support/world.js';

type Values = Record<string, unknown>;
const broken = (...fields: readonly string[]) => ({ code: 'rule-broken', fields });
const invalid = (...fields: readonly string[]) => ({ code: 'body-invalid', fields });

describe('numbers, providers and routing', () => {
  const test = useDatabase();
  let world: BrandWorld;
  let other: BrandWorld;
  let tenants: Record<'vpbx' | 'neighbour' | 'residential' | 'retail' | 'wholesale', Tenant>;
  const of = <N extends ResourceName>(name: N) => new Repository(test.database, name);
  const brand = () => person('brand', world);
  const at = (who: keyof typeof tenants) => person('client', world, tenants[who]);
  const add = async (name: ResourceName, body: Values): Promise<number> => (await of(name).create(brand(), body)).id;
  const change = (name: ResourceName, id: number, patch: Values) => of(name).update(brand(), id, patch);
  const refused = (name: ResourceName, body: Values) => refusalOf(of(name).create(brand(), body));
  const rows = (name: ResourceName): number => world.rows[name] ?? 0;
  let serial = 0;
  const unique = (): string => `x${(serial += 1)}`;
  const number = (): string => `+3493${String((serial += 1)).padStart(7, '0')}`;

  beforeAll(async () => {
    world = await makeBrand(test.database);
    other = await makeBrand(test.database);
    const [vpbx, neighbour, residential, , retail, , wholesale] = world.clients;
    if (!vpbx || !neighbour || !residential || !retail || !wholesale) throw new Error('the world is too small');
    tenants = { vpbx, neighbour, residential, retail, wholesale };
    // Afterwards: a new brand has a routing pattern for every country.
    for (const [code, name] of [
      ['ES', 'Spain'],
      ['GB', 'United Kingdom'],
    ] as const)
      await create(test.database, 'country', {
        code,
        name: { en: name },
        callingCode: code === 'ES' ? '+34' : '+44',
        prefix: code === 'ES' ? '+34' : '+44',
        continent: 'europe',
      });
  });

  describe('DDIs', () => {
    it('know country and national number of what they are', async () => {
      const spain = await findRow(test.database.manager, 'country', { code: 'ES' });
      const id = await add('ddi', { number: '+34911222333' });
      expect(await of('ddi').get(brand(), id)).toMatchObject({ countryId: spain?.id, nationalNumber: '911222333', routeType: 'none' });
      const kingdom = await findRow(test.database.manager, 'country', { code: 'GB' });
      expect(await change('ddi', id, { number: '+442079460000' })).toMatchObject({ countryId: kingdom?.id, nationalNumber: '2079460000' });
      expect(await change('ddi', id, { number: '+33140000000' })).toMatchObject({ countryId: null, nationalNumber: '140000000' });
      expect(await refused('ddi', { number: number(), countryId: spain?.id })).toEqual(invalid('countryId'));
    });

    it('keep their client', async () => {
      const id = await add('ddi', { number: number() });
      await change('ddi', id, { clientId: tenants.vpbx.clientId });
      expect(await refusalOf(change('ddi', id, { clientId: tenants.neighbour.clientId }))).toEqual(broken('clientId'));
      expect(await refusalOf(change('ddi', id, { clientId: null }))).toEqual(broken('clientId'));
      expect(await change('ddi', id, { description: 'main' })).toMatchObject({ clientId: tenants.vpbx.clientId });
    });

    it.each<[keyof typeof tenants, string, readonly string[]]>([
      ['vpbx', 'retail', ['routeType']],
      ['residential', 'ivr', ['routeType']],
      ['residential', 'user', ['routeType']],
      ['retail', 'fax', ['routeType']],
      ['wholesale', 'user', ['routeType']],
    ])('of a %s client lead to no %s', async (who, routeType, fields) => {
      const target = { ivr: 'ivrId', user: 'userId', fax: 'faxId', retail: 'retailAccountId' }[routeType] ?? '';
      const { code, fields: named } = await refused('ddi', { number: number(), clientId: tenants[who].clientId, routeType, [target]: 1 });
      // The target is nobody's, or it is of the wrong kind of client: either way the number leads nowhere.
      expect([code, named]).toEqual(code === 'rule-broken' ? [code, fields] : ['reference-unknown', [target]]);
    });

    it('refuse a route that does not suit the client, whatever it names', async () => {
      const device = tenants.residential.rows.residentialDevice;
      const body = { number: number(), clientId: tenants.residential.clientId };
      expect(await refused('ddi', { ...body, routeType: 'residential', residentialDeviceId: device })).toMatchObject({ code: 'accepted' });
      expect(await refused('ddi', { ...body, number: number(), routeType: 'friend', friendNumber: '123' })).toEqual(broken('routeType'));
      expect(await refused('ddi', { number: number(), routeType: 'friend', friendNumber: '123' })).toEqual(broken('routeType'));
      expect(await refused('ddi', { ...body, number: number(), routeType: 'residential' })).toMatchObject({
        fields: ['residentialDeviceId'],
      });
    });

    it('drop the target with the route', async () => {
      const id = await add('ddi', { number: number(), clientId: tenants.vpbx.clientId, routeType: 'user', userId: tenants.vpbx.rows.user });
      expect(await change('ddi', id, { routeType: 'none' })).toMatchObject({ routeType: 'none', userId: null });
      expect(await refusalOf(change('ddi', id, { userId: tenants.vpbx.rows.user }))).toMatchObject({ fields: ['userId'] });
    });

    it('record for clients that may', async () => {
      const { clientId } = tenants.neighbour;
      const id = await add('ddi', { number: number(), clientId, recordCalls: 'all' });
      await change('ddi', id, { recordCalls: 'none' });
      await of('client').update(brand(), clientId, { features: [] });
      expect(await refusalOf(change('ddi', id, { recordCalls: 'inbound' }))).toEqual(broken('recordCalls'));
      expect(await refused('ddi', { number: number(), recordCalls: 'all' })).toEqual(broken('recordCalls'));
    });

    it('take their own tag or that of their provider', async () => {
      const routingTagId = await add('routingTag', { name: unique(), tag: '7#' });
      expect(await refused('ddi', { number: number(), routingTagId })).toMatchObject({ fields: ['routingTagId'] });
      const id = await add('ddi', { number: number(), useDdiProviderRoutingTag: false, routingTagId });
      expect(await change('ddi', id, { useDdiProviderRoutingTag: true })).toMatchObject({ routingTagId: null });
    });

    it('are routed by their client, which sees neither provider nor tags and changes nothing else', async () => {
      const id = await add('ddi', { number: number(), clientId: tenants.vpbx.clientId, ddiProviderId: rows('ddiProvider') });
      const seen = await of('ddi').update(at('vpbx'), id, { routeType: 'user', userId: tenants.vpbx.rows.user, displayName: 'Sales' });
      expect(seen).toMatchObject({ routeType: 'user', displayName: 'Sales' });
      for (const hidden of ['ddiProviderId', 'routingTagId', 'useDdiProviderRoutingTag']) expect(seen).not.toHaveProperty(hidden);
      for (const key of ['number', 'type', 'ddiProviderId'])
        expect(await refusalOf(of('ddi').update(at('vpbx'), id, { [key]: key === 'type' ? 'out' : 1 }))).toEqual(invalid(key));
      expect(await refusalOf(of('ddi').create(at('vpbx'), { number: number() }))).toMatchObject({ code: 'level-forbidden' });
      expect(await refusalOf(of('ddi').remove(at('vpbx'), id))).toMatchObject({ code: 'level-forbidden' });
      expect(await of('ddi').update(at('neighbour'), id, { routeType: 'none' })).toBeUndefined();
    });

    it('are unlinked into the pool as new rows, all or none', async () => {
      const { clientId, rows: own } = tenants.vpbx;
      const given = { clientId, ddiProviderId: rows('ddiProvider'), description: 'mine', routeType: 'user', userId: own.user };
      const [one, two] = [await add('ddi', { number: number(), ...given }), await add('ddi', { number: number(), ...given })];
      await of('client').update(brand(), clientId, { outgoingDdiId: two });
      expect(await refusalOf(unlinkDdis(test.database, brand(), [one, two]))).toMatchObject({ code: 'row-in-use' });
      await of('client').update(brand(), clientId, { outgoingDdiId: null });
      const before = await of('ddi').get(brand(), one);
      const fresh = await unlinkDdis(test.database, brand(), [one, two]);
      expect(fresh).toHaveLength(2);
      expect(await of('ddi').get(brand(), one)).toBeUndefined();
      expect(await of('ddi').get(brand(), fresh[0] ?? 0)).toMatchObject({
        number: before?.number,
        ddiProviderId: rows('ddiProvider'),
        clientId: null,
        routeType: 'none',
        userId: null,
        description: '',
      });
      expect(await refusalOf(unlinkDdis(test.database, brand(), [fresh[0] ?? 0]))).toEqual(broken('ids'));
      expect(await refusalOf(unlinkDdis(test.database, person('brand', other), [fresh[0] ?? 0]))).toMatchObject({ code: 'reference-unknown' }); // prettier-ignore
      expect(await refusalOf(unlinkDdis(test.database, at('vpbx'), [fresh[0] ?? 0]))).toMatchObject({ code: 'level-forbidden' });
    });

    it('forget a provider that goes', async () => {
      const ddiProviderId = await add('ddiProvider', { name: unique() });
      const id = await add('ddi', { number: number(), ddiProviderId });
      expect(await of('ddiProvider').remove(brand(), ddiProviderId)).toBe(true);
      expect(await of('ddi').get(brand(), id)).toMatchObject({ ddiProviderId: null });
    });
  });

  describe('DDI providers', () => {
    const registration = () => ({ ddiProviderId: rows('ddiProvider'), username: unique(), domain: 'sip.provider.example' });

    it('register with what they are given', async () => {
      const id = await add('ddiProviderRegistration', { ...registration(), authUsername: 'me', authPassword: 'secret' });
      const row = await of('ddiProviderRegistration').get(brand(), id);
      expect(row).toMatchObject({ expires: 3600, multiDdi: false, enabled: true, realm: null });
      expect(row).not.toHaveProperty('authPassword');
      expect(await refused('ddiProviderRegistration', { ...registration(), authPassword: 'secret' })).toMatchObject({ code: 'accepted' });
    });
    it.each<[string, Values, { code: string; fields: readonly string[] }]>([
      ['a login without password', { authUsername: 'me' }, broken('authPassword')],
      ['a contact for a random one', { multiDdi: true, contactUsername: 'me' }, broken('contactUsername')],
      ['a user with a host', { username: 'me@host' }, invalid('username')],
      ['a registrar that is no host', { domain: 'a b' }, invalid('domain')],
      ['a proxy that is no SIP address', { authProxy: 'http://x' }, invalid('authProxy')],
      ['a registration of a second', { expires: 1 }, invalid('expires')],
    ])('refuse %s', async (_what, given, refusal) => {
      expect(await refused('ddiProviderRegistration', { ...registration(), ...given })).toEqual(refusal);
    });
    it('register a name with a registrar once', async () => {
      const body = registration();
      await add('ddiProviderRegistration', body);
      expect(await refused('ddiProviderRegistration', body)).toMatchObject({ code: 'not-unique' });
    });
    it('use what the platform gave the brand', async () => {
      const proxyTrunkId = await create(test.database, 'proxyTrunk', { name: unique(), ip: '192.0.2.200' });
      expect(await refused('ddiProvider', { name: unique(), proxyTrunkId })).toEqual(broken('proxyTrunkId'));
      await of('brand').update(system, world.brandId, { proxyTrunkIds: [proxyTrunkId] });
      const id = await add('ddiProvider', { name: unique(), proxyTrunkId });
      expect(await refusalOf(of('brand').update(system, world.brandId, { proxyTrunkIds: [] }))).toMatchObject({ code: 'row-in-use' });
      await of('ddiProvider').remove(brand(), id);
    });
  });

  describe('carrier servers', () => {
    it.each<[string, Values, { code: string; fields: readonly string[] }]>([
      ['an outbound proxy and a port', { outboundProxy: 'proxy.example', port: 5070 }, broken('port')],
      ['an outbound proxy with a port that is none', { outboundProxy: 'proxy.example:70000' }, broken('outboundProxy')],
      ['an outbound proxy that is no host', { outboundProxy: 'sip:proxy' }, invalid('outboundProxy')],
      ['sips over UDP', { uriScheme: 'sips' }, broken('transport')],
      ['a user without password', { authUser: 'me' }, broken('authPassword')],
      ['a password without user', { authPassword: 'x' }, broken('authUser')],
      ['an answer that is no failure', { finalStatuses: '200' }, invalid('finalStatuses')],
      ['a transport nobody speaks', { transport: 'sctp' }, invalid('transport')],
    ])('refuse %s', async (_what, given, refusal) => {
      expect(await refused('carrierServer', { carrierId: rows('carrier'), host: 'h.example', ...given })).toEqual(refusal);
    });
    it('take every way of sending, and have the defaults of most carriers', async () => {
      const carrierId = await add('carrier', { name: unique() });
      const id = await add('carrierServer', {
        carrierId,
        host: 'h.example',
        uriScheme: 'sips',
        transport: 'tls',
        outboundProxy: '[2001:db8::1]:5061',
      });
      expect(await of('carrierServer').get(brand(), id)).toMatchObject({
        sendPai: false,
        sendRpid: false,
        privacy: 'privacy-header',
        sendDiversion: true,
        finalStatuses: '422,480,486,600,603,606,607',
        noAnswerSec: 5,
        probe: true,
        probeEverySec: 15,
        maxCalls: 0,
        enabled: true,
      });
    });
  });

  describe('outgoing routings', () => {
    const routing = (given: Values = {}) => ({ routingPatternId: rows('routingPattern'), carrierId: rows('carrier'), ...given });

    it('go to a carrier with a server', async () => {
      const carrierId = await add('carrier', { name: unique() });
      expect(await refused('outgoingRouting', routing({ carrierId }))).toEqual(broken('carrierId'));
      await add('carrierServer', { carrierId, host: 'h.example' });
      expect(await refused('outgoingRouting', routing({ carrierId }))).toMatchObject({ code: 'accepted' });
    });
    it.each<[string, Values, readonly string[]]>([
      ['static without carrier', { carrierId: null }, ['carrierId']],
      ['a block with a carrier', { routingMode: 'block' }, ['carrierId']],
      ['LCR with a carrier', { routingMode: 'lcr' }, ['carrierId']],
      ['no pattern', { routingPatternId: null }, ['routingPatternId']],
      ['a group without the group', { type: 'group', routingPatternId: null }, ['routingPatternGroupId']],
      ['faxes by a pattern', { type: 'fax' }, ['routingPatternId']],
    ])('refuse %s', async (_what, given, fields) => {
      expect(await refused('outgoingRouting', routing(given))).toEqual(broken(...fields));
    });
    it.each(['weight', 'priority'])('refuse a %s out of range', async (field) => {
      for (const value of [0, 255]) expect(await refused('outgoingRouting', routing({ [field]: value }))).toEqual(invalid(field));
    });
    it('serve groups of patterns, and let go of patterns that go', async () => {
      const routingPatternId = await add('routingPattern', { name: unique(), names: { en: 'Spain', es: 'España' }, prefix: '+34' });
      const routingPatternGroupId = await add('routingPatternGroup', { name: unique(), routingPatternIds: [routingPatternId] });
      const id = await add('outgoingRouting', { type: 'group', routingPatternGroupId, carrierId: rows('carrier') });
      expect(await of('outgoingRouting').get(brand(), id)).toMatchObject({ routingPatternId: null, routingPatternGroupId });
      await of('routingPattern').remove(brand(), routingPatternId);
      expect(await of('routingPatternGroup').get(brand(), routingPatternGroupId)).toMatchObject({ routingPatternIds: [] });
      expect(await refusalOf(of('routingPatternGroup').remove(brand(), routingPatternGroupId))).toMatchObject({ code: 'row-in-use' });
      expect(await refused('routingPatternGroup', { name: unique(), routingPatternIds: [other.rows.routingPattern] })).toMatchObject({ code: 'reference-unknown' }); // prettier-ignore
    });
    it('stop where they block', async () => {
      const id = await add('outgoingRouting', routing({ routingMode: 'block', carrierId: null, stopper: false }));
      expect(await of('outgoingRouting').get(brand(), id)).toMatchObject({ stopper: true });
    });
    it('list carriers in LCR mode only, each once', async () => {
      const outgoingRoutingId = await add('outgoingRouting', routing({ routingMode: 'lcr', carrierId: null }));
      const entry = { outgoingRoutingId, carrierId: rows('carrier') };
      await add('outgoingRoutingCarrier', entry);
      expect(await refused('outgoingRoutingCarrier', entry)).toMatchObject({ code: 'not-unique' });
      expect(await refused('outgoingRoutingCarrier', { ...entry, outgoingRoutingId: rows('outgoingRouting') })).toEqual(broken('outgoingRoutingId')); // prettier-ignore
      await change('outgoingRouting', outgoingRoutingId, { routingMode: 'static', carrierId: rows('carrier') });
      expect(await findRows(test.database.manager, 'outgoingRoutingCarrier', { outgoingRoutingId })).toEqual([]);
    });
    it('hang on a tag that the client was granted', async () => {
      const routingTagId = await add('routingTag', { name: unique(), tag: '31#' });
      const body = routing({ routingTagId, clientId: tenants.retail.clientId });
      expect(await refused('outgoingRouting', body)).toEqual(broken('routingTagId'));
      await of('client').update(brand(), tenants.retail.clientId, { routingTagIds: [routingTagId] });
      expect(await refused('outgoingRouting', body)).toMatchObject({ code: 'accepted' });
      expect(await refused('outgoingRouting', routing({ routingTagId }))).toMatchObject({ code: 'accepted' });
      expect(await refusalOf(of('routingTag').remove(brand(), routingTagId))).toMatchObject({ code: 'row-in-use' });
    });
    it.each(['12', 'a#', '1##', '#1'])('know no tag %s', async (tag) => {
      expect(await refused('routingTag', { name: unique(), tag })).toEqual(invalid('tag'));
    });
  });

  describe('transformation rule sets', () => {
    const rule = (given: Values) => ({
      transformationRuleSetId: rows('transformationRuleSet'),
      type: 'calleein',
      matchExpr: '^00(\\d+)$',
      replaceExpr: '+\\1',
      ...given,
    });
    it.each<[string, Values, readonly string[]]>([
      ['an expression that does not compile', { matchExpr: '(' }, ['matchExpr']],
      ['look-around', { matchExpr: '^(?=0)0' }, ['matchExpr']],
      ['a back-reference', { matchExpr: '^(0)\\1$' }, ['matchExpr']],
      ['a group that is not there', { replaceExpr: '\\2' }, ['replaceExpr']],
      ['a reference to nothing', { replaceExpr: '\\a' }, ['replaceExpr']],
    ])('refuse %s', async (_what, given, fields) => {
      expect(await refused('transformationRule', rule(given))).toEqual(broken(...fields));
    });
    it('take a pattern that would hold up a backtracking engine', async () => {
      expect(await refused('transformationRule', rule({ matchExpr: '^(\\d+)+$' }))).toMatchObject({ code: 'accepted' });
    });
    it('of the platform are used by every brand and changed by none', async () => {
      const platform = person('platform');
      const { id } = await of('transformationRuleSet').create(platform, { name: unique(), countryCallingCode: '34' });
      const { id: ruleId } = await of('transformationRule').create(platform, rule({ transformationRuleSetId: id }));
      expect(await of('transformationRuleSet').get(brand(), id)).toMatchObject({ brandId: null });
      expect(await refused('carrier', { name: unique(), transformationRuleSetId: id })).toMatchObject({ code: 'accepted' });
      expect(await refusalOf(change('transformationRuleSet', id, { name: 'mine' }))).toMatchObject({ code: 'level-forbidden' });
      expect(await refusalOf(change('transformationRule', ruleId, { priority: 9 }))).toMatchObject({ code: 'level-forbidden' });
      expect(await refused('transformationRule', rule({ transformationRuleSetId: id }))).toMatchObject({ code: 'reference-unknown' });
      expect(await refusalOf(of('transformationRuleSet').remove(platform, id))).toMatchObject({ code: 'row-in-use' });
      const seen = await of('transformationRuleSet').list(at('vpbx'), { itemsPerPage: 500 });
      expect(seen.items.map((row) => row.id)).toEqual(expect.arrayContaining([id, rows('transformationRuleSet')]));
      expect(seen.items.map((row) => row.brandId).filter((brandId) => brandId !== null && brandId !== world.brandId)).toEqual([]);
    });
    it('share special numbers, each once in a brand and once on the platform', async () => {
      const platform = person('platform');
      const { id } = await of('specialNumber').create(platform, { number: '+34112' });
      expect(await refusalOf(of('specialNumber').create(platform, { number: '+34112' }))).toMatchObject({ code: 'not-unique' });
      const own = await add('specialNumber', { number: '+34112', disableCdr: false });
      expect(await refused('specialNumber', { number: '+34112' })).toMatchObject({ code: 'not-unique' });
      expect(await refused('specialNumber', { number: '112' })).toEqual(invalid('number'));
      const { items } = await of('specialNumber').list(brand());
      expect(items.map((row) => row.id)).toEqual([id, own]);
      expect(await refusalOf(of('specialNumber').remove(brand(), id))).toMatchObject({ code: 'level-forbidden' });
    });
  });
});
