/** What a client of a brand can be; it never changes. */
export const CLIENT_TYPES = ['vpbx', 'residential', 'retail', 'wholesale'] as const;
export type ClientType = (typeof CLIENT_TYPES)[number];

/** What a brand may be given by the platform, and a client by its brand. */
export const FEATURES = [
  'queues',
  'recordings',
  'faxes',
  'friends',
  'conferences',
  'billing',
  'invoices',
  'progress',
  'residential',
  'wholesale',
  'retail',
  'vpbx',
  'operatorPanel',
  'webhooks',
] as const;
export type Feature = (typeof FEATURES)[number];

/** What a brand lets a client see of its money: prices and balances (feature `billing`), invoices (feature and `showInvoices`). */
export const SIGHTS = ['billing', 'invoices'] as const;
export type Sight = (typeof SIGHTS)[number];
