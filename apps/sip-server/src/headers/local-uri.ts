import type { Flow } from '@switchyard/sip';

/** `<sip:host:port>` of the transport in use; streams are named, UDP is what a URI means without. */
export const localUri = (flow: Flow, user = ''): string =>
  `sip:${user === '' ? '' : `${user}@`}${flow.local.sentBy}${flow.protocol === 'udp' ? '' : `;transport=${flow.protocol}`}`;

export const localContact = (flow: Flow): string => `<${localUri(flow)}>`;

const LOCALHOST = /@localhost(:\d+)?(?=[;>?\s,]|$)/;

/**
 * Applications write `sip:user@localhost` for "this server": the address and port of the transport in use take its place. A bare URI
 * is put in brackets, so that what follows it stays a header parameter.
 */
export function substituteLocalhost(value: string, flow: Flow): string {
  if (!value.includes('@localhost')) return value;
  return bracketed(value).replace(LOCALHOST, () => `@${flow.local.sentBy}`);
}

/** `sip:a@b;tag=1` → `<sip:a@b>;tag=1`; values that have brackets already stay as they are. */
export function bracketed(value: string): string {
  if (value.includes('<')) return value;
  const semicolon = value.indexOf(';');
  return semicolon < 0 ? `<${value}>` : `<${value.slice(0, semicolon)}>${value.slice(semicolon)}`;
}
