/** What a Privacy header may ask for: RFC 3323 §4.2, RFC 3325 §9.3 (`id`), RFC 7044 §10.1 (`history`). */
const PRIVACY_VALUES = ['user', 'header', 'session', 'none', 'critical', 'id', 'history'] as const;
export type PrivacyValue = (typeof PRIVACY_VALUES)[number];

const isPrivacyValue = (word: string): word is PrivacyValue => (PRIVACY_VALUES as readonly string[]).includes(word);

/**
 * The values of a Privacy header, `;` between them; some devices put commas there or send the header twice. Unknown values are privacy of a
 * kind we do not have (RFC 3323 §4.2 lets them be extended) and are passed over.
 */
export function readPrivacy(value: string | undefined): ReadonlySet<PrivacyValue> {
  const found = new Set<PrivacyValue>();
  if (value === undefined) return found;
  for (const part of value.split(/[;,]/)) {
    const word = part.trim().toLowerCase();
    if (isPrivacyValue(word)) found.add(word);
  }
  return found;
}

/** `id;critical` */
export const formatPrivacy = (values: readonly PrivacyValue[]): string => values.join(';');
