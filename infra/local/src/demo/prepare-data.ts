import {
  withDatabase,
  runMigrations,
  seedDemonstration,
  DEMONSTRATION_LOGINS,
  DEMONSTRATION_SIP,
  type Demonstration,
} from '@switchyard/data';
import { Redis } from 'ioredis';
import type { Progress } from '../../bootstrap/progress.mjs';
import type { Addresses } from '../instance/addresses.js';
import type { Credentials } from '../instance/credentials.js';

/** `login:alice` for the login `alice@aurora.northwind.test`: the names by which tests and people ask for a password. */
export const loginSecretName = (username: string): string => `login:${username.split('@')[0] ?? username}`;
export const sipSecretName = (user: string): string => `sip:${user}`;

/** The platform whose database is prepared, and what the demonstration's rows say about it. */
export interface Target extends Pick<Addresses, 'database' | 'redisUrl' | 'rtpengine'> {
  readonly net: string;
  /** Host names under which people reach the portals. */
  readonly portalHosts: readonly string[];
  readonly credentials: Credentials;
  readonly secretsKey: string;
  readonly asterisk: Pick<Addresses['asterisk'], 'sip' | 'ariUrl'>;
}

/** Brings the schema up to date and the demonstration's rows in; both change nothing when that was done before. */
export async function prepareData(target: Target, progress: Progress): Promise<Demonstration> {
  const { credentials, asterisk } = target;
  const redis = new Redis(target.redisUrl);
  redis.on('error', () => undefined);
  const obtainAll = (names: readonly string[], secretName: (name: string) => string): Record<string, string> =>
    Object.fromEntries(names.map((name) => [name, credentials.obtain(secretName(name))]));
  try {
    return await withDatabase({ ...target.database, secretsKey: target.secretsKey, redis }, async (database) => {
      await progress.step('migrations', async () => {
        const { applied } = await runMigrations(database);
        return applied.length === 0 ? 'nothing to do' : applied.join(', ');
      });
      let demonstration: Demonstration | undefined;
      await progress.step('demonstration brand', async () => {
        demonstration = await seedDemonstration(database, {
          net: target.net,
          credentials: {
            logins: obtainAll(
              DEMONSTRATION_LOGINS.map(({ username }) => username),
              loginSecretName,
            ),
            sip: obtainAll(
              DEMONSTRATION_SIP.map(({ name }) => name),
              sipSecretName,
            ),
            carrierAuth: credentials.obtain('carrier:sw-auth'),
          },
          asterisk: { sipHost: asterisk.sip.host, sipPort: asterisk.sip.port, ariUrl: asterisk.ariUrl },
          rtpengine: target.rtpengine,
          portalHosts: target.portalHosts,
        });
        return demonstration.changed === 0 ? 'nothing to do' : `${demonstration.changed} rows`;
      });
      return demonstration as Demonstration;
    });
  } finally {
    redis.disconnect();
  }
}
