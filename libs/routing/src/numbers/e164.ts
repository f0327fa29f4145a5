const E164 = /^\+[1-9]\d{2,14}$/;

/** `+`, a country code and up to fifteen digits in all (ITU-T E.164 §6). */
export const isE164 = (number: string): boolean => E164.test(number);

/** RFC 3966 §5.1.1: visual separators of a telephone number mean nothing. Other texts come back unchanged. */
export const withoutSeparators = (number: string): string => (/^\+?[\d().-]+$/.test(number) ? number.replace(/[().-]/g, '') : number);

/** The prefixes of a number, the number itself first: `+346`, `+34`, `+3`, `+`. */
export function* prefixesOf(number: string): Generator<string> {
  for (let length = number.length; length >= 1; length -= 1) yield number.slice(0, length);
}
