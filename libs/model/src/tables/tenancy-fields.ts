/** Fields that brands and clients share, word for word. */
export const description = { kind: 'text', label: 'Description', max: 255, default: '', inList: true } as const;
export const email = { kind: 'text', label: 'E-mail', max: 254, format: 'email' } as const;
export const maxCalls = { kind: 'int', label: 'Max calls', min: 0, max: 100_000, default: 0, help: '0 means unlimited' } as const;
export const recordingsLimitMb = {
  kind: 'int',
  label: 'Recordings quota (MB)',
  min: 1,
  max: 100_000_000,
  nullable: true,
  help: 'Empty means unlimited; above it the oldest go',
} as const;
export const recordingsLimitEmail = {
  ...email,
  label: 'Recordings quota e-mail',
  nullable: true,
  help: 'Told before the quota is reached',
} as const;

/** No SVG: it may carry scripts. */
export const logo = { kind: 'file', label: 'Logo', types: ['image/png', 'image/jpeg', 'image/webp'], maxBytes: 1_000_000 } as const;

const line = (label: string, max: number) => ({ kind: 'text', label, max, default: '' }) as const;
/** What an invoice says of who writes it and of whom it is for. */
export const invoiceBlock = {
  taxId: line('Tax number', 25),
  postalAddress: line('Postal address', 255),
  postalCode: line('Postal code', 10),
  town: line('Town', 255),
  province: line('Province', 255),
  countryId: { kind: 'ref', to: 'country', label: 'Country', nullable: true },
} as const;

export const NOTIFICATION_TYPES = [
  'voicemail',
  'fax',
  'limit',
  'lowBalance',
  'invoice',
  'callCsv',
  'maxDailyUsage',
  'accessCredentials',
  'passwordReset',
  'onDemandRecord',
] as const;
export type NotificationType = (typeof NOTIFICATION_TYPES)[number];

export interface NotificationField {
  readonly kind: 'ref';
  readonly to: 'notificationTemplate';
  readonly label: string;
  readonly nullable: true;
  readonly help: string;
  readonly hiddenAt?: readonly ['client'];
}
const notification = (label: string): NotificationField => ({
  kind: 'ref',
  to: 'notificationTemplate',
  label,
  nullable: true,
  help: 'Empty: the template of the level above',
});
const brands = {
  voicemailNotificationId: notification('Template of voicemails'),
  onDemandRecordNotificationId: notification('Template of recordings on demand'),
  faxNotificationId: notification('Template of faxes'),
  invoiceNotificationId: notification('Template of invoices'),
  callCsvNotificationId: notification('Template of call lists'),
  maxDailyUsageNotificationId: notification('Template of max daily usage'),
} as const;
export const brandNotifications = brands;
const hidden = <K extends string>(fields: Readonly<Record<K, NotificationField>>) =>
  Object.fromEntries(
    Object.entries<NotificationField>(fields).map(([key, field]) => [key, { ...field, hiddenAt: ['client'] as const }]),
  ) as Readonly<Record<K, NotificationField>>;
/** A client is told nothing of its brand's templates. */
export const clientNotifications = hidden({
  ...brands,
  accessCredentialsNotificationId: notification('Template of access credentials'),
});

/** Which kind of template a field of brand or client may name. */
export const NOTIFICATION_OF: Readonly<Record<keyof typeof clientNotifications, NotificationType>> = {
  voicemailNotificationId: 'voicemail',
  onDemandRecordNotificationId: 'onDemandRecord',
  faxNotificationId: 'fax',
  invoiceNotificationId: 'invoice',
  callCsvNotificationId: 'callCsv',
  maxDailyUsageNotificationId: 'maxDailyUsage',
  accessCredentialsNotificationId: 'accessCredentials',
};

/** What media relays can transcode to for clients whose calls pass no application server. */
export const TRANSCODED_CODECS = ['PCMA', 'PCMU', 'GSM', 'G729', 'opus', 'G723', 'G722', 'speex', 'iLBC', 'AMR', 'AMR-WB'] as const;
