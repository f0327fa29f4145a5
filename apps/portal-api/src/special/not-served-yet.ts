import { refusal } from '@switchyard/api-kit';
import type { CodedError } from '@switchyard/kernel';

/** What a later part of the platform does; the name is the cause a program can read, the words are for people. */
const MISSING = {
  'carrier-registration': 'Registrations with carriers and DDI providers are not made yet, so there is no state of them.',
  'invoice-engine': 'Invoices are not made yet.',
  'recording-archive': 'Recordings are not put into archives yet; load them one by one.',
} as const;
export type MissingPart = keyof typeof MISSING;

/** 501 with its cause by name. Said only after the caller, its level and the row have been checked. */
export const notServedYet = (cause: MissingPart): CodedError =>
  refusal('not-served-yet', MISSING[cause], [{ field: 'cause', rule: 'is not there yet', value: cause }]);
