import { deviceOf, isUnreachable, type Registration } from './registration.js';

/**
 * The contacts of an AoR by device, each with its flows, the best first: reachable before silent, then the newest. One flow of a device is
 * rung at a time, the next only when that one is gone (RFC 5626 §7).
 */
export function devicesOf(contacts: readonly Registration[]): readonly (readonly Registration[])[] {
  const devices = new Map<string, Registration[]>();
  for (const contact of contacts) {
    const device = deviceOf(contact);
    const flows = devices.get(device);
    if (flows) flows.push(contact);
    else devices.set(device, [contact]);
  }
  return [...devices.values()].map((flows) => [...flows].sort((one, other) => Number(isUnreachable(one)) - Number(isUnreachable(other))));
}
