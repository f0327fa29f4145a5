import { defineResource, type Row } from '../fields/resource.js';
import { carrierIdOrNull, countryId, description, brandBook, ro } from './provider-fields.js';
import { brandId, clientId, clientIdOrNull, name } from './shared-fields.js';

const email = { kind: 'text', label: 'E-mail', max: 254, format: 'email', inList: true } as const;
const templateId = { kind: 'ref', to: 'notificationTemplate', label: 'Message', nullable: true, help: 'Empty: that of the brand' } as const;
const whole = (label: string, min: number, max: number, initial: number) => ({ kind: 'int', label, min, max, default: initial }) as const;
const at = (label: string) => ({ kind: 'datetime', label, nullable: true, ...ro }) as const;

/** IV-165: the ledger behind the balances of clients and carriers: never an overwritten number without its movement. */
export const balanceMovement = defineResource('balanceMovement', {
  plural: 'Balance movements',
  singular: 'Balance movement',
  path: 'balance-movements',
  scope: { brand: 'brandId', client: 'clientId' },
  levels: { platform: 'none', brand: 'read', client: 'read', user: 'none' },
  seenWith: 'billing',
  inSnapshot: false,
  records: true,
  title: 'kind',
  defaultSort: '-createdAt',
  fields: {
    brandId: { ...brandId, ...ro },
    clientId: { ...clientIdOrNull, ...ro },
    carrierId: { ...carrierIdOrNull, ...ro, hiddenAt: ['client', 'user'] },
    kind: { kind: 'enum', label: 'Kind', values: ['call', 'manual'], inList: true, ...ro },
    amount: { kind: 'money', label: 'Amount', inList: true, ...ro },
    balanceAfter: { kind: 'money', label: 'Balance after', inList: true, ...ro },
    legUid: { kind: 'text', label: 'Leg', max: 36, nullable: true, unique: 'everywhere', ...ro },
    comment: { kind: 'text', label: 'Comment', max: 200, default: '', ...ro },
    createdAt: { kind: 'datetime', label: 'At', inList: true, ...ro },
  },
});
export type BalanceMovement = Row<typeof balanceMovement>;

/** IV-164: sent once when the balance of a client or of a carrier falls below, and again only after it has risen above. */
export const balanceNotification = defineResource('balanceNotification', {
  ...brandBook,
  plural: 'Balance notifications',
  singular: 'Balance notification',
  path: 'balance-notifications',
  title: 'toAddress',
  fields: {
    brandId,
    clientId: { ...clientIdOrNull, partOf: true },
    carrierId: { ...carrierIdOrNull, partOf: true },
    threshold: { kind: 'money', label: 'Below', default: '0.000000', inList: true },
    toAddress: email,
    notificationTemplateId: templateId,
    lastSentAt: { ...at('Last sent'), inList: true },
  },
});
export type BalanceNotification = Row<typeof balanceNotification>;

/** IV-163: sent when a client reaches its daily limit; the limit itself is the client's. */
export const dailyUsageNotification = defineResource('dailyUsageNotification', {
  ...brandBook,
  plural: 'Daily usage notifications',
  singular: 'Daily usage notification',
  path: 'daily-usage-notifications',
  title: 'toAddress',
  fields: {
    brandId,
    clientId: { ...clientId, partOf: true, unique: 'everywhere' },
    toAddress: email,
    notificationTemplateId: templateId,
    lastSentAt: { ...at('Last sent'), inList: true },
  },
});
export type DailyUsageNotification = Row<typeof dailyUsageNotification>;

const page = (label: string) => ({ kind: 'text', label, max: 500_000, long: true, default: '' }) as const;

/** IV-177: how an invoice looks; placeholders and blocks, no code. */
export const invoiceTemplate = defineResource('invoiceTemplate', {
  ...brandBook,
  levels: { platform: 'write', brand: 'write', client: 'none', user: 'none' },
  shared: true,
  plural: 'Invoice templates',
  singular: 'Invoice template',
  path: 'invoice-templates',
  title: 'name',
  fields: {
    brandId: { ...brandId, nullable: true, help: 'Empty: of the platform, for all brands' },
    name: { ...name, unique: 'in-brand' },
    description,
    template: { kind: 'text', label: 'Body', min: 1, max: 500_000, long: true, example: '<h1>Invoice {{invoice.number}}</h1>' },
    header: page('Header'),
    footer: page('Footer'),
  },
});
export type InvoiceTemplate = Row<typeof invoiceTemplate>;

/** Numbers without a gap: prefix and a counter; what was given out once keeps its form. */
export const invoiceNumberSequence = defineResource('invoiceNumberSequence', {
  ...brandBook,
  plural: 'Invoice number sequences',
  singular: 'Invoice number sequence',
  path: 'invoice-number-sequences',
  title: 'name',
  fields: {
    brandId,
    name: { ...name, unique: 'in-brand' },
    prefix: { kind: 'text', label: 'Prefix', max: 20, default: '', immutable: true, inList: true },
    digits: { ...whole('Digits', 1, 12, 6), immutable: true, inList: true },
    increment: { ...whole('Increment', 1, 1000, 1), immutable: true, inList: true },
    latestNumber: { kind: 'text', label: 'Latest number', max: 40, default: '', ...ro, inList: true },
  },
});
export type InvoiceNumberSequence = Row<typeof invoiceNumberSequence>;

