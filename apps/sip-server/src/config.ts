import { commonSettings, durationMs, hostAndPort, portNumber, secretText } from '@switchyard/kernel';
import { z } from 'zod';
import { controlSettings, controlTrouble } from './control/control-settings.js';
import { guardSettings } from './guard/guard-settings.js';
import { startUp } from './cli/start-up.js';
import { MAX_PROCESSES, readSeat, type Seat, SEAT_VARIABLE } from './processes/seat.js';
import { JOURNAL_ADDRESS } from './journal/journal-address.js';
import { transportSettings, transportTrouble } from './transports/transport-settings.js';

const settings = z.object({
  ROLE: z
    .string()
    .regex(/^[a-z0-9-]{1,32}$/, 'must be 1 to 32 of a-z, 0-9 and -')
    .optional()
    .describe('What this server is for: `sip-server-<role>` is its name in logs, metrics and captures.'),
  ...transportSettings,
  CONTROL_HOST: z.string().min(1).default('127.0.0.1').describe('Address on which applications connect.'),
  CONTROL_PORT: portNumber.default(9022).describe('Port on which applications connect.'),
  CONTROL_SECRET: secretText(5).describe('Secret by which applications authenticate.'),
  ...controlSettings,
  HEP_COLLECTOR: hostAndPort.optional().describe('host:port of a HEPv3 collector that gets every SIP message.'),
  HEP_CAPTURE_ID: z.coerce.number().int().min(1).max(4_294_967_295).default(1).describe('Number of this agent at the collector.'),
  T1: durationMs.default(500).describe('Round-trip estimate of RFC 3261; all SIP timers follow from it.'),
  T2: durationMs.default(4_000).describe('Longest interval between repetitions of a request that is no INVITE, and of a final response.'),
  T4: durationMs.default(5_000).describe('How long a message may stay in the network.'),
  SESSION_REFRESHER: z
    .enum(['none', 'uac', 'uas'])
    .default('none')
    .describe('Who refreshes a session (RFC 4028) when its INVITE asks for a timer and does not say; none: it gets no timer.'),
  SESSION_MIN: durationMs
    .default(90_000)
    .refine((ms) => ms >= 90_000, 'must be at least 90s (RFC 4028 §4)')
    .describe('Shortest session interval; a shorter one is refused with 422.'),
  OPTION_TAGS: z
    .string()
    .default('')
    .transform((text) => text.split(',').flatMap((tag) => (tag.trim() === '' ? [] : [tag.trim()])))
    .describe('Comma list of option tags that applications understand beside those registered with IANA; others in Require get 420.'),
  UNKNOWN_REPLACES: z
    .enum(['deliver', 'refuse'])
    .default('deliver')
    .describe('An INVITE whose Replaces or Join names no dialog of this server: given to an application, or refused with 481.'),
  APP_RETURN: durationMs.default(20_000).describe('How long a request inside a call waits for an application that is away.'),
  ...guardSettings,
  JOURNAL: z
    .string()
    .regex(JOURNAL_ADDRESS, 'must be file:/path or redis://host:port/db?key=name')
    .meta({ secret: true })
    .optional()
    .describe('Where confirmed dialogs survive a restart of the server: file:/path or redis://host:port/db?key=name. Off without.'),
  PROCESSES: z.coerce
    .number()
    .int()
    .min(1)
    .max(MAX_PROCESSES)
    .default(1)
    .describe('Processes that serve the same addresses, one per core; each has its part of the calls. Streams are served by one of them.'),
  DRAIN: durationMs
    .default(300_000)
    .describe('How long SIGTERM waits for calls to end while new ones are refused; 0s stops at once. SIGINT never waits.'),
  ...commonSettings,
  OPS_HOST: z.string().min(1).default('127.0.0.1').describe('Address of /health and /metrics.'),
  OPS_PORT: portNumber.default(9106).describe('Port of /health and /metrics.'),
});

/** The whole configuration; problems of one setting are told before those of several together. */
export const schema = settings.superRefine((config, context) => {
  const trouble = transportTrouble(config) ?? controlTrouble(config);
  if (trouble) context.addIssue({ code: 'custom', path: [trouble.key], message: trouble.message });
});

export type Config = Readonly<z.output<typeof schema>>;

/** What the command line asks for, and the configuration when it is to serve. Prints and exits otherwise: 1 for problems, all of them at once. */
export const loadSipServerConfig = (): Config => startUp(schema, process.argv.slice(2), process.env);

/** Set when this process was started by the first of several. */
export const ownSeat = (): Seat | undefined => readSeat(process.env[SEAT_VARIABLE]);
