import { OPS_OCTET, portOf, SERVICES, type AppName, type DaemonName, type ServiceName } from '../services.js';
import type { Settings } from '../settings.js';
import type { Credentials } from './credentials.js';

export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** Where everything of one instance is reached, ours or the operator's own. */
export interface Addresses {
  readonly database: { readonly kind: 'mysql' | 'mariadb'; readonly url: string };
  readonly redisUrl: string;
  readonly rtpengine: Endpoint;
  readonly asterisk: { readonly sip: Endpoint; readonly ariUrl: string; readonly ariUser: string; readonly ariPassword: string };
  readonly users: SipServerAddresses;
  readonly trunks: SipServerAddresses;
  readonly portal: Endpoint;
  readonly ops: Readonly<Record<AppName, Endpoint>>;
  /** Services that the operator brings; they are neither started nor stopped. */
  readonly external: ReadonlySet<ServiceName>;
}

interface SipServerAddresses {
  readonly sip: Endpoint;
  readonly control: Endpoint;
  readonly secret: string;
}

export const DATABASE = 'switchyard';
export const formatEndpoint = ({ host, port }: Endpoint): string => `${host}:${port}`;

export function parseEndpoint(text: string): Endpoint {
  const colon = text.lastIndexOf(':');
  return { host: text.slice(0, colon).replace(/^\[(.*)\]$/, '$1'), port: Number(text.slice(colon + 1)) };
}

/** The address of a service's port on the network `net`. */
export function localEndpoint(net: string, service: ServiceName, port: string): Endpoint {
  const octet = port === 'ops' ? OPS_OCTET : SERVICES[service].octet;
  return { host: `${net}.${octet}`, port: portOf(service, port).port };
}

/** `kind` is the database that is really there: MariaDB may stand in for MySQL. */
export function resolveAddresses(net: string, settings: Settings, credentials: Credentials, kind: 'mysql' | 'mariadb'): Addresses {
  const local = (service: ServiceName, port: string): Endpoint => localEndpoint(net, service, port);
  const given = (text: string | undefined, service: ServiceName, port: string): Endpoint =>
    text === undefined ? local(service, port) : parseEndpoint(text);
  const external = new Set<ServiceName>();
  const note = (service: DaemonName | AppName, setting: string | undefined): void => {
    if (setting !== undefined) external.add(service);
  };
  note('mysql', settings.DB_URL);
  note('redis', settings.REDIS_URL);
  note('rtpengine', settings.RTPENGINE);
  note('asterisk', settings.ASTERISK_SIP);
  note('sip-server-users', settings.DRACHTIO_USERS);
  note('sip-server-trunks', settings.DRACHTIO_TRUNKS);
  const databaseUrl = (): string =>
    `mysql://${DATABASE}:${credentials.obtain('platform:db')}@${formatEndpoint(local('mysql', 'mysql'))}/${DATABASE}`;
  const ops = (app: AppName): Endpoint => local(app, 'ops');
  return {
    database: { kind, url: settings.DB_URL ?? databaseUrl() },
    redisUrl: settings.REDIS_URL ?? `redis://${formatEndpoint(local('redis', 'redis'))}`,
    rtpengine: given(settings.RTPENGINE, 'rtpengine', 'ng'),
    asterisk: {
      sip: given(settings.ASTERISK_SIP, 'asterisk', 'sip'),
      ariUrl: settings.ASTERISK_ARI_URL ?? `http://${formatEndpoint(local('asterisk', 'ari'))}`,
      ariUser: settings.ASTERISK_ARI_USER ?? 'switchyard',
      ariPassword: settings.ASTERISK_ARI_PASSWORD ?? credentials.obtain('platform:ari'),
    },
    users: {
      sip: given(settings.DRACHTIO_USERS_SIP, 'sip-server-users', 'sip'),
      control: given(settings.DRACHTIO_USERS, 'sip-server-users', 'control'),
      secret: settings.DRACHTIO_USERS_SECRET ?? credentials.obtain('platform:control'),
    },
    trunks: {
      sip: given(settings.DRACHTIO_TRUNKS_SIP, 'sip-server-trunks', 'sip'),
      control: given(settings.DRACHTIO_TRUNKS, 'sip-server-trunks', 'control'),
      secret: settings.DRACHTIO_TRUNKS_SECRET ?? credentials.obtain('platform:control'),
    },
    portal: local('portal-api', 'http'),
    ops: {
      'sip-server-users': ops('sip-server-users'),
      'sip-server-trunks': ops('sip-server-trunks'),
      'users-proxy': ops('users-proxy'),
      'trunks-proxy': ops('trunks-proxy'),
      'app-server': ops('app-server'),
      workers: ops('workers'),
      'portal-api': ops('portal-api'),
    },
    external,
  };
}
