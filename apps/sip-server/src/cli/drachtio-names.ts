import { DEFAULT_PORTS, type Protocol } from '@switchyard/sip';

/** How drachtio-server names what we have too: the migration table of the README, in code. Values are turned into those of ours. */
export interface ForeignName {
  readonly key: string;
  readonly convert: (value: string) => string;
  /** Its flag stands without a value. */
  readonly isSwitch?: true;
}

const same = (value: string): string => value;
/** drachtio-server knows one level between info and warn. */
const level = (value: string): string => (value === 'notice' ? 'info' : value === 'warning' ? 'warn' : value);
/** A variable that drachtio-server only asks for being there. */
const truth = (value: string): string => (/^(0|false|no|off)$/i.test(value) ? 'false' : 'true');
/** One handler for all requests. */
const everyMethod = (url: string): string => `* ${url}`;
/** `host[:port]` of a HEP collector. */
const collector = (value: string): string => (/:\d+$/.test(value) ? value : `${value}:9060`);

export const FOREIGN_FLAGS: Readonly<Record<string, ForeignName>> = {
  '--contact': { key: 'SIP_LISTEN', convert: listenOf },
  '-c': { key: 'SIP_LISTEN', convert: listenOf },
  '--address': { key: 'CONTROL_HOST', convert: same },
  '--port': { key: 'CONTROL_PORT', convert: same },
  '-p': { key: 'CONTROL_PORT', convert: same },
  '--secret': { key: 'CONTROL_SECRET', convert: same },
  '--loglevel': { key: 'LOG_LEVEL', convert: level },
  '-l': { key: 'LOG_LEVEL', convert: level },
  '--external-ip': { key: 'SIP_ADVERTISED', convert: same },
  '-x': { key: 'SIP_ADVERTISED', convert: same },
  '--homer': { key: 'HEP_COLLECTOR', convert: collector },
  '--homer-id': { key: 'HEP_CAPTURE_ID', convert: same },
  '--tls-port': { key: 'CONTROL_TLS_PORT', convert: same },
  '--http-handler': { key: 'REQUEST_HANDLERS', convert: everyMethod },
  '-a': { key: 'REQUEST_HANDLERS', convert: everyMethod },
  '--always-send-180': { key: 'ALWAYS_SEND_180', convert: same, isSwitch: true },
  '--reject-register-with-no-realm': { key: 'REJECT_REGISTER_NO_REALM', convert: same, isSwitch: true },
};

export const FOREIGN_VARIABLES: Readonly<Record<string, ForeignName>> = {
  DRACHTIO_ADMIN_ADDRESS: { key: 'CONTROL_HOST', convert: same },
  DRACHTIO_ADMIN_TCP_PORT: { key: 'CONTROL_PORT', convert: same },
  DRACHTIO_SECRET: { key: 'CONTROL_SECRET', convert: same },
  DRACHTIO_LOGLEVEL: { key: 'LOG_LEVEL', convert: level },
  DRACHTIO_HOMER_ADDRESS: { key: 'HEP_COLLECTOR', convert: collector },
  DRACHTIO_HOMER_ID: { key: 'HEP_CAPTURE_ID', convert: same },
  DRACHTIO_ADMIN_TLS_PORT: { key: 'CONTROL_TLS_PORT', convert: same },
  DRACHTIO_HTTP_HANDLER_URI: { key: 'REQUEST_HANDLERS', convert: everyMethod },
  DRACHTIO_USER_AGENT_OPTIONS_AUTO_RESPOND: { key: 'OPTIONS_AUTO_RESPOND', convert: same },
  DRACHTIO_REJECT_REGISTER_WITH_NO_REALM: { key: 'REJECT_REGISTER_NO_REALM', convert: truth },
  DRACHTIO_TLS_CIPHER_LIST: { key: 'TLS_CIPHERS', convert: same },
};

/** Flags that change nothing here; they may stay in a start script. */
export const NEEDLESS: Readonly<Record<string, 'alone' | 'with value'>> = {
  '--noconfig': 'alone',
  '--stdout': 'alone',
  '--sofia-loglevel': 'with value',
  '--mtu': 'with value',
};

/** Flags whose effect has to be had in another way. */
export const HINTS: Readonly<Record<string, string>> = {
  '-f': 'the XML file is not read: give its values as flags, or in a file for --config',
  '--file': 'the XML file is not read: give its values as flags, or in a file for --config',
  '--daemon': 'the server stays in the foreground: let systemd or a container run it',
  '-u': 'the server keeps its user: let systemd or a container set it',
  '--user': 'the server keeps its user: let systemd or a container set it',
  '--cert-file': 'certificates come in pairs: give --tls-certificates CERTIFICATE:KEY',
  '--key-file': 'certificates come in pairs: give --tls-certificates CERTIFICATE:KEY',
  '--chain-file': 'the chain stands in the certificate file: give --tls-certificates CERTIFICATE:KEY',
  '--min-tls-version': 'give --tls-min-version TLSv1.2 or TLSv1.3',
  '-n': 'a server knows its own address: give ;advertise= behind the listener of --sip-listen that stands in front of the NAT',
  '--local-net': 'a server knows its own address: give ;advertise= behind the listener of --sip-listen that stands in front of the NAT',
  '-d': 'give the name as ;advertise= behind a listener of --sip-listen',
  '--dns-name': 'give the name as ;advertise= behind a listener of --sip-listen',
  '--prometheus-scrape-port': 'metrics are served beside /health: give --ops-host and --ops-port',
};

/** `sip:10.0.0.1:5060;transport=udp,tcp` → `udp:10.0.0.1:5060,tcp:10.0.0.1:5060`. What it cannot read it leaves to the check of SIP_LISTEN. */
function listenOf(contact: string): string {
  const match = /^(sips?):(?:[^@;]*@)?(\*|\[[^\]]+\]|[^:;]+)(?::(\d+))?((?:;[^;]*)*)$/.exec(contact.trim());
  if (!match) return contact;
  const [, scheme = 'sip', host = '', port, params = ''] = match;
  const named = /;transport=([^;]+)/i.exec(params)?.[1]?.toLowerCase().split(',');
  const transports = named ?? (scheme === 'sips' ? ['tls'] : ['udp', 'tcp']);
  const address = host === '*' ? '0.0.0.0' : host;
  return transports.map((transport) => `${transport}:${address}:${port ?? String(DEFAULT_PORTS[transport as Protocol])}`).join(',');
}
