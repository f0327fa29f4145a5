import type { NotificationType } from '../tables/tenancy-fields.js';

const ALWAYS = ['brand.name', 'client.name', 'user.name', 'user.lastname'] as const;
const CALL = ['call.caller', 'call.callee', 'call.date', 'call.duration'] as const;

/** What a message of each type can say. */
export const NOTIFICATION_PLACEHOLDERS: Readonly<Record<NotificationType, ReadonlySet<string>>> = {
  voicemail: new Set([...ALWAYS, ...CALL, 'voicemail.name', 'voicemail.messages']),
  fax: new Set([...ALWAYS, 'fax.name', 'fax.caller', 'fax.callee', 'fax.date', 'fax.pages']),
  limit: new Set([...ALWAYS, 'limit.name', 'limit.value', 'limit.date']),
  lowBalance: new Set([...ALWAYS, 'balance.amount', 'balance.threshold', 'balance.currency', 'carrier.name']),
  invoice: new Set([...ALWAYS, 'invoice.number', 'invoice.from', 'invoice.to', 'invoice.total', 'invoice.currency']),
  callCsv: new Set([...ALWAYS, 'report.name', 'report.from', 'report.to', 'report.calls']),
  maxDailyUsage: new Set([...ALWAYS, 'usage.today', 'usage.limit', 'usage.currency']),
  accessCredentials: new Set([...ALWAYS, 'access.url', 'access.username', 'access.password']),
  passwordReset: new Set([...ALWAYS, 'access.url', 'access.username', 'access.minutes']),
  onDemandRecord: new Set([...ALWAYS, ...CALL, 'recording.name']),
};

/** What a provisioning file can say: of the phone, its account, its user, and where it registers. */
export const PROVISIONING_PLACEHOLDERS: ReadonlySet<string> = new Set([
  'mac',
  'model',
  'brand.name',
  'client.name',
  'account.name',
  'account.password',
  'account.domain',
  'account.displayName',
  'account.extension',
  'account.voicemailCode',
  'account.srtp',
  'account.t38',
  'proxy.host',
  'proxy.port',
  'proxy.transport',
  'survival',
  'survival.host',
  'survival.port',
  'language',
  'timezone',
  'codecs',
  'codec.name',
  'codec.position',
]);
