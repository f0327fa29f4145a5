import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '../config.js';
import { readCommandLine } from './command-line.js';
import { exampleConfig } from './example-config.js';
import { helpText } from './help.js';
import { optionsOf } from './options.js';
import { inForce, validate } from './start-up.js';

const options = optionsOf(schema);
const read = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> =>
  readCommandLine(args, env, options).settings;

let folder: string;
const file = (text: string): string => {
  const path = join(folder, 'server.env');
  writeFileSync(path, text);
  return path;
};
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'switchyard-cli-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the command line', () => {
  it('is stronger than the environment, and that than the file', () => {
    const path = file('SWITCHYARD_T1=1s\nSWITCHYARD_ROLE=file\nSWITCHYARD_LOG_LEVEL=error\n');
    const { settings, sources } = readCommandLine(
      ['--config', path, '--t1', '3s'],
      { SWITCHYARD_T1: '2s', SWITCHYARD_ROLE: 'environment', HOME: '/' },
      options,
    );
    expect(settings).toEqual({ SWITCHYARD_T1: '3s', SWITCHYARD_ROLE: 'environment', SWITCHYARD_LOG_LEVEL: 'error' });
    expect(sources).toEqual({ SWITCHYARD_T1: '--t1', SWITCHYARD_ROLE: 'environment', SWITCHYARD_LOG_LEVEL: path });
  });

  it.each<[string[], Record<string, string>]>([
    [['--t1=250ms'], { T1: '250ms' }],
    [['--sip-listen', 'udp:127.0.0.1:5060', '--sip-listen', 'tcp:[::1]:5060'], { SIP_LISTEN: 'udp:127.0.0.1:5060,tcp:[::1]:5060' }],
    [['-c', 'sip:10.0.0.1:5062;transport=udp,tcp'], { SIP_LISTEN: 'udp:10.0.0.1:5062,tcp:10.0.0.1:5062' }],
    [['--contact', 'sip:*'], { SIP_LISTEN: 'udp:0.0.0.0:5060,tcp:0.0.0.0:5060' }],
    [['--contact', 'sips:10.0.0.1'], { SIP_LISTEN: 'tls:10.0.0.1:5061' }],
    [['--contact', 'sip:10.0.0.1;transport=wss', '-x', '1.2.3.4'], { SIP_LISTEN: 'wss:10.0.0.1:443', SIP_ADVERTISED: '1.2.3.4' }],
    [
      ['--address', '0.0.0.0', '-p', '9023', '--secret', 'cymru'],
      { CONTROL_HOST: '0.0.0.0', CONTROL_PORT: '9023', CONTROL_SECRET: 'cymru' },
    ],
    [
      ['-l', 'notice', '--homer', '10.0.0.9', '--homer-id', '7'],
      { LOG_LEVEL: 'info', HEP_COLLECTOR: '10.0.0.9:9060', HEP_CAPTURE_ID: '7' },
    ],
    [['--noconfig', '--stdout', '--mtu', '4096', '--t1', '1s'], { T1: '1s' }],
  ])('reads %j', (args, expected) => {
    expect(read(args)).toEqual(Object.fromEntries(Object.entries(expected).map(([key, value]) => [`SWITCHYARD_${key}`, value])));
  });

  it.each<[string[], RegExp]>([
    [['--sip-lisen', 'x'], /--sip-lisen: is no option, see --help/],
    [['--listen', 'x'], /--listen: is no option.*do you mean --sip-listen\?/],
    [['--t1'], /--t1: needs a value/],
    [['--t1', '--role', 'x'], /--t1: needs a value/],
    [['--t1', '1s', '--t1', '2s'], /--t1: T1 is set twice, first by --t1/],
    [['--secret', 'abcde', '--control-secret', 'fghij'], /CONTROL_SECRET is set twice, first by --secret/],
    [['-f', '/etc/drachtio.conf.xml'], /-f: the XML file is not read/],
    [['--daemon'], /--daemon: the server stays in the foreground/],
    [['stray'], /stray: is no option/],
  ])('refuses %j by name', (args, problem) => {
    expect(() => read(args)).toThrow(problem);
  });

  it('understands the variables of drachtio-server, which are weaker than ours', () => {
    const env = {
      DRACHTIO_SECRET: 'theirs',
      DRACHTIO_ADMIN_TCP_PORT: '9023',
      DRACHTIO_HOMER_ADDRESS: '10.0.0.9',
      DRACHTIO_HOMER_PORT: '9061',
    };
    expect(read([], { ...env, SWITCHYARD_CONTROL_SECRET: 'ours!' })).toEqual({
      SWITCHYARD_CONTROL_SECRET: 'ours!',
      SWITCHYARD_CONTROL_PORT: '9023',
      SWITCHYARD_HEP_COLLECTOR: '10.0.0.9:9061',
    });
  });

  it.each([
    ['SIP_LISTEN=udp:1.2.3.4:5060', /server\.env: SIP_LISTEN: unknown setting/],
    ['hello', /server\.env:1: must be NAME=value/],
    ['SWITCHYARD_T1=1s\nSWITCHYARD_T1=2s', /server\.env:2: SWITCHYARD_T1 is set twice/],
  ])('refuses the file %j by line', (text, problem) => {
    expect(() => read(['--config', file(text)])).toThrow(problem);
  });

  it('reads values in quotes, and refuses a file that is not there by its name', () => {
    expect(read(['--config', file(' export SWITCHYARD_ROLE="a" \n# x\n\n')])).toEqual({ SWITCHYARD_ROLE: 'a' });
    expect(() => read(['--config', '/nowhere/x.env'])).toThrow(/--config \/nowhere\/x\.env: cannot be read: ENOENT/);
  });
});

