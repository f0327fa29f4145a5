import { systemContext } from '@switchyard/kernel';
import { describe, expect, it } from 'vitest';
import { addImport, filesInUse, Repository } from '../src/index.js';
import { useDatabase } from './support/test-database.js';
import { makeBrand } from './support/world.js';

const test = useDatabase();
const system = systemContext('test');
const digest = (sign: string): string => sign.repeat(64);
const file = (sign: string) => ({ name: `${sign}.wav`, type: 'audio/wav', bytes: 1, sha256: digest(sign) });

describe('files that somebody needs', () => {
  it('are those of rows, of what a revision can bring back, and of imports that are not done, each of their tenant alone', async () => {
    const brand = await makeBrand(test.database);
    const { brandId } = brand;
    const clientId = brand.clients.find(({ type }) => type === 'vpbx')?.clientId ?? 0;
    const client = { ...system, scope: { level: 'client', brandId, clientId } } as const;
    const locutions = new Repository(test.database, 'locution');
    const { id } = await locutions.create(client, { name: 'welcome' });
    await locutions.setFile(client, id, 'originalFile', file('a'));
    await locutions.setFile(client, id, 'originalFile', file('b'));
    const given = { kind: 'users', fileName: 'x.csv', bytes: 1, dryRun: false, partial: false, defaults: {} } as const;
    await addImport(test.database, client, { ...given, sha256: digest('c') }, Date.now());
    const done = await addImport(test.database, client, { ...given, sha256: digest('d') }, Date.now());
    await test.database.query("UPDATE import_job SET state = 'done' WHERE id = ?", [done]);
    await new Repository(test.database, 'brand').setFile(system, brandId, 'logo', { ...file('e'), type: 'image/png' });
    const all = ['a', 'b', 'c', 'd', 'e', 'f'].map(digest);
    const used = async (owner: { brandId: number | null; clientId: number | null }) =>
      [...(await filesInUse(test.database, owner, all))].map(([sign]) => sign).sort();
    const replacedStays = (await test.database.query('SELECT 1 FROM change_state WHERE resource = ? LIMIT 1', ['locution'])) as unknown[];
    expect(await used({ brandId, clientId })).toEqual(replacedStays.length > 0 ? ['a', 'b', 'c'] : ['b', 'c']);
    expect((await used({ brandId, clientId: null })).includes('e')).toBe(true);
    expect((await used({ brandId, clientId: null })).includes('c')).toBe(false);
    expect(await used({ brandId: brandId + 1, clientId })).toEqual([]);
    expect(await used({ brandId: null, clientId: null })).toEqual([]);
    expect(await filesInUse(test.database, { brandId, clientId }, [])).toEqual(new Set());
  });
});
