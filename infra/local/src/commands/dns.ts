import { loadSnapshot, openDatabase } from '@switchyard/data';
import { CodedError, silentLogger } from '@switchyard/kernel';
import type { Snapshot } from '@switchyard/model';
import { zoneFile, type SipAddress } from '../dns/zone.js';
import type { Plan } from '../plan.js';

/** SIP domains of brands and of vPBX clients, with the addresses phones find them at. */
export function zonesOf(snapshot: Snapshot, nameServers: Parameters<typeof zoneFile>[0]['nameServers']): ReadonlyMap<string, string> {
  const domains = [...snapshot.all('brand'), ...snapshot.all('client')].flatMap(({ domain }) => domain ?? []);
  const addresses = snapshot
    .all('proxyUser')
    .map(({ name, ip, advertisedIp, mode, weight }): SipAddress => ({ name, ip: advertisedIp ?? ip, mode, weight }));
  return new Map(domains.map((domain) => [domain, zoneFile({ domain, addresses, nameServers, serial: snapshot.revision })]));
}

/** Prints the zone files of all SIP domains, or of one. */
export async function dns({ addresses: { database }, folder }: Plan, domain: string | undefined): Promise<number> {
  const opened = openDatabase({ kind: database.kind, url: database.url, logger: silentLogger });
  const source = await opened;
  try {
    const zones = zonesOf(await loadSnapshot(source), [{ name: 'ns1.switchyard.test', ip: `${folder.net}.1` }]);
    const chosen = domain === undefined ? [...zones] : [...zones].filter(([name]) => name === domain.toLowerCase());
    if (chosen.length === 0)
      throw new CodedError('domain-unknown', `there is no SIP domain '${domain ?? ''}'; there are ${[...zones.keys()].join(', ')}`);
    for (const [, text] of chosen) process.stdout.write(`${text}\n`);
    return 0;
  } finally {
    await source.destroy();
  }
}
