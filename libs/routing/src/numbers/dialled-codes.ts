/** What is dialled before a number. Codes are tried on what a phone sends, so they are read without regular expressions of tenants. */
export interface DialledCode {
  /** The code with its mark: `*67`, `12*`, `123#`. */
  readonly code: string;
  /** What was dialled after it. */
  readonly rest: string;
}

const split = (dialled: string, at: number): DialledCode | undefined =>
  at > 0 && at < dialled.length ? { code: dialled.slice(0, at), rest: dialled.slice(at) } : undefined;

/** Digits and a mark at the beginning: 1 to 3 of them, then more. */
function digitsAnd(mark: '*' | '#', dialled: string): DialledCode | undefined {
  const at = dialled.indexOf(mark);
  return at >= 1 && at <= 3 && /^\d+$/.test(dialled.slice(0, at)) ? split(dialled, at + 1) : undefined;
}

/** `12*912345678`: the prefix of an outgoing DDI rule of a vPBX client (reference §2.3). */
export const ddiPrefixOf = (dialled: string): DialledCode | undefined => digitsAnd('*', dialled);

/** `123#912345678`: a routing tag of a retail or wholesale client (reference §2.3). */
export const routingTagOf = (dialled: string): DialledCode | undefined => digitsAnd('#', dialled);

/** Whether this one call shows the number of the caller. */
export type NumberShown = 'hide' | 'show';

/** As every mobile phone knows them (3GPP TS 22.030 annex B: CLIR). */
const OF_EVERY_PHONE: readonly (readonly [string, NumberShown])[] = [
  ['#31#', 'hide'],
  ['*31#', 'show'],
];

/**
 * A code that hides or shows the number in one call (IV-83): `#31#` and `*31#`, or a star code of the client or brand; `kindOf` names what a
 * star code of theirs is for, undefined where it is none of theirs. The longest star code counts.
 */
export function numberShownBy(
  dialled: string,
  kindOf: (code: string) => NumberShown | 'other' | undefined,
): (DialledCode & { readonly shown: NumberShown }) | undefined {
  for (const [code, shown] of OF_EVERY_PHONE)
    if (dialled.startsWith(code) && dialled.length > code.length) return { code, rest: dialled.slice(code.length), shown };
  if (!dialled.startsWith('*')) return undefined;
  for (let digits = 3; digits >= 1; digits -= 1) {
    const kind = dialled.length > digits ? kindOf(dialled.slice(1, 1 + digits)) : undefined;
    if (kind === undefined) continue;
    const found = kind === 'other' ? undefined : split(dialled, 1 + digits);
    return found && kind !== 'other' ? { ...found, shown: kind } : undefined;
  }
  return undefined;
}
