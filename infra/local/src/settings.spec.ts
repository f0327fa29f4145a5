import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROOT } from '../bootstrap/paths.mjs';
import { parseSettings, readRawSettings, settingsExample, settingsSchema } from './settings.js';

describe('settings', () => {
  it('has defaults for a platform that brings everything itself', () => {
    expect(parseSettings({})).toEqual({ LOG_LEVEL: 'info', RING_TIMEOUT: '60s', DB_KIND: 'mysql', RTPENGINE_FROM: 'tree' });
  });

  it.each([
    ['NET', '10.0.0', /first three octets of a loopback network/],
    ['NET', '127.10.256', /first three octets/],
    ['LOG_LEVEL', 'loud', /LOG_LEVEL/],
    ['RTPENGINE', '10.0.0.1', /must be host:port/],
    ['RTPENGINE', '10.0.0.1:70000', /65535/],
    ['DB_URL', 'postgres://a:b@c:1/d', /must look like mysql:/],
    ['REDIS_URL', 'localhost', /must look like redis:/],
    ['HEP_COLECTOR', 'x:1', /SWITCHYARD_HEP_COLECTOR: unknown setting/],
  ])('refuses %s=%s', (key, value, problem) => {
    expect(() => parseSettings({ [`SWITCHYARD_${key}`]: value })).toThrow(problem);
  });

  it('lists all problems at once', () => {
    const attempt = () => parseSettings({ SWITCHYARD_NET: 'x', SWITCHYARD_RTPENGINE: 'y', SWITCHYARD_NOT: 'z' });
    expect(attempt).toThrow(/SWITCHYARD_NET[^]*SWITCHYARD_RTPENGINE[^]*SWITCHYARD_NOT/);
  });

  it('wants an external service described completely', () => {
    const attempt = () => parseSettings({ SWITCHYARD_ASTERISK_SIP: '127.0.0.1:6060', SWITCHYARD_ASTERISK_ARI_USER: 'u' });
    expect(attempt).toThrow(/SWITCHYARD_ASTERISK_ARI_URL: is needed together with[^]*SWITCHYARD_ASTERISK_ARI_PASSWORD/);
  });

  it('does not print the password of a refused address', () => {
    expect(() => parseSettings({ SWITCHYARD_DB_URL: 'mysql://user:hush@nowhere' })).not.toThrow(/hush/);
  });

  it('has an example file that names every setting and is up to date', () => {
    const example = settingsExample();
    for (const key of Object.keys(settingsSchema.shape)) expect(example).toContain(`#SWITCHYARD_${key}=`);
    expect(readFileSync(join(ROOT, 'switchyard.env.example'), 'utf8')).toBe(example);
  });
});

describe('the settings file', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'switchyard-settings-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const fileWith = (text: string): string => {
    const file = join(folder, 'my.env');
    writeFileSync(file, text);
    return file;
  };

  it('reads lines, comments and quotes', () => {
    const file = fileWith(
      '# comment\n\nSWITCHYARD_LOG_LEVEL=debug\n SWITCHYARD_HEP_COLLECTOR = "x:1"\nSWITCHYARD_DB_KIND=\'mariadb\'\n'.replace(' = ', '='),
    );
    expect(readRawSettings(file)).toMatchObject({
      SWITCHYARD_LOG_LEVEL: 'debug',
      SWITCHYARD_HEP_COLLECTOR: 'x:1',
      SWITCHYARD_DB_KIND: 'mariadb',
    });
  });
  it('names each line that is not a setting, without its value', () => {
    const attempt = () => readRawSettings(fileWith('LOG_LEVEL=debug\nSWITCHYARD_NET=127.1.1\nhello\nDB_PASSWORD=hush\n'));
    expect(attempt).toThrow(/line 1:[^]*line 3:[^]*line 4:/);
    expect(attempt).not.toThrow(/hush/);
  });
  it('says that a named file is missing', () => {
    expect(() => readRawSettings(join(folder, 'absent.env'))).toThrow(/absent.env' does not exist/);
  });
});
