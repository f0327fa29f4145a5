import { z } from 'zod';
import { linearPattern } from '../patterns/linear-pattern.js';

/** How a text is checked beyond length and pattern: the rule it breaks as words, undefined: it is well-formed. */
interface Format {
  readonly example: string;
  readonly fault: (text: string) => string | undefined;
}

const ip = z.union([z.ipv4(), z.ipv6()]);
const network = z.union([z.cidrv4(), z.cidrv6()]);
const email = z.email();
const LABEL = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
const DOMAIN = new RegExp(`^(?=.{3,253}$)${LABEL}(\\.${LABEL})+$`);
const HOST = new RegExp(`^(?=.{1,253}$)${LABEL}(\\.${LABEL})*$`, 'i');

const when = (holds: (text: string) => boolean, rule: string) => (text: string) => (holds(text) ? undefined : rule);
const isIp = (text: string): boolean => ip.safeParse(text).success;

function isUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  return (protocol === 'https:' || protocol === 'http:') && hostname !== '' && username === '' && password === '';
}

function isTimezone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    // Offsets (+01:00) are zones to Intl and none to people: they know no summer time.
    return /^[A-Za-z]/.test(text);
  } catch {
    // RangeError is how Intl says that it does not know the zone.
    return false;
  }
}

function patternFault(text: string): string | undefined {
  const read = linearPattern(text);
  return read.ok ? undefined : read.error.rule;
}

const FORMATS = {
  /** RE2: linear time, no look-around, no back-references. */
  regex: { example: '^00(\\d+)$', fault: patternFault },
  url: { example: 'https://www.example.com/hook', fault: when(isUrl, 'must be an http(s) address without user and password') },
  email: { example: 'somebody@example.com', fault: when((text) => email.safeParse(text).success, 'must be an e-mail address') },
  domain: { example: 'voice.example.com', fault: when((text) => DOMAIN.test(text), 'must be a lower-case domain name') },
  ip: { example: '192.0.2.10', fault: when(isIp, 'must be an IPv4 or IPv6 address') },
  cidr: { example: '192.0.2.0/24', fault: when((text) => network.safeParse(text).success, 'must be a network as 192.0.2.0/24') },
  host: {
    example: 'sip.example.com',
    fault: when((text) => isIp(text) || (HOST.test(text) && !/^[\d.]+$/.test(text)), 'must be a host name or an IP address'),
  },
  mac: { example: '001122aabbcc', fault: when((text) => /^[0-9a-f]{12}$/.test(text), 'must be 12 lower-case hexadecimal digits') },
  sha256: {
    example: 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c',
    fault: when((text) => /^[0-9a-f]{64}$/.test(text), 'must be 64 lower-case hexadecimal digits'),
  },
  timezone: { example: 'Europe/Madrid', fault: when(isTimezone, 'must be a time zone as Europe/Madrid') },
  e164: { example: '+34910000001', fault: when((text) => /^\+[1-9]\d{2,14}$/.test(text), 'must be E.164 with leading +') },
  digits: { example: '1234', fault: when((text) => /^\d*$/.test(text), 'must be digits') },
} as const satisfies Record<string, Format>;

export type TextFormat = keyof typeof FORMATS;

/** Why a text is not written as the format asks; undefined: it is. */
export const formatFault = (format: TextFormat, text: string): string | undefined => FORMATS[format].fault(text);
/** A text of the format. */
export const exampleOfFormat = (format: TextFormat): string => FORMATS[format].example;
