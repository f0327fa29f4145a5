import type { ClientType, Feature } from '../fields/client-type.js';

/** What a client may be given (IV-4); the other features are the kinds of clients themselves. */
export const CLIENT_FEATURES = [
  'queues',
  'recordings',
  'faxes',
  'friends',
  'conferences',
  'billing',
  'invoices',
  'progress',
  'operatorPanel',
  'webhooks',
] as const satisfies readonly Feature[];
export type ClientFeature = (typeof CLIENT_FEATURES)[number];

const VPBX_ONLY: ReadonlySet<string> = new Set<ClientFeature>(['operatorPanel', 'webhooks']);
/** The features that a client of this type can have at all. */
export const featuresOfType = (type: ClientType): readonly ClientFeature[] =>
  CLIENT_FEATURES.filter((feature) => type === 'vpbx' || !VPBX_ONLY.has(feature));
