import { isIP } from 'node:net';
import type { Database } from '../database.js';
import { closedNetworks, isIn, networks, unmapped } from '../outbound/closed-networks.js';
import { problem, type Rule } from './rule.js';

/** Names that lead inside wherever they are looked up (RFC 6761, RFC 8375, and what clouds and resolvers answer for themselves). */
const INSIDE_NAME = /(^|\.)(localhost|local|localdomain|internal|intranet|lan|home\.arpa|test|example|invalid|onion)\.?$/i;

/**
 * What is wrong with an address that a tenant wants us to ask; undefined: nothing. A name is looked up and checked again each time it is
 * asked (`guardedFetch`): what it leads to now says nothing of then.
 */
export function outboundFault(text: string, allow: readonly string[]): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, hostname } = new URL(text);
  const literal = unmapped(hostname.replace(/^\[(.*)\]$/, '$1'));
  if (isIP(literal) !== 0) {
    if (isIn(networks(allow), literal)) return undefined;
    if (isIn(closedNetworks, literal)) return 'must not lead to an address that is not public';
  } else if (allow.length === 0 && (INSIDE_NAME.test(hostname) || !hostname.includes('.')))
    return 'must not lead to a name that is not public';
  return protocol === 'https:' || allow.length > 0 ? undefined : 'must be an https address';
}

/** Said where it is written, and not first when nothing arrives. */
export const webhookAddress: Rule = {
  name: 'webhookAddress',
  on: ['webhook'],
  check: (write) => {
    const { after, before, manager } = write;
    const uri = after['uri'];
    if (typeof uri !== 'string' || uri === before?.['uri']) return [];
    const fault = outboundFault(uri, (manager.connection as unknown as Database).outboundAllow);
    return fault === undefined ? [] : [problem(write, 'uri', fault)];
  },
};
