import { openInstance, type Instance } from '@switchyard/local-runner';
import { PortalClient } from '@switchyard/testing';

/** The platform under test; `./switchyard test` has brought it up. */
export const openPlatform = (): Promise<Instance> => openInstance(process.env['SWITCHYARD_INSTANCE'] ?? 'test');

export const asBrand = (platform: Instance): Promise<PortalClient> => PortalClient.login(platform, 'brand', 'northwind');

/** `0.030000` → 30000n, for sums in tests. */
export const microsOf = (amount: unknown): bigint => {
  const [whole = '0', fraction = ''] = String(amount).replace('-', '').split('.');
  const value = BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, '0'));
  return String(amount).startsWith('-') ? -value : value;
};