describe('a problem of the configuration', () => {
  it('names setting, rule, value and source, and hides secrets', () => {
    const path = file('SWITCHYARD_CONTROL_SECRET=hush\nSWITCHYARD_NO_SUCH=1\n');
    const attempt = (): unknown => validate(schema, readCommandLine(['--config', path, '--port', 'many'], { SWITCHYARD_T1: '5' }, options));
    expect(attempt).toThrow(/SWITCHYARD_CONTROL_PORT: .*\(got 'many'\), from --port/);
    expect(attempt).toThrow(/SWITCHYARD_T1: must be a number with a unit.*\(got '5'\)$/m);
    expect(attempt).toThrow(/SWITCHYARD_NO_SUCH: unknown setting, from .*server\.env/);
    expect(attempt).toThrow(/SWITCHYARD_CONTROL_SECRET: .*\(its value is hidden\), from .*server\.env/);
    expect(attempt).toThrow(/SWITCHYARD_SIP_LISTEN: .*\(it is not set\)/);
    expect(attempt).not.toThrow(/hush/);
  });
});

describe('what is derived from the schema', () => {
  it('names every setting in the help, with its default', () => {
    const help = helpText('name', '1.0.0', options);
    for (const { flag, fallback } of options) expect(help).toContain(`${flag} `.trimEnd() + (fallback === undefined ? '' : ''));
    expect(help).toMatch(/--t1 <30s>\n {6}[^]*?\(default 500ms\)/);
    expect(help).toMatch(/--drain <30s>\n {6}[^]*?\(default 5m\)/);
    expect(help).toMatch(/--log-level error\|warn\|info\|debug/);
  });

  it('says something about every setting', () => {
    expect(options.filter(({ description }) => description === '').map(({ key }) => key)).toEqual([]);
  });

  it('gives an example that is a valid configuration, and the one in the package is current', () => {
    const example = exampleConfig('switchyard-sip-server', options);
    expect(validate(schema, readCommandLine(['--config', file(example)], {}, options)).SIP_LISTEN).toHaveLength(2);
    expect(readFileSync(new URL('../../sip-server.example.env', import.meta.url), 'utf8')).toBe(example);
  });

  it('gives defaults that mean what the schema means', () => {
    const all = options.flatMap(({ variable, fallback, isRequired }) =>
      fallback === undefined || isRequired ? [] : [`${variable}=${fallback}`],
    );
    const bare = ['--sip-listen', 'udp:127.0.0.1:5060', '--control-secret', 'change-me'];
    const written = validate(schema, readCommandLine([...bare, '--config', file(all.join('\n'))], {}, options));
    expect(written).toEqual(validate(schema, readCommandLine(bare, {}, options)));
  });

  it('shows what is in force and where it comes from, but no secret', () => {
    const shown = inForce(readCommandLine(['--port', '9023', '--secret', 'cymru'], { SWITCHYARD_T1: '1s' }, options), options);
    expect(shown).toContain('SWITCHYARD_CONTROL_PORT=9023  # --port\n');
    expect(shown).toContain('SWITCHYARD_T1=1s  # environment\n');
    expect(shown).toContain('SWITCHYARD_CONTROL_SECRET=(hidden)  # --secret\n');
    expect(shown).toContain('SWITCHYARD_OPS_PORT=9106  # default\n');
  });
});
