import { CodedError, loadConfig, secretText } from '@switchyard/kernel';
import { z } from 'zod';
import { readSettings } from '../bootstrap/settings-file.mjs';

const hostAndPort = z
  .string()
  .regex(/^(\[[0-9a-fA-F:]+\]|[^\s:/@]+):\d{1,5}$/, 'must be host:port')
  .refine((text) => Number(text.slice(text.lastIndexOf(':') + 1)) <= 65_535, 'must have a port of 65535 at most');
const loopbackNet = z
  .string()
  .regex(
    /^127\.(\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])\.(\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])$/,
    'must be the first three octets of a loopback network, as 127.10.0',
  );
const urlOf = (pattern: RegExp, example: string) => z.string().regex(pattern, `must look like ${example}`);
const databaseUrl = urlOf(/^mysql:\/\/[^\s:/@]+:[^\s@/]*@[^\s:/@]+:\d+\/\w+$/, 'mysql://user:password@host:3306/database').meta({
  secret: true,
});
const redisUrl = urlOf(/^rediss?:\/\/([^\s@/]*@)?[^\s:/@]+:\d+(\/\d+)?$/, 'redis://host:6379').meta({ secret: true });

/** Settings that only make sense together: an external service is described completely or not at all. */
const GROUPS = [
  ['ASTERISK_SIP', 'ASTERISK_ARI_URL', 'ASTERISK_ARI_USER', 'ASTERISK_ARI_PASSWORD'],
  ['DRACHTIO_USERS', 'DRACHTIO_USERS_SECRET', 'DRACHTIO_USERS_SIP'],
  ['DRACHTIO_TRUNKS', 'DRACHTIO_TRUNKS_SECRET', 'DRACHTIO_TRUNKS_SIP'],
] as const;

/** Everything that can be set about a local platform; `switchyard.env.example` is written from it. */
export const settingsSchema = z
  .object({
    NET: loopbackNet
      .optional()
      .describe(
        'Network of the instance, kept from its first start; one instance each. Default: 127.10.0 for main, 127.10.1 for test, the next free one for others and where these are taken.',
      ),
    IPV6: z
      .string()
      .regex(/^\[[0-9a-fA-F:]+\]:\d{1,5}$/, 'must be [address]:port')
      .optional()
      .describe(
        'An IPv6 address of this machine and the port at which phones reach SIP there (UDP, TCP); media goes through it too. Off without.',
      ),
    LOG_LEVEL: z.enum(['error', 'warn', 'info', 'debug']).default('info').describe('How much the apps log.'),
    LOG_GELF: hostAndPort.optional().describe('GELF input over UDP (Graylog) that gets every log entry too.'),
    HEP_COLLECTOR: hostAndPort.optional().describe('HEPv3 collector over UDP (Homer) that gets every SIP message.'),
    RING_TIMEOUT: z
      .string()
      .regex(/^\d+(ms|s|m)$/, 'must be a number with a unit: 45s, 2m')
      .default('60s')
      .describe('How long a called phone may ring.'),
    DB_KIND: z
      .enum(['mysql', 'mariadb'])
      .default('mysql')
      .describe('Which database: of DB_URL, or the one to start. MariaDB is the one of the OS.'),
    DB_URL: databaseUrl.optional().describe('A MySQL or MariaDB of yours; its database must exist. Then none is started.'),
    REDIS_URL: redisUrl.optional().describe('A Redis of yours (6.2 or newer, noeviction). Then none is started.'),
    RTPENGINE: hostAndPort.optional().describe('ng address of an rtpengine of yours. Then none is started.'),
    RTPENGINE_FROM: z
      .enum(['tree', 'os'])
      .default('tree')
      .describe('Which rtpengine to start: the unpacked newer one, or the one of the OS.'),
    ASTERISK_SIP: hostAndPort
      .optional()
      .describe('SIP address of an Asterisk of yours (22.6 or newer), set up as infra/asterisk shows. Then none is started.'),
    ASTERISK_ARI_URL: urlOf(/^https?:\/\/[^\s/]+$/, 'http://host:8088')
      .optional()
      .describe('Its ARI.'),
    ASTERISK_ARI_USER: z.string().min(1).optional().describe('Its ARI user.'),
    ASTERISK_ARI_PASSWORD: secretText().optional().describe('The password of that user.'),
    DRACHTIO_USERS: hostAndPort
      .optional()
      .describe('Control address of a drachtio-server of yours for the users side. Then no sip-server is started for it.'),
    DRACHTIO_USERS_SECRET: secretText(1).optional().describe('Its shared secret.'),
    DRACHTIO_USERS_SIP: hostAndPort.optional().describe('The SIP address at which phones and Asterisk reach it.'),
    DRACHTIO_TRUNKS: hostAndPort
      .optional()
      .describe('Control address of a drachtio-server of yours for the trunks side. Then no sip-server is started for it.'),
    DRACHTIO_TRUNKS_SECRET: secretText(1).optional().describe('Its shared secret.'),
    DRACHTIO_TRUNKS_SIP: hostAndPort.optional().describe('The SIP address at which carriers and Asterisk reach it.'),
  })
  .superRefine((settings, context) => {
    for (const group of GROUPS) {
      if (group.every((key) => settings[key] === undefined)) continue;
      for (const key of group) {
        if (settings[key] === undefined)
          context.addIssue({
            code: 'custom',
            path: [key],
            message: `is needed together with ${group.filter((other) => other !== key).join(', ')}`,
          });
      }
    }
  });

export type Settings = Readonly<z.output<typeof settingsSchema>>;

/** Validates raw `SWITCHYARD_*` values. Throws `config-invalid` listing every problem. */
export const parseSettings = (raw: Readonly<Record<string, string | undefined>>): Settings => loadConfig(settingsSchema, raw);

/** The settings file overridden by the environment, as text: what an instance keeps. Throws `config-invalid`. */
export function readRawSettings(path?: string): Record<string, string> {
  try {
    return readSettings(path);
  } catch (thrown) {
    throw new CodedError('config-invalid', thrown instanceof Error ? thrown.message : String(thrown), {}, { cause: thrown });
  }
}

/** The text of `switchyard.env.example`. */
export function settingsExample(): string {
  const lines = [
    '# Settings of ./switchyard: copy to switchyard.env and uncomment. The environment overrides this file.',
    '# Written from infra/local/src/settings.ts; a test fails when they differ.',
  ];
  for (const [key, field] of Object.entries(settingsSchema.shape)) {
    const fallback = field instanceof z.ZodDefault ? String(field.def.defaultValue) : '';
    lines.push('', `# ${field.description ?? ''}`, `#SWITCHYARD_${key}=${fallback}`);
  }
  return `${lines.join('\n')}\n`;
}
