import { decideOutbound } from '@switchyard/routing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../../../libs/data/test/support/test-database.js';
import { startApi, type Api } from './support/api.js';

const AT = '2026-11-21T09:55:00.000Z';

describe('simulate-call', () => {
  const test = useDatabase();
  let api: Api;
  beforeAll(async () => {
    api = await startApi(test.database);
  });
  afterAll(() => api?.close());

  it.each(['+34911222333', '+44207000111'])(
    'of %s answers exactly what decideOutbound decides on the same configuration',
    async (number) => {
      const [tenant] = api.a.clients;
      const clientId = tenant?.clientId ?? 0;
      const send = await api.as('brand');
      const { status, body } = await send('POST', 'simulate-call', { number, caller: '+34910000101', clientId, at: AT });
      expect(status).toBe(200);
      const request = { brandId: api.a.brandId, clientId, caller: '+34910000101', callee: number, at: AT, balance: null };
      expect(body).toEqual(JSON.parse(JSON.stringify(decideOutbound(api.configStore.current(), request))));
    },
  );

  it('names no carrier at client level', async () => {
    const send = await api.as('client');
    const { status, body } = await send('POST', 'simulate-call', { number: '+34911222333', at: AT });
    expect(status).toBe(200);
    expect(JSON.stringify(body)).not.toMatch(/192\.0\.2\.2|"carrierName"/);
  });

  it.each([
    ['number', { number: 'x; DROP' }],
    ['number', { clientId: 1 }],
    ['clientId', { number: '+34911222333', clientId: '1' }],
    ['clientId', { number: '+34911222333' }],
    ['at', { number: '+34911222333', clientId: 1, at: 'yesterday' }],
    ['caller', { number: '+34911222333', clientId: 1, caller: 'me' }],
    ['colour', { number: '+34911222333', clientId: 1, colour: 'red' }],
  ])('refuses %s of %j by name', async (field, given) => {
    const { status, body } = await (await api.as('brand'))('POST', 'simulate-call', given);
    expect(status).toBe(422);
    expect(body['errors']).toContainEqual({ field, rule: expect.any(String), value: (given as Record<string, unknown>)[field] ?? null });
  });

  it('refuses a client of another brand like one that is not there, and levels that have no call to simulate', async () => {
    const send = await api.as('brand');
    const codes = [];
    for (const clientId of [api.b.clients[0]?.clientId, 2_000_000_000]) {
      const { status, body } = await send('POST', 'simulate-call', { number: '+34911222333', clientId });
      codes.push([status, body['code'], body['detail']]);
    }
    expect(codes[0]).toEqual(codes[1]);
    expect(codes[0]?.slice(0, 2)).toEqual([422, 'reference-unknown']);
    for (const level of ['platform', 'user'] as const)
      expect((await (await api.as(level))('POST', 'simulate-call', { number: '+34911222333' })).status).toBe(403);
  });
});
