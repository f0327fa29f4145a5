import { randomBytes } from 'node:crypto';
import type { Logger } from '@switchyard/kernel';
import {
  type Admit,
  type CaptureHook,
  dnsRecords,
  FlowTokens,
  HostsFile,
  type KeepTimes,
  type ListenAddress,
  type ServedCertificate,
  TargetResolver,
  type TlsSettings,
  TransportLayer,
  type TransportLimits,
  type TransportOptions,
} from '@switchyard/sip';
import { ConnectionLog } from './connection-log.js';

/** What may be chosen about transports and name resolution; everything has a default. */
export interface TransportChoice {
  readonly limits?: Partial<TransportLimits> | undefined;
  readonly tls?: TlsSettings | undefined;
  /** How often certificate files are looked at, in milliseconds; 0: never. */
  readonly certificateCheckMs?: number | undefined;
  readonly webSocketOrigins?: readonly string[] | undefined;
  /** Ask whether a silent UDP peer is there at all; on unless told. */
  readonly udpProbe?: boolean | undefined;
  /** Requests larger than this go by TCP where UDP was not asked for; 0: never. Bytes. */
  readonly maxDatagram?: number | undefined;
  readonly dns?:
    | {
        /** `address` or `address:port`; those of the system when empty. */
        readonly servers?: readonly string[] | undefined;
        readonly timeoutMs?: number | undefined;
        readonly keep?: Partial<KeepTimes> | undefined;
        /** How long a target that failed is tried last, in milliseconds; 0: not at all. */
        readonly deadMs?: number | undefined;
        readonly maxNames?: number | undefined;
        readonly hostsFile?: string | undefined;
      }
    | undefined;
  /** Key that signs flow tokens; servers that share it understand each other's. Drawn at start when absent. */
  readonly flowKey?: string | undefined;
}

export interface Transports {
  readonly transport: TransportLayer;
  readonly resolver: TargetResolver;
  readonly flowTokens: FlowTokens;
}

/** RFC 3261 §18.1.1. */
export const DEFAULT_MAX_DATAGRAM = 1_300;
const DNS_TIMEOUT_MS = 2_000;
const DEAD_MS = 30_000;
const CERTIFICATE_CHECK_MS = 10_000;
const WARN_BEFORE_MS = 30 * 24 * 3_600_000;

/** Builds the listeners and the resolver that finds peers for them. Throws `tls-file-unusable` or `tls-certificate-missing`. */
export function openTransports(
  choice: TransportChoice,
  listen: readonly ListenAddress[],
  advertisedHost: string | undefined,
  hooks: {
    readonly logger: Logger;
    readonly capture: CaptureHook | undefined;
    readonly admit: Admit | undefined;
    readonly divert: TransportOptions['divert'];
    readonly onMessage: TransportOptions['onMessage'];
    readonly onMalformed: TransportOptions['onMalformed'];
  },
): Transports {
  const { logger, capture, admit, divert, onMessage, onMalformed } = hooks;
  const { dns = {} } = choice;
  const log = new ConnectionLog(logger);
  const resolver: TargetResolver = new TargetResolver({
    source: dnsRecords({ servers: dns.servers ?? [], timeoutMs: dns.timeoutMs ?? DNS_TIMEOUT_MS }),
    hosts: new HostsFile(dns.hostsFile),
    supports: (protocol, family) => transport.supports(protocol, family),
    keep: dns.keep,
    deadMs: dns.deadMs ?? DEAD_MS,
    maxNames: dns.maxNames,
  });
  const transport: TransportLayer = new TransportLayer({
    listen,
    advertisedHost,
    limits: choice.limits,
    tls: choice.tls,
    certificateCheckMs: choice.certificateCheckMs ?? CERTIFICATE_CHECK_MS,
    webSocketOrigins: choice.webSocketOrigins,
    udpProbe: choice.udpProbe ?? true,
    resolver,
    capture,
    admit,
    divert,
    onMessage,
    onMalformed,
    onError: (error) => logger.warn('transport', { error: error.message }),
    onConnection: (flow) => log.opened(flow),
    onConnectionClosed: (flow, cause) => log.closed(flow, cause),
    onRefused: (cause, protocol, remote, why) => log.refused(cause, protocol, remote, why),
    onCertificates: (result) => {
      if (result.ok) tellCertificates(logger, result.value);
      else logger.error('certificates not reloaded', { error: result.error.message, file: result.error.facts['file'] });
    },
  });
  tellCertificates(logger, transport.servedCertificates);
  return { transport, resolver, flowTokens: new FlowTokens(choice.flowKey ?? randomBytes(32).toString('hex')) };
}

function tellCertificates(logger: Logger, served: readonly ServedCertificate[]): void {
  for (const { file, names, notAfterMs } of served) {
    const facts = { file, names, notAfter: new Date(notAfterMs).toISOString() };
    if (notAfterMs - Date.now() < WARN_BEFORE_MS) logger.warn('certificate ends soon', facts);
    else logger.info('certificate served', facts);
  }
}
