import { join } from 'node:path';
import { formatEndpoint, localEndpoint, type Addresses } from './instance/addresses.js';
import type { TlsFiles } from './instance/tls-files.js';
import type { Credentials } from './instance/credentials.js';
import { SERVICES, type AppName } from './services.js';
import type { Settings } from './settings.js';

/** Name of the Stasis application that Asterisk's dialplan hands every call to. */
export const ARI_APP = 'switchyard';

export interface AppSurroundings {
  readonly net: string;
  readonly addresses: Addresses;
  readonly credentials: Credentials;
  readonly settings: Pick<Settings, 'IPV6' | 'LOG_LEVEL' | 'LOG_GELF' | 'HEP_COLLECTOR' | 'RING_TIMEOUT'>;
  readonly logFile: string;
  readonly spoolFolder: string;
  readonly tls: TlsFiles;
  /** Folder of the built portal, when it is built. */
  readonly portalFolder: string | undefined;
}

/** The environment of one app: exactly the settings that its config.ts knows, because it refuses any other. */
export function environmentOf(app: AppName, around: AppSurroundings): Record<string, string> {
  const own = withoutPrefix(app, around);
  return Object.fromEntries(Object.entries(own).flatMap(([key, value]) => (value === undefined ? [] : [[`SWITCHYARD_${key}`, value]])));
}

function withoutPrefix(app: AppName, around: AppSurroundings): Record<string, string | undefined> {
  const { addresses, credentials, settings } = around;
  const common = {
    LOG_LEVEL: settings.LOG_LEVEL,
    LOG_FILE: around.logFile,
    LOG_GELF: settings.LOG_GELF,
    OPS_HOST: addresses.ops[app].host,
    OPS_PORT: String(addresses.ops[app].port),
  };
  const database = { DB_KIND: addresses.database.kind, DB_URL: addresses.database.url };
  const redis = { REDIS_URL: addresses.redisUrl };
  const secretsKey = { SECRETS_KEY: credentials.obtain('platform:secrets') };
  const internalKey = { INTERNAL_KEY: credentials.obtain('platform:internal') };
  const drachtio = ({ control, secret }: Addresses['users']) => ({
    DRACHTIO_HOST: control.host,
    DRACHTIO_PORT: String(control.port),
    DRACHTIO_SECRET: secret,
  });
  switch (app) {
    case 'sip-server-users':
    case 'sip-server-trunks':
      return { ...common, ...sipServer(app, around) };
    case 'users-proxy':
      return {
        ...common,
        ...database,
        ...redis,
        ...secretsKey,
        ...internalKey,
        ...drachtio(addresses.users),
        TRUNKS_PROXY: formatEndpoint(addresses.trunks.sip),
        // Tests wait for a server that is gone, and for one that is back.
        PROBE_EVERY: '1s',
        REST: '2s',
        // Phones of demonstrations and tests come and go.
        MIN_EXPIRES: '60s',
        PING_EVERY: '3s',
        // An edge proxy and the gateway of a push service, where the flows have theirs.
        PATH: 'lazy',
        PATH_EDGES: `${around.net}.170`,
        PUSH_GATEWAYS: `flow=http://${around.net}.171:8021/wake`,
        SPOOL_DIR: around.spoolFolder,
      };
    case 'trunks-proxy':
      return {
        ...common,
        ...database,
        ...redis,
        ...secretsKey,
        ...internalKey,
        ...drachtio(addresses.trunks),
        USERS_PROXY: formatEndpoint(addresses.users.sip),
        PROBE_EVERY: '1s',
        REST: '2s',
        SPOOL_DIR: around.spoolFolder,
      };
    case 'app-server':
      return {
        ...common,
        ...database,
        ...redis,
        ...secretsKey,
        ...internalKey,
        ARI_USER: addresses.asterisk.ariUser,
        ARI_PASSWORD: addresses.asterisk.ariPassword,
        ARI_APP,
        TRUNKS_PROXY: formatEndpoint(addresses.trunks.sip),
        RING_TIMEOUT: settings.RING_TIMEOUT,
      };
    case 'workers':
      return { ...common, ...database, ...redis, ...secretsKey, FILES_DIR: join(around.spoolFolder, 'files') };
    case 'portal-api':
      return {
        ...common,
        ...database,
        ...redis,
        ...secretsKey,
        HTTP_HOST: addresses.portal.host,
        HTTP_PORT: String(addresses.portal.port),
        PORTAL_DIR: around.portalFolder,
        FILES_DIR: join(around.spoolFolder, 'files'),
      };
  }
}

/** Encrypted SIP and SIP over WebSocket, by the names of their ports. */
const STREAMS = ['tls', 'ws', 'wss'] as const;
/** A phone may prove itself by a certificate. Browsers break off a WebSocket whose server asks for one. */
const ASKED = ';client-cert=request';

function sipServer(
  app: 'sip-server-users' | 'sip-server-trunks',
  { net, addresses, settings, spoolFolder, tls }: AppSurroundings,
): Record<string, string | undefined> {
  const side = app === 'sip-server-users' ? addresses.users : addresses.trunks;
  const listen = SERVICES[app].ports['sip']?.transports ?? [];
  const sip = localEndpoint(net, app, 'sip');
  const isForPhones = app === 'sip-server-users';
  const v6 = isForPhones && settings.IPV6 !== undefined ? listen.map((transport) => `${transport}:${settings.IPV6}`) : [];
  const streams = isForPhones
    ? STREAMS.map((name) => `${name}:${formatEndpoint(localEndpoint(net, app, name))}${name === 'tls' ? ASKED : ''}`)
    : [];
  return {
    ROLE: app === 'sip-server-users' ? 'users' : 'trunks',
    SIP_LISTEN: [...listen.map((transport) => `${transport}:${formatEndpoint(sip)}`), ...streams, ...v6].join(','),
    TLS_CERTIFICATES: isForPhones ? `${tls.certificate}:${tls.key}` : undefined,
    TLS_CA: isForPhones ? tls.authority : undefined,
    CONTROL_HOST: side.control.host,
    CONTROL_PORT: String(side.control.port),
    CONTROL_SECRET: side.secret,
    JOURNAL: `file:${spoolFolder}/dialogs-${app}`,
    // Calls survive a stop in the journal: `down` and `up` need not wait for them.
    DRAIN: '0s',
    // A source that gets no answer gets no 100 either.
    TRYING_AFTER: '150ms',
    HEP_COLLECTOR: settings.HEP_COLLECTOR,
    // Homer tells agents apart by this number; the octet of the address says which machine and side.
    HEP_CAPTURE_ID: settings.HEP_COLLECTOR === undefined ? undefined : String(2000 + SERVICES[app].octet),
  };
}
