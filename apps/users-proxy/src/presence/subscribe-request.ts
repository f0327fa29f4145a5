import type { Incoming } from '@switchyard/b2bua';
import { HEADERS, splitList } from '@switchyard/sip';

/** What a SUBSCRIBE or PUBLISH says about its event. */
export interface EventAsked {
  /** Lower case; empty when the header is missing. */
  readonly event: string;
  readonly eventId: string | undefined;
}

export function eventOf(incoming: Pick<Incoming, 'header'>): EventAsked {
  const [type = '', ...params] = (incoming.header(HEADERS.EVENT) ?? '').split(';');
  const id = params.map((param) => /^\s*id\s*=\s*([^\s;]+)\s*$/i.exec(param)?.[1]).find((value) => value !== undefined);
  return { event: type.trim().toLowerCase(), eventId: id };
}

/** Seconds of Expires; undefined when absent, null when it is no number. */
export function expiresOf(incoming: Pick<Incoming, 'header'>): number | null | undefined {
  const text = incoming.header(HEADERS.EXPIRES);
  if (text === undefined) return undefined;
  return /^\s*\d{1,10}\s*$/.test(text) ? Number(text) : null;
}

/** The first of our types that Accept names; without Accept the package's own (RFC 6665 §3.1.3). Undefined: none of them. */
export function acceptedType(incoming: Pick<Incoming, 'header'>, types: readonly string[]): string | undefined {
  const accept = incoming.header(HEADERS.ACCEPT);
  if (accept === undefined || accept.trim() === '') return types[0];
  const named = splitList(accept).map((value) => (value.split(';')[0] ?? '').trim().toLowerCase());
  return types.find((type) =>
    named.some((name) => name === '*/*' || name === type || (name.endsWith('/*') && type.startsWith(name.slice(0, -1)))),
  );
}

/** True when Supported or Require names the option tag. */
export const supports = (incoming: Pick<Incoming, 'header'>, tag: string): boolean =>
  [HEADERS.SUPPORTED, HEADERS.REQUIRE].some((name) =>
    (incoming.header(name) ?? '')
      .toLowerCase()
      .split(',')
      .some((value) => value.trim() === tag),
  );