const taxRate = {
  kind: 'text',
  label: 'Tax (%)',
  max: 6,
  pattern: '(100|\\d{1,2})(\\.\\d{1,3})?',
  rule: 'a percentage from 0 to 100 with at most three decimals',
  default: '0',
  example: '21',
} as const;
const amount = (label: string) => ({ kind: 'money', label, nullable: true, ...ro, inList: true }) as const;

export const invoiceScheduler = defineResource('invoiceScheduler', {
  ...brandBook,
  plural: 'Invoice schedulers',
  singular: 'Invoice scheduler',
  path: 'invoice-schedulers',
  title: 'name',
  fields: {
    brandId,
    clientId: { ...clientId, partOf: true, unique: 'everywhere' },
    name: { ...name, unique: 'in-brand' },
    unit: { kind: 'enum', label: 'Unit', values: ['week', 'month', 'year'], default: 'month', inList: true },
    frequency: { ...whole('Every', 1, 12, 1), inList: true },
    email: { ...email, nullable: true },
    taxRate,
    invoiceTemplateId: { kind: 'ref', to: 'invoiceTemplate', label: 'Template' },
    invoiceNumberSequenceId: { kind: 'ref', to: 'invoiceNumberSequence', label: 'Number sequence' },
    nextExecutionAt: { ...at('Next'), inList: true },
    lastExecutionAt: { ...at('Last'), inList: true },
    lastError: { kind: 'text', label: 'Last error', max: 500, nullable: true, ...ro },
  },
});
export type InvoiceScheduler = Row<typeof invoiceScheduler>;

/** IV-174: the calls of a client over a time, and what else it pays for. */
export const invoice = defineResource('invoice', {
  plural: 'Invoices',
  singular: 'Invoice',
  path: 'invoices',
  scope: { brand: 'brandId', client: 'clientId' },
  levels: { platform: 'none', brand: 'write', client: 'read', user: 'none' },
  seenWith: 'invoices',
  inSnapshot: false,
  title: 'number',
  defaultSort: '-periodTo',
  indexes: [['status'], ['periodFrom'], ['periodTo']],
  fields: {
    brandId,
    clientId,
    number: {
      kind: 'text',
      label: 'Number',
      min: 1,
      max: 40,
      nullable: true,
      unique: 'in-brand',
      inList: true,
      help: 'Empty: the next of the sequence',
    },
    invoiceNumberSequenceId: {
      kind: 'ref',
      to: 'invoiceNumberSequence',
      label: 'Number sequence',
      nullable: true,
      immutable: true,
      hiddenAt: ['client'],
    },
    invoiceTemplateId: { kind: 'ref', to: 'invoiceTemplate', label: 'Template', hiddenAt: ['client'] },
    periodFrom: { kind: 'datetime', label: 'From', example: '2026-01-01T00:00:00.000Z', inList: true },
    periodTo: { kind: 'datetime', label: 'To', example: '2026-02-01T00:00:00.000Z', inList: true },
    taxRate,
    total: amount('Total'),
    totalWithTax: amount('Total with tax'),
    currency: { kind: 'text', label: 'Currency', max: 3, nullable: true, ...ro },
    status: {
      kind: 'enum',
      label: 'Status',
      values: ['waiting', 'processing', 'created', 'error'],
      default: 'waiting',
      ...ro,
      inList: true,
    },
    statusMessage: { kind: 'text', label: 'What went wrong', max: 500, nullable: true, ...ro, hiddenAt: ['client'] },
    invoiceSchedulerId: {
      kind: 'ref',
      to: 'invoiceScheduler',
      label: 'Scheduler',
      nullable: true,
      loose: true,
      ...ro,
      hiddenAt: ['client'],
    },
    pdf: { kind: 'file', label: 'Document', types: ['application/pdf'], maxBytes: 20_000_000, ...ro },
    createdAt: at('Made'),
  },
});
export type Invoice = Row<typeof invoice>;

/** IV-176: what a client pays besides its calls. */
export const fixedCost = defineResource('fixedCost', {
  ...brandBook,
  plural: 'Fixed costs',
  singular: 'Fixed cost',
  path: 'fixed-costs',
  title: 'name',
  fields: { brandId, name: { ...name, unique: 'in-brand' }, description, cost: { kind: 'money', label: 'Cost', min: '0', inList: true } },
});
export type FixedCost = Row<typeof fixedCost>;

