import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLogger } from '@switchyard/kernel';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeCountries } from '../test/mmdb-writer.js';
import { GeoCountries } from './geo-countries.js';

describe('countries of addresses (IV-43)', () => {
  let folder: string;
  let file: string;
  const opened: GeoCountries[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guard-geo-'));
    file = join(folder, 'countries.mmdb');
  });
  afterEach(async () => {
    for (const geo of opened.splice(0)) geo.close();
    await rm(folder, { recursive: true });
  });
  const start = async (lookEveryMs = 10): Promise<GeoCountries> => {
    const geo = await GeoCountries.start({ file, logger: silentLogger, lookEveryMs });
    opened.push(geo);
    return geo;
  };

  it('reads a database of MaxMind format', async () => {
    await writeFile(file, writeCountries({ '198.51.100.0/24': 'ES', '203.0.113.0/25': 'FR', '203.0.113.128/25': 'DE' }));
    const geo = await start();
    expect(['198.51.100.9', '203.0.113.5', '203.0.113.200', '192.0.2.1', 'nonsense'].map(geo.countryOf)).toEqual([
      'ES',
      'FR',
      'DE',
      undefined,
      undefined,
    ]);
    expect(geo.builtAt?.getUTCFullYear()).toBe(2025);
  });

  it('takes a newer file while it runs, and keeps the last one when that is broken', async () => {
    await writeFile(file, writeCountries({ '198.51.100.0/24': 'ES' }));
    const geo = await start();
    await writeFile(`${file}.new`, writeCountries({ '198.51.100.0/24': 'IT' }));
    await rename(`${file}.new`, file);
    await expect.poll(() => geo.countryOf('198.51.100.9')).toBe('IT');
    await writeFile(file, 'not a database');
    await geo.look();
    expect(geo.countryOf('198.51.100.9')).toBe('IT');
    await rm(file);
    await geo.look();
    expect(geo.countryOf('198.51.100.9')).toBe('IT');
  });

  it('refuses to start without one, naming the file', async () => {
    await expect(start()).rejects.toMatchObject({ code: 'geoip-unusable', message: expect.stringContaining(file) as string });
    await writeFile(file, 'not a database');
    await expect(start()).rejects.toMatchObject({ code: 'geoip-unusable' });
  });
});
