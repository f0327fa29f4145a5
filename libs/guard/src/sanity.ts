/** How the tools that look for open doors introduce themselves (reference §2.1 step 3, SX-131). */
export const SCANNERS: readonly string[] = [
  'friendly-scanner',
  'sipvicious',
  'sipcli',
  'sip-scan',
  'sipsak',
  'sundayddr',
  'iwar',
  'VaxSIPUserAgent',
  'VaxIPUserAgent',
  'pplsip',
  'sippts',
  'sip-inspector',
  'eyeBeam release 3006o stamp 17551',
  'nmap',
];

/** Matches a User-Agent that contains one of the words, in any case. */
export function scannerPattern(words: readonly string[]): RegExp | undefined {
  const parts = words.map((word) => word.trim()).filter((word) => word !== '');
  if (parts.length === 0) return undefined;
  return new RegExp(parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'i');
}

/**
 * What never stands in the user part of an address that a phone dials or has, and always in an injection: quotes, comment signs, `$`, angle
 * brackets, and their escaped forms. `=` alone is left out where parameters of numbers have it (`;phone-context=`).
 */
const INJECTION = /['"`$<>\\]|--|\/\*|\bunion\b.*\bselect\b|%(?:27|22|60|24|3[ce]|5c|2d%2d)/i;

/** Does a user part (as on the wire, escapes and all) look like SQL, markup or shell? */
export function isInjection(user: string): boolean {
  if (user === '') return false;
  return INJECTION.test(user) || (user.includes('=') && !/;[\w-]+=/.test(user));
}
