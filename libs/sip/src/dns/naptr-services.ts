import type { Protocol } from '../transport/flow.js';
import type { NaptrRecord } from './record-source.js';

/** Services of NAPTR records (RFC 3263 §4.1, RFC 7118 §10.3) and the protocol each stands for. */
const SERVICES: Readonly<Record<string, Protocol>> = {
  'SIP+D2U': 'udp',
  'SIP+D2T': 'tcp',
  'SIPS+D2T': 'tls',
  'SIP+D2W': 'ws',
  'SIPS+D2W': 'wss',
};

/** The name under which SRV records of a protocol stand (RFC 3263 §4.2). */
export const SRV_PREFIX: Readonly<Record<Protocol, string>> = {
  udp: '_sip._udp',
  tcp: '_sip._tcp',
  tls: '_sips._tcp',
  ws: '_sip._ws',
  wss: '_sips._ws',
};

export interface NaptrChoice {
  readonly protocol: Protocol;
  readonly name: string;
  /** `s`: the name has SRV records; `a`: it has addresses. */
  readonly flag: 's' | 'a';
}

/** What the NAPTR records of a domain offer us, best first. A `sips:` URI keeps only what is encrypted. */
export function choicesOf(records: readonly NaptrRecord[], isSecure: boolean, supports: (protocol: Protocol) => boolean): NaptrChoice[] {
  return [...records]
    .sort((a, b) => a.order - b.order || a.preference - b.preference)
    .flatMap(({ service, flags, replacement }) => {
      const spelled = service.toUpperCase();
      const protocol = SERVICES[spelled];
      const flag = flags.toLowerCase();
      if (protocol === undefined || !supports(protocol) || (isSecure && !spelled.startsWith('SIPS'))) return [];
      return flag === 's' || flag === 'a' ? [{ protocol, name: replacement, flag }] : [];
    });
}
