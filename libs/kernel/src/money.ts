import { CodedError } from './coded-error.js';

declare const microsBrand: unique symbol;
/** Fixed-point money: millionths of one currency unit. Never a float (invariant I9). */
export type Micros = bigint & { readonly [microsBrand]: true };

/** A decimal amount as it stands in JSON and in `DECIMAL(18,6)` columns, e.g. `"0.012300"`. */
export type Amount = string;

const AMOUNT = /^(-?)(\d{1,12})(?:\.(\d{1,6}))?$/;

export const micros = (value: bigint): Micros => value as Micros;
export const isAmount = (text: string): boolean => AMOUNT.test(text);

/** `"1.5"` → 1500000n. Throws `amount-malformed` on more than six decimals, twelve digits, or anything but digits. */
export function toMicros(amount: Amount): Micros {
  const match = AMOUNT.exec(amount);
  if (!match) throw new CodedError('amount-malformed', `not a decimal amount with at most 6 decimals: '${amount}'`, { amount });
  const [, sign, whole = '0', fraction = ''] = match;
  const value = BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, '0'));
  return micros(sign === '-' ? 0n - value : value);
}

/** 1500000n → `"1.500000"`: always six decimals, the form MySQL gives back. */
export function toAmount(value: Micros): Amount {
  const digits = (value < 0n ? 0n - value : value).toString().padStart(7, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -6)}.${digits.slice(-6)}`;
}
