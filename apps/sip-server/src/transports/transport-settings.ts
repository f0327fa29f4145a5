import { isIP } from 'node:net';
import { durationMs, flag, secretText } from '@switchyard/kernel';
import { CLIENT_CERTIFICATE_RULES, DEFAULT_LIMITS, type ListenAddress, parseListenAddress } from '@switchyard/sip';
import { z } from 'zod';
import type { TransportChoice } from './open-transports.js';

/** An MTU this small leaves no room for any request. */
const MIN_MTU = 576;
/** RFC 3261 §18.1.1: what a request must leave free of the path MTU. */
const MTU_ROOM = 200;

const bound = (least: number) => z.coerce.number().int().min(least).max(1_000_000_000);

/** A comma list; `read` gives the value of an item, or throws a sentence about it. */
const listOf = <T>(read: (item: string) => T) =>
  z.string().transform((text, context): T[] =>
    text.split(',').flatMap((item) => {
      try {
        return [read(item.trim())];
      } catch (thrown) {
        context.addIssue({ code: 'custom', message: (thrown as Error).message });
        return [];
      }
    }),
  );

const listener = (item: string): ListenAddress => {
  const read = parseListenAddress(item);
  if (!read.ok) throw new RangeError(read.error);
  return read.value;
};

const certificatePair = (item: string): { certificate: string; key: string } => {
  const [certificate = '', key = '', ...more] = item.split(':');
  if (certificate === '' || key === '' || more.length > 0) throw new RangeError(`'${item}' is not certificate-file:key-file`);
  return { certificate, key };
};

const dnsServer = (item: string): string => {
  const [, bracketed, bare, port] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(item) ?? [];
  const address = bracketed ?? bare ?? item;
  if (isIP(address) === 0 || (port !== undefined && (Number(port) < 1 || Number(port) > 65_535)))
    throw new RangeError(`'${item}' is not address or address:port, IPv6 with port in brackets`);
  return item;
};

const origin = (item: string): string => {
  if (!/^[a-z][a-z0-9+.-]*:\/\/[^/\s]+$/i.test(item)) throw new RangeError(`'${item}' is not an origin such as https://phone.example.com`);
  return item;
};

/** Settings of transports, TLS and name resolution: part of the schema in `config.ts`. */
export const transportSettings = {
  SIP_LISTEN: listOf(listener).describe(
    'Where SIP is served: comma list of udp|tcp|tls|ws|wss:address:port. Each may be followed by ;advertise=host[:port], a tls or wss one by ;client-cert=none|request|require, a ws or wss one by ;path=/path. The wildcards are 0.0.0.0 and [::], each for its own family.',
  ),
  SIP_ADVERTISED: z.string().min(1).optional().describe('Host that peers are told instead of the bound addresses.'),
  UDP_MTU: z.coerce
    .number()
    .int()
    .refine((bytes) => bytes === 0 || (bytes >= MIN_MTU && bytes <= 65_535), `must be 0 or ${MIN_MTU} to 65535`)
    .default(1_500)
    .describe('Path MTU. Requests within 200 bytes of it go by TCP when nobody asked for UDP in particular; 0 sends all by UDP.'),
  UDP_PROBE: flag.default(true).describe('Ask the kernel of a UDP peer that does not answer within T1 whether its port is open at all.'),
  TLS_CERTIFICATES: listOf(certificatePair)
    .optional()
    .describe(
      'Certificates for tls and wss: comma list of certificate-file:key-file (PEM, with its chain). Chosen by the name that a client asks for; the first serves all others. Read again on SIGHUP and when they change.',
    ),
  TLS_CA: z.string().min(1).optional().describe('PEM file of the authorities that vouch for peers; the public ones without.'),
  TLS_CLIENT_CERT: z
    .enum(CLIENT_CERTIFICATE_RULES)
    .default('none')
    .describe('Whether tls and wss clients are asked for a certificate, or refused without a valid one; a listener may say otherwise.'),
  TLS_MIN_VERSION: z.enum(['TLSv1.2', 'TLSv1.3']).default('TLSv1.2').describe('Oldest version of TLS that is spoken.'),
  TLS_CIPHERS: z.string().min(1).optional().describe('OpenSSL list of ciphers; the default of OpenSSL without.'),
  TLS_VERIFY_SERVERS: flag.default(true).describe('Whether servers that are dialled must prove their name by a valid certificate.'),
  TLS_CHECK: durationMs.default(10_000).describe('How often certificate files are looked at for changes; 0s: only on SIGHUP.'),
  WS_ORIGINS: listOf(origin)
    .optional()
    .describe(
      'Origins whose pages may connect by WebSocket: comma list such as https://phone.example.com,https://*.example.org. All without.',
    ),
  WS_PING: durationMs.default(DEFAULT_LIMITS.webSocketPingMs).describe('How often WebSocket peers are pinged; 0s: never.'),
  MAX_CONNECTIONS: bound(1).default(DEFAULT_LIMITS.maxConnections).describe('Stream connections, accepted and dialled together.'),
  MAX_CONNECTIONS_PER_SOURCE: bound(1)
    .default(DEFAULT_LIMITS.maxConnectionsPerSource)
    .describe('Stream connections of one source address.'),
  MAX_HALF_OPEN: bound(1).default(DEFAULT_LIMITS.maxHalfOpen).describe('Accepted connections that have not carried one whole SIP message.'),
  HANDSHAKE_TIMEOUT: durationMs.default(DEFAULT_LIMITS.handshakeMs).describe('From accept to the end of the TLS or WebSocket handshake.'),
  FIRST_MESSAGE_TIMEOUT: durationMs
    .default(DEFAULT_LIMITS.firstMessageMs)
    .describe('From accept to the first whole message; also how long the rest of a message that has begun may take.'),
  STREAM_IDLE: durationMs.default(DEFAULT_LIMITS.idleMs).describe('Connections on which nothing came for so long are closed; 0s: never.'),
  CONNECT_TIMEOUT: durationMs
    .default(DEFAULT_LIMITS.connectMs)
    .describe('How long a peer that is dialled may take to accept, handshake included.'),
  MAX_UNSENT: bound(65_536).default(DEFAULT_LIMITS.maxUnsentBytes).describe('Bytes that may wait for a stream peer that does not read.'),
  STREAM_KEEPALIVE: durationMs
    .default(DEFAULT_LIMITS.keepAliveMs)
    .describe('How often CRLF is sent on connections that were dialled (RFC 5626); a peer that stops answering is dropped. 0s: never.'),
  FLOW_KEY: secretText(16)
    .optional()
    .describe('Signs the flow tokens in Path (RFC 5626); servers that share it understand each other. Drawn at start without.'),
  DNS_SERVERS: listOf(dnsServer).optional().describe('DNS servers: comma list of address[:port]. Those of /etc/resolv.conf without.'),
  DNS_TIMEOUT: durationMs.default(2_000).describe('How long one DNS server is waited for; each is asked twice.'),
  DNS_MIN_TTL: durationMs.default(1_000).describe('Answers of DNS are kept at least so long.'),
  DNS_MAX_TTL: durationMs.default(3_600_000).describe('Answers of DNS are kept at most so long.'),
  DNS_TTL: durationMs.default(60_000).describe('How long SRV and NAPTR records, and names of /etc/hosts, are kept.'),
  DNS_NEGATIVE_TTL: durationMs.default(10_000).describe('How long it is remembered that a name does not exist.'),
  DNS_CACHE: bound(1).default(10_000).describe('Names that are remembered.'),
  TARGET_BLACKLIST: durationMs
    .default(30_000)
    .describe('How long a target that failed is tried last (RFC 3263 §4.3); a Retry-After of its 503 goes before. 0s: not at all.'),
};

