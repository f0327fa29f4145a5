import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ASTERISK_TEMPLATES, asteriskValues } from './daemons/asterisk.js';
import { RTPENGINE_TEMPLATES, rtpengineValues } from './daemons/rtpengine.js';
import { resolveAddresses } from './instance/addresses.js';
import { openCredentials } from './instance/credentials.js';
import { renderFolder, renderTemplate } from './render-template.js';
import { parseSettings } from './settings.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'switchyard-render-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('renderTemplate', () => {
  it('fills in names and leaves everything else, dialplan variables and addresses included', () => {
    expect(renderTemplate('a=@X@ ${EXTEN} user@host @x@', { X: '1' }, 'f')).toBe('a=1 ${EXTEN} user@host @x@');
  });
  it('refuses a name that nobody gives', () => {
    expect(() => renderTemplate('@X@', {}, 'pjsip.conf')).toThrow('pjsip.conf asks for @X@, which nobody gives');
  });
  it.each(['a\nb', 'a;b'])('refuses the value %j, which could break out of its line', (value) => {
    expect(() => renderTemplate('@X@', { X: value }, 'f')).toThrow(/line end or ';'/);
  });
});

describe('the templates', () => {
  const values = () => {
    const credentials = openCredentials(join(folder, 'credentials.json'));
    const addresses = resolveAddresses('127.10.9', parseSettings({}), credentials, 'mysql');
    const folders = { etc: '/e', modules: '/m', data: '/d', state: '/s', run: '/r', log: '/l' };
    return asteriskValues({ folder: { net: '127.10.9' }, addresses }, folders);
  };

  it('of Asterisk are filled in completely and readable for nobody else', () => {
    renderFolder(ASTERISK_TEMPLATES, join(folder, 'etc'), values());
    for (const file of readdirSync(join(folder, 'etc'))) {
      expect(readFileSync(join(folder, 'etc', file), 'utf8'), file).not.toMatch(/@[A-Z_]+@/);
      expect(statSync(join(folder, 'etc', file)).mode & 0o077, file).toBe(0);
    }
    const pjsip = readFileSync(join(folder, 'etc/pjsip.conf'), 'utf8');
    expect(pjsip).toContain('bind = 127.10.9.40:6060');
    expect(pjsip).toMatch(/endpoint = users-proxy\nmatch = 127\.10\.9\.10\n/);
    expect(pjsip).toMatch(/endpoint = trunks-proxy\nmatch = 127\.10\.9\.20\n/);
  });

  it('of Asterisk change their fingerprint with a value', () => {
    const before = renderFolder(ASTERISK_TEMPLATES, join(folder, 'etc'), values());
    expect(renderFolder(ASTERISK_TEMPLATES, join(folder, 'etc'), values())).toBe(before);
    expect(renderFolder(ASTERISK_TEMPLATES, join(folder, 'etc'), { ...values(), SIP_PORT: '7070' })).not.toBe(before);
  });

  it('of rtpengine are filled in completely', () => {
    renderFolder(RTPENGINE_TEMPLATES, join(folder, 'etc'), rtpengineValues('127.10.9', '/rec'));
    const text = readFileSync(join(folder, 'etc/rtpengine.conf'), 'utf8');
    expect(text).not.toMatch(/@[A-Z_]+@/);
    expect(text).toContain('listen-ng = 127.10.9.30:2223');
  });
});
