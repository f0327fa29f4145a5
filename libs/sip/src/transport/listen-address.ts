import { isIP } from 'node:net';
import { err, ok, type Result } from '@switchyard/kernel';
import { type Endpoint, type Protocol, PROTOCOLS } from './flow.js';

export const CLIENT_CERTIFICATE_RULES = ['none', 'request', 'require'] as const;
/** Whether a TLS listener asks its clients for certificates, and whether it takes clients without a valid one. */
export type ClientCertificateRule = (typeof CLIENT_CERTIFICATE_RULES)[number];

/** One listener as configured. */
export interface ListenAddress extends Endpoint {
  readonly protocol: Protocol;
  /** What peers are told instead of the bound address. */
  readonly advertised?: { readonly host: string; readonly port?: number | undefined } | undefined;
  /** TLS and WSS only; `none` when absent. */
  readonly clientCertificate?: ClientCertificateRule | undefined;
  /** WS and WSS only: the one path that is served; any when absent. */
  readonly path?: string | undefined;
}

const ADDRESS = new RegExp(`^(${PROTOCOLS.join('|')}):(\\[[0-9a-fA-F:.]+\\]|[0-9.]+):(\\d{1,5})$`);
const ADVERTISED = /^(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?)(?::(\d{1,5}))?$/;
const EXPECTED = `${PROTOCOLS.join('|')}:address:port, IPv6 in brackets`;

/**
 * Reads `udp:10.0.0.1:5060`, `tls:[::]:5061;advertise=sip.example.com:5061;client-cert=require`, `wss:0.0.0.0:443;path=/sip`. The error is
 * a sentence about the part that is wrong.
 */
export function parseListenAddress(text: string): Result<ListenAddress, string> {
  const [head = '', ...options] = text.trim().split(';');
  const match = ADDRESS.exec(head);
  const address = (match?.[2] ?? '').replaceAll(/[[\]]/g, '');
  const port = Number(match?.[3]);
  if (!match || isIP(address) === 0 || !isPort(port)) return err(`'${head}' is not ${EXPECTED}`);
  let listen: ListenAddress = { protocol: match[1] as Protocol, address, port };
  for (const option of options) {
    const read = withOption(listen, option);
    if (!read.ok) return read;
    listen = read.value;
  }
  return ok(listen);
}

function withOption(listen: ListenAddress, option: string): Result<ListenAddress, string> {
  const at = option.indexOf('=');
  const [key, value] = at < 0 ? [option, ''] : [option.slice(0, at), option.slice(at + 1)];
  const { protocol } = listen;
  if (key === 'advertise') {
    const match = ADVERTISED.exec(value);
    const port = match?.[3] === undefined ? undefined : Number(match[3]);
    const host = (match?.[1] ?? '').replaceAll(/[[\]]/g, '');
    if (!match || (host.includes(':') && isIP(host) === 0) || (port !== undefined && !isPort(port)))
      return err(`advertise=${value} is not host or host:port, IPv6 in brackets`);
    return ok({ ...listen, advertised: { host, port } });
  }
  if (key === 'client-cert' && (protocol === 'tls' || protocol === 'wss')) {
    const rule = CLIENT_CERTIFICATE_RULES.find((known) => known === value);
    return rule ? ok({ ...listen, clientCertificate: rule }) : err(`client-cert=${value} is not ${CLIENT_CERTIFICATE_RULES.join(', ')}`);
  }
  if (key === 'path' && (protocol === 'ws' || protocol === 'wss'))
    return /^\/[!-~]*$/.test(value) ? ok({ ...listen, path: value }) : err(`path=${value} does not begin with /`);
  return err(`'${option}' is no option of a ${protocol} listener`);
}

const isPort = (port: number): boolean => port >= 1 && port <= 65_535;
