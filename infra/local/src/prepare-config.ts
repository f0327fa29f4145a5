import { secretText } from '@switchyard/kernel';
import { z } from 'zod';

const hostAndPort = z.string().regex(/^[^\s:]+:\d{1,5}$/, 'must be host:port');

/** Settings of the one-shot container `prepare` of infra/compose. */
export const prepareSchema = z.object({
  DB_KIND: z.enum(['mysql', 'mariadb']),
  DB_URL: z.string().startsWith('mysql://', 'must be mysql://user:password@host:port/database').meta({ secret: true }),
  REDIS_URL: z.string().startsWith('redis://', 'must be redis://host:port'),
  SECRETS_KEY: secretText(),
  NET: z.string().regex(/^\d+\.\d+\.\d+$/, 'must be the first three octets of a network'),
  PORTAL_HOSTS: z
    .string()
    .default('')
    .describe('Host names under which people reach the portals, comma-separated; localhost is one anyway.'),
  RTPENGINE: hostAndPort,
  ASTERISK_SIP: hostAndPort,
  ASTERISK_ARI_URL: z.url('must be http://host:port'),
  CREDENTIALS_FILE: z.string().min(1).describe('Where the passwords of the demonstration are kept.'),
});
