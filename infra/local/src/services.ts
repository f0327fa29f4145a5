import { CodedError } from '@switchyard/kernel';

/** Every process of one platform: where it listens and what waits for what. The local runner and `infra/compose` both follow it. */
export type DaemonName = 'mysql' | 'redis' | 'rtpengine' | 'asterisk';
export type AppName = 'sip-server-users' | 'sip-server-trunks' | 'users-proxy' | 'trunks-proxy' | 'app-server' | 'workers' | 'portal-api';
export type ServiceName = DaemonName | AppName;

export interface Port {
  readonly port: number;
  /** Last port of a range. */
  readonly to?: number;
  readonly transports: readonly ('udp' | 'tcp')[];
  /** Meant for phones, carriers or browsers; every other port is for the platform itself (invariant I5). */
  readonly public?: true;
}

export interface Service {
  /** Last octet of the loopback address inside an instance's network. */
  readonly octet: number;
  readonly ports: Readonly<Record<string, Port>>;
  /** Workspace folder of the app; absent for daemons that others wrote. */
  readonly app?: string;
  readonly needs: readonly ServiceName[];
}

const tcp = (port: number): Port => ({ port, transports: ['tcp'] });
const udp = (port: number, to?: number): Port => ({ port, transports: ['udp'], ...(to === undefined ? {} : { to }) });
const sip = (): Port => ({ port: 5060, transports: ['udp', 'tcp'], public: true });
const stream = (port: number): Port => ({ port, transports: ['tcp'], public: true });

/** In starting order. `ops` serves /health and /metrics. */
export const SERVICES: Readonly<Record<ServiceName, Service>> = {
  mysql: { octet: 1, ports: { mysql: tcp(13_306) }, needs: [] },
  redis: { octet: 1, ports: { redis: tcp(16_379) }, needs: [] },
  rtpengine: {
    octet: 30,
    ports: { ng: udp(2223), cli: tcp(2224), http: tcp(2225), rtp: { ...udp(40_000, 49_999), public: true } },
    needs: [],
  },
  asterisk: { octet: 40, ports: { sip: udp(6060), ari: tcp(8088), rtp: udp(20_000, 28_999), udptl: udp(29_000, 29_999) }, needs: [] },
  'sip-server-users': {
    octet: 10,
    ports: { sip: sip(), tls: stream(5061), ws: stream(10_080), wss: stream(10_081), control: tcp(9022), ops: tcp(9106) },
    app: 'sip-server',
    needs: [],
  },
  'sip-server-trunks': { octet: 20, ports: { sip: sip(), control: tcp(9022), ops: tcp(9107) }, app: 'sip-server', needs: [] },
  'users-proxy': { octet: 1, ports: { ops: tcp(9101) }, app: 'users-proxy', needs: ['mysql', 'redis', 'rtpengine', 'sip-server-users'] },
  'trunks-proxy': { octet: 1, ports: { ops: tcp(9102) }, app: 'trunks-proxy', needs: ['mysql', 'redis', 'rtpengine', 'sip-server-trunks'] },
  'app-server': { octet: 1, ports: { ops: tcp(9103) }, app: 'app-server', needs: ['mysql', 'redis', 'asterisk'] },
  workers: { octet: 1, ports: { ops: tcp(9104) }, app: 'workers', needs: ['mysql', 'redis'] },
  'portal-api': { octet: 1, ports: { http: { ...tcp(8080), public: true }, ops: tcp(9105) }, app: 'portal-api', needs: ['mysql', 'redis'] },
};

export const SERVICE_NAMES = Object.keys(SERVICES) as readonly ServiceName[];
export const DAEMONS: readonly DaemonName[] = ['mysql', 'redis', 'rtpengine', 'asterisk'];
export const APPS = SERVICE_NAMES.filter((name): name is AppName => SERVICES[name].app !== undefined);
export const isServiceName = (name: string): name is ServiceName => Object.hasOwn(SERVICES, name);

/** The octet that the ops ports of all apps share, so that one address has all of a machine's health. */
export const OPS_OCTET = 1;

/** A declared port. Throws when the table has none of that name: a bug of the caller. */
export function portOf(service: ServiceName, name: string): Port {
  const port = SERVICES[service].ports[name];
  if (!port) throw new CodedError('port-unknown', `service ${service} has no port '${name}'`);
  return port;
}
