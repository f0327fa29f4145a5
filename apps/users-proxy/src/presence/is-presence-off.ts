import type { Snapshot } from '@switchyard/model';

/** IV-58: the switch of the address decides, else that of its domain, else the one for everything. Without any, presence is on. */
export function isPresenceOff(snapshot: Snapshot, address: string): boolean {
  const switches = snapshot.table('presenceSwitch');
  if (switches.size === 0) return false;
  const domain = address.slice(address.indexOf('@') + 1).toLowerCase();
  const aor = `${address.slice(0, address.indexOf('@'))}@${domain}`;
  const of = (scope: 'everything' | 'domain' | 'address', target: string): boolean | undefined =>
    snapshot.by('presenceSwitch', 'target', target).find((row) => row.scope === scope)?.enabled;
  return (of('address', aor) ?? of('domain', domain) ?? of('everything', '')) === false;
}
