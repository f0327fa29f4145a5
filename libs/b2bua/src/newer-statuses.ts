import { createRequire } from 'node:module';

/** Statuses that are younger than the table of drachtio-srf, which refuses to send what it does not know. */
const NEWER: Readonly<Record<number, string>> = { 555: 'Push Notification Service Not Supported' };

/** Adds them to the very table that drachtio-srf asks. */
export function teachStatuses(): void {
  const ofSrf = createRequire(createRequire(import.meta.url).resolve('drachtio-srf'));
  Object.assign(ofSrf('sip-status') as Record<number, string>, NEWER);
}
