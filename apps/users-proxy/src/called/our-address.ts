import type { Incoming } from '@switchyard/b2bua';
import { canonicalAddress } from '@switchyard/kernel';
import type { ProxyUser, Snapshot } from '@switchyard/model';

/** Our address that a request came to, as it is configured; undefined for one that is not. */
export function ourAddressOf(snapshot: Snapshot, { receivedOn }: Pick<Incoming, 'receivedOn'>): ProxyUser | undefined {
  if (receivedOn === undefined) return undefined;
  const ip = canonicalAddress(receivedOn.replace(/:\d+$/, '').replace(/^\[|\]$/g, ''));
  return snapshot.by('proxyUser', 'ip', ip)[0];
}

/** The address as others see it, ready for a URI. */
export const publicHostOf = ({ ip, advertisedIp }: Pick<ProxyUser, 'ip' | 'advertisedIp'>): string => {
  const address = advertisedIp ?? ip;
  return address.includes(':') ? `[${address}]` : address;
};
