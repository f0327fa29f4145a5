import type { Platform } from '../platform.js';
import type { Credentials } from '../sip/scenario.js';
import * as scenario from '../sip/scenario.js';
import { Sipp } from '../sip/sipp.js';

/** A phone of the demonstration. */
export interface Phone extends Credentials {
  readonly address: string;
  readonly aor: string;
}

const PHONES = {
  alice: { octet: 101, domain: 'aurora.northwind.test' },
  bob: { octet: 102, domain: 'aurora.northwind.test' },
  carol: { octet: 103, domain: 'aurora.northwind.test' },
  zoe: { octet: 104, domain: 'boreal.southwind.test' },
  robin1: { octet: 111, domain: 'northwind.test' },
  rita1: { octet: 121, domain: 'northwind.test' },
} as const;
export type PhoneName = keyof typeof PHONES;

export function phone(platform: Platform, user: PhoneName): Phone {
  const { octet, domain } = PHONES[user];
  return { user, domain, password: platform.secret(`sip:${user}`), address: `${platform.net}.${octet}`, aor: `sip:${user}@${domain}` };
}

export const usersProxy = (platform: Platform): string => `${platform.net}.10:5060`;
export const trunksProxy = (platform: Platform): string => `${platform.net}.20:5060`;
/** Addresses of the demonstration's carriers, DDI provider, wholesale switch and of a stranger. */
export const outside = (platform: Platform) =>
  ({
    carrierOne: `${platform.net}.151`,
    carrierTwo: `${platform.net}.152`,
    carrierAuth: `${platform.net}.153`,
    ddiProvider: `${platform.net}.161`,
    wholesale: `${platform.net}.141`,
    stranger: `${platform.net}.199`,
  }) as const;

/** Registers a phone for `expires` seconds; throws with sipp's reasons when it is refused. */
export async function registerPhone(platform: Platform, who: Phone, transport: 'udp' | 'tcp' = 'udp', expires = 300): Promise<void> {
  await Sipp.run({
    command: platform.sipp,
    scenario: scenario.register(who, { expires }),
    address: who.address,
    remote: usersProxy(platform),
    transport,
  });
}

/** Somebody who waits for a call. */
export function listen(
  platform: Platform,
  address: string,
  text: string,
  more: { calls?: number; timeoutSec?: number } = {},
): Promise<Sipp> {
  return Sipp.start({ command: platform.sipp, scenario: text, address, ...more }).listening();
}
