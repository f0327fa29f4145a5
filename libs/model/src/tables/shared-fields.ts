/** Fields that many resources share, word for word. */
export const brandId = { kind: 'ref', to: 'brand', label: 'Brand', immutable: true } as const;
export const clientId = { kind: 'ref', to: 'client', label: 'Client', immutable: true, inList: true } as const;
export const clientIdOrNull = { kind: 'ref', to: 'client', label: 'Client', nullable: true, inList: true } as const;
export const name = { kind: 'text', label: 'Name', min: 1, max: 100, inList: true } as const;
export const sipDomain = {
  kind: 'text',
  label: 'SIP domain',
  min: 3,
  max: 190,
  pattern: '[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+',
  rule: 'a lower-case domain name',
  inList: true,
} as const;
/** Charset of the reference (terminals, accounts, devices). */
export const sipName = {
  kind: 'text',
  label: 'Name',
  min: 2,
  max: 64,
  pattern: '[A-Za-z0-9_*]+',
  rule: 'letters, digits, _ and *',
  inList: true,
} as const;
export const currency = {
  kind: 'text',
  label: 'Currency',
  min: 3,
  max: 3,
  pattern: '[A-Z]{3}',
  rule: 'an ISO 4217 code',
  default: 'EUR',
} as const;
export const timezone = { kind: 'text', label: 'Time zone', min: 1, max: 64, default: 'Europe/Madrid' } as const;
export const language = { kind: 'enum', label: 'Language', values: ['en', 'es', 'ca', 'it', 'eu'], default: 'en' } as const;
export const e164 = {
  kind: 'text',
  label: 'Number',
  max: 16,
  pattern: '\\+[1-9]\\d{2,14}',
  rule: 'E.164 with leading +',
  inList: true,
} as const;
/** Moves with every rated call; never part of the config snapshot. */
export const balance = { kind: 'money', label: 'Balance', readOnly: true, default: '0.000000', inList: true } as const;
