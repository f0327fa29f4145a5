import { PortalClient } from '@switchyard/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Instance } from '@switchyard/local-runner';
import { asBrand, openPlatform } from '../../platform.js';

let platform: Instance;
let brand: PortalClient;
beforeAll(async () => {
  platform = await openPlatform();
  brand = await asBrand(platform);
});

describe('malformed API bodies', () => {
  it.each([
    ['carriers', { name: '' }, 'name'],
    ['carriers', { name: 'x', status: 'sleeping' }, 'status'],
    ['carriers', { name: 'x', maxCalls: -1 }, 'maxCalls'],
    ['carriers', { name: 'x', colour: 'red' }, 'colour'],
    ['carriers', { name: 'x', balance: '1000000' }, 'balance'],
    ['carriers', { name: 'x', brandId: 2 }, 'brandId'],
    ['destinations', { name: 'x', prefix: '34' }, 'prefix'],
    ['carrier-servers', { carrierId: 999_999, host: '127.0.0.1' }, 'carrierId'],
    ['destination-rates', { ratePerMinute: '1e3', destinationId: 1, destinationRateGroupId: 1 }, 'ratePerMinute'],
  ])('POST %s %j is 422 and names %s, the rule and the value', async (path, body, field) => {
    const { status, body: problem } = await brand.post(path, body);
    expect(status).toBe(422);
    expect(problem).toMatchObject({ status: 422, code: expect.any(String), title: expect.any(String) });
    expect(problem['errors']).toEqual(expect.arrayContaining([expect.objectContaining({ field, rule: expect.any(String) })]));
  });

  it('never echoes a password that breaks its rule', async () => {
    const { status, body } = await brand.post('administrators', { username: 'somebody', password: 'hush' });
    expect(status).toBe(422);
    expect(JSON.stringify(body)).not.toContain('hush');
  });

  it('answers 400 to a body that is not JSON, 401 without a token, 403 at a level that may not, 404 for a path that is not', async () => {
    const base = `${platform.portalUrl}/api/brand`;
    const broken = await fetch(`${base}/login`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"username": ' });
    expect(broken.status).toBe(400);
    expect(broken.headers.get('content-type')).toContain('application/problem+json');
    expect((await fetch(`${base}/carriers`)).status).toBe(401);
    const client = await PortalClient.login(platform, 'client', 'aurora');
    expect((await client.get('carriers')).status).toBe(403);
    expect((await brand.get('no-such-thing')).status).toBe(404);
  });

  it('refuses a wrong password and an unknown login with the same answer', async () => {
    const answer = async (username: string): Promise<string> => {
      const response = await fetch(`${platform.portalUrl}/api/brand/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username, password: 'not the password' }),
      });
      return `${response.status} ${(await response.text()).replace(/"(instance|requestId)":"[^"]*"/g, '')}`;
    };
    expect(await answer('northwind')).toBe(await answer('nobody-at-all'));
    expect(await answer('northwind')).toMatch(/^401 /);
  });
});
