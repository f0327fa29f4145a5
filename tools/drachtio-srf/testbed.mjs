import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** Where the callers that the suite starts get their addresses. */
export const FIRST_CALLER = 100;
const LAST_CALLER = 250;
export const NETWORK = '172.29.0';

/**
 * The hosts of the suite's Docker network, read from its own compose file: name → address, the sipp scenario it plays, and for the two
 * drachtio servers the port on which the host machine reaches their control port.
 */
export function readTestbed(composeFile) {
  const { services } = parse(readFileSync(composeFile, 'utf8'));
  return Object.values(services).map((service) => ({
    name: service.container_name,
    address: service.networks.testbed.ipv4_address,
    scenario: /-sf \/tmp\/(\S+)/.exec(service.command)?.[1],
    controlPort: service.command.startsWith('drachtio') ? Number(service.ports[0].split(':')[0]) : undefined,
  }));
}

export const isCallerNumber = (number) => number <= LAST_CALLER;
