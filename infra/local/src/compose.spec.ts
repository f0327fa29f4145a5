import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '@switchyard/kernel';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { ROOT } from '../bootstrap/paths.mjs';
import { environmentOf } from './app-environment.js';
import { ASTERISK_TEMPLATES, asteriskValues } from './daemons/asterisk.js';
import { RTPENGINE_TEMPLATES, rtpengineValues } from './daemons/rtpengine.js';
import { resolveAddresses } from './instance/addresses.js';
import { prepareSchema } from './prepare-config.js';
import { APPS, SERVICES, SERVICE_NAMES, type ServiceName } from './services.js';
import { parseSettings } from './settings.js';

interface ComposeService {
  readonly environment?: Readonly<Record<string, string | null>>;
  readonly ports?: readonly string[];
  readonly expose?: readonly string[];
  readonly depends_on?: Readonly<Record<string, unknown>>;
  readonly networks: unknown;
  readonly command?: readonly string[];
  readonly image?: string;
}
const folder = join(ROOT, 'infra/compose');
const compose = parse(readFileSync(join(folder, 'compose.yaml'), 'utf8'), { merge: true }) as {
  readonly services: Readonly<Record<string, ComposeService>>;
};
const service = (name: string): ComposeService => {
  const found = compose.services[name];
  if (!found) throw new Error(`compose.yaml has no service ${name}`);
  return found;
};

/** As compose would: `${NAME:-default}`, and any value for what make-env.sh writes. Keys without a value are absent. */
function interpolate(environment: Readonly<Record<string, string | null>>): Record<string, string> {
  const given = Object.entries(environment).flatMap(([key, value]) => (value === null ? [] : [[key, value] as const]));
  return Object.fromEntries(
    given.map(([key, value]) => [
      key,
      value.replaceAll(
        /\$\{(\w+)(?::-([^}]*)|:\?[^}]*)?\}/g,
        (_whole, name: string, fallback?: string) => fallback ?? `secret-of-${name}-${'x'.repeat(40)}`,
      ),
    ]),
  );
}

const credentials = { obtain: (name: string) => name.replace(':', '-'), secret: (name: string) => name };
const addresses = resolveAddresses('127.10.0', parseSettings({}), credentials, 'mysql');
const localEnvironment = (app: (typeof APPS)[number]) =>
  environmentOf(app, {
    net: '127.10.0',
    addresses,
    credentials,
    settings: parseSettings({ SWITCHYARD_LOG_GELF: 'x:1', SWITCHYARD_HEP_COLLECTOR: 'x:1' }),
    logFile: '/x',
    spoolFolder: '/x',
    tls: { certificate: '/x', key: '/x', authority: '/x' },
    portalFolder: '/x',
  });

describe('compose.yaml', () => {
  it('has the services of the local runner, and one that prepares the data', () => {
    expect(Object.keys(compose.services).sort()).toEqual([...SERVICE_NAMES, 'prepare'].sort());
  });

  it.each(SERVICE_NAMES)('opens the ports of %s, and only public ones to the host', (name) => {
    const table = Object.values(SERVICES[name].ports).flatMap(({ port, to, transports, public: open }) =>
      transports.map((transport) => ({
        text: `${port}${to === undefined ? '' : `-${to}`}/${transport}`,
        published: open === true && to === undefined,
      })),
    );
    const { ports = [], expose = [] } = service(name);
    const published = ports.map((text) => {
      const match = /^\$\{\w+:-127\.[\d.]+\}:(\d+):(\d+)\/(udp|tcp)$/.exec(text);
      expect(match?.[1], text).toBe(match?.[2]);
      return `${match?.[2]}/${match?.[3]}`;
    });
    expect(published.sort()).toEqual(
      table
        .filter((one) => one.published)
        .map(({ text }) => text)
        .sort(),
    );
    expect([...expose].sort()).toEqual(
      table
        .filter((one) => !one.published)
        .map(({ text }) => text)
        .sort(),
    );
  });

  it.each(SERVICE_NAMES)('starts %s after what it needs', (name) => {
    const needs: readonly ServiceName[] = SERVICES[name].needs;
    const after = Object.keys(service(name).depends_on ?? {}).filter((other) => other !== 'prepare');
    expect(after.sort()).toEqual([...needs].sort());
  });

  it.each(APPS)('gives %s the environment of the local runner', (app) => {
    // A container logs to its console; the file is the local runner's.
    const expected = Object.keys(localEnvironment(app)).filter((key) => key !== 'SWITCHYARD_LOG_FILE');
    expect(Object.keys(service(app).environment ?? {}).sort()).toEqual(expected.sort());
  });

  it.each(APPS)('gives %s values that its config.ts accepts, and runs its main', async (app) => {
    const door = (await import(`../../../apps/${SERVICES[app].app}/src/config.ts`)) as Record<string, unknown>;
    const schema = Object.values(door).find((exported): exported is z.ZodObject => exported instanceof z.ZodObject);
    if (!schema) throw new Error(`apps/${SERVICES[app].app}/src/config.ts exports no zod object`);
    expect(() => loadConfig(schema, interpolate(service(app).environment ?? {}))).not.toThrow();
    expect(service(app).command).toEqual(['node', '--enable-source-maps', `apps/${SERVICES[app].app}/dist/main.js`]);
  });

  it('gives the preparing container values that it accepts', () => {
    expect(() => loadConfig(prepareSchema, interpolate(service('prepare').environment ?? {}))).not.toThrow();
  });

  it('fills in every name of the templates of Asterisk and rtpengine', () => {
    const folders = { etc: '/', modules: '/', data: '/', state: '/', run: '/', log: '/' };
    expect(Object.keys(service('asterisk').environment ?? {}).sort()).toEqual(
      Object.keys(asteriskValues({ folder: { net: '127.10.0' }, addresses }, folders)).sort(),
    );
    expect(Object.keys(service('rtpengine').environment ?? {}).sort()).toEqual(Object.keys(rtpengineValues('127.10.0', '/')).sort());
  });

  it.each([
    ['asterisk', ASTERISK_TEMPLATES],
    ['rtpengine', RTPENGINE_TEMPLATES],
  ])('renders the templates of %s as the local runner does', (name, templates) => {
    const target = mkdtempSync(join(tmpdir(), 'switchyard-compose-'));
    const env = { PATH: process.env['PATH'], ...interpolate(service(name).environment ?? {}) };
    execFileSync('sh', [join(folder, 'fill-in.sh'), templates, target, 'true'], { env });
    const files = readdirSync(templates).filter((file) => file.endsWith('.conf'));
    expect(readdirSync(target).sort()).toEqual(files.sort());
    for (const file of files) {
      const expected = readFileSync(join(templates, file), 'utf8').replaceAll(
        /@([A-Z][A-Z0-9_]*)@/g,
        (_whole, key: string) => env[key as keyof typeof env] ?? '?',
      );
      expect(readFileSync(join(target, file), 'utf8'), file).toBe(expected);
    }
    rmSync(target, { recursive: true });
  });

  it('asks for exactly the secrets that make-env.sh writes', () => {
    const asked = new Set([...readFileSync(join(folder, 'compose.yaml'), 'utf8').matchAll(/\$\{(\w+):\?/g)].map((match) => match[1]));
    const written = /for name in ([A-Z_ ]+); do/.exec(readFileSync(join(folder, 'make-env.sh'), 'utf8'))?.[1]?.split(' ');
    expect([...asked].sort()).toEqual(written?.sort());
  });
});
