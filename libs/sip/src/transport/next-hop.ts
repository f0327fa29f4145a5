import { err, ok, type Result } from '@switchyard/kernel';
import type { TargetQuery } from '../dns/target.js';
import type { SipUri } from '../uri/index.js';
import { type Protocol, PROTOCOLS } from './flow.js';

export type NextHopFailure = 'transport-unsupported' | 'host-missing';

/** What each protocol becomes under `sips:` (RFC 3261 §26.2.2, RFC 7118 §5.2): datagrams cannot be encrypted here. */
const SECURE: Readonly<Partial<Record<Protocol, Protocol>>> = { tcp: 'tls', tls: 'tls', ws: 'wss', wss: 'wss' };

/** Where a URI leads, before names are resolved: `;maddr`, `;transport`, port and scheme decide (RFC 3261 §18.1.1, RFC 3263 §4). */
export function nextHopOf(uri: SipUri): Result<TargetQuery, NextHopFailure> {
  if (uri.host === '') return err('host-missing');
  const isSecure = uri.scheme === 'sips';
  if (!isSecure && uri.scheme !== 'sip') return err('transport-unsupported');
  const spelled = uri.params.get('transport')?.toLowerCase();
  const named = PROTOCOLS.find((protocol) => protocol === spelled);
  const protocol = isSecure && named !== undefined ? SECURE[named] : named;
  if (spelled !== undefined && protocol === undefined) return err('transport-unsupported');
  const host = uri.params.get('maddr') ?? uri.host;
  return ok({ protocol, isSecure, host: host.startsWith('[') ? host.slice(1, -1) : host, port: uri.port });
}