type Settings = z.output<z.ZodObject<typeof transportSettings>>;

/** Listeners with the default rule for client certificates filled in. */
export const listenersOf = ({ SIP_LISTEN, TLS_CLIENT_CERT }: Settings): ListenAddress[] =>
  SIP_LISTEN.map((listen) =>
    listen.protocol === 'tls' || listen.protocol === 'wss'
      ? { ...listen, clientCertificate: listen.clientCertificate ?? TLS_CLIENT_CERT }
      : listen,
  );

/** The settings as the server takes them. */
export const transportChoiceOf = (config: Settings): TransportChoice => ({
  limits: {
    maxConnections: config.MAX_CONNECTIONS,
    maxConnectionsPerSource: config.MAX_CONNECTIONS_PER_SOURCE,
    maxHalfOpen: config.MAX_HALF_OPEN,
    handshakeMs: config.HANDSHAKE_TIMEOUT,
    firstMessageMs: config.FIRST_MESSAGE_TIMEOUT,
    idleMs: config.STREAM_IDLE,
    connectMs: config.CONNECT_TIMEOUT,
    maxUnsentBytes: config.MAX_UNSENT,
    keepAliveMs: config.STREAM_KEEPALIVE,
    webSocketPingMs: config.WS_PING,
  },
  tls: config.TLS_CERTIFICATES && {
    certificates: config.TLS_CERTIFICATES,
    authorities: config.TLS_CA,
    minVersion: config.TLS_MIN_VERSION,
    ciphers: config.TLS_CIPHERS,
    verifyServers: config.TLS_VERIFY_SERVERS,
  },
  certificateCheckMs: config.TLS_CHECK,
  webSocketOrigins: config.WS_ORIGINS,
  udpProbe: config.UDP_PROBE,
  maxDatagram: config.UDP_MTU === 0 ? 0 : config.UDP_MTU - MTU_ROOM,
  flowKey: config.FLOW_KEY,
  dns: {
    servers: config.DNS_SERVERS,
    timeoutMs: config.DNS_TIMEOUT,
    keep: { minMs: config.DNS_MIN_TTL, maxMs: config.DNS_MAX_TTL, unknownMs: config.DNS_TTL, nothingMs: config.DNS_NEGATIVE_TTL },
    maxNames: config.DNS_CACHE,
    deadMs: config.TARGET_BLACKLIST,
  },
});

/** What is wrong with the settings together. */
export function transportTrouble(config: Settings): { readonly key: keyof Settings; readonly message: string } | undefined {
  const encrypted = config.SIP_LISTEN.find(({ protocol }) => protocol === 'tls' || protocol === 'wss');
  return encrypted && config.TLS_CERTIFICATES === undefined
    ? { key: 'TLS_CERTIFICATES', message: `is needed by the ${encrypted.protocol} listener of SIP_LISTEN` }
    : undefined;
}
