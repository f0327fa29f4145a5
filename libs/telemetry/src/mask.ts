import { types } from 'node:util';

export const MASK = '***';
const SECRET_KEY = /password|passwd|secret|token|authorization|ha1|key/i;
const MAX_DEPTH = 6;

/** Patterns of secrets inside free text: SIP messages and connection URLs. Each keeps what stands around the secret readable. */
const SECRET_TEXT: readonly (readonly [RegExp, string])[] = [
  // Digest credentials, RFC 7616 §3.4: the response and cnonce allow offline guessing of the password.
  [/(\b(?:response|cnonce)\s*=\s*)(?:"[^"]*"|[0-9a-f]{16,})/gi, `$1"${MASK}"`],
  // SDES keys of SRTP, RFC 4568 §9.1.
  [/(\binline:)[A-Za-z0-9+/=]+/g, `$1${MASK}`],
  // ICE passwords, RFC 8839 §5.4.
  [/(a=ice-pwd:)\S+/g, `$1${MASK}`],
  // Basic and Bearer credentials in HTTP headers.
  [/(\bauthorization:\s*(?:basic|bearer)\s+)\S+/gi, `$1${MASK}`],
  // mysql://user:password@host
  [/(\b[a-z][a-z0-9+]*:\/\/[^\s:/@]+:)[^\s@/]+@/gi, `$1${MASK}@`],
];

/** Text with digest responses, SRTP keys, ICE passwords and URL passwords replaced by `***`. */
export function maskText(text: string): string {
  let masked = text;
  for (const [pattern, replacement] of SECRET_TEXT) masked = masked.replace(pattern, replacement);
  return masked;
}

/** A JSON-safe copy of log fields: secrets masked by key and in text, errors as data, cycles and depth cut. Never throws. */
export function maskFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return maskRecord(fields, new Set(), 0);
}

function maskRecord(record: Readonly<Record<string, unknown>>, seen: Set<object>, depth: number): Record<string, unknown> {
  seen.add(record);
  const copy: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(record)) {
    if (value === undefined) continue;
    copy[key] = SECRET_KEY.test(key) && value !== null && typeof value !== 'boolean' ? MASK : maskValue(value, seen, depth + 1);
  }
  seen.delete(record);
  return copy;
}

function maskValue(value: unknown, seen: Set<object>, depth: number): unknown {
  if (typeof value === 'string') return maskText(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'function' || typeof value === 'symbol') return `[${typeof value}]`;
  if (typeof value !== 'object' || value === null) return value;
  if (types.isNativeError(value)) return maskError(value, seen, depth);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'invalid date' : value.toISOString();
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (seen.has(value)) return '[circular]';
  if (depth > MAX_DEPTH) return '[deep]';
  if (value instanceof Map) return maskRecord(Object.fromEntries(value as Map<string, unknown>), seen, depth);
  if (value instanceof Set) return maskArray([...(value as Set<unknown>)], value, seen, depth);
  if (Array.isArray(value)) return maskArray(value, value, seen, depth);
  return maskRecord(value as Record<string, unknown>, seen, depth);
}

function maskArray(items: readonly unknown[], owner: object, seen: Set<object>, depth: number): unknown[] {
  seen.add(owner);
  const copy = items.map((item) => maskValue(item, seen, depth + 1));
  seen.delete(owner);
  return copy;
}

function maskError(error: Error, seen: Set<object>, depth: number): Record<string, unknown> {
  const { code, facts, cause } = error as { code?: unknown; facts?: unknown; cause?: unknown };
  const copy: Record<string, unknown> = { name: error.name, message: maskText(error.message) };
  if (code !== undefined) copy['code'] = code;
  if (facts !== undefined) copy['facts'] = maskValue(facts, seen, depth + 1);
  if (cause !== undefined && depth <= MAX_DEPTH) copy['cause'] = maskValue(cause, seen, depth + 1);
  if (error.stack !== undefined) copy['stack'] = maskText(error.stack);
  return copy;
}
