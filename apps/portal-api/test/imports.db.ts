import { silentLogger } from '@switchyard/kernel';
import { addImport, takeImport } from '@switchyard/data';
import { systemContext } from '@switchyard/kernel';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../../../libs/data/test/support/test-database.js';
import { FileStore } from '../src/files/file-store.js';
import { startImports } from '../src/imports/import-runner.js';
import { startApi, type Answer, type Api, type Send } from './support/api.js';

const csv = (...lines: string[]): Buffer => Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`);

describe('imports', () => {
  const test = useDatabase();
  let api: Api;
  let client: Send;
  let brand: Send;
  let runner: ReturnType<typeof startImports> | undefined;
  const start = (): void => void (runner = startImports(test.database, new FileStore(api.filesFolder), silentLogger));
  beforeAll(async () => {
    api = await startApi(test.database);
    [client, brand] = [await api.as('client'), await api.as('brand')];
    start();
  });
  afterAll(async () => {
    await runner?.stop();
    await api?.close();
  });

  /** Sends a table and waits for its end. */
  const run = async (send: Send, query: string, table: Buffer): Promise<Answer['body']> => {
    const sent = await send('POST', `imports?${query}`, table, { 'content-type': 'text/csv' });
    expect(sent.body).toMatchObject({ id: expect.any(Number) });
    expect(sent.status).toBe(202);
    const path = `imports/${String(sent.body['id'])}`;
    await expect.poll(async () => (await send('GET', path)).body['state'], { timeout: 30_000 }).toMatch(/^(done|refused|failed)$/);
    return (await send('GET', path)).body;
  };
  const total = async (send: Send, path: string): Promise<unknown> => (await send('GET', path)).body['total'];

  it('make a row of every line, in the tenant of who sent them', async () => {
    const job = await run(
      client,
      'kind=users&name=people.csv',
      csv('name,lastname,email', 'Ann,Lee,ann@i.test', '"Bo ""B""",Ray,', "'=x,Y,"),
    );
    expect(job).toMatchObject({ state: 'done', lines: 3, created: 3, failed: 0, errors: null, fileName: 'people.csv' });
    const { body } = await client('GET', 'users?lastname[in]=Lee,Ray,Y&sort=id');
    expect((body['items'] as { name: string }[]).map(({ name }) => name)).toEqual(['Ann', 'Bo "B"', '=x']);
    const others = await api.as('client', api.b);
    expect(await total(others, 'users?lastname=Lee')).toBe(0);
  });

  it('name rows by their title beside their id, and take values for all lines from the address', async () => {
    const job = await run(client, 'kind=extensions&routeType=user', csv('number;user', '7001;Ann', '7002;Nobody'));
    expect(job).toMatchObject({
      state: 'refused',
      created: 0,
      failed: 1,
      errors: [{ line: 3, field: 'user', rule: 'must be the name of one user', value: 'Nobody' }],
    });
    expect(await run(client, 'kind=extensions&routeType=user', csv('number;user', '7001;Ann'))).toMatchObject({
      state: 'done',
      created: 1,
    });
    const { body } = await client('GET', 'extensions?number=7001');
    expect(body['items']).toMatchObject([{ number: '7001', routeType: 'user', userId: expect.any(Number) }]);
  });

  it('keep all lines or none, and say of each what is wrong', async () => {
    const table = csv('name,email', 'Good,good@i.test', 'Bad,no address', 'Twin,ann@i.test', ',empty@i.test');
    const job = await run(client, 'kind=users', table);
    expect(job).toMatchObject({ state: 'refused', lines: 4, created: 0, failed: 3 });
    expect((job['errors'] as { line: number; field: string }[]).map(({ line, field }) => [line, field])).toEqual([
      [3, 'email'],
      [4, 'email'],
      [5, 'name'],
    ]);
    expect(await total(client, 'users?name=Good')).toBe(0);
    expect(await run(client, 'kind=users&partial=true', table)).toMatchObject({ state: 'done', created: 1, failed: 3 });
    expect(await total(client, 'users?name=Good')).toBe(1);
  });

  it('can be tried without keeping anything', async () => {
    expect(await run(client, 'kind=users&dryRun=true', csv('name', 'Dry'))).toMatchObject({ state: 'done', created: 1, dryRun: true });
    expect(await total(client, 'users?name=Dry')).toBe(0);
  });

  it('take rates in great number, make their destinations, and change what is there', async () => {
    const group = await brand('POST', 'destination-rate-groups', { name: 'imported', currency: 'EUR' });
    expect(group.body).toMatchObject({ id: expect.any(Number) });
    const query = `kind=rates&destinationRateGroupId=${String(group.body['id'])}`;
    const lines = Array.from({ length: 5000 }, (_, n) => `+9${100_000 + n},Place ${n},0.01${n % 10}`);
    expect(await run(brand, query, csv('prefix,name,ratePerMinute', ...lines))).toMatchObject({ state: 'done', created: 5000, failed: 0 });
    expect(await total(brand, `destination-rates?destinationRateGroupId=${String(group.body['id'])}`)).toBe(5000);
    expect(await run(brand, query, csv('prefix,ratePerMinute', '+9100000,0.5'))).toMatchObject({ state: 'done', created: 1 });
    const changed = await brand('GET', `destination-rates?destinationRateGroupId=${String(group.body['id'])}&ratePerMinute=0.5`);
    expect(changed.body['total']).toBe(1);
    const bad = await run(brand, query, csv('prefix,ratePerMinute', '+9100000,-1', '+9100001,0.1', '+9100001,0.2'));
    expect(bad).toMatchObject({ state: 'refused', failed: 2, created: 0 });
    const theirs = await api.as('brand', api.b);
    expect(await run(theirs, query, csv('prefix,ratePerMinute', '+9100000,1'))).toMatchObject({ state: 'refused', created: 0 });
  });

  it('take holidays into one calendar, whole days and hours, and refuse a day that is none', async () => {
    const calendar = await client('POST', 'calendars', { name: 'Holidays of the office' });
    const query = `kind=holidays&calendarId=${String(calendar.body['id'])}`;
    const table = csv(
      'name,eventDate,wholeDayEvent,timeIn,timeOut',
      'New Year,2027-01-01,true,,',
      'Half day,2027-12-24,false,12:00:00,23:59:59',
    );
    expect(await run(client, query, table)).toMatchObject({ state: 'done', lines: 2, created: 2, failed: 0, errors: null });
    const { body } = await client('GET', `holiday-dates?calendarId=${String(calendar.body['id'])}&sort=eventDate`);
    expect(body['items']).toMatchObject([
      { name: 'New Year', eventDate: '2027-01-01', wholeDayEvent: true, timeIn: null },
      { name: 'Half day', eventDate: '2027-12-24', wholeDayEvent: false, timeIn: '12:00:00' },
    ]);
    const wrong = await run(client, query, csv('name,eventDate', 'Never,2027-02-30', 'Good,2027-03-01'));
    expect(wrong).toMatchObject({ state: 'refused', created: 0, errors: [{ line: 2, field: 'eventDate', value: '2027-02-30' }] });
    expect(await total(client, `holiday-dates?calendarId=${String(calendar.body['id'])}`)).toBe(2);
    // A calendar of somebody else is none.
    const foreign = await (await api.as('client', api.b))('POST', 'calendars', { name: 'Theirs' });
    expect(
      await run(client, `kind=holidays&calendarId=${String(foreign.body['id'])}`, csv('name,eventDate', 'Spy,2027-05-01')),
    ).toMatchObject({
      state: 'refused',
      created: 0,
      errors: [{ line: 2, field: 'calendarId' }],
    });
  });

  it('take numbers of a brand into its pool and for its clients, once', async () => {
    const clientId = Number(api.a.clients[0]?.clientId);
    const table = csv('number,clientId,description', '+34910777001,,in the pool', `+34910777002,${clientId},of a client`);
    expect(await run(brand, 'kind=numbers', table)).toMatchObject({ state: 'done', lines: 2, created: 2, errors: null });
    const { body } = await brand('GET', 'ddis?number[start]=%2B34910777&sort=number');
    expect(body['items']).toMatchObject([
      { number: '+34910777001', clientId: null },
      { number: '+34910777002', clientId },
    ]);
    expect(await total(client, 'ddis?number[start]=%2B34910777')).toBe(1);
    expect(await run(brand, 'kind=numbers', table)).toMatchObject({ state: 'refused', created: 0, failed: 2 });
    const foreign = Number(api.b.clients[0]?.clientId);
    expect(await run(brand, 'kind=numbers', csv('number,clientId', `+34910777003,${foreign}`))).toMatchObject({
      state: 'refused',
      errors: [{ line: 2, field: expect.stringMatching(/client/) }],
    });
    expect(await run(brand, 'kind=numbers', csv('number', '910 777 003'))).toMatchObject({
      state: 'refused',
      errors: [{ line: 2, field: 'number' }],
    });
    expect(await total(brand, 'ddis?number=%2B34910777003')).toBe(0);
  });

  it('are one when they come again with their Idempotency-Key and content, and refused with another content of the same length', async () => {
    const headers = { 'content-type': 'text/csv', 'idempotency-key': 'import-1' };
    const [table, other] = [csv('name', 'Once'), csv('name', 'Only')];
    const first = await client('POST', 'imports?kind=users', table, headers);
    const again = await client('POST', 'imports?kind=users', table, headers);
    expect([first.status, again.status]).toEqual([202, 202]);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(await client('POST', 'imports?kind=users', other, headers)).toMatchObject({
      status: 422,
      body: { code: 'idempotency-mismatch' },
    });
    await expect.poll(async () => total(client, 'users?name=Once')).toBe(1);
    expect(await total(client, 'imports?state=waiting')).toBe(0);
    expect(await total(client, 'users?name=Only')).toBe(0);
  });

  it('are refused at once where they cannot be', async () => {
    const table = csv('name', 'x');
    const headers = { 'content-type': 'text/csv' };
    expect(await client('POST', 'imports?kind=nonsense', table, headers)).toMatchObject({ status: 422, body: { code: 'query-invalid' } });
    expect(await client('POST', 'imports?kind=users&nonsense=1', table, headers)).toMatchObject({
      status: 422,
      body: { code: 'query-invalid' },
    });
    expect(await client('POST', 'imports?kind=numbers', table, headers)).toMatchObject({ status: 403 });
    expect(await (await api.as('user'))('POST', 'imports?kind=users', table, headers)).toMatchObject({ status: 403 });
    expect(await client('POST', 'imports?kind=users', Buffer.from([0, 1, 2]), headers)).toMatchObject({
      status: 422,
      body: { code: 'file-refused' },
    });
    expect(await run(client, 'kind=users', csv('name,nonsense', 'a,b'))).toMatchObject({
      state: 'refused',
      errors: [{ line: 2, field: 'nonsense' }],
    });
    expect(await run(client, 'kind=users', csv('name,email', '"open'))).toMatchObject({ state: 'refused' });
  });

  describe('of an instance that died', () => {
    afterEach(() => start());

    it('are taken up by the next one', async () => {
      await runner?.stop();
      const sent = await client('POST', 'imports?kind=users', csv('name', 'Survivor'), { 'content-type': 'text/csv' });
      const id = Number(sent.body['id']);
      const hourAgo = Date.now() - 3_600_000;
      expect((await takeImport(test.database, 'the dead one', hourAgo))?.job.id).toBe(id);
      expect(await takeImport(test.database, 'too early', hourAgo + 1000)).toBeUndefined();
      start();
      await expect.poll(async () => (await client('GET', `imports/${id}`)).body['state'], { timeout: 30_000 }).toBe('done');
      expect(await total(client, 'users?name=Survivor')).toBe(1);
      await runner?.stop();
    });

    it('are not for the platform, which has no tenant', async () => {
      const given = { kind: 'users', fileName: 'x', sha256: 'x', bytes: 1, dryRun: false, partial: false, defaults: {} } as const;
      await expect(addImport(test.database, systemContext('test'), given, Date.now())).rejects.toMatchObject({ code: 'level-forbidden' });
    });
  });
});