/** How often a fixed cost is charged: a number, or counted when the invoice is made. */
const charged = {
  fixedCostId: { kind: 'ref', to: 'fixedCost', label: 'Fixed cost', inList: true },
  quantityType: { kind: 'enum', label: 'How often', values: ['static', 'maxCalls', 'ddis'], default: 'static', inList: true },
  quantity: {
    kind: 'int',
    label: 'Quantity',
    min: 1,
    max: 1_000_000,
    nullable: true,
    when: { field: 'quantityType', is: ['static'], required: true },
    inList: true,
  },
  ddisOf: {
    kind: 'enum',
    label: 'DDIs counted',
    values: ['all', 'national', 'international', 'country'],
    nullable: true,
    when: { field: 'quantityType', is: ['ddis'], required: true },
  },
  countryId: { ...countryId, when: { field: 'ddisOf', is: ['country'], required: true } },
} as const;

export const invoiceFixedCost = defineResource('invoiceFixedCost', {
  ...brandBook,
  plural: 'Fixed costs of invoices',
  singular: 'Fixed cost of an invoice',
  path: 'invoice-fixed-costs',
  title: 'fixedCostId',
  uniqueTogether: [['invoiceId', 'fixedCostId', 'quantityType', 'countryId']],
  fields: { brandId, invoiceId: { kind: 'ref', to: 'invoice', label: 'Invoice', partOf: true, immutable: true, inList: true }, ...charged },
});
export type InvoiceFixedCost = Row<typeof invoiceFixedCost>;

export const invoiceSchedulerFixedCost = defineResource('invoiceSchedulerFixedCost', {
  ...brandBook,
  plural: 'Fixed costs of schedulers',
  singular: 'Fixed cost of a scheduler',
  path: 'invoice-scheduler-fixed-costs',
  title: 'fixedCostId',
  uniqueTogether: [['invoiceSchedulerId', 'fixedCostId', 'quantityType', 'countryId']],
  fields: {
    brandId,
    invoiceSchedulerId: { kind: 'ref', to: 'invoiceScheduler', label: 'Scheduler', partOf: true, immutable: true, inList: true },
    ...charged,
  },
});
export type InvoiceSchedulerFixedCost = Row<typeof invoiceSchedulerFixedCost>;

const only = <const T extends string>(to: T, label: string) =>
  ({ kind: 'ref', to, label, nullable: true, loose: true, help: 'Only its calls' }) as const;

/** IV-179: calls as a table by mail, every so often. */
export const callCsvScheduler = defineResource('callCsvScheduler', {
  plural: 'Call CSV schedulers',
  singular: 'Call CSV scheduler',
  path: 'call-csv-schedulers',
  scope: { brand: 'brandId', client: 'clientId' },
  levels: { platform: 'none', brand: 'write', client: 'write', user: 'none' },
  inSnapshot: false,
  title: 'name',
  fields: {
    brandId,
    clientId: { ...clientIdOrNull, immutable: true, help: 'Empty: the calls of all clients' },
    name,
    unit: { kind: 'enum', label: 'Unit', values: ['day', 'week', 'month'], default: 'month', inList: true },
    frequency: { ...whole('Every', 1, 31, 1), inList: true },
    email,
    direction: { kind: 'enum', label: 'Direction', values: ['both', 'inbound', 'outbound'], default: 'both', inList: true },
    ddiId: only('ddi', 'DDI'),
    carrierId: { ...only('carrier', 'Carrier'), hiddenAt: ['client'] },
    ddiProviderId: { ...only('ddiProvider', 'DDI provider'), hiddenAt: ['client'] },
    userId: only('user', 'User'),
    friendId: only('friend', 'Friend'),
    faxId: only('fax', 'Fax'),
    residentialDeviceId: only('residentialDevice', 'Residential device'),
    retailAccountId: only('retailAccount', 'Retail account'),
    notificationTemplateId: { ...templateId, hiddenAt: ['client'] },
    nextExecutionAt: { ...at('Next'), inList: true },
    lastExecutionAt: { ...at('Last'), inList: true },
    lastError: { kind: 'text', label: 'Last error', max: 500, nullable: true, ...ro },
  },
});
export type CallCsvScheduler = Row<typeof callCsvScheduler>;

export const callCsvReport = defineResource('callCsvReport', {
  plural: 'Call CSV reports',
  singular: 'Call CSV report',
  path: 'call-csv-reports',
  scope: { brand: 'brandId', client: 'clientId' },
  levels: { platform: 'none', brand: 'read', client: 'read', user: 'none' },
  inSnapshot: false,
  title: 'periodTo',
  defaultSort: '-createdAt',
  fields: {
    brandId: { ...brandId, ...ro },
    clientId: { ...clientIdOrNull, ...ro },
    callCsvSchedulerId: { kind: 'ref', to: 'callCsvScheduler', label: 'Scheduler', partOf: true, ...ro, inList: true },
    periodFrom: { kind: 'datetime', label: 'From', ...ro, inList: true },
    periodTo: { kind: 'datetime', label: 'To', ...ro, inList: true },
    sentTo: { kind: 'text', label: 'Sent to', max: 254, default: '', ...ro, inList: true },
    csv: { kind: 'file', label: 'Table', types: ['text/csv'], maxBytes: 500_000_000, ...ro },
    createdAt: { kind: 'datetime', label: 'Made', ...ro, inList: true },
  },
});
export type CallCsvReport = Row<typeof callCsvReport>;
