import type { ResourceName } from '@switchyard/model';
import { beforeAll, describe, expect, it } from 'vitest';
import { Repository } from '../src/index.js';
import { findRow, findRows, insertRow, lockRow } from '../src/repository/stored-row.js';
import { initialRow } from '../src/schema/row-shape.js';
import { refusalOf } from './support/refusal.js';
import { useDatabase } from './support/test-database.js';
import { create, makeBrand, person, system, type BrandWorld, type Tenant } from './support/world.js';

type Values = Record<string, unknown>;
const STRONG = 'ABCdef123+';

describe('endpoints of clients', () => {
  const test = useDatabase();
  let world: BrandWorld;
  let tenants: Record<'vpbx' | 'neighbour' | 'residential' | 'retail', Tenant>;
  const of = <N extends ResourceName>(name: N) => new Repository(test.database, name);
  const at = (who: keyof typeof tenants) => person('client', world, tenants[who]);
  const brand = () => person('brand', world);
  const add = async (who: keyof typeof tenants, name: ResourceName, body: Values): Promise<number> =>
    (await of(name).create(at(who), body)).id;
  const byBrand = async (who: keyof typeof tenants, name: ResourceName, body: Values) =>
    of(name).create(brand(), { clientId: tenants[who].clientId, ...body });

  beforeAll(async () => {
    world = await makeBrand(test.database);
    const [vpbx, neighbour, residential, , retail] = world.clients;
    if (!vpbx || !neighbour || !residential || !retail) throw new Error('the world is too small');
    tenants = { vpbx, neighbour, residential, retail };
    const corporationId = await create(test.database, 'corporation', { brandId: world.brandId, name: 'group' });
    for (const { clientId } of [vpbx, neighbour]) await of('client').update(brand(), clientId, { corporationId });
  });

  describe('by type of client', () => {
    it.each<[ResourceName, keyof typeof tenants, Values]>([
      ['terminal', 'residential', { name: 'phone' }],
      ['user', 'retail', { name: 'Ann' }],
      ['extension', 'residential', { number: '900', routeType: 'number', routeNumber: '34910000000' }],
      ['friendPattern', 'retail', { name: 'x', regExp: '^1', friendId: 1 }],
      ['contact', 'retail', { name: 'Ann' }],
      ['pickUpGroup', 'residential', { name: 'x' }],
      ['ivr', 'residential', { name: 'x' }],
      ['huntGroup', 'retail', { name: 'x' }],
      ['queue', 'residential', { name: 'x' }],
      ['skill', 'residential', { name: 'x' }],
      ['conferenceRoom', 'residential', { name: 'x' }],
      ['conditionalRoute', 'residential', { name: 'x' }],
      ['routeLock', 'retail', { name: 'x' }],
      ['callAcl', 'residential', { name: 'x' }],
      ['outgoingDdiRule', 'residential', { name: 'x' }],
      ['authorisationCode', 'residential', { name: 'x', code: '1234' }],
      ['parkOrbit', 'residential', { name: 'x' }],
      ['pagingGroup', 'residential', { name: 'x' }],
      ['intercomGroup', 'residential', { name: 'x', prefix: '*76' }],
      ['callBackSetting', 'residential', {}],
      ['webhook', 'residential', { name: 'x', uri: 'https://example.com/', userId: 1 }],
      ['externalCallFilter', 'retail', { name: 'x' }],
      ['calendar', 'retail', { name: 'x' }],
      ['schedule', 'retail', { name: 'x', timeIn: '09:00:00', timeOut: '18:00:00' }],
      ['matchList', 'retail', { name: 'x' }],
      ['locution', 'retail', { name: 'x' }],
      ['musicOnHold', 'retail', { name: 'x' }],
      ['voicemail', 'retail', { name: 'x' }],
      ['fax', 'retail', { name: 'x' }],
    ])('keep %s from a %s client', async (name, who, body) => {
      const { code, fields } = await refusalOf(add(who, name, body));
      // A part is refused with its whole, which cannot exist either.
      expect([code, ...fields]).toEqual(expect.arrayContaining([expect.stringMatching(/^(rule-broken|reference-unknown)$/)]));
    });

    it.each<[ResourceName, keyof typeof tenants]>([
      ['friend', 'residential'],
      ['residentialDevice', 'vpbx'],
      ['residentialDevice', 'retail'],
      ['retailAccount', 'residential'],
    ])('keep %s from a %s client', async (name, who) => {
      expect(await refusalOf(byBrand(who, name, { name: 'xx', password: STRONG, directConnectivity: 'no' }))).toEqual({
        code: 'rule-broken',
        fields: ['clientId'],
      });
    });

    it.each<[string, ResourceName, Values]>([
      ['queues', 'queue', { name: 'x' }],
      ['conferences', 'conferenceRoom', { name: 'x' }],
      ['faxes', 'fax', { name: 'x' }],
    ])('need the feature %s', async (feature, name, body) => {
      const client = await of('client').get(brand(), tenants.neighbour.clientId);
      const features = (client?.features ?? []).filter((known) => known !== feature);
      await of('client').update(brand(), tenants.neighbour.clientId, { features });
      expect(await refusalOf(add('neighbour', name, body))).toEqual({ code: 'rule-broken', fields: ['clientId'] });
      await of('client').update(brand(), tenants.neighbour.clientId, { features: client?.features });
      expect((await refusalOf(add('neighbour', name, body))).code).toBe('accepted');
    });
  });

  describe('passwords', () => {
    it.each(['short1+ABabc', 'abcdefghij123+', 'ABCDEFGHI123+', 'ABCdefghij12+', 'ABCdef1234'])(
      'refuse the weak one %s',
      async (password) => {
        expect(await refusalOf(add('vpbx', 'terminal', { name: 'weak', password }))).toEqual({ code: 'rule-broken', fields: ['password'] });
      },
    );

    it('accept a strong one, and make one that is shown once when none is given', async () => {
      expect((await refusalOf(add('vpbx', 'terminal', { name: 'strong', password: STRONG }))).code).toBe('accepted');
      const made = await of('terminal').create(at('vpbx'), { name: 'made' });
      expect(made).toHaveProperty('password', expect.stringMatching(/^.{10,}$/));
      expect(await of('terminal').get(at('vpbx'), made.id)).not.toHaveProperty('password');
    });
  });

  describe('terminals', () => {
    it('keep a sealed copy of the password only while their phone is provisioned with it', async () => {
      const terminalManufacturerId = await create(test.database, 'terminalManufacturer', { name: 'Maker' });
      const model = (name: string, specificTemplate: string) =>
        create(test.database, 'terminalModel', {
          name,
          terminalManufacturerId,
          specificTemplate,
          genericUrlPattern: `${name}.cfg`,
          specificUrlPattern: `${name}/{mac}.cfg`,
        });
      const [provisioned, plain] = [await model('desk1', 'password = {{account.password}}'), await model('soft1', '')];
      const id = await add('vpbx', 'terminal', { name: 'desk1', password: STRONG });
      const stored = async () => {
        const row = await test.database.transaction((manager) => lockRow(manager, 'terminal', { id }));
        return typeof row?.['passwordEncrypted'] === 'string' ? row['passwordEncrypted'] : null;
      };
      const change = (body: Values) => refusalOf(of('terminal').update(at('vpbx'), id, body));
      expect(await stored()).toBeNull();
      expect(await change({ terminalModelId: plain })).toMatchObject({ code: 'accepted' });
      expect(await change({ terminalModelId: provisioned })).toEqual({ code: 'password-needed', fields: ['password'] });
      expect(await change({ terminalModelId: provisioned, password: STRONG })).toMatchObject({ code: 'accepted' });
      const copy = await stored();
      expect(copy).not.toContain(STRONG);
      expect(test.database.secrets.open(copy ?? '', 'terminal.password')).toBe(STRONG);
      expect(await change({ mac: '00aabbccddee' })).toMatchObject({ code: 'accepted' });
      expect(await stored()).toBe(copy);
      expect(await change({ terminalModelId: plain })).toMatchObject({ code: 'accepted' });
      expect(await stored()).toBeNull();
    });

    it('share one space of names with friends', async () => {
      await add('vpbx', 'terminal', { name: 'door', password: STRONG });
      const direct = { directConnectivity: 'yes', transport: 'udp', ip: '192.0.2.7', port: 5060 };
      expect(await refusalOf(byBrand('vpbx', 'friend', { name: 'door', priority: 50, ...direct }))).toEqual({
        code: 'not-unique',
        fields: ['name'],
      });
      await byBrand('vpbx', 'friend', { name: 'gate', priority: 50, ...direct });
      expect(await refusalOf(add('vpbx', 'terminal', { name: 'gate', password: STRONG }))).toEqual({
        code: 'not-unique',
        fields: ['name'],
      });
    });

    it('have a MAC address nobody else has', async () => {
      await add('vpbx', 'terminal', { name: 'mac1', password: STRONG, mac: '001122334455' });
      expect(await refusalOf(add('neighbour', 'terminal', { name: 'mac2', password: STRONG, mac: '001122334455' }))).toEqual({
        code: 'not-unique',
        fields: ['mac'],
      });
    });
  });

  describe('users', () => {
    it('come with a contact and a voicemail, which follow them and go with them', async () => {
      const id = await add('vpbx', 'user', { name: 'Ann', lastname: 'Lee', email: 'ann@example.test' });
      const extensionId = await add('vpbx', 'extension', { number: '501', routeType: 'number', routeNumber: '910000000' });
      const contact = () => findRow(test.database.manager, 'contact', { userId: id });
      const box = () => findRow(test.database.manager, 'voicemail', { userId: id });
      expect(await contact()).toMatchObject({ name: 'Ann', lastname: 'Lee', email: 'ann@example.test', otherPhone: null });
      expect(await box()).toMatchObject({ name: 'Ann Lee', email: 'ann@example.test', userIds: [id], enabled: true });
      await of('user').update(at('vpbx'), id, { extensionId, lastname: 'Ray' });
      expect(await contact()).toMatchObject({ lastname: 'Ray', otherPhone: '501' });
      expect(await box()).toMatchObject({ name: 'Ann Ray' });
      await of('extension').update(at('vpbx'), extensionId, { number: '502' });
      expect(await contact()).toMatchObject({ otherPhone: '502' });
      await of('user').update(at('vpbx'), id, { extensionId: null });
      expect(await contact()).toMatchObject({ otherPhone: null });
      expect(await of('user').remove(at('vpbx'), id)).toBe(true);
      expect([await contact(), await box()]).toEqual([undefined, undefined]);
    });

    it('from before there were contacts and voicemails get them with the next change', async () => {
      const id = await insertRow(test.database.manager, 'user', {
        ...initialRow('user'),
        brandId: world.brandId,
        clientId: tenants.vpbx.clientId,
        name: 'Old',
      });
      await of('user').update(at('vpbx'), id, { lastname: 'Hand' });
      expect(await findRow(test.database.manager, 'contact', { userId: id })).toMatchObject({ name: 'Old', lastname: 'Hand' });
      expect(await findRow(test.database.manager, 'voicemail', { userId: id })).toMatchObject({ name: 'Old Hand', userIds: [id] });
    });

    it('keep a box that a route leads to from going with them', async () => {
      const id = await add('vpbx', 'user', { name: 'Kept' });
      const box = await findRow(test.database.manager, 'voicemail', { userId: id });
      const group = await add('vpbx', 'huntGroup', { name: 'to a box', noAnswerRouteType: 'voicemail', noAnswerVoicemailId: box?.id });
      expect(await refusalOf(of('user').remove(at('vpbx'), id))).toMatchObject({ code: 'row-in-use' });
      await of('huntGroup').remove(at('vpbx'), group);
      expect(await of('user').remove(at('vpbx'), id)).toBe(true);
    });

    it('do not let anybody change or delete what follows them', async () => {
      const id = await add('vpbx', 'user', { name: 'Followed' });
      const contact = await findRow(test.database.manager, 'contact', { userId: id });
      const box = await findRow(test.database.manager, 'voicemail', { userId: id });
      expect(await refusalOf(of('contact').update(at('vpbx'), contact?.id ?? 0, { name: 'x' }))).toMatchObject({ code: 'rule-broken' });
      expect(await refusalOf(of('contact').remove(at('vpbx'), contact?.id ?? 0))).toMatchObject({ code: 'rule-broken' });
      expect(await refusalOf(of('voicemail').remove(at('vpbx'), box?.id ?? 0))).toMatchObject({ code: 'rule-broken' });
    });

    it('who are bosses have an assistant, another user and no boss', async () => {
      const boss = await add('vpbx', 'user', { name: 'Boss' });
      const helper = await add('vpbx', 'user', { name: 'Helper' });
      const change = (id: number, patch: Values) => refusalOf(of('user').update(at('vpbx'), id, patch));
      expect(await change(boss, { isBoss: true })).toEqual({ code: 'rule-broken', fields: ['bossAssistantId'] });
      expect(await change(boss, { isBoss: true, bossAssistantId: boss })).toEqual({ code: 'rule-broken', fields: ['bossAssistantId'] });
      expect(await change(boss, { isBoss: true, bossAssistantId: helper })).toMatchObject({ code: 'accepted' });
      expect(await change(helper, { isBoss: true, bossAssistantId: boss })).toMatchObject({ code: 'rule-broken' });
      expect(await change(boss, { isBoss: false })).toMatchObject({ code: 'accepted' });
      expect(await of('user').get(at('vpbx'), boss)).toMatchObject({ isBoss: false, bossAssistantId: null });
    });

    it('change their own affairs and nothing else', async () => {
      const me = person('user', world, tenants.vpbx);
      const id = tenants.vpbx.rows.user ?? 0;
      expect(await of('user').update(me, id, { doNotDisturb: true, language: 'eu', timezone: 'Europe/Rome' })).toMatchObject({
        doNotDisturb: true,
      });
      for (const patch of [
        { email: 'x@example.test' },
        { password: 'long enough password' },
        { maxCalls: -1 },
        { externalIpCalls: 3 },
        { callAclId: 1 },
      ])
        expect(await refusalOf(of('user').update(me, id, patch)), JSON.stringify(patch)).toMatchObject({ code: 'body-invalid' });
      expect(await refusalOf(of('user').create(me, { name: 'x' }))).toMatchObject({ code: 'level-forbidden' });
    });
  });

  describe('extensions', () => {
    it('lead to exactly one target of the chosen kind', async () => {
      const ivrId = await add('vpbx', 'ivr', { name: 'menu' });
      const make = (body: Values) => refusalOf(of('extension').create(at('vpbx'), { number: '700', ...body }));
      expect(await make({ routeType: 'ivr' })).toEqual({ code: 'rule-broken', fields: ['ivrId'] });
      expect(await make({ routeType: 'ivr', ivrId, routeNumber: '1' })).toEqual({ code: 'rule-broken', fields: ['routeNumber'] });
      const id = await add('vpbx', 'extension', { number: '701', routeType: 'ivr', ivrId });
      expect(await of('extension').update(at('vpbx'), id, { routeType: 'friend', friendNumber: '42' })).toMatchObject({
        ivrId: null,
        friendNumber: '42',
      });
    });

    it('lead to nothing of another client', async () => {
      const ivrId = await add('neighbour', 'ivr', { name: 'foreign' });
      expect(await refusalOf(add('vpbx', 'extension', { number: '702', routeType: 'ivr', ivrId }))).toEqual({
        code: 'reference-unknown',
        fields: ['ivrId'],
      });
    });
  });

  describe('friends', () => {
    const direct = { transport: 'tls', ip: '192.0.2.8', port: 5061 };
    it.each<[string, Values, readonly string[]]>([
      ['a direct one without address', { directConnectivity: 'yes' }, ['transport', 'ip', 'port']],
      ['a registering one with an address', { directConnectivity: 'no', password: STRONG, ip: '192.0.2.9' }, ['ip']],
      ['a registering one without password', { directConnectivity: 'no' }, ['password']],
      ['an inter-vPBX one without client', { directConnectivity: 'intervpbx' }, ['interClientId']],
      ['a direct one with another client', { ...direct, interClientId: 1 }, ['interClientId']],
    ])('refuse %s', async (_what, body, fields) => {
      expect(await refusalOf(byBrand('vpbx', 'friend', { name: 'refused', priority: 90, ...body }))).toEqual({
        code: 'rule-broken',
        fields,
      });
    });

    it('have priorities of their own within the client', async () => {
      await byBrand('vpbx', 'friend', { name: 'first', priority: 91, ...direct });
      expect(await refusalOf(byBrand('vpbx', 'friend', { name: 'second', priority: 91, ...direct }))).toEqual({
        code: 'not-unique',
        fields: ['priority'],
      });
    });

    it('may begin to register, and never turn into another vPBX', async () => {
      const { id } = await byBrand('vpbx', 'friend', { name: 'turning', priority: 98, ...direct });
      const change = (body: Values) => refusalOf(of('friend').update(brand(), id, body));
      expect(await change({ directConnectivity: 'no' })).toEqual({ code: 'rule-broken', fields: ['password'] });
      expect(await change({ directConnectivity: 'no', password: STRONG })).toMatchObject({ code: 'accepted' });
      expect(await of('friend').get(brand(), id)).toMatchObject({ ip: null, port: null, transport: null });
      expect(await change({ directConnectivity: 'intervpbx' })).toMatchObject({ code: 'rule-broken' });
    });

    it('without a password may be renamed', async () => {
      const { id } = await byBrand('vpbx', 'friend', { name: 'old_name', priority: 97, ...direct });
      expect(await of('friend').update(brand(), id, { name: 'new_name' })).toMatchObject({ name: 'new_name' });
    });

    it('are changed by the client, who owns the patterns, and made by the brand', async () => {
      const { id } = await byBrand('vpbx', 'friend', { name: 'owned', priority: 92, ...direct });
      expect(await of('friend').update(at('vpbx'), id, { description: 'ours' })).toMatchObject({ description: 'ours' });
      expect(await refusalOf(of('friend').remove(at('vpbx'), id))).toMatchObject({ code: 'level-forbidden' });
      expect(await refusalOf(of('friend').create(at('vpbx'), { name: 'mine', ...direct }))).toMatchObject({ code: 'level-forbidden' });
      await add('vpbx', 'friendPattern', { friendId: id, name: 'two digits', regExp: '^2\\d$' });
      expect(await refusalOf(add('vpbx', 'friendPattern', { friendId: id, name: 'x', regExp: '(' }))).toEqual({
        code: 'body-invalid',
        fields: ['regExp'],
      });
      expect(await refusalOf(byBrand('vpbx', 'friendPattern', { friendId: id, name: 'x', regExp: '1' }))).toMatchObject({
        code: 'level-forbidden',
      });
      expect(await of('friend').remove(brand(), id)).toBe(true);
      expect(await findRows(test.database.manager, 'friendPattern', { friendId: id })).toEqual([]);
    });

    it('between two vPBX clients are mirrored, and go together from either side', async () => {
      const make = (interClientId: number, priority = 93) =>
        byBrand('vpbx', 'friend', { name: `to_${interClientId}`, priority, directConnectivity: 'intervpbx', interClientId });
      const mirrorOf = () =>
        findRow(test.database.manager, 'friend', { clientId: tenants.neighbour.clientId, interClientId: tenants.vpbx.clientId });
      const { id } = await make(tenants.neighbour.clientId);
      const mirror = await mirrorOf();
      const turned = of('friend').update(brand(), id, { directConnectivity: 'yes', transport: 'udp', ip: '192.0.2.1', port: 5060 });
      expect(await refusalOf(turned)).toEqual({ code: 'rule-broken', fields: ['directConnectivity'] });
      expect(mirror).toMatchObject({ directConnectivity: 'intervpbx', brandId: world.brandId, name: `intervpbx_${tenants.vpbx.clientId}` });
      expect(await refusalOf(make(tenants.neighbour.clientId, 94))).toEqual({ code: 'rule-broken', fields: ['interClientId'] });
      expect(await refusalOf(of('client').update(brand(), tenants.vpbx.clientId, { corporationId: null }))).toEqual({
        code: 'rule-broken',
        fields: ['corporationId'],
      });
      expect(await of('friend').remove(brand(), mirror?.id ?? 0)).toBe(true);
      expect(await of('friend').get(brand(), id)).toBeUndefined();
      const again = await make(tenants.neighbour.clientId);
      expect(await of('friend').remove(brand(), again.id)).toBe(true);
      expect(await mirrorOf()).toBeUndefined();
    });

    it('join only vPBX clients of one corporation', async () => {
      const stranger = await create(test.database, 'client', {
        brandId: world.brandId,
        type: 'vpbx',
        name: 'stranger',
        domain: 'stranger.test',
      });
      for (const interClientId of [tenants.vpbx.clientId, stranger, tenants.residential.clientId])
        expect(
          await refusalOf(byBrand('vpbx', 'friend', { name: 'joined', priority: 95, directConnectivity: 'intervpbx', interClientId })),
        ).toEqual({ code: 'rule-broken', fields: ['interClientId'] });
    });
  });

  describe('residential devices and retail accounts', () => {
    it('are made by the brand and changed by the client, who cannot rename an account', async () => {
      for (const [who, name, renamed] of [
        ['residential', 'residentialDevice', { code: 'accepted', fields: [] }],
        ['retail', 'retailAccount', { code: 'body-invalid', fields: ['name'] }],
      ] as const) {
        const id = tenants[who].rows[name] ?? 0;
        expect(await of(name).update(at(who), id, { description: 'at home', rtpEncryption: true })).toMatchObject({ rtpEncryption: true });
        expect(await refusalOf(of(name).update(at(who), id, { name: 'other', password: STRONG }))).toEqual(renamed);
        expect(await refusalOf(of(name).remove(at(who), id))).toMatchObject({ code: 'level-forbidden' });
      }
    });

    it('with direct connectivity have an address', async () => {
      const made = byBrand('residential', 'residentialDevice', { name: 'direct', password: STRONG, directConnectivity: 'yes' });
      expect(await refusalOf(made)).toEqual({ code: 'rule-broken', fields: ['transport', 'ip', 'port'] });
    });

    it('have a voicemail of their own where they are residential', async () => {
      const { id } = await byBrand('residential', 'residentialDevice', { name: 'boxed', password: STRONG });
      expect(await findRow(test.database.manager, 'voicemail', { residentialDeviceId: id })).toMatchObject({ name: 'boxed', userIds: [] });
      expect(await of('residentialDevice').remove(brand(), id)).toBe(true);
      expect(await findRow(test.database.manager, 'voicemail', { residentialDeviceId: id })).toBeUndefined();
    });
  });

  it('go with their client, mirrors of its friends included', async () => {
    const { id } = await byBrand('vpbx', 'friend', {
      name: 'last',
      priority: 96,
      directConnectivity: 'intervpbx',
      interClientId: tenants.neighbour.clientId,
    });
    expect(await of('client').remove(brand(), tenants.neighbour.clientId)).toBe(true);
    expect(await of('friend').get(system, id)).toBeUndefined();
  });
});
