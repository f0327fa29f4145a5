import type { ResourceName } from '@switchyard/model';
import { beforeAll, describe, expect, it } from 'vitest';
import { Repository } from '../src/index.js';
import { findRow } from '../src/repository/stored-row.js';
import { refusalOf } from './support/refusal.js';
import { useDatabase } from './support/test-database.js';
import { makeBrand, person, type BrandWorld, type Tenant } from './support/world.js';

type Values = Record<string, unknown>;
const ACCEPTED = { code: 'accepted', fields: [] };

describe('call logic of clients', () => {
  const test = useDatabase();
  let world: BrandWorld;
  let tenants: Record<'vpbx' | 'neighbour' | 'residential' | 'retail' | 'otherRetail', Tenant>;
  const of = <N extends ResourceName>(name: N) => new Repository(test.database, name);
  const at = (who: keyof typeof tenants = 'vpbx') => person('client', world, tenants[who]);
  const me = () => person('user', world, tenants.vpbx);
  const brand = () => person('brand', world);
  const add = async (name: ResourceName, body: Values, who: keyof typeof tenants = 'vpbx'): Promise<number> =>
    (await of(name).create(at(who), body)).id;
  const trying = (name: ResourceName, body: Values, who: keyof typeof tenants = 'vpbx') => refusalOf(add(name, body, who));
  const userOf = (who: keyof typeof tenants) => tenants[who].rows.user ?? 0;

  beforeAll(async () => {
    world = await makeBrand(test.database);
    const [vpbx, neighbour, residential, , retail, otherRetail] = world.clients;
    if (!vpbx || !neighbour || !residential || !retail || !otherRetail) throw new Error('the world is too small');
    tenants = { vpbx, neighbour, residential, retail, otherRetail };
  });

  describe('call forwards', () => {
    const number = { targetRouteNumber: '910000000' };

    it('have exactly one owner', async () => {
      const { extension } = tenants.vpbx.rows;
      expect(await trying('callForward', { type: 'busy', ...number })).toEqual({ code: 'rule-broken', fields: ['userId'] });
      const { id: friendId } = await of('friend').create(brand(), {
        clientId: tenants.vpbx.clientId,
        name: 'pbx',
        transport: 'udp',
        ip: '192.0.2.1',
        port: 5060,
      });
      expect(await trying('callForward', { type: 'busy', userId: userOf('vpbx'), friendId, ...number })).toEqual({
        code: 'rule-broken',
        fields: ['userId', 'friendId'],
      });
      expect(await trying('callForward', { type: 'busy', friendId, targetRouteType: 'extension', targetExtensionId: extension })).toEqual(
        ACCEPTED,
      );
    });

    it('are one per owner, event and kind of call, and both kinds meet either (errors 30001 to 30004)', async () => {
      for (const type of ['unconditional', 'noAnswer', 'busy', 'notRegistered']) {
        const make = (callTypeFilter: string) =>
          trying('callForward', { userId: userOf('neighbour'), type, callTypeFilter, ...number }, 'neighbour');
        expect(await make('internal'), type).toEqual(ACCEPTED);
        expect(await make('internal'), type).toEqual({ code: 'not-unique', fields: ['type'] });
        expect(await make('both'), type).toEqual({ code: 'not-unique', fields: ['type'] });
        expect(await make('external'), type).toEqual(ACCEPTED);
      }
      const { items } = await of('callForward').list(at('neighbour'), { filters: [] });
      const external = items.find((row) => row.type === 'busy' && row.callTypeFilter === 'external');
      expect(await refusalOf(of('callForward').update(at('neighbour'), external?.id ?? 0, { callTypeFilter: 'both' }))).toEqual({
        code: 'not-unique',
        fields: ['type'],
      });
      expect(await refusalOf(of('callForward').update(at('neighbour'), external?.id ?? 0, { enabled: false }))).toEqual(ACCEPTED);
    });

    it('may let several phones ring at the same time', async () => {
      for (const targetRouteNumber of ['911111111', '922222222'])
        expect(await trying('callForward', { userId: userOf('vpbx'), type: 'simultaneous', targetRouteNumber })).toEqual(ACCEPTED);
    });

    it.each<[string, keyof typeof tenants, Values, string]>([
      [
        'a residential line to an extension',
        'residential',
        { type: 'busy', targetRouteType: 'extension', targetExtensionId: 1 },
        'reference-unknown',
      ],
      [
        'a residential line to a retail account',
        'residential',
        { type: 'busy', targetRouteType: 'retail', targetRetailAccountId: 1 },
        'reference-unknown',
      ],
      ['a residential line with a DDI', 'residential', { type: 'busy', ...number, ddiId: 'own' }, 'rule-broken'],
      ['a busy retail account', 'retail', { type: 'busy', ...number }, 'rule-broken'],
      ['an unanswered retail account', 'retail', { type: 'noAnswer', ...number }, 'rule-broken'],
      [
        'a retail account to itself',
        'retail',
        { type: 'unconditional', targetRouteType: 'retail', targetRetailAccountId: 'own' },
        'rule-broken',
      ],
    ])('refuse %s', async (_what, who, body, code) => {
      const owner = who === 'retail' ? 'retailAccount' : 'residentialDevice';
      const own = tenants[who].rows;
      const given = Object.fromEntries(
        Object.entries(body).map(([key, value]) => [key, value === 'own' ? (key === 'ddiId' ? own.ddi : own[owner]) : value]),
      );
      expect(await trying('callForward', { [`${owner}Id`]: own[owner], ...given }, who)).toMatchObject({ code });
    });

    it('of retail accounts may hang on the called DDI, one each', async () => {
      const { retailAccount: retailAccountId, ddi: ddiId } = tenants.retail.rows;
      const body = { retailAccountId, type: 'unconditional', ...number };
      expect(await trying('callForward', body, 'retail')).toEqual(ACCEPTED);
      expect(await trying('callForward', { ...body, ddiId }, 'retail')).toEqual(ACCEPTED);
      expect(await trying('callForward', { ...body, ddiId }, 'retail')).toEqual({ code: 'not-unique', fields: ['type'] });
      expect(await trying('callForward', { ...body, ddiId: tenants.otherRetail.rows.ddi }, 'retail')).toMatchObject({
        code: 'reference-unknown',
      });
    });

    it('are made by a user for itself only', async () => {
      const made = await of('callForward').create(me(), { type: 'notRegistered', ...number });
      expect(await findRow(test.database.manager, 'callForward', { id: made.id })).toMatchObject({ userId: userOf('vpbx') });
      expect(await refusalOf(of('callForward').create(me(), { type: 'busy', userId: 1, ...number }))).toMatchObject({
        code: 'body-invalid',
      });
      const colleague = await add('user', { name: 'Colleague' });
      const foreign = await add('callForward', { userId: colleague, type: 'busy', ...number });
      expect(await of('callForward').get(me(), foreign)).toBeUndefined();
      const box = await findRow(test.database.manager, 'voicemail', { userId: colleague });
      expect(
        await refusalOf(of('callForward').create(me(), { type: 'busy', targetRouteType: 'voicemail', targetVoicemailId: box?.id })),
      ).toEqual({ code: 'reference-unknown', fields: ['targetVoicemailId'] });
    });
  });

  describe('IVRs', () => {
    it('have each entry once, as digits or as a pattern', async () => {
      const ivrId = await add('ivr', { name: 'main' });
      const entry = (text: string, body: Values = {}) =>
        trying('ivrEntry', { ivrId, entry: text, routeType: 'number', routeNumber: '910000000', ...body });
      expect(await entry('1')).toEqual(ACCEPTED);
      expect(await entry('1')).toMatchObject({ code: 'not-unique' });
      expect(await entry('^2\\d$')).toEqual(ACCEPTED);
      expect(await entry('(')).toEqual({ code: 'body-invalid', fields: ['entry'] });
      expect(await entry('3', { routeType: 'conditional', routeNumber: null })).toEqual({
        code: 'rule-broken',
        fields: ['conditionalRouteId'],
      });
    });

    it('exclude extensions only where extensions may be dialled', async () => {
      const excludedExtensionIds = [tenants.vpbx.rows.extension];
      expect(await trying('ivr', { name: 'closed', excludedExtensionIds })).toEqual({
        code: 'rule-broken',
        fields: ['excludedExtensionIds'],
      });
      const id = await add('ivr', { name: 'open', allowExtensions: true, excludedExtensionIds });
      expect(await of('ivr').update(at(), id, { allowExtensions: false })).toMatchObject({ excludedExtensionIds: [] });
    });

    it('lead each outcome to a target of its own', async () => {
      expect(await trying('ivr', { name: 'lost', noInputRouteType: 'extension' })).toEqual({
        code: 'rule-broken',
        fields: ['noInputExtensionId'],
      });
      const body = {
        noInputRouteType: 'extension',
        noInputExtensionId: tenants.vpbx.rows.extension,
        errorRouteType: 'number',
        errorRouteNumber: '0',
      };
      expect(await trying('ivr', { name: 'found', ...body })).toEqual(ACCEPTED);
    });
  });

  describe('groups', () => {
    it('have a user once and a number as often as wanted', async () => {
      const huntGroupId = await add('huntGroup', { name: 'sales' });
      const member = (body: Values) => trying('huntGroupMember', { huntGroupId, ...body });
      expect(await member({ userId: userOf('vpbx') })).toEqual(ACCEPTED);
      expect(await member({ userId: userOf('vpbx') })).toEqual({ code: 'not-unique', fields: ['userId'] });
      for (const _time of [1, 2]) expect(await member({ routeType: 'number', routeNumber: '911111111' })).toEqual(ACCEPTED);
      expect(await member({ userId: userOf('neighbour') })).toMatchObject({ code: 'reference-unknown' });
    });

    it('forget a user who goes', async () => {
      const id = await add('user', { name: 'Leaving' });
      const pickUpGroupId = await add('pickUpGroup', { name: 'floor', userIds: [userOf('vpbx'), id] });
      const huntGroupId = await add('huntGroup', { name: 'front' });
      const ringing = await add('huntGroupMember', { huntGroupId, userId: id });
      const queueId = await add('queue', { name: 'support' });
      const member = await add('queueMember', { queueId, userId: id });
      await add('agent', { userId: id, skillIds: [await add('skill', { name: 'Basque' })] });
      expect(await trying('queueMember', { queueId, userId: id })).toMatchObject({ code: 'not-unique' });
      expect(await of('user').remove(at(), id)).toBe(true);
      expect(await of('pickUpGroup').get(at(), pickUpGroupId)).toMatchObject({ userIds: [userOf('vpbx')] });
      expect(await of('queueMember').get(at(), member)).toBeUndefined();
      expect(await of('huntGroupMember').get(at(), ringing)).toBeUndefined();
    });

    it.each<[string, Values, string]>([
      ['a PIN without protection', { pinCode: '1234' }, 'rule-broken'],
      ['protection without a PIN', { pinProtected: true }, 'rule-broken'],
      ['a PIN of letters', { pinProtected: true, pinCode: 'abcd' }, 'body-invalid'],
      ['a PIN of seven digits', { pinProtected: true, pinCode: '1234567' }, 'body-invalid'],
      ['nothing wrong', { pinProtected: true, pinCode: '123456', announceUserCount: 'always' }, 'accepted'],
    ])('say of a conference room with %s what it is', async (what, body, code) => {
      expect(await trying('conferenceRoom', { name: what, ...body })).toMatchObject({ code });
    });

    it('keep call-back settings once per client', async () => {
      expect(await trying('callBackSetting', {})).toEqual(ACCEPTED);
      expect(await trying('callBackSetting', { code: '*93' })).toMatchObject({ code: 'not-unique' });
      expect(await trying('callBackSetting', {}, 'neighbour')).toEqual(ACCEPTED);
    });

    it('keep park orbits, paging and intercom groups, release codes and speed dials', async () => {
      const orbit = await add('parkOrbit', { name: 'orbit', timeout: 60 });
      const group = await add('pagingGroup', { name: 'hall', userIds: [userOf('vpbx')] });
      expect(await trying('extension', { number: '850', routeType: 'parkOrbit', parkOrbitId: orbit })).toEqual(ACCEPTED);
      expect(await trying('extension', { number: '851', routeType: 'pagingGroup', pagingGroupId: group })).toEqual(ACCEPTED);
      expect(await trying('intercomGroup', { name: 'doors', prefix: '76' })).toMatchObject({ code: 'body-invalid' });
      expect(await trying('intercomGroup', { name: 'doors', prefix: '*76', userIds: [userOf('vpbx')] })).toEqual(ACCEPTED);
      expect(await trying('releaseCode', { name: 'lunch', code: '1' })).toEqual(ACCEPTED);
      expect(await trying('releaseCode', { name: 'break', code: '1' })).toEqual({ code: 'not-unique', fields: ['code'] });
      const key = { position: 1, label: 'Bob', number: '102' };
      expect(await refusalOf(of('speedDial').create(me(), key))).toEqual(ACCEPTED);
      expect(await refusalOf(of('speedDial').create(me(), key))).toMatchObject({ code: 'not-unique' });
    });
  });

  describe('conditions', () => {
    it('are tried in an order without ties and name rows of the client', async () => {
      const conditionalRouteId = await add('conditionalRoute', { name: 'hours' });
      const lock = await add('routeLock', { name: 'night' });
      const list = await add('matchList', { name: 'vip' });
      const foreign = await add('schedule', { name: 'theirs', timeIn: '09:00:00', timeOut: '17:00:00' }, 'neighbour');
      const condition = (body: Values) => trying('routeCondition', { conditionalRouteId, ...body });
      expect(
        await condition({ priority: 1, routeLockIds: [lock], matchListIds: [list], routeType: 'user', userId: userOf('vpbx') }),
      ).toEqual(ACCEPTED);
      expect(await condition({ priority: 1 })).toMatchObject({ code: 'not-unique' });
      expect(await condition({ priority: 2, scheduleIds: [foreign] })).toEqual({ code: 'reference-unknown', fields: ['scheduleIds'] });
      expect(await refusalOf(of('routeLock').remove(at(), lock))).toMatchObject({ code: 'row-in-use' });
      expect(await of('conditionalRoute').remove(at(), conditionalRouteId)).toBe(true);
      expect(await of('routeLock').remove(at(), lock)).toBe(true);
    });

    it('of a calendar have of one day either the whole or parts that do not touch', async () => {
      const calendarId = await add('calendar', { name: 'holidays' });
      const day = (eventDate: string, hours?: readonly [string, string]) =>
        trying('holidayDate', {
          calendarId,
          name: eventDate,
          eventDate,
          ...(hours ? { wholeDayEvent: false, timeIn: hours[0], timeOut: hours[1] } : {}),
        });
      expect(await day('2026-12-25')).toEqual(ACCEPTED);
      expect(await day('2026-12-25')).toEqual({ code: 'rule-broken', fields: ['eventDate'] });
      expect(await day('2026-12-25', ['09:00:00', '10:00:00'])).toEqual({ code: 'rule-broken', fields: ['eventDate'] });
      expect(await day('2026-12-24', ['14:00:00', '18:00:00'])).toEqual(ACCEPTED);
      expect(await day('2026-12-24', ['17:59:59', '20:00:00'])).toEqual({ code: 'rule-broken', fields: ['eventDate'] });
      expect(await day('2026-12-24', ['18:00:00', '20:00:00'])).toEqual(ACCEPTED);
      expect(await day('2026-12-31', ['18:00:00', '14:00:00'])).toEqual({ code: 'rule-broken', fields: ['timeOut'] });
      expect(await day('2026-02-29')).toEqual({ code: 'body-invalid', fields: ['eventDate'] });
      const hourless = { calendarId, name: 'x', eventDate: '2027-01-01', wholeDayEvent: false };
      expect(await trying('holidayDate', hourless)).toEqual({ code: 'rule-broken', fields: ['timeIn', 'timeOut'] });
    });

    it('of a calendar period do not end before they begin', async () => {
      const calendarId = await add('calendar', { name: 'summer' });
      const scheduleIds = [
        await add('schedule', { name: 'mornings', timeIn: '08:00:00', timeOut: '15:00:00', weekdays: ['friday', 'monday'] }),
      ];
      const period = (startDate: string, endDate: string) => trying('calendarPeriod', { calendarId, startDate, endDate, scheduleIds });
      expect(await period('2026-08-31', '2026-07-01')).toEqual({ code: 'rule-broken', fields: ['endDate'] });
      expect(await period('2026-07-01', '2026-08-31')).toEqual(ACCEPTED);
      expect(await of('schedule').get(at(), scheduleIds[0] ?? 0)).toMatchObject({ weekdays: ['monday', 'friday'], timeIn: '08:00:00' });
      expect(await trying('schedule', { name: 'never', timeIn: '08:00:00', timeOut: '15:00:00', weekdays: [] })).toMatchObject({
        code: 'body-invalid',
      });
    });

    it('make call filters of residential clients, too', async () => {
      const list = await add('matchList', { name: 'nuisance' }, 'residential');
      expect(await trying('externalCallFilter', { name: 'quiet', blackListIds: [list] }, 'residential')).toEqual(ACCEPTED);
      expect(await trying('externalCallFilter', { name: 'x', holidayRouteType: 'number' })).toEqual({
        code: 'rule-broken',
        fields: ['holidayRouteNumber'],
      });
    });
  });

  describe('match lists', () => {
    it('show number or pattern in one column to search by', async () => {
      const matchListId = await add('matchList', { name: 'patterns' });
      const pattern = (body: Values) => of('matchListPattern').create(at(), { matchListId, ...body });
      const number = await pattern({ number: '+34911222333' });
      expect(number).toMatchObject({ matchPattern: '+34911222333', regExp: null });
      expect(await of('matchListPattern').update(at(), number.id, { type: 'regexp', regExp: '^\\+34' })).toMatchObject({
        number: null,
        matchPattern: '^\\+34',
      });
      expect(await refusalOf(pattern({ type: 'regexp' }))).toEqual({ code: 'rule-broken', fields: ['regExp'] });
      expect(await refusalOf(pattern({ type: 'regexp', regExp: '(a' }))).toEqual({ code: 'body-invalid', fields: ['regExp'] });
      expect(await refusalOf(pattern({ number: '911' }))).toEqual({ code: 'body-invalid', fields: ['number'] });
      expect(await refusalOf(pattern({ number: '+34911222333', matchPattern: 'x' }))).toEqual({
        code: 'body-invalid',
        fields: ['matchPattern'],
      });
    });

    it('of the brand are used by its clients and changed by none of them', async () => {
      const { id } = await of('matchList').create(brand(), { name: 'premium numbers' });
      await of('matchListPattern').create(brand(), { matchListId: id, type: 'regexp', regExp: '^\\+34(803|806)' });
      expect(await of('matchList').get(at(), id)).toMatchObject({ name: 'premium numbers' });
      const callAclId = await add('callAcl', { name: 'no premium' });
      expect(await trying('callAclRule', { callAclId, matchListId: id, policy: 'deny' })).toEqual(ACCEPTED);
      expect(await refusalOf(of('matchList').update(at(), id, { name: 'x' }))).toMatchObject({ code: 'level-forbidden' });
      expect(await refusalOf(of('matchList').remove(at(), id))).toMatchObject({ code: 'level-forbidden' });
      expect(await trying('matchListPattern', { matchListId: id, number: '+34911222333' })).toMatchObject({ code: 'reference-unknown' });
    });

    it('of a client are unknown to its neighbour', async () => {
      const matchListId = await add('matchList', { name: 'private' });
      const callAclId = await add('callAcl', { name: 'mine' }, 'neighbour');
      expect(await of('matchList').get(at('neighbour'), matchListId)).toBeUndefined();
      expect(await trying('callAclRule', { callAclId, matchListId }, 'neighbour')).toEqual({
        code: 'reference-unknown',
        fields: ['matchListId'],
      });
    });
  });

  describe('what may be called and shown', () => {
    it('is decided in an order without ties', async () => {
      const callAclId = await add('callAcl', { name: 'order', defaultPolicy: 'deny' });
      const matchListId = await add('matchList', { name: 'spain' });
      expect(await trying('callAclRule', { callAclId, matchListId, priority: 1 })).toEqual(ACCEPTED);
      expect(await trying('callAclRule', { callAclId, matchListId, priority: 1 })).toMatchObject({ code: 'not-unique' });
      expect(await refusalOf(of('matchList').remove(at(), matchListId))).toMatchObject({ code: 'row-in-use' });
    });

    it.each<[string, Values, string, readonly string[]]>([
      ['a destination without a list', { type: 'destination' }, 'rule-broken', ['matchListId']],
      ['a prefix without one', { type: 'prefix' }, 'rule-broken', ['prefix']],
      ['a prefix of four digits', { type: 'prefix', prefix: '1234*' }, 'body-invalid', ['prefix']],
      ['a prefix without star', { type: 'prefix', prefix: '12' }, 'body-invalid', ['prefix']],
      ['a DDI to keep', { type: 'prefix', prefix: '1*', action: 'keep', forcedDdiId: 'own' }, 'rule-broken', ['forcedDdiId']],
      ['a prefix', { type: 'prefix', prefix: '2*', action: 'force', forcedDdiId: 'own' }, 'accepted', []],
      ["a prefix for the client's DDI", { type: 'prefix', prefix: '3*', action: 'force' }, 'accepted', []],
    ])('says of an outgoing DDI rule with %s what it is', async (what, body, code, fields) => {
      const outgoingDdiRuleId = await add('outgoingDdiRule', { name: what });
      const given = { ...body, ...(body['forcedDdiId'] ? { forcedDdiId: tenants.vpbx.rows.ddi } : {}) };
      expect(await trying('outgoingDdiRulePattern', { outgoingDdiRuleId, ...given })).toEqual({ code, fields });
    });

    it('is opened by codes of digits that only one row has', async () => {
      expect(await trying('authorisationCode', { name: 'a', code: '12' })).toMatchObject({ code: 'body-invalid' });
      expect(await trying('authorisationCode', { name: 'a', code: '73519' })).toEqual(ACCEPTED);
      expect(await trying('authorisationCode', { name: 'b', code: '73519' })).toEqual({ code: 'not-unique', fields: ['code'] });
    });
  });
});
