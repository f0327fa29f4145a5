import { BlockList, isIP } from 'node:net';
import { durationMs } from '@switchyard/kernel';
import { z } from 'zod';
import type { RegistrationPolicy } from './registration.js';

/** `1.2.3.4` or `1.2.3.0/24`, separated by commas. */
const networks = z
  .string()
  .default('')
  .refine((text) => listOf(text).every(isNetwork), 'must be addresses or networks (CIDR), separated by commas');

/** `fcm=https://push.example.test/wake, apns=…`: names of push services and the gateway of each. */
const gateways = z
  .string()
  .default('')
  .refine(
    (text) => listOf(text).every((one) => /^[a-z0-9._-]{1,32}=https?:\/\/\S+$/.test(one) && URL.canParse(one.slice(one.indexOf('=') + 1))),
    'must be name=URL, separated by commas; the URL http or https',
  );

/** Settings of the registrar. */
export const registrationSettings = {
  MIN_EXPIRES: durationMs.default(900_000).describe('Shortest registration that is granted (423 for less).'),
  MAX_EXPIRES: durationMs.default(7_200_000).describe('Longest registration that is granted.'),
  MIN_EXPIRES_NATED: durationMs.default(60_000).describe('The same of contacts behind an address translator (UDP).'),
  MAX_EXPIRES_NATED: durationMs.default(3_600_000).describe('The same of contacts behind an address translator (UDP).'),
  EXPIRES_GRACE: durationMs.default(0).describe('For so long an expired contact is still rung.'),
  MAX_CONTACTS: z.coerce
    .number()
    .int()
    .min(1)
    .max(10)
    .default(10)
    .describe('Devices of an endpoint with several contacts; others have one.'),
  CONTACTS_FULL: z
    .enum(['replace', 'reject'])
    .default('replace')
    .describe('One device too many: the oldest goes, or the new one is refused (403).'),
  CONTACTS_LISTED: z
    .enum(['all', 'own'])
    .default('all')
    .describe('Contacts in the 200: all of the endpoint (RFC 3261), or those of the request.'),
  PATH: z.enum(['off', 'lazy', 'strict']).default('off').describe('Path (RFC 3327) of PATH_EDGES: not taken; taken; taken from phones that support it, refused from others.'), // prettier-ignore
  PATH_EDGES: networks.describe('Addresses or networks of own edge proxies, separated by commas; nobody else may write a Path.'),
  FLOW_TIMER: durationMs.default(120_000).describe('How often a phone is asked to keep its flow alive (Flow-Timer, RFC 5626).'),
  PING_EVERY: durationMs.default(30_000).describe('How often a UDP contact behind an address translator is pinged; 0: never.'),
  PING_REMOVE_AFTER: z.coerce.number().int().min(0).max(1000).default(0).describe('Pings without an answer after which a contact is removed; 0: it is only marked.'), // prettier-ignore
  PUSH_GATEWAYS: gateways.describe('Push services that can wake phones (RFC 8599), as name=URL, separated by commas.'),
  PUSH_WAIT: durationMs.default(15_000).describe('How long a phone that was woken has to register again.'),
} as const;

export type RegistrationSettings = z.output<z.ZodObject<typeof registrationSettings>>;

const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');

function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  return family !== 0 && rest.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128)));
}

/** Gateways by the name of their service. */
export const pushGatewaysOf = ({ PUSH_GATEWAYS }: Pick<RegistrationSettings, 'PUSH_GATEWAYS'>): ReadonlyMap<string, string> =>
  new Map(listOf(PUSH_GATEWAYS).map((one) => [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)] as const));

export function registrationPolicyOf(settings: RegistrationSettings): RegistrationPolicy {
  const edges = new BlockList();
  for (const text of listOf(settings.PATH_EDGES)) {
    const [address = '', bits] = text.split('/');
    const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
    edges.addSubnet(address, bits === undefined ? (family === 'ipv4' ? 32 : 128) : Number(bits), family);
  }
  const interval = (minMs: number, maxMs: number) => ({ minSec: Math.ceil(minMs / 1000), maxSec: Math.floor(maxMs / 1000) });
  return {
    interval: interval(settings.MIN_EXPIRES, settings.MAX_EXPIRES),
    natedInterval: interval(settings.MIN_EXPIRES_NATED, settings.MAX_EXPIRES_NATED),
    maxContacts: settings.MAX_CONTACTS,
    whenFull: settings.CONTACTS_FULL,
    graceMs: settings.EXPIRES_GRACE,
    listed: settings.CONTACTS_LISTED,
    path: settings.PATH,
    isEdge: (address) => edges.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4'),
    flowTimerSec: Math.ceil(settings.FLOW_TIMER / 1000),
    pushProviders: [...pushGatewaysOf(settings).keys()],
  };
}

/** What one setting says against another. */
export function registrationContradiction(
  settings: Pick<RegistrationSettings, 'MIN_EXPIRES' | 'MAX_EXPIRES' | 'MIN_EXPIRES_NATED' | 'MAX_EXPIRES_NATED'>,
): string | undefined {
  // prettier-ignore
  if (settings.MIN_EXPIRES > settings.MAX_EXPIRES) return 'SWITCHYARD_MIN_EXPIRES must not be longer than SWITCHYARD_MAX_EXPIRES';
  if (settings.MIN_EXPIRES_NATED > settings.MAX_EXPIRES_NATED)
    return 'SWITCHYARD_MIN_EXPIRES_NATED must not be longer than SWITCHYARD_MAX_EXPIRES_NATED';
  return undefined;
}
