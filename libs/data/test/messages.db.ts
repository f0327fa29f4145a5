import type { ResourceName } from '@switchyard/model';
import { beforeAll, describe, expect, it } from 'vitest';
import { Repository } from '../src/index.js';
import { findRow, insertRow } from '../src/repository/stored-row.js';
import { initialRow } from '../src/schema/row-shape.js';
import { refusalOf } from './support/refusal.js';
import { useDatabase } from './support/test-database.js';
import { makeBrand, person, type BrandWorld, type Tenant } from './support/world.js';

type Values = Record<string, unknown>;
const ACCEPTED = { code: 'accepted', fields: [] };

describe('voicemail, faxes, recordings, sounds and webhooks', () => {
  const test = useDatabase();
  let world: BrandWorld;
  let vpbx: Tenant;
  let residential: Tenant;
  let colleague: number;
  const of = <N extends ResourceName>(name: N) => new Repository(test.database, name);
  const brand = () => person('brand', world);
  const client = () => person('client', world, vpbx);
  const me = () => person('user', world, vpbx);
  const they = () => person('user', world, { ...vpbx, rows: { ...vpbx.rows, user: colleague } });
  const myself = () => vpbx.rows.user ?? 0;
  const add = async (name: ResourceName, body: Values): Promise<number> => (await of(name).create(client(), body)).id;
  /** What calls write: rows that no person can make. */
  const written = (name: ResourceName, values: Values) =>
    insertRow(test.database.manager, name, { ...initialRow(name), brandId: vpbx.brandId, clientId: vpbx.clientId, ...values });

  beforeAll(async () => {
    world = await makeBrand(test.database);
    const [first, , third] = world.clients;
    if (!first || !third) throw new Error('the world is too small');
    [vpbx, residential] = [first, third];
    colleague = await add('user', { name: 'Colleague' });
  });

  describe('a voicemail', () => {
    const boxOf = async (userId: number) => (await findRow(test.database.manager, 'voicemail', { userId }))?.id ?? 0;

    it('is seen and set up by its owner, who cannot make, rename or delete it', async () => {
      const id = await boxOf(myself());
      expect((await of('voicemail').list(me())).items.map((row) => row.id)).toEqual([id]);
      expect(await of('voicemail').update(me(), id, { enabled: false, pin: '4711' })).toMatchObject({ enabled: false });
      expect(await refusalOf(of('voicemail').update(me(), id, { name: 'x' }))).toEqual({ code: 'body-invalid', fields: ['name'] });
      expect(await refusalOf(of('voicemail').create(me(), { name: 'x' }))).toMatchObject({ code: 'level-forbidden' });
      expect(await refusalOf(of('voicemail').remove(me(), id))).toMatchObject({ code: 'level-forbidden' });
      expect(await of('voicemail').get(they(), id)).toBeUndefined();
    });

    it('keeps its owner among its users', async () => {
      const id = await boxOf(myself());
      expect(await of('voicemail').update(client(), id, { userIds: [colleague] })).toMatchObject({ userIds: [myself(), colleague] });
      expect(await of('voicemail').update(client(), id, { userIds: [] })).toMatchObject({ userIds: [myself()] });
    });

    it.each<[string, Values, string, readonly string[]]>([
      ['messages by e-mail without address', { sendMail: true }, 'rule-broken', ['email']],
      ['an address that is none', { email: 'nobody' }, 'body-invalid', ['email']],
      ['a PIN of letters', { pin: 'abcd' }, 'rule-broken', ['pin']],
      ['an owner that a person chose', { userId: 1 }, 'body-invalid', ['userId']],
      ['nothing wrong', { sendMail: true, email: 'all@example.test', pin: '123456' }, 'accepted', []],
    ])('with %s is refused or not', async (what, body, code, fields) => {
      expect(await refusalOf(add('voicemail', { name: what, ...body }))).toEqual({ code, fields });
    });

    it('that is shared shows its messages to those who share it now', async () => {
      const voicemailId = await add('voicemail', { name: 'shared', userIds: [myself()] });
      const id = await written('voicemailMessage', {
        voicemailId,
        userIds: [myself()],
        caller: '600',
        receivedAt: '2026-11-21T10:00:00.000Z',
      });
      expect(await of('voicemailMessage').get(me(), id)).toMatchObject({ caller: '600', folder: 'inbox' });
      expect(await of('voicemailMessage').get(they(), id)).toBeUndefined();
      await of('voicemail').update(client(), voicemailId, { userIds: [colleague] });
      expect(await of('voicemailMessage').get(me(), id)).toBeUndefined();
      expect(await of('voicemailMessage').update(they(), id, { folder: 'old' })).toMatchObject({ folder: 'old' });
      expect(await refusalOf(of('voicemailMessage').update(they(), id, { caller: 'x' }))).toMatchObject({ code: 'body-invalid' });
      expect(await refusalOf(of('voicemailMessage').create(they(), { voicemailId }))).toMatchObject({ code: 'level-forbidden' });
      expect(await of('voicemailMessage').remove(they(), id)).toBe(true);
    });
  });

  describe('a fax', () => {
    it('is sent by those who have it and by nobody else', async () => {
      const faxId = await add('fax', { name: 'office', userIds: [myself()] });
      const sent = await of('faxMessage').create(me(), { faxId, destination: '+34911222333' });
      expect(await findRow(test.database.manager, 'faxMessage', { id: sent.id })).toMatchObject({
        type: 'out',
        status: 'pending',
        userIds: [myself()],
        createdAt: expect.stringMatching(/^20/) as string,
      });
      expect(await refusalOf(of('faxMessage').create(they(), { faxId, destination: '+34911222333' }))).toEqual({
        code: 'reference-unknown',
        fields: ['faxId'],
      });
      expect(await of('faxMessage').get(they(), sent.id)).toBeUndefined();
      await of('fax').update(client(), faxId, { userIds: [myself(), colleague] });
      expect(await of('faxMessage').get(they(), sent.id)).toMatchObject({ destination: '+34911222333' });
      expect(await refusalOf(of('faxMessage').update(me(), sent.id, { destination: '1' }))).toMatchObject({ code: 'body-invalid' });
      expect(await of('fax').remove(client(), faxId)).toBe(true);
      expect(await of('faxMessage').get(client(), sent.id)).toBeUndefined();
    });

    it('needs an address for what it sends by e-mail', async () => {
      expect(await refusalOf(add('fax', { name: 'x', sendByEmail: true }))).toEqual({ code: 'rule-broken', fields: ['email'] });
    });
  });

  describe('a recording', () => {
    const record = (userId: number) =>
      written('recording', {
        userId,
        callUid: 'c',
        type: 'ddi',
        startedAt: '2026-11-21T10:00:00.000Z',
        durationSec: 3,
        caller: '1',
        callee: '2',
      });

    it('is heard by its user and deleted by the client where the brand allows it', async () => {
      const id = await record(myself());
      expect(await of('recording').get(me(), id)).toMatchObject({ durationSec: 3 });
      expect(await of('recording').get(they(), id)).toBeUndefined();
      expect(await refusalOf(of('recording').remove(me(), id))).toMatchObject({ code: 'level-forbidden' });
      await of('client').update(brand(), vpbx.clientId, { allowRecordingRemoval: false });
      expect(await refusalOf(of('recording').remove(client(), id))).toEqual({ code: 'rule-broken', fields: ['clientId'] });
      await of('client').update(brand(), vpbx.clientId, { allowRecordingRemoval: true });
      expect(await of('recording').remove(client(), id)).toBe(true);
    });

    it('is made by calls only', async () => {
      expect(await refusalOf(of('recording').create(client(), { callUid: 'x' }))).toMatchObject({ code: 'level-forbidden' });
    });
  });

  describe('sounds', () => {
    it('have a status that only the platform sets', async () => {
      const id = await add('locution', { name: 'welcome' });
      expect(await of('locution').get(client(), id)).toMatchObject({ status: null, originalFile: null, encodedFile: null });
      expect(await refusalOf(of('locution').update(client(), id, { status: 'ready' }))).toMatchObject({ code: 'body-invalid' });
      expect(await refusalOf(of('locution').update(client(), id, { originalFile: null }))).toMatchObject({ code: 'body-invalid' });
    });

    it('on hold are of the client, or of its brand for all', async () => {
      const { id } = await of('musicOnHold').create(brand(), { name: 'harp' });
      expect(await of('user').update(client(), myself(), { musicOnHoldId: id })).toMatchObject({ musicOnHoldId: id });
      expect(await refusalOf(of('musicOnHold').remove(client(), id))).toMatchObject({ code: 'level-forbidden' });
      expect(await refusalOf(add('musicOnHold', { name: 'harp' }))).toEqual(ACCEPTED);
      expect(await refusalOf(add('musicOnHold', { name: 'harp' }))).toMatchObject({ code: 'not-unique' });
    });
  });

  describe('webhooks', () => {
    const hook = (body: Values = {}) => ({ name: `hook ${Math.random()}`, uri: 'https://hooks.example.com/call', ...body });

    it('of a client watch a user, of a brand a client or a DDI', async () => {
      const byBrand = (body: Values) => of('webhook').create(brand(), { clientId: vpbx.clientId, ...hook(body) });
      expect(await refusalOf(add('webhook', hook()))).toEqual({ code: 'rule-broken', fields: ['userId'] });
      expect(await refusalOf(add('webhook', hook({ ddiId: vpbx.rows.ddi })))).toMatchObject({ code: 'body-invalid' });
      expect(await refusalOf(add('webhook', hook({ userId: myself() })))).toEqual(ACCEPTED);
      expect(await refusalOf(byBrand({ ddiId: vpbx.rows.ddi, userId: myself() }))).toEqual({ code: 'rule-broken', fields: ['userId'] });
      const { id } = await byBrand({ ddiId: vpbx.rows.ddi });
      expect(await refusalOf(of('webhook').update(client(), id, { uri: 'https://elsewhere.example.com/' }))).toMatchObject({
        code: 'rule-broken',
      });
      expect(await refusalOf(of('webhook').remove(client(), id))).toMatchObject({ code: 'rule-broken' });
      expect(await of('webhook').remove(brand(), id)).toBe(true);
    });

    it('want an address and at least one event', async () => {
      for (const body of [{ uri: 'ftp://example.com/' }, { uri: 'https://me:secret@example.com/' }, { events: [] }, { events: ['boom'] }])
        expect(await refusalOf(add('webhook', hook({ userId: myself(), ...body }))), JSON.stringify(body)).toMatchObject({
          code: 'body-invalid',
        });
    });
  });

  it('keeps the sounds of residential clients, and nothing of theirs from anybody else', async () => {
    const home = person('client', world, residential);
    const { id } = await of('locution').create(home, { name: 'at home' });
    expect(await of('locution').get(client(), id)).toBeUndefined();
    expect(await refusalOf(add('ivr', { name: 'foreign sound', welcomeLocutionId: id }))).toEqual({
      code: 'reference-unknown',
      fields: ['welcomeLocutionId'],
    });
  });
});
