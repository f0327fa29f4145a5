import { isIP } from 'node:net';
import { err, ok, type Result } from '@switchyard/kernel';
import type { SipUri } from '../uri/index.js';
import type { Protocol } from './flow.js';

/** Where a request goes next, before names are resolved. */
export interface NextHop {
  /** `undefined`: the URI does not say; UDP is preferred. */
  readonly protocol: Protocol | undefined;
  readonly host: string;
  readonly port: number;
}

export type NextHopFailure = 'transport-unsupported' | 'host-missing';

/** RFC 3261 §18.1.1 and RFC 3263 §4.1: `;maddr`, `;transport`, port and scheme decide. `sips:` and transports we lack are refused. */
export function nextHopOf(uri: SipUri): Result<NextHop, NextHopFailure> {
  if (uri.host === '') return err('host-missing');
  const transport = uri.params.get('transport')?.toLowerCase();
  if (uri.scheme !== 'sip' || (transport !== undefined && transport !== 'udp' && transport !== 'tcp')) return err('transport-unsupported');
  const host = (uri.params.get('maddr') ?? uri.host).replace(/^\[|\]$/g, '');
  return ok({ protocol: transport, host, port: uri.port ?? 5060 });
}

export const isAddress = (host: string): boolean => isIP(host) !== 0;
