import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../bootstrap/paths.mjs';
import { environmentOf } from './app-environment.js';
import { asteriskSpec } from './daemons/asterisk.js';
import { databaseSpec, resolveDatabaseKind } from './daemons/database.js';
import { redisSpec } from './daemons/redis.js';
import { rtpengineSpec } from './daemons/rtpengine.js';
import { formatEndpoint, localEndpoint, resolveAddresses, type Addresses } from './instance/addresses.js';
import { openCredentials, type Credentials } from './instance/credentials.js';
import { tlsFilesIn } from './instance/tls-files.js';
import type { InstanceFolder } from './instance/instance-folder.js';
import { probeApp } from './process/probes.js';
import { hashOf, type ProcessSpec } from './process/process-spec.js';
import { SERVICE_NAMES, SERVICES, type AppName, type ServiceName } from './services.js';
import { parseSettings, type Settings } from './settings.js';

/** What one instance consists of: everything that can be known before anything runs. */
export interface Plan {
  readonly folder: InstanceFolder;
  readonly settings: Settings;
  readonly credentials: Credentials;
  readonly addresses: Addresses;
  /** Services that are started here, in starting order. */
  readonly local: readonly ServiceName[];
  /** Renders the service's configuration files and says how its process is run. */
  readonly spec: (name: ServiceName) => ProcessSpec;
}

/** Throws `config-invalid` when the instance's settings are not valid. */
export function planInstance(folder: InstanceFolder): Plan {
  const settings = parseSettings(folder.settings);
  const credentials = openCredentials(folder.at('credentials.json'));
  const addresses = resolveAddresses(folder.net, settings, credentials, resolveDatabaseKind(settings, folder));
  const around = { folder, settings, credentials, addresses };
  return {
    ...around,
    local: SERVICE_NAMES.filter((name) => !addresses.external.has(name)),
    spec: (name) => {
      switch (name) {
        case 'mysql':
          return databaseSpec(around);
        case 'redis':
          return redisSpec(around);
        case 'rtpengine':
          return rtpengineSpec(around);
        case 'asterisk':
          return asteriskSpec(around);
        default:
          return appSpec(name, around);
      }
    },
  };
}

export type Around = Omit<Plan, 'local' | 'spec'>;

function appSpec(name: AppName, { folder, settings, credentials, addresses }: Around): ProcessSpec {
  const app = SERVICES[name].app ?? name;
  const portal = join(ROOT, 'apps/portal-web/dist');
  return {
    name,
    argv: [process.execPath, '--enable-source-maps', join(ROOT, 'apps', app, 'dist/main.js')],
    env: environmentOf(name, {
      net: folder.net,
      addresses,
      credentials,
      settings,
      logFile: folder.at('log', `${name}.json.log`),
      spoolFolder: folder.at('spool'),
      tls: tlsFilesIn(folder.at('etc', 'tls'), addresses.users.sip.host),
      portalFolder: existsSync(join(portal, 'index.html')) ? portal : undefined,
    }),
    cwd: folder.path,
    logFile: folder.at('log', `${name}.log`),
    address: formatEndpoint(
      name === 'portal-api'
        ? addresses.portal
        : name.startsWith('sip-server')
          ? localEndpoint(folder.net, name, 'sip')
          : addresses.ops[name],
    ),
    contentStamp: buildStamp(join('apps', app)),
    probe: () => probeApp(addresses.ops[name]),
    startTimeoutMs: 90_000,
    stopTimeoutMs: 10_000,
  };
}

/** Fingerprint of an app's compiled code and of all libraries of ours that it uses. */
function buildStamp(packageFolder: string): string {
  const seen = new Set<string>();
  const parts: string[] = [];
  const visit = (relative: string): void => {
    if (seen.has(relative)) return;
    seen.add(relative);
    const dist = join(ROOT, relative, 'dist');
    if (existsSync(dist)) {
      for (const file of readdirSync(dist, { recursive: true, encoding: 'utf8' }).sort()) {
        if (file.endsWith('.js')) parts.push(file, readFileSync(join(dist, file), 'utf8'));
      }
    }
    const { dependencies = {} } = JSON.parse(readFileSync(join(ROOT, relative, 'package.json'), 'utf8')) as {
      dependencies?: Record<string, string>;
    };
    for (const dependency of Object.keys(dependencies).sort()) {
      if (dependency.startsWith('@switchyard/')) visit(join('libs', dependency.slice('@switchyard/'.length)));
    }
  };
  visit(packageFolder);
  return hashOf(...parts);
}
