// Written by `npm run openapi` from docs/openapi/brand.json: change the tables and controllers it is made of, not this file.
import type { ListQuery } from '../operation.js';

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: 'body-malformed' | 'request-malformed' | 'media-type-unsupported' | 'body-too-large' | 'body-invalid' | 'query-invalid' | 'token-missing' | 'token-invalid' | 'login-refused' | 'login-delayed' | 'portal-unknown' | 'portal-refused' | 'second-factor-needed' | 'refresh-refused' | 'reset-refused' | 'sign-on-refused' | 'sign-on-unavailable' | 'identity-provider-away' | 'password-refused' | 'own-login-needed' | 'impersonation-forbidden' | 'not-granted' | 'level-forbidden' | 'not-found' | 'reference-unknown' | 'not-unique' | 'rule-broken' | 'password-needed' | 'domain-in-use' | 'revision-unknown' | 'row-changed' | 'method-not-allowed' | 'rate-limited' | 'idempotency-mismatch' | 'idempotency-running' | 'file-refused' | 'row-in-use' | 'not-served-yet' | 'live-away' | 'queue-away' | 'database-away' | 'snapshot-unavailable' | 'internal-error';
  readonly detail: string;
  readonly errors: readonly {
    readonly field: string;
    readonly rule: string;
    readonly value: unknown;
  }[];
  /** Id of the request, as in X-Request-Id and in the log */
  readonly instance?: string;
}

export interface Country {
  readonly id: number;
  readonly code: string;
  readonly name: {
    readonly en: string;
    readonly es: string | null;
    readonly ca: string | null;
    readonly it: string | null;
    readonly eu: string | null;
  };
  readonly callingCode: string;
  readonly prefix: string;
  readonly continent: 'africa' | 'antarctica' | 'asia' | 'europe' | 'north-america' | 'oceania' | 'south-america';
}

export interface CountryPage {
  readonly items: readonly Country[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface TimeZone {
  readonly id: number;
  readonly name: string;
  readonly countryId: number | null;
}

export interface TimeZonePage {
  readonly items: readonly TimeZone[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface Language {
  readonly id: number;
  readonly code: string;
  readonly name: {
    readonly en: string;
    readonly es: string | null;
    readonly ca: string | null;
    readonly it: string | null;
    readonly eu: string | null;
  };
}

export interface LanguagePage {
  readonly items: readonly Language[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface Currency {
  readonly id: number;
  readonly code: string;
  readonly symbol: string;
  readonly name: {
    readonly en: string;
    readonly es: string | null;
    readonly ca: string | null;
    readonly it: string | null;
    readonly eu: string | null;
  };
}

export interface CurrencyPage {
  readonly items: readonly Currency[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface ExchangeRate {
  readonly id: number;
  readonly fromCurrency: string;
  readonly toCurrency: string;
  readonly rate: string;
  readonly validFrom: string;
}

export interface ExchangeRatePage {
  readonly items: readonly ExchangeRate[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface Service {
  readonly id: number;
  readonly kind: 'directPickUp' | 'groupPickUp' | 'voicemail' | 'recordLocution' | 'closeLock' | 'openLock' | 'toggleLock' | 'queuePause' | 'queueUnpause' | 'forwardUnconditional' | 'forwardBusy' | 'forwardNoAnswer' | 'forwardUnreachable' | 'hideNumber' | 'showNumber';
  readonly name: {
    readonly en: string;
    readonly es: string | null;
    readonly ca: string | null;
    readonly it: string | null;
    readonly eu: string | null;
  };
  readonly description: {
    readonly en: string;
    readonly es: string | null;
    readonly ca: string | null;
    readonly it: string | null;
    readonly eu: string | null;
  };
  readonly defaultCode: string;
  readonly extraDigits: boolean;
}

export interface ServicePage {
  readonly items: readonly Service[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface TerminalManufacturer {
  readonly id: number;
  readonly name: string;
  readonly description: string;
}

export interface TerminalManufacturerPage {
  readonly items: readonly TerminalManufacturer[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface TerminalModel {
  readonly id: number;
  readonly name: string;
  readonly terminalManufacturerId: number;
  readonly description: string;
}

export interface TerminalModelPage {
  readonly items: readonly TerminalModel[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface MediaRelaySet {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly isDefault: boolean;
}

export interface MediaRelaySetPage {
  readonly items: readonly MediaRelaySet[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface ProxyUser {
  readonly id: number;
  readonly name: string;
  readonly ip: string;
  /** What others see where the network translates addresses */
  readonly advertisedIp: string | null;
  readonly isDefault: boolean;
  /** Redirect: calls to retail accounts are answered with where they are; balance: phones are sent on to the addresses that serve */
  readonly mode: 'serve' | 'redirect' | 'balance';
  /** Its share of the phones that are sent on */
  readonly weight: number;
}

export interface ProxyUserPage {
  readonly items: readonly ProxyUser[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface ProxyTrunk {
  readonly id: number;
  readonly name: string;
  readonly ip: string;
  /** What others see where the network translates addresses */
  readonly advertisedIp: string | null;
  readonly isDefault: boolean;
}

export interface ProxyTrunkPage {
  readonly items: readonly ProxyTrunk[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface Brand {
  readonly id: number;
  readonly name: string;
  /** SIP domain of residential and retail endpoints */
  readonly domain: string;
  readonly timezone: string;
  readonly currency: string;
  readonly language: 'en' | 'es' | 'ca' | 'it' | 'eu';
  /** 0 means unlimited */
  readonly maxCalls: number;
  /** What its clients may be and may have */
  readonly features: readonly ('queues' | 'recordings' | 'faxes' | 'friends' | 'conferences' | 'billing' | 'invoices' | 'progress' | 'residential' | 'wholesale' | 'retail' | 'vpbx' | 'operatorPanel' | 'webhooks')[];
  /** Empty means unlimited; above it the oldest go */
  readonly recordingsLimitMb: number | null;
  /** Told before the quota is reached */
  readonly recordingsLimitEmail: string | null;
  readonly logo: {
    readonly name: string;
    readonly type: string;
    readonly bytes: number;
    readonly sha256: string;
  } | null;
  readonly taxId: string;
  readonly postalAddress: string;
  readonly postalCode: string;
  readonly town: string;
  readonly province: string;
  readonly countryId: number | null;
  readonly registryData: string;
  /** Of the routings of a client the longer pattern goes before the priority */
  readonly longestPrefixFirst: boolean;
  /** While the rater does not answer: none, those to the client’s own country, or all */
  readonly whenRatingIsAway: 'refuse' | 'own-country' | 'allow';
  /** What happens to carriers below the thresholds */
  readonly qualityRouting: 'off' | 'last' | 'leave-out';
  readonly qualityWindowMin: number;
  readonly qualityMinCalls: number;
  /** Answered of attempted calls; 0: not looked at */
  readonly qualityMinAsr: number;
  /** 0: not looked at */
  readonly qualityMinAcdSec: number;
  /** 0: not looked at */
  readonly qualityMaxPddMs: number;
  /** Empty: the template of the level above */
  readonly voicemailNotificationId: number | null;
  /** Empty: the template of the level above */
  readonly onDemandRecordNotificationId: number | null;
  /** Empty: the template of the level above */
  readonly faxNotificationId: number | null;
  /** Empty: the template of the level above */
  readonly invoiceNotificationId: number | null;
  /** Empty: the template of the level above */
  readonly callCsvNotificationId: number | null;
  /** Empty: the template of the level above */
  readonly maxDailyUsageNotificationId: number | null;
  readonly mediaRelaySetIds: readonly number[];
  readonly proxyTrunkIds: readonly number[];
}

export interface BrandPage {
  readonly items: readonly Brand[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface BrandPatch {
  readonly timezone?: string;
  readonly currency?: string;
  readonly language?: 'en' | 'es' | 'ca' | 'it' | 'eu';
  /** Told before the quota is reached */
  readonly recordingsLimitEmail?: string | null;
  readonly taxId?: string;
  readonly postalAddress?: string;
  readonly postalCode?: string;
  readonly town?: string;
  readonly province?: string;
  readonly countryId?: number | null;
  readonly registryData?: string;
  /** Of the routings of a client the longer pattern goes before the priority */
  readonly longestPrefixFirst?: boolean;
  /** While the rater does not answer: none, those to the client’s own country, or all */
  readonly whenRatingIsAway?: 'refuse' | 'own-country' | 'allow';
  /** What happens to carriers below the thresholds */
  readonly qualityRouting?: 'off' | 'last' | 'leave-out';
  readonly qualityWindowMin?: number;
  readonly qualityMinCalls?: number;
  /** Answered of attempted calls; 0: not looked at */
  readonly qualityMinAsr?: number;
  /** 0: not looked at */
  readonly qualityMinAcdSec?: number;
  /** 0: not looked at */
  readonly qualityMaxPddMs?: number;
  /** Empty: the template of the level above */
  readonly voicemailNotificationId?: number | null;
  /** Empty: the template of the level above */
  readonly onDemandRecordNotificationId?: number | null;
  /** Empty: the template of the level above */
  readonly faxNotificationId?: number | null;
  /** Empty: the template of the level above */
  readonly invoiceNotificationId?: number | null;
  /** Empty: the template of the level above */
  readonly callCsvNotificationId?: number | null;
  /** Empty: the template of the level above */
  readonly maxDailyUsageNotificationId?: number | null;
}

export interface NotificationTemplate {
  readonly id: number;
  readonly name: string;
  readonly type: 'voicemail' | 'fax' | 'limit' | 'lowBalance' | 'invoice' | 'callCsv' | 'maxDailyUsage' | 'accessCredentials' | 'passwordReset' | 'onDemandRecord';
}

export interface NotificationTemplatePage {
  readonly items: readonly NotificationTemplate[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface NotificationTemplateCreate {
  readonly name: string;
  readonly type: 'voicemail' | 'fax' | 'limit' | 'lowBalance' | 'invoice' | 'callCsv' | 'maxDailyUsage' | 'accessCredentials' | 'passwordReset' | 'onDemandRecord';
}

export interface NotificationTemplatePatch {
  readonly name?: string;
}

export interface NotificationTemplateContent {
  readonly id: number;
  readonly notificationTemplateId: number;
  readonly language: 'en' | 'es' | 'ca' | 'it' | 'eu';
  readonly fromName: string;
  /** Empty: the address of the installation */
  readonly fromAddress: string | null;
  readonly subject: string;
  readonly body: string;
  readonly bodyType: 'text/plain' | 'text/html';
}

export interface NotificationTemplateContentPage {
  readonly items: readonly NotificationTemplateContent[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface NotificationTemplateContentCreate {
  readonly notificationTemplateId: number;
  readonly language: 'en' | 'es' | 'ca' | 'it' | 'eu';
  readonly fromName?: string;
  /** Empty: the address of the installation */
  readonly fromAddress?: string | null;
  readonly subject: string;
  readonly body: string;
  readonly bodyType?: 'text/plain' | 'text/html';
}

export interface NotificationTemplateContentPatch {
  readonly language?: 'en' | 'es' | 'ca' | 'it' | 'eu';
  readonly fromName?: string;
  /** Empty: the address of the installation */
  readonly fromAddress?: string | null;
  readonly subject?: string;
  readonly body?: string;
  readonly bodyType?: 'text/plain' | 'text/html';
}

export interface BrandService {
  readonly id: number;
  readonly serviceId: number;
  readonly code: string;
}

export interface BrandServicePage {
  readonly items: readonly BrandService[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface BrandServiceCreate {
  readonly serviceId: number;
  readonly code: string;
}

export interface BrandServicePatch {
  readonly code?: string;
}

export interface Corporation {
  readonly id: number;
  readonly name: string;
  readonly description: string;
}

export interface CorporationPage {
  readonly items: readonly Corporation[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface CorporationCreate {
  readonly name: string;
  readonly description?: string;
}

export interface CorporationPatch {
  readonly name?: string;
  readonly description?: string;
}

export interface TransformationRuleSet {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly countryId: number | null;
  readonly countryCallingCode: string;
  readonly internationalPrefix: string;
  readonly trunkPrefix: string;
  readonly areaCode: string;
  readonly nationalLength: number;
  readonly generateRules: boolean;
}

export interface TransformationRuleSetPage {
  readonly items: readonly TransformationRuleSet[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface TransformationRuleSetCreate {
  readonly name: string;
  readonly description?: string;
  readonly countryId?: number | null;
  readonly countryCallingCode: string;
  readonly internationalPrefix?: string;
  readonly trunkPrefix?: string;
  readonly areaCode?: string;
  readonly nationalLength?: number;
  readonly generateRules?: boolean;
}

export interface TransformationRuleSetPatch {
  readonly name?: string;
  readonly description?: string;
  readonly countryId?: number | null;
  readonly countryCallingCode?: string;
  readonly internationalPrefix?: string;
  readonly trunkPrefix?: string;
  readonly areaCode?: string;
  readonly nationalLength?: number;
  readonly generateRules?: boolean;
}

export interface TransformationRule {
  readonly id: number;
  readonly transformationRuleSetId: number;
  readonly type: 'callerin' | 'calleein' | 'callerout' | 'calleeout';
  readonly description: string;
  /** Lower first; the first match is applied */
  readonly priority: number;
  readonly matchExpr: string;
  /** \1 to \9 for groups */
  readonly replaceExpr: string;
}

export interface TransformationRulePage {
  readonly items: readonly TransformationRule[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface TransformationRuleCreate {
  readonly transformationRuleSetId: number;
  readonly type: 'callerin' | 'calleein' | 'callerout' | 'calleeout';
  readonly description?: string;
  /** Lower first; the first match is applied */
  readonly priority?: number;
  readonly matchExpr: string;
  /** \1 to \9 for groups */
  readonly replaceExpr?: string;
}

export interface TransformationRulePatch {
  readonly transformationRuleSetId?: number;
  readonly type?: 'callerin' | 'calleein' | 'callerout' | 'calleeout';
  readonly description?: string;
  /** Lower first; the first match is applied */
  readonly priority?: number;
  readonly matchExpr?: string;
  /** \1 to \9 for groups */
  readonly replaceExpr?: string;
}

export interface SpecialNumber {
  readonly id: number;
  readonly countryId: number | null;
  readonly number: string;
  readonly disableCdr: boolean;
}

export interface SpecialNumberPage {
  readonly items: readonly SpecialNumber[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface SpecialNumberCreate {
  readonly countryId?: number | null;
  readonly number: string;
  readonly disableCdr?: boolean;
}

export interface SpecialNumberPatch {
  readonly countryId?: number | null;
  readonly number?: string;
  readonly disableCdr?: boolean;
}

export interface RoutingTag {
  readonly id: number;
  readonly name: string;
  readonly tag: string;
}

export interface RoutingTagPage {
  readonly items: readonly RoutingTag[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface RoutingTagCreate {
  readonly name: string;
  readonly tag: string;
}

export interface RoutingTagPatch {
  readonly name?: string;
  readonly tag?: string;
}

export interface Client {
  readonly id: number;
  readonly type: 'vpbx' | 'residential' | 'retail' | 'wholesale';
  readonly name: string;
  /** vPBX only; residential and retail use the domain of the brand */
  readonly domain: string | null;
  readonly enabled: boolean;
  readonly timezone: string;
  readonly currency: string;
  readonly language: 'en' | 'es' | 'ca' | 'it' | 'eu';
  /** 0 means unlimited */
  readonly maxCalls: number;
  /** Prepaid is debited while the call lasts, pseudoprepaid once after it */
  readonly billingMethod: 'postpaid' | 'prepaid' | 'pseudoprepaid' | 'none';
  readonly balance: string;
  readonly transformationRuleSetId: number | null;
  readonly outgoingDdiId: number | null;
  /** Of those of the brand; left out at creation: all that a client of this type can have */
  readonly features: readonly ('queues' | 'recordings' | 'faxes' | 'friends' | 'conferences' | 'billing' | 'invoices' | 'progress' | 'operatorPanel' | 'webhooks')[];
  readonly corporationId: number | null;
  readonly outgoingDdiRuleId: number | null;
  readonly locationId: number | null;
  /** Offered besides those of the caller */
  readonly codecs: readonly ('PCMA' | 'PCMU' | 'GSM' | 'G729' | 'opus' | 'G723' | 'G722' | 'speex' | 'iLBC' | 'AMR' | 'AMR-WB')[];
  readonly routingTagIds: readonly number[];
  /** Above it the calls of the day end */
  readonly maxDailyUsage: string;
  readonly currentDayUsage: string;
  readonly maxDailyUsageEmail: string | null;
  /** Only from the countries and networks of the client */
  readonly ipFilter: boolean;
  readonly countryIds: readonly number[];
  /** By SIP INFO of the phone, or by a code */
  readonly onDemandRecord: 'off' | 'info' | 'dtmf';
  readonly onDemandRecordCode: string | null;
  readonly onDemandRecordNotice: 'disabled' | 'user' | 'other';
  readonly onDemandRecordEmail: string | null;
  readonly allowRecordingRemoval: boolean;
  /** Empty means unlimited; above it the oldest go */
  readonly recordingsLimitMb: number | null;
  /** Told before the quota is reached */
  readonly recordingsLimitEmail: string | null;
  readonly showInvoices: boolean;
  readonly taxId: string;
  readonly postalAddress: string;
  readonly postalCode: string;
  readonly town: string;
  readonly province: string;
  readonly countryId: number | null;
  /** Empty: the template of the level above */
  readonly voicemailNotificationId: number | null;
  /** Empty: the template of the level above */
  readonly onDemandRecordNotificationId: number | null;
  /** Empty: the template of the level above */
  readonly faxNotificationId: number | null;
  /** Empty: the template of the level above */
  readonly invoiceNotificationId: number | null;
  /** Empty: the template of the level above */
  readonly callCsvNotificationId: number | null;
  /** Empty: the template of the level above */
  readonly maxDailyUsageNotificationId: number | null;
  /** Empty: the template of the level above */
  readonly accessCredentialsNotificationId: number | null;
}

export interface ClientPage {
  readonly items: readonly Client[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface ClientCreate {
  readonly type: 'vpbx' | 'residential' | 'retail' | 'wholesale';
  readonly name: string;
  /** vPBX only; residential and retail use the domain of the brand */
  readonly domain?: string | null;
  readonly enabled?: boolean;
  readonly timezone?: string;
  readonly currency?: string;
  readonly language?: 'en' | 'es' | 'ca' | 'it' | 'eu';
  /** 0 means unlimited */
  readonly maxCalls?: number;
  /** Prepaid is debited while the call lasts, pseudoprepaid once after it */
  readonly billingMethod?: 'postpaid' | 'prepaid' | 'pseudoprepaid' | 'none';
  readonly transformationRuleSetId?: number | null;
  readonly outgoingDdiId?: number | null;
  /** Of those of the brand; left out at creation: all that a client of this type can have */
  readonly features?: readonly ('queues' | 'recordings' | 'faxes' | 'friends' | 'conferences' | 'billing' | 'invoices' | 'progress' | 'operatorPanel' | 'webhooks')[];
  readonly corporationId?: number | null;
  readonly outgoingDdiRuleId?: number | null;
  readonly locationId?: number | null;
  /** Offered besides those of the caller */
  readonly codecs?: readonly ('PCMA' | 'PCMU' | 'GSM' | 'G729' | 'opus' | 'G723' | 'G722' | 'speex' | 'iLBC' | 'AMR' | 'AMR-WB')[];
  readonly routingTagIds?: readonly number[];
  /** Above it the calls of the day end */
  readonly maxDailyUsage?: string;
  readonly maxDailyUsageEmail?: string | null;
  /** Only from the countries and networks of the client */
  readonly ipFilter?: boolean;
  readonly countryIds?: readonly number[];
  /** By SIP INFO of the phone, or by a code */
  readonly onDemandRecord?: 'off' | 'info' | 'dtmf';
  readonly onDemandRecordCode?: string | null;
  readonly onDemandRecordNotice?: 'disabled' | 'user' | 'other';
  readonly onDemandRecordEmail?: string | null;
  readonly allowRecordingRemoval?: boolean;
  /** Empty means unlimited; above it the oldest go */
  readonly recordingsLimitMb?: number | null;
  /** Told before the quota is reached */
  readonly recordingsLimitEmail?: string | null;
  readonly showInvoices?: boolean;
  readonly taxId?: string;
  readonly postalAddress?: string;
  readonly postalCode?: string;
  readonly town?: string;
  readonly province?: string;
  readonly countryId?: number | null;
  /** Empty: the template of the level above */
  readonly voicemailNotificationId?: number | null;
  /** Empty: the template of the level above */
  readonly onDemandRecordNotificationId?: number | null;
  /** Empty: the template of the level above */
  readonly faxNotificationId?: number | null;
  /** Empty: the template of the level above */
  readonly invoiceNotificationId?: number | null;
  /** Empty: the template of the level above */
  readonly callCsvNotificationId?: number | null;
  /** Empty: the template of the level above */
  readonly maxDailyUsageNotificationId?: number | null;
  /** Empty: the template of the level above */
  readonly accessCredentialsNotificationId?: number | null;
}

export interface ClientPatch {
  readonly name?: string;
  /** vPBX only; residential and retail use the domain of the brand */
  readonly domain?: string | null;
  readonly enabled?: boolean;
  readonly timezone?: string;
  readonly currency?: string;
  readonly language?: 'en' | 'es' | 'ca' | 'it' | 'eu';
  /** 0 means unlimited */
  readonly maxCalls?: number;
  /** Prepaid is debited while the call lasts, pseudoprepaid once after it */
  readonly billingMethod?: 'postpaid' | 'prepaid' | 'pseudoprepaid' | 'none';
  readonly transformationRuleSetId?: number | null;
  readonly outgoingDdiId?: number | null;
  /** Of those of the brand; left out at creation: all that a client of this type can have */
  readonly features?: readonly ('queues' | 'recordings' | 'faxes' | 'friends' | 'conferences' | 'billing' | 'invoices' | 'progress' | 'operatorPanel' | 'webhooks')[];
  readonly corporationId?: number | null;
  readonly outgoingDdiRuleId?: number | null;
  readonly locationId?: number | null;
  /** Offered besides those of the caller */
  readonly codecs?: readonly ('PCMA' | 'PCMU' | 'GSM' | 'G729' | 'opus' | 'G723' | 'G722' | 'speex' | 'iLBC' | 'AMR' | 'AMR-WB')[];
  readonly routingTagIds?: readonly number[];
  /** Above it the calls of the day end */
  readonly maxDailyUsage?: string;
  readonly maxDailyUsageEmail?: string | null;
  /** Only from the countries and networks of the client */
  readonly ipFilter?: boolean;
  readonly countryIds?: readonly number[];
  /** By SIP INFO of the phone, or by a code */
  readonly onDemandRecord?: 'off' | 'info' | 'dtmf';
  readonly onDemandRecordCode?: string | null;
  readonly onDemandRecordNotice?: 'disabled' | 'user' | 'other';
  readonly onDemandRecordEmail?: string | null;
  readonly allowRecordingRemoval?: boolean;
  /** Empty means unlimited; above it the oldest go */
  readonly recordingsLimitMb?: number | null;
  /** Told before the quota is reached */
  readonly recordingsLimitEmail?: string | null;
  readonly showInvoices?: boolean;
  readonly taxId?: string;
  readonly postalAddress?: string;
  readonly postalCode?: string;
  readonly town?: string;
  readonly province?: string;
  readonly countryId?: number | null;
  /** Empty: the template of the level above */
  readonly voicemailNotificationId?: number | null;
  /** Empty: the template of the level above */
  readonly onDemandRecordNotificationId?: number | null;
  /** Empty: the template of the level above */
  readonly faxNotificationId?: number | null;
  /** Empty: the template of the level above */
  readonly invoiceNotificationId?: number | null;
  /** Empty: the template of the level above */
  readonly callCsvNotificationId?: number | null;
  /** Empty: the template of the level above */
  readonly maxDailyUsageNotificationId?: number | null;
  /** Empty: the template of the level above */
  readonly accessCredentialsNotificationId?: number | null;
}

export interface ClientService {
  readonly id: number;
  readonly clientId: number;
  readonly serviceId: number;
  readonly code: string;
}

export interface ClientServicePage {
  readonly items: readonly ClientService[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface ClientNetwork {
  readonly id: number;
  readonly clientId: number;
  readonly network: string;
  readonly description: string;
}

export interface ClientNetworkPage {
  readonly items: readonly ClientNetwork[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface ClientNetworkCreate {
  readonly clientId: number;
  readonly network: string;
  readonly description?: string;
}

export interface ClientNetworkPatch {
  readonly network?: string;
  readonly description?: string;
}

export interface SurvivalDevice {
  readonly id: number;
  readonly clientId: number;
  readonly name: string;
  readonly proxy: string;
  readonly outboundProxy: string | null;
  readonly udpPort: number;
  readonly tcpPort: number;
  readonly tlsPort: number;
  readonly wssPort: number;
  readonly description: string;
}

export interface SurvivalDevicePage {
  readonly items: readonly SurvivalDevice[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface Location {
  readonly id: number;
  readonly clientId: number;
  readonly name: string;
  readonly description: string;
  readonly survivalDeviceId: number | null;
}

export interface LocationPage {
  readonly items: readonly Location[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface WebPortal {
  readonly id: number;
  readonly level: 'platform' | 'brand' | 'client' | 'user';
  /** Logins of other clients are refused */
  readonly clientId: number | null;
  readonly url: string;
  /** Title of the login page */
  readonly name: string;
  readonly productName: string;
  readonly color: string | null;
  readonly logo: {
    readonly name: string;
    readonly type: string;
    readonly bytes: number;
    readonly sha256: string;
  } | null;
}

export interface WebPortalPage {
  readonly items: readonly WebPortal[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface WebPortalCreate {
  readonly level: 'platform' | 'brand' | 'client' | 'user';
  /** Logins of other clients are refused */
  readonly clientId?: number | null;
  readonly url: string;
  /** Title of the login page */
  readonly name: string;
  readonly productName?: string;
  readonly color?: string | null;
}

export interface WebPortalPatch {
  /** Logins of other clients are refused */
  readonly clientId?: number | null;
  readonly url?: string;
  /** Title of the login page */
  readonly name?: string;
  readonly productName?: string;
  readonly color?: string | null;
}

export interface Administrator {
  readonly id: number;
  readonly clientId: number | null;
  readonly username: string;
  readonly email: string | null;
  readonly name: string;
  readonly lastname: string;
  readonly active: boolean;
  /** May do only what is granted resource by resource */
  readonly restricted: boolean;
  /** Asked of restricted administrators only */
  readonly canImpersonate: boolean;
  /** Cannot log in, only be impersonated */
  readonly internal: boolean;
  readonly language: 'en' | 'es' | 'ca' | 'it' | 'eu' | null;
  readonly timezone: string | null;
}

export interface AdministratorPage {
  readonly items: readonly Administrator[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface AdministratorCreate {
  readonly clientId?: number | null;
  readonly username: string;
  /** Without one the administrator is inactive */
  readonly password?: string | null;
  readonly email?: string | null;
  readonly name?: string;
  readonly lastname?: string;
  readonly active?: boolean;
  /** May do only what is granted resource by resource */
  readonly restricted?: boolean;
  /** Asked of restricted administrators only */
  readonly canImpersonate?: boolean;
  /** Cannot log in, only be impersonated */
  readonly internal?: boolean;
  readonly language?: 'en' | 'es' | 'ca' | 'it' | 'eu' | null;
  readonly timezone?: string | null;
}

export interface AdministratorPatch {
  readonly clientId?: number | null;
  readonly username?: string;
  /** Without one the administrator is inactive */
  readonly password?: string | null;
  readonly email?: string | null;
  readonly name?: string;
  readonly lastname?: string;
  readonly active?: boolean;
  /** May do only what is granted resource by resource */
  readonly restricted?: boolean;
  /** Asked of restricted administrators only */
  readonly canImpersonate?: boolean;
  /** Cannot log in, only be impersonated */
  readonly internal?: boolean;
  readonly language?: 'en' | 'es' | 'ca' | 'it' | 'eu' | null;
  readonly timezone?: string | null;
}

export interface AdministratorGrant {
  readonly id: number;
  readonly administratorId: number;
  readonly resource: string;
  readonly mayCreate: boolean;
  readonly mayRead: boolean;
  readonly mayUpdate: boolean;
  readonly mayDelete: boolean;
}

export interface AdministratorGrantPage {
  readonly items: readonly AdministratorGrant[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface AdministratorGrantCreate {
  readonly administratorId: number;
  readonly resource: string;
  readonly mayCreate?: boolean;
  readonly mayRead?: boolean;
  readonly mayUpdate?: boolean;
  readonly mayDelete?: boolean;
}

export interface AdministratorGrantPatch {
  readonly mayCreate?: boolean;
  readonly mayRead?: boolean;
  readonly mayUpdate?: boolean;
  readonly mayDelete?: boolean;
}

export interface SingleSignOn {
  readonly id: number;
  readonly webPortalId: number;
  /** What the button of the login page says */
  readonly name: string;
  /** Address whose /.well-known/openid-configuration describes the provider */
  readonly issuer: string;
  /** Name under which the provider knows this portal */
  readonly identifier: string;
  /** email: the verified e-mail address of the login; preferred_username: its username */
  readonly claim: 'email' | 'preferred_username';
  readonly active: boolean;
}

export interface SingleSignOnPage {
  readonly items: readonly SingleSignOn[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface SingleSignOnCreate {
  readonly webPortalId: number;
  /** What the button of the login page says */
  readonly name: string;
  /** Address whose /.well-known/openid-configuration describes the provider */
  readonly issuer: string;
  /** Name under which the provider knows this portal */
  readonly identifier: string;
  readonly secret?: string | null;
  /** email: the verified e-mail address of the login; preferred_username: its username */
  readonly claim?: 'email' | 'preferred_username';
  readonly active?: boolean;
}

export interface SingleSignOnPatch {
  /** What the button of the login page says */
  readonly name?: string;
  /** Address whose /.well-known/openid-configuration describes the provider */
  readonly issuer?: string;
  /** Name under which the provider knows this portal */
  readonly identifier?: string;
  readonly secret?: string | null;
  /** email: the verified e-mail address of the login; preferred_username: its username */
  readonly claim?: 'email' | 'preferred_username';
  readonly active?: boolean;
}

export interface BannedAddress {
  readonly id: number;
  readonly clientId: number | null;
  readonly ip: string;
  readonly blocker: 'antiflood' | 'ipFilter' | 'antiBruteForce';
  readonly aor: string | null;
  /** User-Agent */
  readonly description: string | null;
  readonly lastBannedAt: string;
  /** Empty: single requests were refused */
  readonly bannedUntil: string | null;
}

export interface BannedAddressPage {
  readonly items: readonly BannedAddress[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface Terminal {
  readonly id: number;
  readonly clientId: number;
  readonly name: string;
  /** SHA-256 of the certificate, 64 lower-case hexadecimal digits */
  readonly certificateFingerprint: string | null;
  /** instead: enough without the password; besides: needed together with it */
  readonly certificatePolicy: 'instead' | 'besides';
  readonly terminalModelId: number | null;
  readonly mac: string | null;
  /** In order of preference */
  readonly audioCodecs: readonly ('alaw' | 'ulaw' | 'g722' | 'g729' | 'gsm' | 'ilbc' | 'speex' | 'speex16' | 'g726' | 'amr' | 'opus')[];
  readonly videoCodecs: readonly ('h264' | 'h263' | 'h263p' | 'h261' | 'vp8' | 'vp9')[];
  readonly directMediaMethod: 'update' | 'invite' | 'reinvite';
  readonly t38Passthrough: boolean;
  readonly rtpEncryption: boolean;
  readonly lastProvisionedAt: string | null;
}

export interface TerminalPage {
  readonly items: readonly Terminal[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface Extension {
  readonly id: number;
  readonly clientId: number;
  readonly number: string;
  readonly routeType: 'user' | 'number' | 'ivr' | 'huntGroup' | 'queue' | 'conferenceRoom' | 'conditional' | 'friend' | 'voicemail' | 'locution' | 'parkOrbit' | 'pagingGroup';
  readonly userId: number | null;
  readonly routeNumber: string | null;
  readonly ivrId: number | null;
  readonly huntGroupId: number | null;
  readonly queueId: number | null;
  readonly conferenceRoomId: number | null;
  readonly conditionalRouteId: number | null;
  readonly friendNumber: string | null;
  readonly voicemailId: number | null;
  readonly locutionId: number | null;
  readonly parkOrbitId: number | null;
  readonly pagingGroupId: number | null;
}

export interface ExtensionPage {
  readonly items: readonly Extension[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface User {
  readonly id: number;
  readonly clientId: number;
  readonly name: string;
  readonly lastname: string;
  /** Login of the user portal */
  readonly email: string | null;
  readonly active: boolean;
  readonly terminalId: number | null;
  readonly extensionId: number | null;
  readonly outgoingDdiId: number | null;
  readonly outgoingDdiRuleId: number | null;
  readonly callAclId: number | null;
  /** Empty: that of the client */
  readonly transformationRuleSetId: number | null;
  readonly doNotDisturb: boolean;
  /** 0 means unlimited */
  readonly maxCalls: number;
  /** Only the assistant and the white list ring this user */
  readonly isBoss: boolean;
  readonly bossAssistantId: number | null;
  readonly bossWhiteListId: number | null;
  /** How many calls at once are allowed from outside the permitted networks */
  readonly externalIpCalls: number;
  readonly rejectCallMethod: '486' | '600' | 'rfc';
  /** Up to 10 phones ring at once */
  readonly multiContact: boolean;
  readonly gsQrCode: boolean;
  readonly useDefaultLocation: boolean;
  readonly locationId: number | null;
  /** Empty: that of the client */
  readonly language: 'en' | 'es' | 'ca' | 'it' | 'eu' | null;
  /** Empty: that of the client */
  readonly timezone: string | null;
  readonly musicOnHoldId: number | null;
  readonly hideCallerNumber: boolean;
  /** May log in on any phone of the client */
  readonly mayHotel: boolean;
  readonly mayAskCallBack: boolean;
}

export interface UserPage {
  readonly items: readonly User[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface Friend {
  readonly id: number;
  readonly clientId: number;
  readonly name: string;
  readonly description: string;
  /** Lower first */
  readonly priority: number;
  /** No: it registers; intervpbx: another vPBX client */
  readonly directConnectivity: 'yes' | 'no' | 'intervpbx';
  readonly interClientId: number | null;
  /** SHA-256 of the certificate, 64 lower-case hexadecimal digits */
  readonly certificateFingerprint: string | null;
  /** instead: enough without the password; besides: needed together with it */
  readonly certificatePolicy: 'instead' | 'besides';
  readonly transport: 'udp' | 'tcp' | 'tls' | null;
  readonly ip: string | null;
  readonly port: number | null;
  /** Empty: the main one */
  readonly proxyUserId: number | null;
  readonly ruriDomain: string | null;
  readonly fromDomain: string | null;
  /** Off: calls go to the name of the endpoint */
  readonly ddiIn: boolean;
  /** Up to 10 phones ring at once */
  readonly multiContact: boolean;
  readonly trustSdp: boolean;
  /** Trusted with numbers that callers withhold (RFC 3325) */
  readonly sendPai: boolean;
  readonly t38Passthrough: boolean;
  readonly rtpEncryption: boolean;
  readonly directMediaMethod: 'update' | 'invite' | 'reinvite';
  /** In order of preference */
  readonly audioCodecs: readonly ('alaw' | 'ulaw' | 'g722' | 'g729' | 'gsm' | 'ilbc' | 'speex' | 'speex16' | 'g726' | 'amr' | 'opus')[];
  readonly fromUser: string | null;
  /** Also to extensions */
  readonly alwaysApplyTransformations: boolean;
  readonly callAclId: number | null;
  readonly outgoingDdiId: number | null;
  /** Empty: that of the client */
  readonly transformationRuleSetId: number | null;
  /** Empty: that of the client */
  readonly language: 'en' | 'es' | 'ca' | 'it' | 'eu' | null;
}

export interface FriendPage {
  readonly items: readonly Friend[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface FriendCreate {
  readonly clientId: number;
  readonly name: string;
  readonly description?: string;
  /** Lower first */
  readonly priority?: number;
  /** No: it registers; intervpbx: another vPBX client */
  readonly directConnectivity?: 'yes' | 'no' | 'intervpbx';
  readonly interClientId?: number | null;
  readonly password?: string | null;
  /** SHA-256 of the certificate, 64 lower-case hexadecimal digits */
  readonly certificateFingerprint?: string | null;
  /** instead: enough without the password; besides: needed together with it */
  readonly certificatePolicy?: 'instead' | 'besides';
  readonly transport?: 'udp' | 'tcp' | 'tls' | null;
  readonly ip?: string | null;
  readonly port?: number | null;
  /** Empty: the main one */
  readonly proxyUserId?: number | null;
  readonly ruriDomain?: string | null;
  readonly fromDomain?: string | null;
  /** Off: calls go to the name of the endpoint */
  readonly ddiIn?: boolean;
  /** Up to 10 phones ring at once */
  readonly multiContact?: boolean;
  readonly trustSdp?: boolean;
  /** Trusted with numbers that callers withhold (RFC 3325) */
  readonly sendPai?: boolean;
  readonly t38Passthrough?: boolean;
  readonly rtpEncryption?: boolean;
  readonly directMediaMethod?: 'update' | 'invite' | 'reinvite';
  /** In order of preference */
  readonly audioCodecs?: readonly ('alaw' | 'ulaw' | 'g722' | 'g729' | 'gsm' | 'ilbc' | 'speex' | 'speex16' | 'g726' | 'amr' | 'opus')[];
  readonly fromUser?: string | null;
  /** Also to extensions */
  readonly alwaysApplyTransformations?: boolean;
  readonly callAclId?: number | null;
  readonly outgoingDdiId?: number | null;
  /** Empty: that of the client */
  readonly transformationRuleSetId?: number | null;
  /** Empty: that of the client */
  readonly language?: 'en' | 'es' | 'ca' | 'it' | 'eu' | null;
}

export interface FriendPatch {
  readonly name?: string;
  readonly description?: string;
  /** Lower first */
  readonly priority?: number;
  /** No: it registers; intervpbx: another vPBX client */
  readonly directConnectivity?: 'yes' | 'no' | 'intervpbx';
  readonly password?: string | null;
  /** SHA-256 of the certificate, 64 lower-case hexadecimal digits */
  readonly certificateFingerprint?: string | null;
  /** instead: enough without the password; besides: needed together with it */
  readonly certificatePolicy?: 'instead' | 'besides';
  readonly transport?: 'udp' | 'tcp' | 'tls' | null;
  readonly ip?: string | null;
  readonly port?: number | null;
  /** Empty: the main one */
  readonly proxyUserId?: number | null;
  readonly ruriDomain?: string | null;
  readonly fromDomain?: string | null;
  /** Off: calls go to the name of the endpoint */
  readonly ddiIn?: boolean;
  /** Up to 10 phones ring at once */
  readonly multiContact?: boolean;
  readonly trustSdp?: boolean;
  /** Trusted with numbers that callers withhold (RFC 3325) */
  readonly sendPai?: boolean;
  readonly t38Passthrough?: boolean;
  readonly rtpEncryption?: boolean;
  readonly directMediaMethod?: 'update' | 'invite' | 'reinvite';
  /** In order of preference */
  readonly audioCodecs?: readonly ('alaw' | 'ulaw' | 'g722' | 'g729' | 'gsm' | 'ilbc' | 'speex' | 'speex16' | 'g726' | 'amr' | 'opus')[];
  readonly fromUser?: string | null;
  /** Also to extensions */
  readonly alwaysApplyTransformations?: boolean;
  readonly callAclId?: number | null;
  readonly outgoingDdiId?: number | null;
  /** Empty: that of the client */
  readonly transformationRuleSetId?: number | null;
  /** Empty: that of the client */
  readonly language?: 'en' | 'es' | 'ca' | 'it' | 'eu' | null;
}

export interface FriendPattern {
  readonly id: number;
  readonly clientId: number;
  readonly friendId: number;
  readonly name: string;
  readonly regExp: string;
}

export interface FriendPatternPage {
  readonly items: readonly FriendPattern[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface ResidentialDevice {
  readonly id: number;
  readonly clientId: number;
  readonly name: string;
  /** SHA-256 of the certificate, 64 lower-case hexadecimal digits */
  readonly certificateFingerprint: string | null;
  /** instead: enough without the password; besides: needed together with it */
  readonly certificatePolicy: 'instead' | 'besides';
  readonly description: string;
  readonly outgoingDdiId: number | null;
  /** Empty: that of the client */
  readonly transformationRuleSetId: number | null;
  /** Yes: reached at its address, it does not register */
  readonly directConnectivity: 'no' | 'yes';
  readonly transport: 'udp' | 'tcp' | 'tls' | null;
  readonly ip: string | null;
  readonly port: number | null;
  /** Empty: the main one */
  readonly proxyUserId: number | null;
  readonly ruriDomain: string | null;
  readonly fromDomain: string | null;
  /** Off: calls go to the name of the endpoint */
  readonly ddiIn: boolean;
  /** Up to 10 phones ring at once */
  readonly multiContact: boolean;
  readonly trustSdp: boolean;
  /** Trusted with numbers that callers withhold (RFC 3325) */
  readonly sendPai: boolean;
  readonly t38Passthrough: boolean;
  readonly rtpEncryption: boolean;
  /** 0 means unlimited */
  readonly maxCalls: number;
  /** In order of preference */
  readonly audioCodecs: readonly ('alaw' | 'ulaw' | 'g722' | 'g729' | 'gsm' | 'ilbc' | 'speex' | 'speex16' | 'g726' | 'amr' | 'opus')[];
  readonly directMediaMethod: 'update' | 'invite' | 'reinvite';
  readonly fromUser: string | null;
  /** Empty: that of the client */
  readonly language: 'en' | 'es' | 'ca' | 'it' | 'eu' | null;
}

export interface ResidentialDeviceCreated {
  readonly id: number;
  readonly clientId: number;
  readonly name: string;
  /** SHA-256 of the certificate, 64 lower-case hexadecimal digits */
  readonly certificateFingerprint: string | null;
  /** instead: enough without the password; besides: needed together with it */
  readonly certificatePolicy: 'instead' | 'besides';
  readonly description: string;
  readonly outgoingDdiId: number | null;
  /** Empty: that of the client */
  readonly transformationRuleSetId: number | null;
  /** Yes: reached at its address, it does not register */
  readonly directConnectivity: 'no' | 'yes';
  readonly transport: 'udp' | 'tcp' | 'tls' | null;
  readonly ip: string | null;
  readonly port: number | null;
  /** Empty: the main one */
  readonly proxyUserId: number | null;
  readonly ruriDomain: string | null;
  readonly fromDomain: string | null;
  /** Off: calls go to the name of the endpoint */
  readonly ddiIn: boolean;
  /** Up to 10 phones ring at once */
  readonly multiContact: boolean;
  readonly trustSdp: boolean;
  /** Trusted with numbers that callers withhold (RFC 3325) */
  readonly sendPai: boolean;
  readonly t38Passthrough: boolean;
  readonly rtpEncryption: boolean;
  /** 0 means unlimited */
  readonly maxCalls: number;
  /** In order of preference */
  readonly audioCodecs: readonly ('alaw' | 'ulaw' | 'g722' | 'g729' | 'gsm' | 'ilbc' | 'speex' | 'speex16' | 'g726' | 'amr' | 'opus')[];
  readonly directMediaMethod: 'update' | 'invite' | 'reinvite';
  readonly fromUser: string | null;
  /** Empty: that of the client */
  readonly language: 'en' | 'es' | 'ca' | 'it' | 'eu' | null;
  readonly password?: string;
}

export interface ResidentialDevicePage {
  readonly items: readonly ResidentialDevice[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface ResidentialDeviceCreate {
  readonly clientId: number;
  readonly name: string;
  /** Left out: one is made up and shown once */
  readonly password?: string;
  /** SHA-256 of the certificate, 64 lower-case hexadecimal digits */
  readonly certificateFingerprint?: string | null;
  /** instead: enough without the password; besides: needed together with it */
  readonly certificatePolicy?: 'instead' | 'besides';
  readonly description?: string;
  readonly outgoingDdiId?: number | null;
  /** Empty: that of the client */
  readonly transformationRuleSetId?: number | null;
  /** Yes: reached at its address, it does not register */
  readonly directConnectivity?: 'no' | 'yes';
  readonly transport?: 'udp' | 'tcp' | 'tls' | null;
  readonly ip?: string | null;
  readonly port?: number | null;
  /** Empty: the main one */
  readonly proxyUserId?: number | null;
  readonly ruriDomain?: string | null;
  readonly fromDomain?: string | null;
  /** Off: calls go to the name of the endpoint */
  readonly ddiIn?: boolean;
  /** Up to 10 phones ring at once */
  readonly multiContact?: boolean;
  readonly trustSdp?: boolean;
  /** Trusted with numbers that callers withhold (RFC 3325) */
  readonly sendPai?: boolean;
  readonly t38Passthrough?: boolean;
  readonly rtpEncryption?: boolean;
  /** 0 means unlimited */
  readonly maxCalls?: number;
  /** In order of preference */
  readonly audioCodecs?: readonly ('alaw' | 'ulaw' | 'g722' | 'g729' | 'gsm' | 'ilbc' | 'speex' | 'speex16' | 'g726' | 'amr' | 'opus')[];
  readonly directMediaMethod?: 'update' | 'invite' | 'reinvite';
  readonly fromUser?: string | null;
  /** Empty: that of the client */
  readonly language?: 'en' | 'es' | 'ca' | 'it' | 'eu' | null;
}

export interface ResidentialDevicePatch {
  readonly name?: string;
  /** Left out: one is made up and shown once */
  readonly password?: string;
  /** SHA-256 of the certificate, 64 lower-case hexadecimal digits */
  readonly certificateFingerprint?: string | null;
  /** instead: enough without the password; besides: needed together with it */
  readonly certificatePolicy?: 'instead' | 'besides';
  readonly description?: string;
  readonly outgoingDdiId?: number | null;
  /** Empty: that of the client */
  readonly transformationRuleSetId?: number | null;
  /** Yes: reached at its address, it does not register */
  readonly directConnectivity?: 'no' | 'yes';
  readonly transport?: 'udp' | 'tcp' | 'tls' | null;
  readonly ip?: string | null;
  readonly port?: number | null;
  /** Empty: the main one */
  readonly proxyUserId?: number | null;
  readonly ruriDomain?: string | null;
  readonly fromDomain?: string | null;
  /** Off: calls go to the name of the endpoint */
  readonly ddiIn?: boolean;
  /** Up to 10 phones ring at once */
  readonly multiContact?: boolean;
  readonly trustSdp?: boolean;
  /** Trusted with numbers that callers withhold (RFC 3325) */
  readonly sendPai?: boolean;
  readonly t38Passthrough?: boolean;
  readonly rtpEncryption?: boolean;
  /** 0 means unlimited */
  readonly maxCalls?: number;
  /** In order of preference */
  readonly audioCodecs?: readonly ('alaw' | 'ulaw' | 'g722' | 'g729' | 'gsm' | 'ilbc' | 'speex' | 'speex16' | 'g726' | 'amr' | 'opus')[];
  readonly directMediaMethod?: 'update' | 'invite' | 'reinvite';
  readonly fromUser?: string | null;
  /** Empty: that of the client */
  readonly language?: 'en' | 'es' | 'ca' | 'it' | 'eu' | null;
}

export interface RetailAccount {
  readonly id: number;
  readonly clientId: number;
  readonly name: string;
  /** SHA-256 of the certificate, 64 lower-case hexadecimal digits */
  readonly certificateFingerprint: string | null;
  /** instead: enough without the password; besides: needed together with it */
  readonly certificatePolicy: 'instead' | 'besides';
  readonly description: string;
  readonly outgoingDdiId: number | null;
  /** Empty: that of the client */
  readonly transformationRuleSetId: number | null;
  /** Yes: reached at its address, it does not register */
  readonly directConnectivity: 'no' | 'yes';
  readonly transport: 'udp' | 'tcp' | 'tls' | null;
  readonly ip: string | null;
  readonly port: number | null;
  /** Empty: the main one */
  readonly proxyUserId: number | null;
  readonly ruriDomain: string | null;
  readonly fromDomain: string | null;
  /** Off: calls go to the name of the endpoint */
  readonly ddiIn: boolean;
  /** Up to 10 phones ring at once */
  readonly multiContact: boolean;
  readonly trustSdp: boolean;
  /** Trusted with numbers that callers withhold (RFC 3325) */
  readonly sendPai: boolean;
  readonly t38Passthrough: boolean;
  readonly rtpEncryption: boolean;
}

export interface RetailAccountCreated {
  readonly id: number;
  readonly clientId: number;
  readonly name: string;
  /** SHA-256 of the certificate, 64 lower-case hexadecimal digits */
  readonly certificateFingerprint: string | null;
  /** instead: enough without the password; besides: needed together with it */
  readonly certificatePolicy: 'instead' | 'besides';
  readonly description: string;
  readonly outgoingDdiId: number | null;
  /** Empty: that of the client */
  readonly transformationRuleSetId: number | null;
  /** Yes: reached at its address, it does not register */
  readonly directConnectivity: 'no' | 'yes';
  readonly transport: 'udp' | 'tcp' | 'tls' | null;
  readonly ip: string | null;
  readonly port: number | null;
  /** Empty: the main one */
  readonly proxyUserId: number | null;
  readonly ruriDomain: string | null;
  readonly fromDomain: string | null;
  /** Off: calls go to the name of the endpoint */
  readonly ddiIn: boolean;
  /** Up to 10 phones ring at once */
  readonly multiContact: boolean;
  readonly trustSdp: boolean;
  /** Trusted with numbers that callers withhold (RFC 3325) */
  readonly sendPai: boolean;
  readonly t38Passthrough: boolean;
  readonly rtpEncryption: boolean;
  readonly password?: string;
}

export interface RetailAccountPage {
  readonly items: readonly RetailAccount[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface RetailAccountCreate {
  readonly clientId: number;
  readonly name: string;
  /** Left out: one is made up and shown once */
  readonly password?: string;
  /** SHA-256 of the certificate, 64 lower-case hexadecimal digits */
  readonly certificateFingerprint?: string | null;
  /** instead: enough without the password; besides: needed together with it */
  readonly certificatePolicy?: 'instead' | 'besides';
  readonly description?: string;
  readonly outgoingDdiId?: number | null;
  /** Empty: that of the client */
  readonly transformationRuleSetId?: number | null;
  /** Yes: reached at its address, it does not register */
  readonly directConnectivity?: 'no' | 'yes';
  readonly transport?: 'udp' | 'tcp' | 'tls' | null;
  readonly ip?: string | null;
  readonly port?: number | null;
  /** Empty: the main one */
  readonly proxyUserId?: number | null;
  readonly ruriDomain?: string | null;
  readonly fromDomain?: string | null;
  /** Off: calls go to the name of the endpoint */
  readonly ddiIn?: boolean;
  /** Up to 10 phones ring at once */
  readonly multiContact?: boolean;
  readonly trustSdp?: boolean;
  /** Trusted with numbers that callers withhold (RFC 3325) */
  readonly sendPai?: boolean;
  readonly t38Passthrough?: boolean;
  readonly rtpEncryption?: boolean;
}

export interface RetailAccountPatch {
  readonly name?: string;
  /** Left out: one is made up and shown once */
  readonly password?: string;
  /** SHA-256 of the certificate, 64 lower-case hexadecimal digits */
  readonly certificateFingerprint?: string | null;
  /** instead: enough without the password; besides: needed together with it */
  readonly certificatePolicy?: 'instead' | 'besides';
  readonly description?: string;
  readonly outgoingDdiId?: number | null;
  /** Empty: that of the client */
  readonly transformationRuleSetId?: number | null;
  /** Yes: reached at its address, it does not register */
  readonly directConnectivity?: 'no' | 'yes';
  readonly transport?: 'udp' | 'tcp' | 'tls' | null;
  readonly ip?: string | null;
  readonly port?: number | null;
  /** Empty: the main one */
  readonly proxyUserId?: number | null;
  readonly ruriDomain?: string | null;
  readonly fromDomain?: string | null;
  /** Off: calls go to the name of the endpoint */
  readonly ddiIn?: boolean;
  /** Up to 10 phones ring at once */
  readonly multiContact?: boolean;
  readonly trustSdp?: boolean;
  /** Trusted with numbers that callers withhold (RFC 3325) */
  readonly sendPai?: boolean;
  readonly t38Passthrough?: boolean;
  readonly rtpEncryption?: boolean;
}

export interface Alias {
  readonly id: number;
  readonly clientId: number;
  /** What stands before the @; a DDI is written as +E.164 */
  readonly name: string;
  readonly targetType: 'terminal' | 'friend' | 'residentialDevice' | 'retailAccount';
  readonly terminalId: number | null;
  readonly friendId: number | null;
  readonly residentialDeviceId: number | null;
  readonly retailAccountId: number | null;
  readonly description: string;
}

export interface AliasPage {
  readonly items: readonly Alias[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface AliasCreate {
  readonly clientId: number;
  /** What stands before the @; a DDI is written as +E.164 */
  readonly name: string;
  readonly targetType?: 'terminal' | 'friend' | 'residentialDevice' | 'retailAccount';
  readonly terminalId?: number | null;
  readonly friendId?: number | null;
  readonly residentialDeviceId?: number | null;
  readonly retailAccountId?: number | null;
  readonly description?: string;
}

export interface AliasPatch {
  /** What stands before the @; a DDI is written as +E.164 */
  readonly name?: string;
  readonly targetType?: 'terminal' | 'friend' | 'residentialDevice' | 'retailAccount';
  readonly terminalId?: number | null;
  readonly friendId?: number | null;
  readonly residentialDeviceId?: number | null;
  readonly retailAccountId?: number | null;
  readonly description?: string;
}

export interface Locution {
  readonly id: number;
  readonly clientId: number;
  readonly name: string;
  readonly originalFile: {
    readonly name: string;
    readonly type: string;
    readonly bytes: number;
    readonly sha256: string;
  } | null;
  readonly encodedFile: {
    readonly name: string;
    readonly type: string;
    readonly bytes: number;
    readonly sha256: string;
  } | null;
  readonly status: 'pending' | 'encoding' | 'ready' | 'error' | null;
}

export interface LocutionPage {
  readonly items: readonly Locution[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface MusicOnHold {
  readonly id: number;
  /** Empty: generic, for all clients of the brand */
  readonly clientId: number | null;
  readonly name: string;
  readonly originalFile: {
    readonly name: string;
    readonly type: string;
    readonly bytes: number;
    readonly sha256: string;
  } | null;
  readonly encodedFile: {
    readonly name: string;
    readonly type: string;
    readonly bytes: number;
    readonly sha256: string;
  } | null;
  readonly status: 'pending' | 'encoding' | 'ready' | 'error' | null;
}

export interface MusicOnHoldPage {
  readonly items: readonly MusicOnHold[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface MusicOnHoldCreate {
  /** Empty: generic, for all clients of the brand */
  readonly clientId?: number | null;
  readonly name: string;
}

export interface MusicOnHoldPatch {
  readonly name?: string;
}

export interface MatchList {
  readonly id: number;
  /** Empty: generic, for all clients of the brand */
  readonly clientId: number | null;
  readonly name: string;
}

export interface MatchListPage {
  readonly items: readonly MatchList[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface MatchListCreate {
  /** Empty: generic, for all clients of the brand */
  readonly clientId?: number | null;
  readonly name: string;
}

export interface MatchListPatch {
  readonly name?: string;
}

export interface MatchListPattern {
  readonly id: number;
  /** Empty: generic, for all clients of the brand */
  readonly clientId: number | null;
  readonly matchListId: number;
  readonly description: string;
  readonly type: 'number' | 'regexp';
  readonly number: string | null;
  readonly regExp: string | null;
  /** Number or pattern, to search by */
  readonly matchPattern: string;
}

export interface MatchListPatternPage {
  readonly items: readonly MatchListPattern[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface MatchListPatternCreate {
  /** Empty: generic, for all clients of the brand */
  readonly clientId?: number | null;
  readonly matchListId: number;
  readonly description?: string;
  readonly type?: 'number' | 'regexp';
  readonly number?: string | null;
  readonly regExp?: string | null;
}

export interface MatchListPatternPatch {
  readonly description?: string;
  readonly type?: 'number' | 'regexp';
  readonly number?: string | null;
  readonly regExp?: string | null;
}

export interface CallAcl {
  readonly id: number;
  readonly clientId: number;
  readonly name: string;
  readonly defaultPolicy: 'allow' | 'deny';
}

export interface CallAclPage {
  readonly items: readonly CallAcl[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface CallAclRule {
  readonly id: number;
  readonly clientId: number;
  readonly callAclId: number;
  readonly priority: number;
  readonly matchListId: number;
  readonly policy: 'allow' | 'deny';
}

export interface CallAclRulePage {
  readonly items: readonly CallAclRule[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface OutgoingDdiRule {
  readonly id: number;
  readonly clientId: number;
  readonly name: string;
  readonly defaultAction: 'keep' | 'force';
  /** Empty: the fallback DDI of the client */
  readonly forcedDdiId: number | null;
}

export interface OutgoingDdiRulePage {
  readonly items: readonly OutgoingDdiRule[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface OutgoingDdiRulePattern {
  readonly id: number;
  readonly clientId: number;
  readonly outgoingDdiRuleId: number;
  readonly priority: number;
  readonly type: 'destination' | 'prefix';
  readonly matchListId: number | null;
  readonly prefix: string | null;
  readonly action: 'keep' | 'force';
  /** Empty: the fallback DDI of the client */
  readonly forcedDdiId: number | null;
}

export interface OutgoingDdiRulePatternPage {
  readonly items: readonly OutgoingDdiRulePattern[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface AuthorisationCode {
  readonly id: number;
  readonly clientId: number;
  readonly name: string;
  readonly code: string;
  /** Empty: everything is allowed */
  readonly callAclId: number | null;
  readonly enabled: boolean;
}

export interface AuthorisationCodePage {
  readonly items: readonly AuthorisationCode[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface Schedule {
  readonly id: number;
  readonly clientId: number;
  readonly name: string;
  readonly timeIn: string;
  readonly timeOut: string;
  readonly weekdays: readonly ('monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday')[];
}

export interface SchedulePage {
  readonly items: readonly Schedule[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface Calendar {
  readonly id: number;
  readonly clientId: number;
  readonly name: string;
}

export interface CalendarPage {
  readonly items: readonly Calendar[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface HolidayDate {
  readonly id: number;
  readonly clientId: number;
  readonly calendarId: number;
  readonly name: string;
  readonly eventDate: string;
  readonly wholeDayEvent: boolean;
  readonly timeIn: string | null;
  readonly timeOut: string | null;
  /** Empty: that of the filter */
  readonly locutionId: number | null;
  readonly routeType: 'none' | 'number' | 'extension' | 'voicemail';
  readonly routeNumber: string | null;
  readonly extensionId: number | null;
  readonly voicemailId: number | null;
}

export interface HolidayDatePage {
  readonly items: readonly HolidayDate[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface CalendarPeriod {
  readonly id: number;
  readonly clientId: number;
  readonly calendarId: number;
  readonly startDate: string;
  readonly endDate: string;
  readonly scheduleIds: readonly number[];
  /** Empty: that of the filter */
  readonly locutionId: number | null;
  readonly routeType: 'none' | 'number' | 'extension' | 'voicemail';
  readonly routeNumber: string | null;
  readonly extensionId: number | null;
  readonly voicemailId: number | null;
}

export interface CalendarPeriodPage {
  readonly items: readonly CalendarPeriod[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface RouteLock {
  readonly id: number;
  readonly clientId: number;
  readonly name: string;
  readonly description: string;
  readonly open: boolean;
}

export interface RouteLockPage {
  readonly items: readonly RouteLock[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface ExternalCallFilter {
  readonly id: number;
  readonly clientId: number;
  readonly name: string;
  readonly welcomeLocutionId: number | null;
  /** Refused */
  readonly blackListIds: readonly number[];
  /** Pass whatever the hour */
  readonly whiteListIds: readonly number[];
  readonly holidayEnabled: boolean;
  readonly calendarIds: readonly number[];
  readonly holidayLocutionId: number | null;
  readonly holidayRouteType: 'none' | 'number' | 'extension' | 'voicemail';
  readonly holidayRouteNumber: string | null;
  readonly holidayExtensionId: number | null;
  readonly holidayVoicemailId: number | null;
  readonly outOfScheduleEnabled: boolean;
  readonly scheduleIds: readonly number[];
  readonly outOfScheduleLocutionId: number | null;
  readonly outOfScheduleRouteType: 'none' | 'number' | 'extension' | 'voicemail';
  readonly outOfScheduleRouteNumber: string | null;
  readonly outOfScheduleExtensionId: number | null;
  readonly outOfScheduleVoicemailId: number | null;
}

export interface ExternalCallFilterPage {
  readonly items: readonly ExternalCallFilter[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface ConditionalRoute {
  readonly id: number;
  readonly clientId: number;
  readonly name: string;
  readonly locutionId: number | null;
  readonly routeType: 'none' | 'user' | 'number' | 'extension' | 'ivr' | 'huntGroup' | 'voicemail' | 'friend' | 'queue' | 'conferenceRoom';
  readonly userId: number | null;
  readonly routeNumber: string | null;
  readonly extensionId: number | null;
  readonly ivrId: number | null;
  readonly huntGroupId: number | null;
  readonly voicemailId: number | null;
  readonly friendNumber: string | null;
  readonly queueId: number | null;
  readonly conferenceRoomId: number | null;
}

export interface ConditionalRoutePage {
  readonly items: readonly ConditionalRoute[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface RouteCondition {
  readonly id: number;
  readonly clientId: number;
  readonly conditionalRouteId: number;
  readonly priority: number;
  readonly matchListIds: readonly number[];
  readonly scheduleIds: readonly number[];
  readonly calendarIds: readonly number[];
  readonly routeLockIds: readonly number[];
  readonly locutionId: number | null;
  readonly routeType: 'none' | 'user' | 'number' | 'extension' | 'ivr' | 'huntGroup' | 'voicemail' | 'friend' | 'queue' | 'conferenceRoom';
  readonly userId: number | null;
  readonly routeNumber: string | null;
  readonly extensionId: number | null;
  readonly ivrId: number | null;
  readonly huntGroupId: number | null;
  readonly voicemailId: number | null;
  readonly friendNumber: string | null;
  readonly queueId: number | null;
  readonly conferenceRoomId: number | null;
}

export interface RouteConditionPage {
  readonly items: readonly RouteCondition[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface Ivr {
  readonly id: number;
  readonly clientId: number;
  readonly name: string;
  readonly welcomeLocutionId: number | null;
  readonly successLocutionId: number | null;
  readonly timeout: number;
  /** 0: until the caller pauses */
  readonly maxDigits: number;
  /** Without input or with a wrong one, before the routes below */
  readonly maxTries: number;
  readonly allowExtensions: boolean;
  readonly excludedExtensionIds: readonly number[];
  readonly noInputLocutionId: number | null;
  readonly noInputRouteType: 'none' | 'number' | 'extension' | 'voicemail';
  readonly noInputRouteNumber: string | null;
  readonly noInputExtensionId: number | null;
  readonly noInputVoicemailId: number | null;
  readonly errorLocutionId: number | null;
  readonly errorRouteType: 'none' | 'number' | 'extension' | 'voicemail';
  readonly errorRouteNumber: string | null;
  readonly errorExtensionId: number | null;
  readonly errorVoicemailId: number | null;
}

export interface IvrPage {
  readonly items: readonly Ivr[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface IvrEntry {
  readonly id: number;
  readonly clientId: number;
  readonly ivrId: number;
  /** Digits, or a pattern of them */
  readonly entry: string;
  readonly displayName: string;
  /** Empty: that of the IVR */
  readonly locutionId: number | null;
  readonly routeType: 'extension' | 'number' | 'voicemail' | 'conditional';
  readonly extensionId: number | null;
  readonly routeNumber: string | null;
  readonly voicemailId: number | null;
  readonly conditionalRouteId: number | null;
}

export interface IvrEntryPage {
  readonly items: readonly IvrEntry[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface HuntGroup {
  readonly id: number;
  readonly clientId: number;
  readonly name: string;
  readonly description: string;
  readonly strategy: 'ringAll' | 'linear' | 'roundRobin' | 'random';
  /** All at once; else each member has its own time */
  readonly ringAllTimeout: number;
  /** Phones that were not the one to answer show nothing */
  readonly preventMissedCalls: boolean;
  readonly allowCallForwards: boolean;
  readonly noAnswerLocutionId: number | null;
  readonly noAnswerRouteType: 'none' | 'number' | 'extension' | 'voicemail';
  readonly noAnswerRouteNumber: string | null;
  readonly noAnswerExtensionId: number | null;
  readonly noAnswerVoicemailId: number | null;
}

export interface HuntGroupPage {
  readonly items: readonly HuntGroup[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface HuntGroupMember {
  readonly id: number;
  readonly clientId: number;
  readonly huntGroupId: number;
  readonly routeType: 'user' | 'number';
  readonly userId: number | null;
  readonly routeNumber: string | null;
  readonly timeout: number;
  readonly priority: number;
}

export interface HuntGroupMemberPage {
  readonly items: readonly HuntGroupMember[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface Skill {
  readonly id: number;
  readonly clientId: number;
  readonly name: string;
  readonly description: string;
}

export interface SkillPage {
  readonly items: readonly Skill[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface Queue {
  readonly id: number;
  readonly clientId: number;
  readonly name: string;
  readonly displayName: string;
  readonly strategy: 'ringall' | 'leastrecent' | 'fewestcalls' | 'random' | 'rrmemory' | 'linear' | 'wrandom' | 'rrordered';
  /** Of two queues with one agent the heavier comes first */
  readonly weight: number;
  readonly skillIds: readonly number[];
  /** 0 means unlimited */
  readonly maxWaitTime: number;
  readonly timeoutLocutionId: number | null;
  readonly timeoutRouteType: 'none' | 'number' | 'extension' | 'voicemail';
  readonly timeoutRouteNumber: string | null;
  readonly timeoutExtensionId: number | null;
  readonly timeoutVoicemailId: number | null;
  /** 0 means unlimited */
  readonly maxlen: number;
  readonly fullLocutionId: number | null;
  readonly fullRouteType: 'none' | 'number' | 'extension' | 'voicemail';
  readonly fullRouteNumber: string | null;
  readonly fullExtensionId: number | null;
  readonly fullVoicemailId: number | null;
  readonly memberCallTimeout: number;
  readonly memberCallRest: number;
  readonly periodicAnnounceLocutionId: number | null;
  readonly periodicAnnounceFrequency: number;
  readonly announcePosition: boolean;
  readonly announceFrequency: number;
  readonly preventMissedCalls: boolean;
}

export interface QueuePage {
  readonly items: readonly Queue[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface QueueMember {
  readonly id: number;
  readonly clientId: number;
  readonly queueId: number;
  readonly userId: number;
  /** Lower rings first */
  readonly penalty: number;
}

export interface QueueMemberPage {
  readonly items: readonly QueueMember[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface Agent {
  readonly id: number;
  readonly clientId: number;
  readonly userId: number;
  readonly skillIds: readonly number[];
  readonly wrapUpTime: number;
  /** 0: never */
  readonly maxMissedCalls: number;
}

export interface AgentPage {
  readonly items: readonly Agent[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface ReleaseCode {
  readonly id: number;
  readonly clientId: number;
  readonly name: string;
  readonly code: string;
}

export interface ReleaseCodePage {
  readonly items: readonly ReleaseCode[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface ConferenceRoom {
  readonly id: number;
  readonly clientId: number;
  readonly name: string;
  /** 0 means unlimited */
  readonly maxMembers: number;
  readonly pinProtected: boolean;
  readonly pinCode: string | null;
  readonly moderatorPinCode: string | null;
  readonly waitForModerator: boolean;
  readonly announceUserCount: 'first' | 'always';
  readonly entryTones: boolean;
  readonly recorded: boolean;
  readonly musicOnHoldId: number | null;
}

export interface ConferenceRoomPage {
  readonly items: readonly ConferenceRoom[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface ParkOrbit {
  readonly id: number;
  readonly clientId: number;
  readonly name: string;
  /** To who parked the call */
  readonly timeout: number;
  readonly allowSeveralCalls: boolean;
  readonly transferKey: string | null;
  readonly transferExtensionId: number | null;
  readonly musicOnHoldId: number | null;
}

export interface ParkOrbitPage {
  readonly items: readonly ParkOrbit[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface PagingGroup {
  readonly id: number;
  readonly clientId: number;
  readonly name: string;
  readonly description: string;
  readonly userIds: readonly number[];
  readonly locutionId: number | null;
  readonly timeout: number;
  readonly enabled: boolean;
}

export interface PagingGroupPage {
  readonly items: readonly PagingGroup[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface IntercomGroup {
  readonly id: number;
  readonly clientId: number;
  readonly name: string;
  readonly prefix: string;
  readonly userIds: readonly number[];
  readonly answerDelay: number;
  readonly enabled: boolean;
}

export interface IntercomGroupPage {
  readonly items: readonly IntercomGroup[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface CallBackSetting {
  readonly id: number;
  readonly clientId: number;
  readonly code: string;
  readonly maxWait: number;
  readonly enabled: boolean;
}

export interface CallBackSettingPage {
  readonly items: readonly CallBackSetting[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface PickUpGroup {
  readonly id: number;
  readonly clientId: number;
  readonly name: string;
  readonly userIds: readonly number[];
}

export interface PickUpGroupPage {
  readonly items: readonly PickUpGroup[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface CallForward {
  readonly id: number;
  readonly clientId: number;
  readonly userId: number | null;
  readonly friendId: number | null;
  readonly residentialDeviceId: number | null;
  readonly retailAccountId: number | null;
  readonly callTypeFilter: 'internal' | 'external' | 'both';
  /** Simultaneous: the target rings as well */
  readonly type: 'unconditional' | 'noAnswer' | 'busy' | 'notRegistered' | 'simultaneous';
  readonly targetRouteType: 'number' | 'extension' | 'voicemail' | 'retail';
  readonly targetRouteNumber: string | null;
  readonly targetExtensionId: number | null;
  readonly targetVoicemailId: number | null;
  readonly targetRetailAccountId: number | null;
  /** No answer and simultaneous */
  readonly noAnswerTimeout: number;
  /** Retail: only calls to this number */
  readonly ddiId: number | null;
  /** Empty: always */
  readonly scheduleId: number | null;
  readonly enabled: boolean;
}

export interface CallForwardPage {
  readonly items: readonly CallForward[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface Contact {
  readonly id: number;
  readonly clientId: number;
  readonly name: string;
  readonly lastname: string;
  readonly email: string | null;
  readonly workPhone: string | null;
  readonly mobilePhone: string | null;
  readonly otherPhone: string | null;
  readonly userId: number | null;
}

export interface ContactPage {
  readonly items: readonly Contact[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface SpeedDial {
  readonly id: number;
  readonly clientId: number;
  readonly userId: number;
  readonly position: number;
  readonly label: string;
  readonly number: string;
  /** The key shows whether the line is in use */
  readonly isWatched: boolean;
}

export interface SpeedDialPage {
  readonly items: readonly SpeedDial[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface Voicemail {
  readonly id: number;
  readonly clientId: number;
  readonly name: string;
  readonly userId: number | null;
  readonly residentialDeviceId: number | null;
  /** Who hears its messages */
  readonly userIds: readonly number[];
  readonly enabled: boolean;
  readonly email: string | null;
  readonly sendMail: boolean;
  readonly attachSound: boolean;
  readonly locutionId: number | null;
  readonly operatorExtensionId: number | null;
  /** 0: for ever */
  readonly keepDays: number;
}

export interface VoicemailPage {
  readonly items: readonly Voicemail[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface Fax {
  readonly id: number;
  readonly clientId: number;
  readonly name: string;
  readonly sendByEmail: boolean;
  readonly email: string | null;
  readonly outgoingDdiId: number | null;
  readonly userIds: readonly number[];
}

export interface FaxPage {
  readonly items: readonly Fax[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface Webhook {
  readonly id: number;
  readonly clientId: number;
  readonly name: string;
  readonly description: string;
  readonly ddiId: number | null;
  readonly userId: number | null;
  readonly uri: string;
  readonly events: readonly ('start' | 'ring' | 'answer' | 'end' | 'updateClid')[];
  readonly callDirection: 'inbound' | 'outbound' | 'both';
  /** JSON with {placeholders}; empty: the whole event */
  readonly template: string;
}

export interface WebhookPage {
  readonly items: readonly Webhook[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface WebhookCreate {
  readonly clientId: number;
  readonly name: string;
  readonly description?: string;
  readonly ddiId?: number | null;
  readonly userId?: number | null;
  readonly uri: string;
  readonly events?: readonly ('start' | 'ring' | 'answer' | 'end' | 'updateClid')[];
  readonly callDirection?: 'inbound' | 'outbound' | 'both';
  /** JSON with {placeholders}; empty: the whole event */
  readonly template?: string;
}

export interface WebhookPatch {
  readonly name?: string;
  readonly description?: string;
  readonly ddiId?: number | null;
  readonly userId?: number | null;
  readonly uri?: string;
  readonly events?: readonly ('start' | 'ring' | 'answer' | 'end' | 'updateClid')[];
  readonly callDirection?: 'inbound' | 'outbound' | 'both';
  /** JSON with {placeholders}; empty: the whole event */
  readonly template?: string;
}

export interface PresenceList {
  readonly id: number;
  readonly clientId: number;
  readonly name: string;
  readonly description: string;
  readonly everyone: boolean;
  readonly userIds: readonly number[];
}

export interface PresenceListPage {
  readonly items: readonly PresenceList[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface PresenceRule {
  readonly id: number;
  readonly clientId: number;
  readonly name: string;
  readonly priority: number;
  /** Empty: everybody */
  readonly watcherIds: readonly number[];
  /** Empty: everybody */
  readonly watchedIds: readonly number[];
  readonly allow: boolean;
}

export interface PresenceRulePage {
  readonly items: readonly PresenceRule[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface ClientAddress {
  readonly id: number;
  readonly clientId: number;
  readonly ip: string;
  readonly description: string;
}

export interface ClientAddressPage {
  readonly items: readonly ClientAddress[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface ClientAddressCreate {
  readonly clientId: number;
  readonly ip: string;
  readonly description?: string;
}

export interface ClientAddressPatch {
  readonly ip?: string;
  readonly description?: string;
}

export interface DdiProvider {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly transformationRuleSetId: number | null;
  /** Empty: the main address of the trunks proxy */
  readonly proxyTrunkId: number | null;
  /** Empty: that of the client */
  readonly mediaRelaySetId: number | null;
  /** Calls that present its DDIs go out by this tag */
  readonly routingTagId: number | null;
  /** Off: who calls is read from From only */
  readonly trustPai: boolean;
}

export interface DdiProviderPage {
  readonly items: readonly DdiProvider[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface DdiProviderCreate {
  readonly name: string;
  readonly description?: string;
  readonly transformationRuleSetId?: number | null;
  /** Empty: the main address of the trunks proxy */
  readonly proxyTrunkId?: number | null;
  /** Empty: that of the client */
  readonly mediaRelaySetId?: number | null;
  /** Calls that present its DDIs go out by this tag */
  readonly routingTagId?: number | null;
  /** Off: who calls is read from From only */
  readonly trustPai?: boolean;
}

export interface DdiProviderPatch {
  readonly name?: string;
  readonly description?: string;
  readonly transformationRuleSetId?: number | null;
  /** Empty: the main address of the trunks proxy */
  readonly proxyTrunkId?: number | null;
  /** Empty: that of the client */
  readonly mediaRelaySetId?: number | null;
  /** Calls that present its DDIs go out by this tag */
  readonly routingTagId?: number | null;
  /** Off: who calls is read from From only */
  readonly trustPai?: boolean;
}

export interface DdiProviderAddress {
  readonly id: number;
  readonly ddiProviderId: number;
  readonly ip: string;
  readonly description: string;
}

export interface DdiProviderAddressPage {
  readonly items: readonly DdiProviderAddress[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface DdiProviderAddressCreate {
  readonly ddiProviderId: number;
  readonly ip: string;
  readonly description?: string;
}

export interface DdiProviderAddressPatch {
  readonly ddiProviderId?: number;
  readonly ip?: string;
  readonly description?: string;
}

export interface DdiProviderRegistration {
  readonly id: number;
  readonly ddiProviderId: number;
  readonly username: string;
  readonly domain: string;
  /** Empty: as the registrar says */
  readonly realm: string | null;
  /** Empty: the username */
  readonly authUsername: string | null;
  /** Empty: the registrar */
  readonly authProxy: string | null;
  readonly expires: number;
  /** The contact is a random user: the called number comes in To */
  readonly multiDdi: boolean;
  /** Empty: the username */
  readonly contactUsername: string | null;
  readonly enabled: boolean;
}

export interface DdiProviderRegistrationPage {
  readonly items: readonly DdiProviderRegistration[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface DdiProviderRegistrationCreate {
  readonly ddiProviderId: number;
  readonly username: string;
  readonly domain: string;
  /** Empty: as the registrar says */
  readonly realm?: string | null;
  /** Empty: the username */
  readonly authUsername?: string | null;
  readonly authPassword?: string | null;
  /** Empty: the registrar */
  readonly authProxy?: string | null;
  readonly expires?: number;
  /** The contact is a random user: the called number comes in To */
  readonly multiDdi?: boolean;
  /** Empty: the username */
  readonly contactUsername?: string | null;
  readonly enabled?: boolean;
}

export interface DdiProviderRegistrationPatch {
  readonly ddiProviderId?: number;
  readonly username?: string;
  readonly domain?: string;
  /** Empty: as the registrar says */
  readonly realm?: string | null;
  /** Empty: the username */
  readonly authUsername?: string | null;
  readonly authPassword?: string | null;
  /** Empty: the registrar */
  readonly authProxy?: string | null;
  readonly expires?: number;
  /** The contact is a random user: the called number comes in To */
  readonly multiDdi?: boolean;
  /** Empty: the username */
  readonly contactUsername?: string | null;
  readonly enabled?: boolean;
}

export interface Ddi {
  readonly id: number;
  readonly clientId: number | null;
  readonly number: string;
  readonly countryId: number | null;
  readonly nationalNumber: string;
  readonly type: 'inout' | 'out';
  readonly description: string;
  /** Shown before the caller’s number */
  readonly displayName: string;
  /** Empty: that of the client */
  readonly language: 'en' | 'es' | 'ca' | 'it' | 'eu' | null;
  readonly recordCalls: 'none' | 'all' | 'inbound' | 'outbound';
  readonly externalCallFilterId: number | null;
  readonly ddiProviderId: number | null;
  readonly useDdiProviderRoutingTag: boolean;
  readonly routingTagId: number | null;
  readonly routeType: 'none' | 'user' | 'ivr' | 'huntGroup' | 'fax' | 'conferenceRoom' | 'friend' | 'queue' | 'conditional' | 'locution' | 'residential' | 'retail';
  readonly userId: number | null;
  readonly ivrId: number | null;
  readonly huntGroupId: number | null;
  readonly faxId: number | null;
  readonly conferenceRoomId: number | null;
  readonly friendNumber: string | null;
  readonly queueId: number | null;
  readonly conditionalRouteId: number | null;
  readonly locutionId: number | null;
  readonly residentialDeviceId: number | null;
  readonly retailAccountId: number | null;
}

export interface DdiPage {
  readonly items: readonly Ddi[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface DdiCreate {
  readonly clientId?: number | null;
  readonly number: string;
  readonly type?: 'inout' | 'out';
  readonly description?: string;
  /** Shown before the caller’s number */
  readonly displayName?: string;
  /** Empty: that of the client */
  readonly language?: 'en' | 'es' | 'ca' | 'it' | 'eu' | null;
  readonly recordCalls?: 'none' | 'all' | 'inbound' | 'outbound';
  readonly externalCallFilterId?: number | null;
  readonly ddiProviderId?: number | null;
  readonly useDdiProviderRoutingTag?: boolean;
  readonly routingTagId?: number | null;
  readonly routeType?: 'none' | 'user' | 'ivr' | 'huntGroup' | 'fax' | 'conferenceRoom' | 'friend' | 'queue' | 'conditional' | 'locution' | 'residential' | 'retail';
  readonly userId?: number | null;
  readonly ivrId?: number | null;
  readonly huntGroupId?: number | null;
  readonly faxId?: number | null;
  readonly conferenceRoomId?: number | null;
  readonly friendNumber?: string | null;
  readonly queueId?: number | null;
  readonly conditionalRouteId?: number | null;
  readonly locutionId?: number | null;
  readonly residentialDeviceId?: number | null;
  readonly retailAccountId?: number | null;
}

export interface DdiPatch {
  readonly clientId?: number | null;
  readonly number?: string;
  readonly type?: 'inout' | 'out';
  readonly description?: string;
  /** Shown before the caller’s number */
  readonly displayName?: string;
  /** Empty: that of the client */
  readonly language?: 'en' | 'es' | 'ca' | 'it' | 'eu' | null;
  readonly recordCalls?: 'none' | 'all' | 'inbound' | 'outbound';
  readonly externalCallFilterId?: number | null;
  readonly ddiProviderId?: number | null;
  readonly useDdiProviderRoutingTag?: boolean;
  readonly routingTagId?: number | null;
  readonly routeType?: 'none' | 'user' | 'ivr' | 'huntGroup' | 'fax' | 'conferenceRoom' | 'friend' | 'queue' | 'conditional' | 'locution' | 'residential' | 'retail';
  readonly userId?: number | null;
  readonly ivrId?: number | null;
  readonly huntGroupId?: number | null;
  readonly faxId?: number | null;
  readonly conferenceRoomId?: number | null;
  readonly friendNumber?: string | null;
  readonly queueId?: number | null;
  readonly conditionalRouteId?: number | null;
  readonly locutionId?: number | null;
  readonly residentialDeviceId?: number | null;
  readonly retailAccountId?: number | null;
}

export interface Carrier {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly status: 'active' | 'blocked';
  readonly calculateCost: boolean;
  readonly currency: string;
  readonly balance: string;
  /** 0 means unlimited */
  readonly maxCalls: number;
  readonly transformationRuleSetId: number | null;
  /** Empty: the main address of the trunks proxy */
  readonly proxyTrunkId: number | null;
  /** Empty: that of the client */
  readonly mediaRelaySetId: number | null;
}

export interface CarrierPage {
  readonly items: readonly Carrier[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface CarrierCreate {
  readonly name: string;
  readonly description?: string;
  readonly status?: 'active' | 'blocked';
  readonly calculateCost?: boolean;
  readonly currency?: string;
  /** 0 means unlimited */
  readonly maxCalls?: number;
  readonly transformationRuleSetId?: number | null;
  /** Empty: the main address of the trunks proxy */
  readonly proxyTrunkId?: number | null;
  /** Empty: that of the client */
  readonly mediaRelaySetId?: number | null;
}

export interface CarrierPatch {
  readonly name?: string;
  readonly description?: string;
  readonly status?: 'active' | 'blocked';
  readonly calculateCost?: boolean;
  readonly currency?: string;
  /** 0 means unlimited */
  readonly maxCalls?: number;
  readonly transformationRuleSetId?: number | null;
  /** Empty: the main address of the trunks proxy */
  readonly proxyTrunkId?: number | null;
  /** Empty: that of the client */
  readonly mediaRelaySetId?: number | null;
}

export interface CarrierServer {
  readonly id: number;
  readonly carrierId: number;
  readonly host: string;
  readonly port: number;
  readonly uriScheme: 'sip' | 'sips';
  readonly transport: 'udp' | 'tcp' | 'tls';
  /** Calls are sent there instead of to the SIP proxy, which stays in the Request-URI */
  readonly outboundProxy: string | null;
  readonly authUser: string | null;
  readonly fromUser: string | null;
  readonly fromDomain: string | null;
  readonly sendPai: boolean;
  readonly sendRpid: boolean;
  /** How a caller who withholds the number is presented (RFC 3323) */
  readonly privacy: 'privacy-header' | 'anonymous-from' | 'shown';
  readonly sendDiversion: boolean;
  readonly sendHistoryInfo: boolean;
  /** 0 means unlimited */
  readonly maxCalls: number;
  /** 0 means unlimited */
  readonly maxCallsPerSecond: number;
  /** Without any reply */
  readonly noAnswerSec: number;
  /** Go back to the caller; every other failure tries the next gateway */
  readonly finalStatuses: string;
  /** A silent server is left out until it answers again */
  readonly probe: boolean;
  readonly probeEverySec: number;
  readonly enabled: boolean;
}

export interface CarrierServerPage {
  readonly items: readonly CarrierServer[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface CarrierServerCreate {
  readonly carrierId: number;
  readonly host: string;
  readonly port?: number;
  readonly uriScheme?: 'sip' | 'sips';
  readonly transport?: 'udp' | 'tcp' | 'tls';
  /** Calls are sent there instead of to the SIP proxy, which stays in the Request-URI */
  readonly outboundProxy?: string | null;
  readonly authUser?: string | null;
  readonly authPassword?: string | null;
  readonly fromUser?: string | null;
  readonly fromDomain?: string | null;
  readonly sendPai?: boolean;
  readonly sendRpid?: boolean;
  /** How a caller who withholds the number is presented (RFC 3323) */
  readonly privacy?: 'privacy-header' | 'anonymous-from' | 'shown';
  readonly sendDiversion?: boolean;
  readonly sendHistoryInfo?: boolean;
  /** 0 means unlimited */
  readonly maxCalls?: number;
  /** 0 means unlimited */
  readonly maxCallsPerSecond?: number;
  /** Without any reply */
  readonly noAnswerSec?: number;
  /** Go back to the caller; every other failure tries the next gateway */
  readonly finalStatuses?: string;
  /** A silent server is left out until it answers again */
  readonly probe?: boolean;
  readonly probeEverySec?: number;
  readonly enabled?: boolean;
}

export interface CarrierServerPatch {
  readonly carrierId?: number;
  readonly host?: string;
  readonly port?: number;
  readonly uriScheme?: 'sip' | 'sips';
  readonly transport?: 'udp' | 'tcp' | 'tls';
  /** Calls are sent there instead of to the SIP proxy, which stays in the Request-URI */
  readonly outboundProxy?: string | null;
  readonly authUser?: string | null;
  readonly authPassword?: string | null;
  readonly fromUser?: string | null;
  readonly fromDomain?: string | null;
  readonly sendPai?: boolean;
  readonly sendRpid?: boolean;
  /** How a caller who withholds the number is presented (RFC 3323) */
  readonly privacy?: 'privacy-header' | 'anonymous-from' | 'shown';
  readonly sendDiversion?: boolean;
  readonly sendHistoryInfo?: boolean;
  /** 0 means unlimited */
  readonly maxCalls?: number;
  /** 0 means unlimited */
  readonly maxCallsPerSecond?: number;
  /** Without any reply */
  readonly noAnswerSec?: number;
  /** Go back to the caller; every other failure tries the next gateway */
  readonly finalStatuses?: string;
  /** A silent server is left out until it answers again */
  readonly probe?: boolean;
  readonly probeEverySec?: number;
  readonly enabled?: boolean;
}

export interface RoutingPattern {
  readonly id: number;
  readonly name: string;
  readonly names: {
    readonly en: string;
    readonly es: string | null;
    readonly ca: string | null;
    readonly it: string | null;
    readonly eu: string | null;
  } | null;
  readonly description: string;
  readonly prefix: string;
}

export interface RoutingPatternPage {
  readonly items: readonly RoutingPattern[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface RoutingPatternCreate {
  readonly name: string;
  readonly names?: {
    readonly en: string;
    readonly es?: string | null;
    readonly ca?: string | null;
    readonly it?: string | null;
    readonly eu?: string | null;
  } | null;
  readonly description?: string;
  readonly prefix: string;
}

export interface RoutingPatternPatch {
  readonly name?: string;
  readonly names?: {
    readonly en: string;
    readonly es?: string | null;
    readonly ca?: string | null;
    readonly it?: string | null;
    readonly eu?: string | null;
  } | null;
  readonly description?: string;
  readonly prefix?: string;
}

export interface RoutingPatternGroup {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly routingPatternIds: readonly number[];
}

export interface RoutingPatternGroupPage {
  readonly items: readonly RoutingPatternGroup[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface RoutingPatternGroupCreate {
  readonly name: string;
  readonly description?: string;
  readonly routingPatternIds?: readonly number[];
}

export interface RoutingPatternGroupPatch {
  readonly name?: string;
  readonly description?: string;
  readonly routingPatternIds?: readonly number[];
}

export interface OutgoingRouting {
  readonly id: number;
  /** Empty: all clients of the brand */
  readonly clientId: number | null;
  readonly type: 'pattern' | 'group' | 'fax';
  readonly routingPatternId: number | null;
  readonly routingPatternGroupId: number | null;
  /** Only calls with this tag; empty: only calls without one */
  readonly routingTagId: number | null;
  readonly routingMode: 'static' | 'lcr' | 'block';
  /** Static mode */
  readonly carrierId: number | null;
  /** Lower first */
  readonly priority: number;
  readonly weight: number;
  /** Routings of higher priority number are ignored after this one */
  readonly stopper: boolean;
  readonly prefix: string;
  readonly forceClid: string | null;
  /** The diverting number becomes the caller of forwarded calls */
  readonly disableDiversion: boolean;
}

export interface OutgoingRoutingPage {
  readonly items: readonly OutgoingRouting[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface OutgoingRoutingCreate {
  /** Empty: all clients of the brand */
  readonly clientId?: number | null;
  readonly type?: 'pattern' | 'group' | 'fax';
  readonly routingPatternId?: number | null;
  readonly routingPatternGroupId?: number | null;
  /** Only calls with this tag; empty: only calls without one */
  readonly routingTagId?: number | null;
  readonly routingMode?: 'static' | 'lcr' | 'block';
  /** Static mode */
  readonly carrierId?: number | null;
  /** Lower first */
  readonly priority?: number;
  readonly weight?: number;
  /** Routings of higher priority number are ignored after this one */
  readonly stopper?: boolean;
  readonly prefix?: string;
  readonly forceClid?: string | null;
  /** The diverting number becomes the caller of forwarded calls */
  readonly disableDiversion?: boolean;
}

export interface OutgoingRoutingPatch {
  /** Empty: all clients of the brand */
  readonly clientId?: number | null;
  readonly type?: 'pattern' | 'group' | 'fax';
  readonly routingPatternId?: number | null;
  readonly routingPatternGroupId?: number | null;
  /** Only calls with this tag; empty: only calls without one */
  readonly routingTagId?: number | null;
  readonly routingMode?: 'static' | 'lcr' | 'block';
  /** Static mode */
  readonly carrierId?: number | null;
  /** Lower first */
  readonly priority?: number;
  readonly weight?: number;
  /** Routings of higher priority number are ignored after this one */
  readonly stopper?: boolean;
  readonly prefix?: string;
  readonly forceClid?: string | null;
  /** The diverting number becomes the caller of forwarded calls */
  readonly disableDiversion?: boolean;
}

export interface OutgoingRoutingCarrier {
  readonly id: number;
  readonly outgoingRoutingId: number;
  readonly carrierId: number;
}

export interface OutgoingRoutingCarrierPage {
  readonly items: readonly OutgoingRoutingCarrier[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface OutgoingRoutingCarrierCreate {
  readonly outgoingRoutingId: number;
  readonly carrierId: number;
}

export interface OutgoingRoutingCarrierPatch {
  readonly outgoingRoutingId?: number;
  readonly carrierId?: number;
}

export interface Destination {
  readonly id: number;
  readonly name: string;
  readonly names: {
    readonly en: string;
    readonly es: string | null;
    readonly ca: string | null;
    readonly it: string | null;
    readonly eu: string | null;
  } | null;
  readonly prefix: string;
}

export interface DestinationPage {
  readonly items: readonly Destination[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface DestinationCreate {
  readonly name: string;
  readonly names?: {
    readonly en: string;
    readonly es?: string | null;
    readonly ca?: string | null;
    readonly it?: string | null;
    readonly eu?: string | null;
  } | null;
  readonly prefix: string;
}

export interface DestinationPatch {
  readonly name?: string;
  readonly names?: {
    readonly en: string;
    readonly es?: string | null;
    readonly ca?: string | null;
    readonly it?: string | null;
    readonly eu?: string | null;
  } | null;
  readonly prefix?: string;
}

export interface DestinationRateGroup {
  readonly id: number;
  readonly name: string;
  readonly names: {
    readonly en: string;
    readonly es: string | null;
    readonly ca: string | null;
    readonly it: string | null;
    readonly eu: string | null;
  } | null;
  readonly description: string;
  readonly currency: string;
  /** Paid at answer and deducted from usage that exceeds it */
  readonly deductibleConnectFee: boolean;
  readonly importStatus: 'waiting' | 'inProgress' | 'imported' | 'error' | null;
  readonly importMessage: string | null;
  readonly importedAt: string | null;
}

export interface DestinationRateGroupPage {
  readonly items: readonly DestinationRateGroup[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface DestinationRateGroupCreate {
  readonly name: string;
  readonly names?: {
    readonly en: string;
    readonly es?: string | null;
    readonly ca?: string | null;
    readonly it?: string | null;
    readonly eu?: string | null;
  } | null;
  readonly description?: string;
  readonly currency?: string;
  /** Paid at answer and deducted from usage that exceeds it */
  readonly deductibleConnectFee?: boolean;
}

export interface DestinationRateGroupPatch {
  readonly name?: string;
  readonly names?: {
    readonly en: string;
    readonly es?: string | null;
    readonly ca?: string | null;
    readonly it?: string | null;
    readonly eu?: string | null;
  } | null;
  readonly description?: string;
}

export interface DestinationRate {
  readonly id: number;
  readonly destinationRateGroupId: number;
  readonly destinationId: number;
  readonly ratePerMinute: string;
  readonly connectFee: string;
  readonly incrementSec: number;
  readonly intervalStartSec: number;
}

export interface DestinationRatePage {
  readonly items: readonly DestinationRate[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface DestinationRateCreate {
  readonly destinationRateGroupId: number;
  readonly destinationId: number;
  readonly ratePerMinute: string;
  readonly connectFee?: string;
  readonly incrementSec?: number;
  readonly intervalStartSec?: number;
}

export interface DestinationRatePatch {
  readonly destinationRateGroupId?: number;
  readonly destinationId?: number;
  readonly ratePerMinute?: string;
  readonly connectFee?: string;
  readonly incrementSec?: number;
  readonly intervalStartSec?: number;
}

export interface RatingPlan {
  readonly id: number;
  readonly name: string;
  readonly names: {
    readonly en: string;
    readonly es: string | null;
    readonly ca: string | null;
    readonly it: string | null;
    readonly eu: string | null;
  } | null;
  readonly description: string;
  readonly currency: string;
}

export interface RatingPlanPage {
  readonly items: readonly RatingPlan[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface RatingPlanCreate {
  readonly name: string;
  readonly names?: {
    readonly en: string;
    readonly es?: string | null;
    readonly ca?: string | null;
    readonly it?: string | null;
    readonly eu?: string | null;
  } | null;
  readonly description?: string;
  readonly currency?: string;
}

export interface RatingPlanPatch {
  readonly name?: string;
  readonly names?: {
    readonly en: string;
    readonly es?: string | null;
    readonly ca?: string | null;
    readonly it?: string | null;
    readonly eu?: string | null;
  } | null;
  readonly description?: string;
}

export interface RatingPlanRate {
  readonly id: number;
  readonly ratingPlanId: number;
  readonly destinationRateGroupId: number;
  /** When several groups price a number, the highest weight wins */
  readonly weight: number;
  readonly timing: 'always' | 'custom';
  /** Until the next rate group of the plan */
  readonly timeFrom: string | null;
  readonly weekdays: readonly ('monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday')[];
}

export interface RatingPlanRatePage {
  readonly items: readonly RatingPlanRate[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface RatingPlanRateCreate {
  readonly ratingPlanId: number;
  readonly destinationRateGroupId: number;
  /** When several groups price a number, the highest weight wins */
  readonly weight?: number;
  readonly timing?: 'always' | 'custom';
  /** Until the next rate group of the plan */
  readonly timeFrom?: string | null;
  readonly weekdays?: readonly ('monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday')[];
}

export interface RatingPlanRatePatch {
  readonly ratingPlanId?: number;
  readonly destinationRateGroupId?: number;
  /** When several groups price a number, the highest weight wins */
  readonly weight?: number;
  readonly timing?: 'always' | 'custom';
  /** Until the next rate group of the plan */
  readonly timeFrom?: string | null;
  readonly weekdays?: readonly ('monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday')[];
}

export interface RatingProfile {
  readonly id: number;
  readonly clientId: number | null;
  readonly carrierId: number | null;
  /** Only calls with this tag are rated by it */
  readonly routingTagId: number | null;
  readonly ratingPlanId: number;
  readonly activationAt: string;
}

export interface RatingProfilePage {
  readonly items: readonly RatingProfile[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface RatingProfileCreate {
  readonly clientId?: number | null;
  readonly carrierId?: number | null;
  /** Only calls with this tag are rated by it */
  readonly routingTagId?: number | null;
  readonly ratingPlanId: number;
  readonly activationAt: string;
}

export interface RatingProfilePatch {
  readonly clientId?: number | null;
  readonly carrierId?: number | null;
  /** Only calls with this tag are rated by it */
  readonly routingTagId?: number | null;
  readonly ratingPlanId?: number;
  readonly activationAt?: string;
}

export interface BalanceNotification {
  readonly id: number;
  readonly clientId: number | null;
  readonly carrierId: number | null;
  readonly threshold: string;
  readonly toAddress: string;
  /** Empty: that of the brand */
  readonly notificationTemplateId: number | null;
  readonly lastSentAt: string | null;
}

export interface BalanceNotificationPage {
  readonly items: readonly BalanceNotification[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface BalanceNotificationCreate {
  readonly clientId?: number | null;
  readonly carrierId?: number | null;
  readonly threshold?: string;
  readonly toAddress: string;
  /** Empty: that of the brand */
  readonly notificationTemplateId?: number | null;
}

export interface BalanceNotificationPatch {
  readonly clientId?: number | null;
  readonly carrierId?: number | null;
  readonly threshold?: string;
  readonly toAddress?: string;
  /** Empty: that of the brand */
  readonly notificationTemplateId?: number | null;
}

export interface DailyUsageNotification {
  readonly id: number;
  readonly clientId: number;
  readonly toAddress: string;
  /** Empty: that of the brand */
  readonly notificationTemplateId: number | null;
  readonly lastSentAt: string | null;
}

export interface DailyUsageNotificationPage {
  readonly items: readonly DailyUsageNotification[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface DailyUsageNotificationCreate {
  readonly clientId: number;
  readonly toAddress: string;
  /** Empty: that of the brand */
  readonly notificationTemplateId?: number | null;
}

export interface DailyUsageNotificationPatch {
  readonly toAddress?: string;
  /** Empty: that of the brand */
  readonly notificationTemplateId?: number | null;
}

export interface InvoiceTemplate {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly template: string;
  readonly header: string;
  readonly footer: string;
}

export interface InvoiceTemplatePage {
  readonly items: readonly InvoiceTemplate[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface InvoiceTemplateCreate {
  readonly name: string;
  readonly description?: string;
  readonly template: string;
  readonly header?: string;
  readonly footer?: string;
}

export interface InvoiceTemplatePatch {
  readonly name?: string;
  readonly description?: string;
  readonly template?: string;
  readonly header?: string;
  readonly footer?: string;
}

export interface InvoiceNumberSequence {
  readonly id: number;
  readonly name: string;
  readonly prefix: string;
  readonly digits: number;
  readonly increment: number;
  readonly latestNumber: string;
}

export interface InvoiceNumberSequencePage {
  readonly items: readonly InvoiceNumberSequence[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface InvoiceNumberSequenceCreate {
  readonly name: string;
  readonly prefix?: string;
  readonly digits?: number;
  readonly increment?: number;
}

export interface InvoiceNumberSequencePatch {
  readonly name?: string;
}

export interface InvoiceScheduler {
  readonly id: number;
  readonly clientId: number;
  readonly name: string;
  readonly unit: 'week' | 'month' | 'year';
  readonly frequency: number;
  readonly email: string | null;
  readonly taxRate: string;
  readonly invoiceTemplateId: number;
  readonly invoiceNumberSequenceId: number;
  readonly nextExecutionAt: string | null;
  readonly lastExecutionAt: string | null;
  readonly lastError: string | null;
}

export interface InvoiceSchedulerPage {
  readonly items: readonly InvoiceScheduler[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface InvoiceSchedulerCreate {
  readonly clientId: number;
  readonly name: string;
  readonly unit?: 'week' | 'month' | 'year';
  readonly frequency?: number;
  readonly email?: string | null;
  readonly taxRate?: string;
  readonly invoiceTemplateId: number;
  readonly invoiceNumberSequenceId: number;
}

export interface InvoiceSchedulerPatch {
  readonly name?: string;
  readonly unit?: 'week' | 'month' | 'year';
  readonly frequency?: number;
  readonly email?: string | null;
  readonly taxRate?: string;
  readonly invoiceTemplateId?: number;
  readonly invoiceNumberSequenceId?: number;
}

export interface Invoice {
  readonly id: number;
  readonly clientId: number;
  /** Empty: the next of the sequence */
  readonly number: string | null;
  readonly invoiceNumberSequenceId: number | null;
  readonly invoiceTemplateId: number;
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly taxRate: string;
  readonly total: string | null;
  readonly totalWithTax: string | null;
  readonly currency: string | null;
  readonly status: 'waiting' | 'processing' | 'created' | 'error';
  readonly statusMessage: string | null;
  readonly invoiceSchedulerId: number | null;
  readonly pdf: {
    readonly name: string;
    readonly type: string;
    readonly bytes: number;
    readonly sha256: string;
  } | null;
  readonly createdAt: string | null;
}

export interface InvoicePage {
  readonly items: readonly Invoice[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface InvoiceCreate {
  readonly clientId: number;
  /** Empty: the next of the sequence */
  readonly number?: string | null;
  readonly invoiceNumberSequenceId?: number | null;
  readonly invoiceTemplateId: number;
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly taxRate?: string;
}

export interface InvoicePatch {
  /** Empty: the next of the sequence */
  readonly number?: string | null;
  readonly invoiceTemplateId?: number;
  readonly periodFrom?: string;
  readonly periodTo?: string;
  readonly taxRate?: string;
}

export interface FixedCost {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly cost: string;
}

export interface FixedCostPage {
  readonly items: readonly FixedCost[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface FixedCostCreate {
  readonly name: string;
  readonly description?: string;
  readonly cost: string;
}

export interface FixedCostPatch {
  readonly name?: string;
  readonly description?: string;
  readonly cost?: string;
}

export interface InvoiceFixedCost {
  readonly id: number;
  readonly invoiceId: number;
  readonly fixedCostId: number;
  readonly quantityType: 'static' | 'maxCalls' | 'ddis';
  readonly quantity: number | null;
  readonly ddisOf: 'all' | 'national' | 'international' | 'country' | null;
  readonly countryId: number | null;
}

export interface InvoiceFixedCostPage {
  readonly items: readonly InvoiceFixedCost[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface InvoiceFixedCostCreate {
  readonly invoiceId: number;
  readonly fixedCostId: number;
  readonly quantityType?: 'static' | 'maxCalls' | 'ddis';
  readonly quantity?: number | null;
  readonly ddisOf?: 'all' | 'national' | 'international' | 'country' | null;
  readonly countryId?: number | null;
}

export interface InvoiceFixedCostPatch {
  readonly fixedCostId?: number;
  readonly quantityType?: 'static' | 'maxCalls' | 'ddis';
  readonly quantity?: number | null;
  readonly ddisOf?: 'all' | 'national' | 'international' | 'country' | null;
  readonly countryId?: number | null;
}

export interface InvoiceSchedulerFixedCost {
  readonly id: number;
  readonly invoiceSchedulerId: number;
  readonly fixedCostId: number;
  readonly quantityType: 'static' | 'maxCalls' | 'ddis';
  readonly quantity: number | null;
  readonly ddisOf: 'all' | 'national' | 'international' | 'country' | null;
  readonly countryId: number | null;
}

export interface InvoiceSchedulerFixedCostPage {
  readonly items: readonly InvoiceSchedulerFixedCost[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface InvoiceSchedulerFixedCostCreate {
  readonly invoiceSchedulerId: number;
  readonly fixedCostId: number;
  readonly quantityType?: 'static' | 'maxCalls' | 'ddis';
  readonly quantity?: number | null;
  readonly ddisOf?: 'all' | 'national' | 'international' | 'country' | null;
  readonly countryId?: number | null;
}

export interface InvoiceSchedulerFixedCostPatch {
  readonly fixedCostId?: number;
  readonly quantityType?: 'static' | 'maxCalls' | 'ddis';
  readonly quantity?: number | null;
  readonly ddisOf?: 'all' | 'national' | 'international' | 'country' | null;
  readonly countryId?: number | null;
}

export interface CallCsvScheduler {
  readonly id: number;
  /** Empty: the calls of all clients */
  readonly clientId: number | null;
  readonly name: string;
  readonly unit: 'day' | 'week' | 'month';
  readonly frequency: number;
  readonly email: string;
  readonly direction: 'both' | 'inbound' | 'outbound';
  /** Only its calls */
  readonly ddiId: number | null;
  /** Only its calls */
  readonly carrierId: number | null;
  /** Only its calls */
  readonly ddiProviderId: number | null;
  /** Only its calls */
  readonly userId: number | null;
  /** Only its calls */
  readonly friendId: number | null;
  /** Only its calls */
  readonly faxId: number | null;
  /** Only its calls */
  readonly residentialDeviceId: number | null;
  /** Only its calls */
  readonly retailAccountId: number | null;
  /** Empty: that of the brand */
  readonly notificationTemplateId: number | null;
  readonly nextExecutionAt: string | null;
  readonly lastExecutionAt: string | null;
  readonly lastError: string | null;
}

export interface CallCsvSchedulerPage {
  readonly items: readonly CallCsvScheduler[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface CallCsvSchedulerCreate {
  /** Empty: the calls of all clients */
  readonly clientId?: number | null;
  readonly name: string;
  readonly unit?: 'day' | 'week' | 'month';
  readonly frequency?: number;
  readonly email: string;
  readonly direction?: 'both' | 'inbound' | 'outbound';
  /** Only its calls */
  readonly ddiId?: number | null;
  /** Only its calls */
  readonly carrierId?: number | null;
  /** Only its calls */
  readonly ddiProviderId?: number | null;
  /** Only its calls */
  readonly userId?: number | null;
  /** Only its calls */
  readonly friendId?: number | null;
  /** Only its calls */
  readonly faxId?: number | null;
  /** Only its calls */
  readonly residentialDeviceId?: number | null;
  /** Only its calls */
  readonly retailAccountId?: number | null;
  /** Empty: that of the brand */
  readonly notificationTemplateId?: number | null;
}

export interface CallCsvSchedulerPatch {
  readonly name?: string;
  readonly unit?: 'day' | 'week' | 'month';
  readonly frequency?: number;
  readonly email?: string;
  readonly direction?: 'both' | 'inbound' | 'outbound';
  /** Only its calls */
  readonly ddiId?: number | null;
  /** Only its calls */
  readonly carrierId?: number | null;
  /** Only its calls */
  readonly ddiProviderId?: number | null;
  /** Only its calls */
  readonly userId?: number | null;
  /** Only its calls */
  readonly friendId?: number | null;
  /** Only its calls */
  readonly faxId?: number | null;
  /** Only its calls */
  readonly residentialDeviceId?: number | null;
  /** Only its calls */
  readonly retailAccountId?: number | null;
  /** Empty: that of the brand */
  readonly notificationTemplateId?: number | null;
}

export interface CallCsvReport {
  readonly id: number;
  readonly clientId: number | null;
  readonly callCsvSchedulerId: number;
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly sentTo: string;
  readonly csv: {
    readonly name: string;
    readonly type: string;
    readonly bytes: number;
    readonly sha256: string;
  } | null;
  readonly createdAt: string;
}

export interface CallCsvReportPage {
  readonly items: readonly CallCsvReport[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface CallLeg {
  readonly id: number;
  readonly clientId: number;
  readonly userId: number | null;
  readonly legUid: string;
  readonly callUid: string;
  readonly direction: 'inbound' | 'outbound';
  readonly startedAt: string;
  readonly caller: string;
  readonly callee: string;
  readonly diversion: string | null;
  readonly anonymous: boolean;
  readonly withheldCaller: string | null;
  readonly endpointType: 'user' | 'friend' | 'residentialDevice' | 'retailAccount' | 'fax' | null;
  readonly endpointId: number | null;
  readonly endpointName: string | null;
  readonly durationSec: number;
  readonly cause: string;
  readonly causeClass: string;
  readonly carrierId: number | null;
  readonly carrierName: string | null;
  readonly ddiProviderId: number | null;
  readonly ddiId: number | null;
  readonly bounced: boolean;
  readonly configRevision: number;
  readonly answeredAt: string | null;
  readonly endedAt: string;
  readonly sipStatus: number | null;
}

export interface CallLegPage {
  readonly items: readonly CallLeg[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface BillableCall {
  readonly id: number;
  readonly clientId: number;
  readonly userId: number | null;
  readonly legUid: string;
  readonly callUid: string;
  readonly direction: 'inbound' | 'outbound';
  readonly startedAt: string;
  readonly caller: string;
  readonly callee: string;
  readonly diversion: string | null;
  readonly anonymous: boolean;
  readonly withheldCaller: string | null;
  readonly endpointType: 'user' | 'friend' | 'residentialDevice' | 'retailAccount' | 'fax' | null;
  readonly endpointId: number | null;
  readonly endpointName: string | null;
  readonly durationSec: number;
  readonly cause: string;
  readonly causeClass: string;
  readonly carrierId: number | null;
  readonly carrierName: string | null;
  readonly ddiProviderId: number | null;
  readonly ddiId: number | null;
  readonly bounced: boolean;
  readonly configRevision: number;
  readonly destinationName: string | null;
  readonly ratingPlanName: string | null;
  readonly price: string | null;
  readonly currency: string | null;
  readonly priceDetails: unknown | null;
  readonly cost: string | null;
  readonly costCurrency: string | null;
  readonly ratedBy: 'call' | 'rerating' | 'external';
  readonly invoiceId: number | null;
}

export interface BillableCallPage {
  readonly items: readonly BillableCall[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface BillableCallHistoric {
  readonly id: number;
  readonly clientId: number;
  readonly userId: number | null;
  readonly legUid: string;
  readonly callUid: string;
  readonly direction: 'inbound' | 'outbound';
  readonly startedAt: string;
  readonly caller: string;
  readonly callee: string;
  readonly diversion: string | null;
  readonly anonymous: boolean;
  readonly withheldCaller: string | null;
  readonly endpointType: 'user' | 'friend' | 'residentialDevice' | 'retailAccount' | 'fax' | null;
  readonly endpointId: number | null;
  readonly endpointName: string | null;
  readonly durationSec: number;
  readonly cause: string;
  readonly causeClass: string;
  readonly carrierId: number | null;
  readonly carrierName: string | null;
  readonly ddiProviderId: number | null;
  readonly ddiId: number | null;
  readonly bounced: boolean;
  readonly configRevision: number;
  readonly destinationName: string | null;
  readonly ratingPlanName: string | null;
  readonly price: string | null;
  readonly currency: string | null;
  readonly priceDetails: unknown | null;
  readonly cost: string | null;
  readonly costCurrency: string | null;
  readonly ratedBy: 'call' | 'rerating' | 'external';
  readonly invoiceId: number | null;
}

export interface BillableCallHistoricPage {
  readonly items: readonly BillableCallHistoric[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface BalanceMovement {
  readonly id: number;
  readonly clientId: number | null;
  readonly carrierId: number | null;
  readonly kind: 'call' | 'manual';
  readonly amount: string;
  readonly balanceAfter: string;
  readonly legUid: string | null;
  readonly comment: string;
  readonly createdAt: string;
}

export interface BalanceMovementPage {
  readonly items: readonly BalanceMovement[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface ImportJob {
  readonly id: number;
  readonly clientId: number | null;
  readonly createdAt: string;
  readonly kind: 'users' | 'extensions' | 'holidays' | 'numbers' | 'rates';
  readonly fileName: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Refused: lines break rules, nothing was taken over. Failed: an error of ours */
  readonly state: 'waiting' | 'running' | 'done' | 'refused' | 'failed';
  /** Everything is checked, nothing is kept */
  readonly dryRun: boolean;
  /** Else all lines or none */
  readonly partial: boolean;
  readonly defaults: unknown | null;
  readonly lines: number;
  readonly processed: number;
  readonly created: number;
  readonly failed: number;
  /** The first 1000: line, field, rule and value */
  readonly errors: unknown | null;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly actorName: string;
}

export interface ImportJobPage {
  readonly items: readonly ImportJob[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface ChangeEntry {
  readonly id: number;
  readonly clientId: number | null;
  /** Number of the change of configuration; the same for everything written together */
  readonly revision: number;
  readonly changedAt: string;
  readonly operation: 'create' | 'update' | 'delete';
  readonly resource: string;
  readonly rowId: number;
  readonly rowTitle: string;
  readonly actorKind: 'administrator' | 'user' | 'system';
  readonly actorId: number;
  readonly actorName: string;
  /** Who really sat there, highest level first */
  readonly behalf: unknown | null;
  readonly apiKeyId: number | null;
  readonly ip: string | null;
  readonly requestId: string;
  readonly comment: string | null;
  /** Each changed field with its old and its new value */
  readonly fieldChanges: unknown;
  readonly chain: number;
  readonly sequence: number;
  /** HMAC-SHA-256 in hexadecimal */
  readonly hash: string;
}

export interface ChangeEntryPage {
  readonly items: readonly ChangeEntry[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface ChangeSet {
  readonly id: number;
  readonly clientId: number | null;
  readonly comment: string;
  readonly status: 'scheduled' | 'active' | 'failed';
  readonly activateAt: string;
  readonly activatedAt: string | null;
  readonly operations: unknown;
  readonly error: string | null;
}

export interface ChangeSetPage {
  readonly items: readonly ChangeSet[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface BrandOperations {
  /** This document */
  'GET /openapi.json': {
    readonly answer: Readonly<Record<string, unknown>>;
  };
  /** This document as a page */
  'GET /docs': {
    readonly answer: string;
  };
  /** Parts of the page */
  'GET /docs/{file}': {
    readonly path: { readonly file: string };
    readonly answer: string;
  };
  /** Log in */
  'POST /login': {
    readonly body: {
      readonly username: string;
      readonly password: string;
      readonly code?: string;
      readonly refreshIn?: 'body' | 'cookie';
    };
    readonly answer: {
      readonly token: string;
      readonly expiresAt: string;
      readonly sessionId: string;
      readonly refreshToken?: string;
      readonly refreshExpiresAt: string;
    };
  };
  /** Log out */
  'POST /logout': {
    readonly headers?: { readonly 'Idempotency-Key'?: string };
    readonly answer: undefined;
  };
  /** Refresh a token */
  'POST /token/refresh': {
    readonly body: {
      readonly refreshToken: string;
    } | {
      readonly sessionId: string;
    };
    readonly answer: {
      readonly token: string;
      readonly expiresAt: string;
      readonly sessionId: string;
      readonly refreshToken?: string;
      readonly refreshExpiresAt: string;
    };
  };
  /** Act as a login one level below */
  'POST /token/exchange': {
    readonly headers?: { readonly 'Idempotency-Key'?: string };
    readonly body: {
      readonly administratorId: number;
      readonly refreshIn?: 'body' | 'cookie';
    } | {
      readonly clientId: number;
      readonly refreshIn?: 'body' | 'cookie';
    };
    readonly answer: {
      readonly token: string;
      readonly expiresAt: string;
      readonly sessionId: string;
      readonly refreshToken?: string;
      readonly refreshExpiresAt: string;
    };
  };
  /** Keys that check tokens */
  'GET /jwks.json': {
    readonly answer: {
      readonly keys: readonly Readonly<Record<string, string>>[];
    };
  };
  /** Who am I */
  'GET /me': {
    readonly answer: {
      readonly actor: {
        readonly kind: string;
        readonly id: number;
        readonly name: string;
      };
      readonly scope: {
        readonly level: 'platform';
      } | {
        readonly level: 'brand';
        readonly brandId: number;
      } | {
        readonly level: 'client';
        readonly brandId: number;
        readonly clientId: number;
      } | {
        readonly level: 'user';
        readonly brandId: number;
        readonly clientId: number;
        readonly userId: number;
      };
      readonly behalf: readonly {
        readonly kind: string;
        readonly id: number;
        readonly name: string;
        readonly level: string;
      }[];
      readonly language: string | null;
      readonly timezone: string | null;
      readonly grants: Readonly<Record<string, readonly string[]>> | null;
    };
  };
  /** Ways to log in here */
  'GET /login-options': {
    readonly answer: {
      readonly singleSignOn: {
        readonly name: string;
      } | null;
    };
  };
  /** Go to the identity provider */
  'GET /sso/start': {
    readonly query?: { readonly return?: string };
    readonly answer: undefined;
  };
  /** Come back from the identity provider */
  'GET /sso/callback': {
    readonly query?: { readonly state?: string; readonly code?: string };
    readonly answer: undefined;
  };
  /** My profile */
  'GET /my/profile': {
    readonly answer: {
      readonly kind: 'administrator' | 'user';
      readonly id: number;
      readonly login: string;
      readonly name: string;
      readonly lastname: string;
      readonly email: string | null;
      readonly language: 'en' | 'es' | 'ca' | 'it' | 'eu' | null;
      readonly timezone: string | null;
      readonly secondFactor: {
        readonly active: boolean;
        readonly since: string | null;
        readonly recoveryCodesLeft: number;
      };
    };
  };
  /** Change my profile */
  'PATCH /my/profile': {
    readonly body: {
      readonly name?: unknown;
      readonly lastname?: unknown;
      readonly email?: unknown;
      readonly language?: unknown;
      readonly timezone?: unknown;
      readonly currentPassword?: string;
      readonly code?: string;
    };
    readonly answer: {
      readonly kind: 'administrator' | 'user';
      readonly id: number;
      readonly login: string;
      readonly name: string;
      readonly lastname: string;
      readonly email: string | null;
      readonly language: 'en' | 'es' | 'ca' | 'it' | 'eu' | null;
      readonly timezone: string | null;
      readonly secondFactor: {
        readonly active: boolean;
        readonly since: string | null;
        readonly recoveryCodesLeft: number;
      };
    };
  };
  /** Change my password */
  'POST /my/password': {
    readonly headers?: { readonly 'Idempotency-Key'?: string };
    readonly body: {
      readonly currentPassword: string;
      readonly code?: string;
      readonly password: string;
    };
    readonly answer: undefined;
  };
  /** My second factor */
  'GET /my/second-factor': {
    readonly answer: {
      readonly active: boolean;
      readonly since: string | null;
      readonly recoveryCodesLeft: number;
    };
  };
  /** Enrol a second factor */
  'POST /my/second-factor': {
    readonly headers?: { readonly 'Idempotency-Key'?: string };
    readonly body: {
      readonly currentPassword: string;
      readonly code?: string;
    };
    readonly answer: {
      readonly secret: string;
      readonly uri: string;
    };
  };
  /** Confirm my second factor */
  'POST /my/second-factor/confirm': {
    readonly headers?: { readonly 'Idempotency-Key'?: string };
    readonly body: {
      readonly code: string;
    };
    readonly answer: {
      readonly recoveryCodes: readonly string[];
    };
  };
  /** New recovery codes */
  'POST /my/second-factor/recovery-codes': {
    readonly headers?: { readonly 'Idempotency-Key'?: string };
    readonly body: {
      readonly currentPassword: string;
      readonly code?: string;
    };
    readonly answer: {
      readonly recoveryCodes: readonly string[];
    };
  };
  /** Remove my second factor */
  'POST /my/second-factor/remove': {
    readonly headers?: { readonly 'Idempotency-Key'?: string };
    readonly body: {
      readonly currentPassword: string;
      readonly code?: string;
    };
    readonly answer: undefined;
  };
  /** My API keys */
  'GET /my/api-keys': {
    readonly answer: {
      readonly items: readonly ({
        readonly id: number;
        readonly name: string;
        readonly prefix: string;
        readonly grants: Readonly<Record<string, readonly ('create' | 'read' | 'update' | 'delete')[]>> | null;
        readonly createdAt: string;
        readonly expiresAt: string;
        readonly usedAt: string | null;
        readonly usedFrom: string | null;
      })[];
    };
  };
  /** Make an API key */
  'POST /my/api-keys': {
    readonly headers?: { readonly 'Idempotency-Key'?: string };
    readonly body: {
      readonly currentPassword: string;
      readonly code?: string;
      readonly name: string;
      readonly expiresAt: string;
      readonly grants?: Readonly<Record<string, readonly ('create' | 'read' | 'update' | 'delete')[]>> | null;
    };
    readonly answer: {
      readonly id: number;
      readonly name: string;
      readonly prefix: string;
      readonly grants: Readonly<Record<string, readonly ('create' | 'read' | 'update' | 'delete')[]>> | null;
      readonly createdAt: string;
      readonly expiresAt: string;
      readonly usedAt: string | null;
      readonly usedFrom: string | null;
      readonly key: string;
    };
  };
  /** Delete an API key */
  'DELETE /my/api-keys/{id}': {
    readonly path: { readonly id: number };
    readonly answer: undefined;
  };
  /** My sessions */
  'GET /my/sessions': {
    readonly answer: {
      readonly items: readonly {
        readonly id: string;
        readonly method: string;
        readonly behalf: readonly {
          readonly kind: string;
          readonly id: number;
          readonly name: string;
          readonly level: string;
        }[];
        readonly host: string;
        readonly ip: string;
        readonly agent: string;
        readonly createdAt: string;
        readonly usedAt: string;
        readonly expiresAt: string;
        readonly current: boolean;
      }[];
    };
  };
  /** End my other sessions */
  'DELETE /my/sessions': {
    readonly answer: undefined;
  };
  /** End a session of mine */
  'DELETE /my/sessions/{session}': {
    readonly path: { readonly session: string };
    readonly answer: undefined;
  };
  /** Sessions of a administrator */
  'GET /administrators/{id}/sessions': {
    readonly path: { readonly id: number };
    readonly answer: {
      readonly items: readonly {
        readonly id: string;
        readonly method: string;
        readonly behalf: readonly {
          readonly kind: string;
          readonly id: number;
          readonly name: string;
          readonly level: string;
        }[];
        readonly host: string;
        readonly ip: string;
        readonly agent: string;
        readonly createdAt: string;
        readonly usedAt: string;
        readonly expiresAt: string;
      }[];
    };
  };
  /** End all sessions of a administrator */
  'DELETE /administrators/{id}/sessions': {
    readonly path: { readonly id: number };
    readonly answer: undefined;
  };
  /** Set a password by a link */
  'POST /password-reset': {
    readonly body: {
      readonly token: string;
      readonly password: string;
    };
    readonly answer: undefined;
  };
  /** Ask for a link to set a password */
  'POST /password-reset/mail': {
    readonly body: {
      readonly email: string;
    };
    readonly answer: undefined;
  };
  /** Let a administrator set a password */
  'POST /administrators/{id}/password-reset': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'Idempotency-Key'?: string };
    readonly body: {
      readonly currentPassword: string;
      readonly code?: string;
    };
    readonly answer: {
      readonly token: string;
      readonly expiresAt: string;
      readonly path: string;
    };
  };
  /** Remove the second factor of a administrator */
  'POST /administrators/{id}/second-factor/remove': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'Idempotency-Key'?: string };
    readonly body: {
      readonly currentPassword: string;
      readonly code?: string;
    };
    readonly answer: undefined;
  };
  /** Grant everything, reading, or nothing */
  'POST /administrators/{id}/grants': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'Idempotency-Key'?: string };
    readonly body: {
      readonly preset: 'all' | 'read-only' | 'none';
    };
    readonly answer: {
      readonly resources: number;
    };
  };
  /** Why a billable call went where it went */
  'GET /billable-calls/{id}/trace': {
    readonly path: { readonly id: number };
    readonly answer: {
      readonly decision: {
        readonly outcome: 'route' | 'bounce' | 'refuse';
        readonly cause: string | null;
        readonly attempts: readonly ({
          readonly carrierId: number;
          readonly carrierName: string;
          readonly carrierServerId: number;
          readonly host: string;
          readonly port: number;
          readonly transport: 'udp' | 'tcp' | 'tls';
          readonly callee: string;
          readonly caller: string;
          readonly fromUser: string | null;
          readonly fromDomain: string | null;
          readonly sendPai: boolean;
          readonly uriScheme: 'sip' | 'sips';
          readonly outboundProxy: string | null;
          readonly sendRpid: boolean;
          readonly privacy: 'privacy-header' | 'anonymous-from' | 'shown';
          readonly diversions: readonly ({
            readonly number: string;
            readonly reason: string;
            readonly counter: number | null;
            readonly hidden: boolean;
          })[];
          readonly sendDiversion: boolean;
          readonly sendHistoryInfo: boolean;
          readonly finalStatuses: readonly number[];
          readonly cost: {
            readonly ratingPlanId: number;
            readonly ratingPlanName: string;
            readonly destinationId: number;
            readonly destinationName: string;
            readonly prefix: string;
            readonly currency: string;
            readonly ratePerMinute: string;
            readonly connectFee: string;
            readonly incrementSec: number;
            readonly intervalStartSec: number;
          } | null;
        })[];
        readonly ddiId: number | null;
        readonly price: {
          readonly ratingPlanId: number;
          readonly ratingPlanName: string;
          readonly destinationId: number;
          readonly destinationName: string;
          readonly prefix: string;
          readonly currency: string;
          readonly ratePerMinute: string;
          readonly connectFee: string;
          readonly incrementSec: number;
          readonly intervalStartSec: number;
        } | null;
        readonly maxDurationSec: number | null;
      } | {
        readonly outcome: 'application-server' | 'retail' | 'refuse';
        readonly cause: string | null;
        readonly ddiId: number | null;
        readonly ddiProviderId: number | null;
        readonly brandId: number | null;
        readonly clientId: number | null;
        readonly retailAccountId: number | null;
        readonly caller: string;
        readonly callee: string;
      };
      readonly trace: readonly {
        readonly step: string;
        readonly saw: Readonly<Record<string, unknown>>;
        readonly chose: unknown;
        readonly why: string;
      }[];
      readonly revision: number;
      readonly attempts: readonly {
        readonly carrierServerId: number;
        readonly carrierName: string;
        readonly target: string;
        readonly sipStatus: number;
      }[];
    };
  };
  /** Why a call leg went where it went */
  'GET /call-legs/{id}/trace': {
    readonly path: { readonly id: number };
    readonly answer: {
      readonly decision: {
        readonly outcome: 'route' | 'bounce' | 'refuse';
        readonly cause: string | null;
        readonly attempts: readonly ({
          readonly carrierId: number;
          readonly carrierName: string;
          readonly carrierServerId: number;
          readonly host: string;
          readonly port: number;
          readonly transport: 'udp' | 'tcp' | 'tls';
          readonly callee: string;
          readonly caller: string;
          readonly fromUser: string | null;
          readonly fromDomain: string | null;
          readonly sendPai: boolean;
          readonly uriScheme: 'sip' | 'sips';
          readonly outboundProxy: string | null;
          readonly sendRpid: boolean;
          readonly privacy: 'privacy-header' | 'anonymous-from' | 'shown';
          readonly diversions: readonly ({
            readonly number: string;
            readonly reason: string;
            readonly counter: number | null;
            readonly hidden: boolean;
          })[];
          readonly sendDiversion: boolean;
          readonly sendHistoryInfo: boolean;
          readonly finalStatuses: readonly number[];
          readonly cost: {
            readonly ratingPlanId: number;
            readonly ratingPlanName: string;
            readonly destinationId: number;
            readonly destinationName: string;
            readonly prefix: string;
            readonly currency: string;
            readonly ratePerMinute: string;
            readonly connectFee: string;
            readonly incrementSec: number;
            readonly intervalStartSec: number;
          } | null;
        })[];
        readonly ddiId: number | null;
        readonly price: {
          readonly ratingPlanId: number;
          readonly ratingPlanName: string;
          readonly destinationId: number;
          readonly destinationName: string;
          readonly prefix: string;
          readonly currency: string;
          readonly ratePerMinute: string;
          readonly connectFee: string;
          readonly incrementSec: number;
          readonly intervalStartSec: number;
        } | null;
        readonly maxDurationSec: number | null;
      } | {
        readonly outcome: 'application-server' | 'retail' | 'refuse';
        readonly cause: string | null;
        readonly ddiId: number | null;
        readonly ddiProviderId: number | null;
        readonly brandId: number | null;
        readonly clientId: number | null;
        readonly retailAccountId: number | null;
        readonly caller: string;
        readonly callee: string;
      };
      readonly trace: readonly {
        readonly step: string;
        readonly saw: Readonly<Record<string, unknown>>;
        readonly chose: unknown;
        readonly why: string;
      }[];
      readonly revision: number;
      readonly attempts: readonly {
        readonly carrierServerId: number;
        readonly carrierName: string;
        readonly target: string;
        readonly sipStatus: number;
      }[];
    };
  };
  /** Simulate a call */
  'POST /simulate-call': {
    readonly headers?: { readonly 'Idempotency-Key'?: string };
    readonly body: {
      readonly number: string;
      readonly caller?: string | '';
      readonly at?: string;
      readonly clientId: number;
    };
    readonly answer: {
      readonly decision: {
        readonly outcome: 'route' | 'bounce' | 'refuse';
        readonly cause: string | null;
        readonly attempts: readonly ({
          readonly carrierId: number;
          readonly carrierName: string;
          readonly carrierServerId: number;
          readonly host: string;
          readonly port: number;
          readonly transport: 'udp' | 'tcp' | 'tls';
          readonly callee: string;
          readonly caller: string;
          readonly fromUser: string | null;
          readonly fromDomain: string | null;
          readonly sendPai: boolean;
          readonly uriScheme: 'sip' | 'sips';
          readonly outboundProxy: string | null;
          readonly sendRpid: boolean;
          readonly privacy: 'privacy-header' | 'anonymous-from' | 'shown';
          readonly diversions: readonly ({
            readonly number: string;
            readonly reason: string;
            readonly counter: number | null;
            readonly hidden: boolean;
          })[];
          readonly sendDiversion: boolean;
          readonly sendHistoryInfo: boolean;
          readonly finalStatuses: readonly number[];
          readonly cost: {
            readonly ratingPlanId: number;
            readonly ratingPlanName: string;
            readonly destinationId: number;
            readonly destinationName: string;
            readonly prefix: string;
            readonly currency: string;
            readonly ratePerMinute: string;
            readonly connectFee: string;
            readonly incrementSec: number;
            readonly intervalStartSec: number;
          } | null;
        })[];
        readonly ddiId: number | null;
        readonly price: {
          readonly ratingPlanId: number;
          readonly ratingPlanName: string;
          readonly destinationId: number;
          readonly destinationName: string;
          readonly prefix: string;
          readonly currency: string;
          readonly ratePerMinute: string;
          readonly connectFee: string;
          readonly incrementSec: number;
          readonly intervalStartSec: number;
        } | null;
        readonly maxDurationSec: number | null;
      };
      readonly trace: readonly {
        readonly step: string;
        readonly saw: Readonly<Record<string, unknown>>;
        readonly chose: unknown;
        readonly why: string;
      }[];
      readonly revision: number;
    };
  };
  /** What changed in how calls are led and rated, newest first */
  'GET /revisions': {
    readonly query?: { readonly before?: number; readonly itemsPerPage?: number };
    readonly answer: readonly ({
      readonly from: number;
      readonly to: number;
      readonly changedAt: string;
      readonly actorName: string;
      readonly comment: string | null;
      readonly requestId: string;
      readonly changes: number;
      readonly resources: readonly string[];
    })[];
  };
  /** What differs between two revisions */
  'GET /revisions/diff': {
    readonly query: { readonly from: number; readonly to: number };
    readonly answer: readonly ({
      readonly resource: string;
      readonly id: number;
      readonly title: string;
      readonly operation: 'create' | 'update' | 'delete';
      readonly values: readonly {
        readonly field: string;
        readonly old: unknown;
        readonly new: unknown;
      }[];
    })[];
  };
  /** Bring calls back to where a revision had them */
  'POST /revisions/{id}/go-back': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'Idempotency-Key'?: string };
    readonly body: {
      readonly comment: string;
    };
    readonly answer: {
      readonly revision: number;
      readonly rows: number;
    };
  };
  /** List change sets */
  'GET /change-sets': {
    readonly query?: ListQuery<'id' | 'clientId' | 'comment' | 'status' | 'activateAt' | 'activatedAt' | 'operations' | 'error'>;
    readonly answer: ChangeSetPage;
  };
  /** Delete several change sets */
  'DELETE /change-sets': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** Check that the change log is whole */
  'GET /changes/verify': {
    readonly answer: {
      readonly chain: number;
      readonly entries: number;
      readonly brokenAt?: number;
      readonly reason?: string;
    };
  };
  /** Download the logo of a brand */
  'GET /brands/{id}/logo': {
    readonly path: { readonly id: number };
    readonly answer: Blob;
  };
  /** Upload the logo of a brand */
  'PUT /brands/{id}/logo': {
    readonly path: { readonly id: number };
    readonly query?: { readonly name?: string };
    readonly body: Blob;
    readonly answer: {
      readonly name: string;
      readonly type: string;
      readonly bytes: number;
      readonly sha256: string;
    };
  };
  /** Remove the logo of a brand */
  'DELETE /brands/{id}/logo': {
    readonly path: { readonly id: number };
    readonly answer: undefined;
  };
  /** Download the logo of a portal */
  'GET /web-portals/{id}/logo': {
    readonly path: { readonly id: number };
    readonly answer: Blob;
  };
  /** Upload the logo of a portal */
  'PUT /web-portals/{id}/logo': {
    readonly path: { readonly id: number };
    readonly query?: { readonly name?: string };
    readonly body: Blob;
    readonly answer: {
      readonly name: string;
      readonly type: string;
      readonly bytes: number;
      readonly sha256: string;
    };
  };
  /** Remove the logo of a portal */
  'DELETE /web-portals/{id}/logo': {
    readonly path: { readonly id: number };
    readonly answer: undefined;
  };
  /** Download the upload of a locution */
  'GET /locutions/{id}/originalFile': {
    readonly path: { readonly id: number };
    readonly answer: Blob;
  };
  /** Download the as it is played of a locution */
  'GET /locutions/{id}/encodedFile': {
    readonly path: { readonly id: number };
    readonly answer: Blob;
  };
  /** Download the upload of a music on hold */
  'GET /music-on-hold/{id}/originalFile': {
    readonly path: { readonly id: number };
    readonly answer: Blob;
  };
  /** Upload the upload of a music on hold */
  'PUT /music-on-hold/{id}/originalFile': {
    readonly path: { readonly id: number };
    readonly query?: { readonly name?: string };
    readonly body: Blob;
    readonly answer: {
      readonly name: string;
      readonly type: string;
      readonly bytes: number;
      readonly sha256: string;
    };
  };
  /** Remove the upload of a music on hold */
  'DELETE /music-on-hold/{id}/originalFile': {
    readonly path: { readonly id: number };
    readonly answer: undefined;
  };
  /** Download the as it is played of a music on hold */
  'GET /music-on-hold/{id}/encodedFile': {
    readonly path: { readonly id: number };
    readonly answer: Blob;
  };
  /** Download the document of a invoice */
  'GET /invoices/{id}/pdf': {
    readonly path: { readonly id: number };
    readonly answer: Blob;
  };
  /** Download the table of a call csv report */
  'GET /call-csv-reports/{id}/csv': {
    readonly path: { readonly id: number };
    readonly answer: Blob;
  };
  /** How the portal of this host looks */
  'GET /api/theme': {
    readonly answer: {
      readonly name: string;
      readonly productName: string;
      readonly color: string | null;
      readonly level: 'platform' | 'brand' | 'client' | 'user' | null;
      readonly levels: readonly ('platform' | 'brand' | 'client' | 'user')[];
      readonly logo: string | null;
    };
  };
  /** The logo of this host */
  'GET /api/theme/logo': {
    readonly answer: Blob;
  };
  /** List imports */
  'GET /imports': {
    readonly query?: ListQuery<'id' | 'clientId' | 'createdAt' | 'kind' | 'fileName' | 'sha256' | 'bytes' | 'state' | 'dryRun' | 'partial' | 'defaults' | 'lines' | 'processed' | 'created' | 'failed' | 'errors' | 'startedAt' | 'finishedAt' | 'actorName'>;
    readonly answer: ImportJobPage;
  };
  /** Delete several imports */
  'DELETE /imports': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** Legs of calls in progress, oldest first */
  'GET /active-calls': {
    readonly answer: readonly ({
      readonly event: 'started' | 'ringing' | 'answered' | 'updated';
      readonly at: string;
      readonly callUid: string;
      readonly legUid: string;
      readonly by: 'users-proxy' | 'trunks-proxy' | 'app-server';
      readonly brandId: number;
      readonly clientId: number;
      readonly caller: string;
      readonly callee: string;
      readonly startedAt: string;
      readonly answeredAt: string | null;
      readonly from?: {
        readonly kind: 'terminal' | 'residentialDevice' | 'retailAccount' | 'friend';
        readonly id: number;
        readonly userId: number | null;
      };
      readonly to?: {
        readonly kind: 'terminal' | 'residentialDevice' | 'retailAccount' | 'friend';
        readonly id: number;
        readonly userId: number | null;
      };
    })[];
  };
  /** Who waits in queues now */
  'GET /queue-states': {
    readonly answer: readonly ({
      readonly at: string;
      readonly brandId: number;
      readonly clientId: number;
      readonly queueId: number;
      readonly queueName: string;
      readonly waiting: number;
      readonly waitingSince: string | null;
      readonly membersFree: number;
      readonly membersBusy: number;
      readonly membersPaused: number;
    })[];
  };
  /** What is there, the calls of the last 24 hours, balances */
  'GET /dashboard': {
    readonly answer: {
      readonly at: string;
      readonly counts: Readonly<Record<string, number>>;
      readonly calls?: {
        readonly total: {
          readonly calls: number;
          readonly answered: number;
          /** Answered of all, 0 to 1 */
          readonly asr: number | null;
          /** Seconds of an answered call on average */
          readonly acd: number | null;
          readonly inbound: number;
          readonly outbound: number;
          readonly money?: readonly {
            readonly currency: string;
            readonly price: string;
            readonly cost?: string;
            readonly margin?: string;
          }[];
        };
        readonly hours: readonly ({
          readonly calls: number;
          readonly answered: number;
          /** Answered of all, 0 to 1 */
          readonly asr: number | null;
          /** Seconds of an answered call on average */
          readonly acd: number | null;
          readonly inbound: number;
          readonly outbound: number;
          readonly money?: readonly {
            readonly currency: string;
            readonly price: string;
            readonly cost?: string;
            readonly margin?: string;
          }[];
          readonly hour: string;
        })[];
      };
      readonly registered?: number | null;
      readonly balances?: {
        readonly empty: number;
        readonly lowest: readonly {
          readonly id: number;
          readonly name: string;
          readonly balance: string;
          readonly currency: string;
        }[];
        readonly carriers: readonly {
          readonly id: number;
          readonly name: string;
          readonly balance: string;
          readonly currency: string;
        }[];
      };
      readonly balance?: {
        readonly balance: string;
        readonly currency: string;
        readonly usedToday: string;
        readonly mostPerDay: string;
      };
      readonly newMessages?: number;
    };
  };
  /** Endpoints that are registered now, some at a time; `next` is the `cursor` of those that follow */
  'GET /registrations': {
    readonly query?: { readonly cursor?: string };
    readonly answer: {
      readonly items: readonly ({
        readonly id: number;
        readonly status: 'registered' | 'unregistered' | 'direct';
        readonly contacts: readonly ({
          readonly id: string;
          readonly contact: string;
          readonly protocol: string;
          readonly address: string;
          readonly port: number;
          readonly userAgent: string;
          readonly expiresAt: string;
          readonly q: number;
          readonly instance: string | null;
          readonly reachable: boolean;
        })[];
        readonly kind: 'terminal' | 'friend' | 'residentialDevice' | 'retailAccount';
        readonly name: string;
        readonly clientId: number;
      })[];
      readonly next: string | null;
    };
  };
  /** Where a terminal is registered */
  'GET /terminals/{id}/registration': {
    readonly path: { readonly id: number };
    readonly answer: {
      readonly id: number;
      readonly status: 'registered' | 'unregistered' | 'direct';
      readonly contacts: readonly ({
        readonly id: string;
        readonly contact: string;
        readonly protocol: string;
        readonly address: string;
        readonly port: number;
        readonly userAgent: string;
        readonly expiresAt: string;
        readonly q: number;
        readonly instance: string | null;
        readonly reachable: boolean;
      })[];
    };
  };
  /** Remove all registrations of a terminal */
  'DELETE /terminals/{id}/registration': {
    readonly path: { readonly id: number };
    readonly answer: {
      readonly id: number;
      readonly status: 'registered' | 'unregistered' | 'direct';
      readonly contacts: readonly ({
        readonly id: string;
        readonly contact: string;
        readonly protocol: string;
        readonly address: string;
        readonly port: number;
        readonly userAgent: string;
        readonly expiresAt: string;
        readonly q: number;
        readonly instance: string | null;
        readonly reachable: boolean;
      })[];
    };
  };
  /** Which terminals are registered */
  'GET /terminals/registrations': {
    readonly query: { readonly id: string };
    readonly answer: readonly ({
      readonly id: number;
      readonly status: 'registered' | 'unregistered' | 'direct';
      readonly contacts: readonly ({
        readonly id: string;
        readonly contact: string;
        readonly protocol: string;
        readonly address: string;
        readonly port: number;
        readonly userAgent: string;
        readonly expiresAt: string;
        readonly q: number;
        readonly instance: string | null;
        readonly reachable: boolean;
      })[];
    })[];
  };
  /** Remove one registration of a terminal */
  'DELETE /terminals/{id}/registration/{contact}': {
    readonly path: { readonly id: number; readonly contact: string };
    readonly answer: {
      readonly id: number;
      readonly status: 'registered' | 'unregistered' | 'direct';
      readonly contacts: readonly ({
        readonly id: string;
        readonly contact: string;
        readonly protocol: string;
        readonly address: string;
        readonly port: number;
        readonly userAgent: string;
        readonly expiresAt: string;
        readonly q: number;
        readonly instance: string | null;
        readonly reachable: boolean;
      })[];
    };
  };
  /** Where a friend is registered */
  'GET /friends/{id}/registration': {
    readonly path: { readonly id: number };
    readonly answer: {
      readonly id: number;
      readonly status: 'registered' | 'unregistered' | 'direct';
      readonly contacts: readonly ({
        readonly id: string;
        readonly contact: string;
        readonly protocol: string;
        readonly address: string;
        readonly port: number;
        readonly userAgent: string;
        readonly expiresAt: string;
        readonly q: number;
        readonly instance: string | null;
        readonly reachable: boolean;
      })[];
    };
  };
  /** Remove all registrations of a friend */
  'DELETE /friends/{id}/registration': {
    readonly path: { readonly id: number };
    readonly answer: {
      readonly id: number;
      readonly status: 'registered' | 'unregistered' | 'direct';
      readonly contacts: readonly ({
        readonly id: string;
        readonly contact: string;
        readonly protocol: string;
        readonly address: string;
        readonly port: number;
        readonly userAgent: string;
        readonly expiresAt: string;
        readonly q: number;
        readonly instance: string | null;
        readonly reachable: boolean;
      })[];
    };
  };
  /** Which friends are registered */
  'GET /friends/registrations': {
    readonly query: { readonly id: string };
    readonly answer: readonly ({
      readonly id: number;
      readonly status: 'registered' | 'unregistered' | 'direct';
      readonly contacts: readonly ({
        readonly id: string;
        readonly contact: string;
        readonly protocol: string;
        readonly address: string;
        readonly port: number;
        readonly userAgent: string;
        readonly expiresAt: string;
        readonly q: number;
        readonly instance: string | null;
        readonly reachable: boolean;
      })[];
    })[];
  };
  /** Remove one registration of a friend */
  'DELETE /friends/{id}/registration/{contact}': {
    readonly path: { readonly id: number; readonly contact: string };
    readonly answer: {
      readonly id: number;
      readonly status: 'registered' | 'unregistered' | 'direct';
      readonly contacts: readonly ({
        readonly id: string;
        readonly contact: string;
        readonly protocol: string;
        readonly address: string;
        readonly port: number;
        readonly userAgent: string;
        readonly expiresAt: string;
        readonly q: number;
        readonly instance: string | null;
        readonly reachable: boolean;
      })[];
    };
  };
  /** Where a residential device is registered */
  'GET /residential-devices/{id}/registration': {
    readonly path: { readonly id: number };
    readonly answer: {
      readonly id: number;
      readonly status: 'registered' | 'unregistered' | 'direct';
      readonly contacts: readonly ({
        readonly id: string;
        readonly contact: string;
        readonly protocol: string;
        readonly address: string;
        readonly port: number;
        readonly userAgent: string;
        readonly expiresAt: string;
        readonly q: number;
        readonly instance: string | null;
        readonly reachable: boolean;
      })[];
    };
  };
  /** Remove all registrations of a residential device */
  'DELETE /residential-devices/{id}/registration': {
    readonly path: { readonly id: number };
    readonly answer: {
      readonly id: number;
      readonly status: 'registered' | 'unregistered' | 'direct';
      readonly contacts: readonly ({
        readonly id: string;
        readonly contact: string;
        readonly protocol: string;
        readonly address: string;
        readonly port: number;
        readonly userAgent: string;
        readonly expiresAt: string;
        readonly q: number;
        readonly instance: string | null;
        readonly reachable: boolean;
      })[];
    };
  };
  /** Which residential devices are registered */
  'GET /residential-devices/registrations': {
    readonly query: { readonly id: string };
    readonly answer: readonly ({
      readonly id: number;
      readonly status: 'registered' | 'unregistered' | 'direct';
      readonly contacts: readonly ({
        readonly id: string;
        readonly contact: string;
        readonly protocol: string;
        readonly address: string;
        readonly port: number;
        readonly userAgent: string;
        readonly expiresAt: string;
        readonly q: number;
        readonly instance: string | null;
        readonly reachable: boolean;
      })[];
    })[];
  };
  /** Remove one registration of a residential device */
  'DELETE /residential-devices/{id}/registration/{contact}': {
    readonly path: { readonly id: number; readonly contact: string };
    readonly answer: {
      readonly id: number;
      readonly status: 'registered' | 'unregistered' | 'direct';
      readonly contacts: readonly ({
        readonly id: string;
        readonly contact: string;
        readonly protocol: string;
        readonly address: string;
        readonly port: number;
        readonly userAgent: string;
        readonly expiresAt: string;
        readonly q: number;
        readonly instance: string | null;
        readonly reachable: boolean;
      })[];
    };
  };
  /** Where a retail account is registered */
  'GET /retail-accounts/{id}/registration': {
    readonly path: { readonly id: number };
    readonly answer: {
      readonly id: number;
      readonly status: 'registered' | 'unregistered' | 'direct';
      readonly contacts: readonly ({
        readonly id: string;
        readonly contact: string;
        readonly protocol: string;
        readonly address: string;
        readonly port: number;
        readonly userAgent: string;
        readonly expiresAt: string;
        readonly q: number;
        readonly instance: string | null;
        readonly reachable: boolean;
      })[];
    };
  };
  /** Remove all registrations of a retail account */
  'DELETE /retail-accounts/{id}/registration': {
    readonly path: { readonly id: number };
    readonly answer: {
      readonly id: number;
      readonly status: 'registered' | 'unregistered' | 'direct';
      readonly contacts: readonly ({
        readonly id: string;
        readonly contact: string;
        readonly protocol: string;
        readonly address: string;
        readonly port: number;
        readonly userAgent: string;
        readonly expiresAt: string;
        readonly q: number;
        readonly instance: string | null;
        readonly reachable: boolean;
      })[];
    };
  };
  /** Which retail accounts are registered */
  'GET /retail-accounts/registrations': {
    readonly query: { readonly id: string };
    readonly answer: readonly ({
      readonly id: number;
      readonly status: 'registered' | 'unregistered' | 'direct';
      readonly contacts: readonly ({
        readonly id: string;
        readonly contact: string;
        readonly protocol: string;
        readonly address: string;
        readonly port: number;
        readonly userAgent: string;
        readonly expiresAt: string;
        readonly q: number;
        readonly instance: string | null;
        readonly reachable: boolean;
      })[];
    })[];
  };
  /** Remove one registration of a retail account */
  'DELETE /retail-accounts/{id}/registration/{contact}': {
    readonly path: { readonly id: number; readonly contact: string };
    readonly answer: {
      readonly id: number;
      readonly status: 'registered' | 'unregistered' | 'direct';
      readonly contacts: readonly ({
        readonly id: string;
        readonly contact: string;
        readonly protocol: string;
        readonly address: string;
        readonly port: number;
        readonly userAgent: string;
        readonly expiresAt: string;
        readonly q: number;
        readonly instance: string | null;
        readonly reachable: boolean;
      })[];
    };
  };
  /** Where a user is registered */
  'GET /users/{id}/registration': {
    readonly path: { readonly id: number };
    readonly answer: {
      readonly id: number;
      readonly status: 'registered' | 'unregistered' | 'direct';
      readonly contacts: readonly ({
        readonly id: string;
        readonly contact: string;
        readonly protocol: string;
        readonly address: string;
        readonly port: number;
        readonly userAgent: string;
        readonly expiresAt: string;
        readonly q: number;
        readonly instance: string | null;
        readonly reachable: boolean;
      })[];
    };
  };
  /** Remove all registrations of a user */
  'DELETE /users/{id}/registration': {
    readonly path: { readonly id: number };
    readonly answer: {
      readonly id: number;
      readonly status: 'registered' | 'unregistered' | 'direct';
      readonly contacts: readonly ({
        readonly id: string;
        readonly contact: string;
        readonly protocol: string;
        readonly address: string;
        readonly port: number;
        readonly userAgent: string;
        readonly expiresAt: string;
        readonly q: number;
        readonly instance: string | null;
        readonly reachable: boolean;
      })[];
    };
  };
  /** Which users are registered */
  'GET /users/registrations': {
    readonly query: { readonly id: string };
    readonly answer: readonly ({
      readonly id: number;
      readonly status: 'registered' | 'unregistered' | 'direct';
      readonly contacts: readonly ({
        readonly id: string;
        readonly contact: string;
        readonly protocol: string;
        readonly address: string;
        readonly port: number;
        readonly userAgent: string;
        readonly expiresAt: string;
        readonly q: number;
        readonly instance: string | null;
        readonly reachable: boolean;
      })[];
    })[];
  };
  /** Remove one registration of a user */
  'DELETE /users/{id}/registration/{contact}': {
    readonly path: { readonly id: number; readonly contact: string };
    readonly answer: {
      readonly id: number;
      readonly status: 'registered' | 'unregistered' | 'direct';
      readonly contacts: readonly ({
        readonly id: string;
        readonly contact: string;
        readonly protocol: string;
        readonly address: string;
        readonly port: number;
        readonly userAgent: string;
        readonly expiresAt: string;
        readonly q: number;
        readonly instance: string | null;
        readonly reachable: boolean;
      })[];
    };
  };
  /** Whether a Carrier server is registered */
  'GET /carrier-servers/{id}/registration': {
    readonly path: { readonly id: number };
    readonly answer: {
      readonly id: number;
      readonly status: 'registered' | 'unregistered' | 'direct';
      readonly contacts: readonly ({
        readonly id: string;
        readonly contact: string;
        readonly protocol: string;
        readonly address: string;
        readonly port: number;
        readonly userAgent: string;
        readonly expiresAt: string;
        readonly q: number;
        readonly instance: string | null;
        readonly reachable: boolean;
      })[];
    };
  };
  /** Whether a DDI provider registration is registered */
  'GET /ddi-provider-registrations/{id}/registration': {
    readonly path: { readonly id: number };
    readonly answer: {
      readonly id: number;
      readonly status: 'registered' | 'unregistered' | 'direct';
      readonly contacts: readonly ({
        readonly id: string;
        readonly contact: string;
        readonly protocol: string;
        readonly address: string;
        readonly port: number;
        readonly userAgent: string;
        readonly expiresAt: string;
        readonly q: number;
        readonly instance: string | null;
        readonly reachable: boolean;
      })[];
    };
  };
  /** Terminals that nothing has yet */
  'GET /terminals/unassigned': {
    readonly query?: { readonly page?: number; readonly itemsPerPage?: number; readonly sort?: string; readonly _properties?: string; readonly _timezone?: string; readonly keep?: number };
    readonly answer: {
      readonly items: readonly ({
        readonly id: number;
        readonly clientId: number;
        readonly name: string;
        /** SHA-256 of the certificate, 64 lower-case hexadecimal digits */
        readonly certificateFingerprint: string | null;
        /** instead: enough without the password; besides: needed together with it */
        readonly certificatePolicy: 'instead' | 'besides';
        readonly terminalModelId: number | null;
        readonly mac: string | null;
        /** In order of preference */
        readonly audioCodecs: readonly ('alaw' | 'ulaw' | 'g722' | 'g729' | 'gsm' | 'ilbc' | 'speex' | 'speex16' | 'g726' | 'amr' | 'opus')[];
        readonly videoCodecs: readonly ('h264' | 'h263' | 'h263p' | 'h261' | 'vp8' | 'vp9')[];
        readonly directMediaMethod: 'update' | 'invite' | 'reinvite';
        readonly t38Passthrough: boolean;
        readonly rtpEncryption: boolean;
        readonly lastProvisionedAt: string | null;
      })[];
      readonly total: number;
      readonly page: number;
      readonly itemsPerPage: number;
    };
  };
  /** Extensions that nothing has yet */
  'GET /extensions/unassigned': {
    readonly query?: { readonly page?: number; readonly itemsPerPage?: number; readonly sort?: string; readonly _properties?: string; readonly _timezone?: string; readonly keep?: number };
    readonly answer: {
      readonly items: readonly ({
        readonly id: number;
        readonly clientId: number;
        readonly number: string;
        readonly routeType: 'user' | 'number' | 'ivr' | 'huntGroup' | 'queue' | 'conferenceRoom' | 'conditional' | 'friend' | 'voicemail' | 'locution' | 'parkOrbit' | 'pagingGroup';
        readonly userId: number | null;
        readonly routeNumber: string | null;
        readonly ivrId: number | null;
        readonly huntGroupId: number | null;
        readonly queueId: number | null;
        readonly conferenceRoomId: number | null;
        readonly conditionalRouteId: number | null;
        readonly friendNumber: string | null;
        readonly voicemailId: number | null;
        readonly locutionId: number | null;
        readonly parkOrbitId: number | null;
        readonly pagingGroupId: number | null;
      })[];
      readonly total: number;
      readonly page: number;
      readonly itemsPerPage: number;
    };
  };
  /** Services that nothing has yet */
  'GET /services/unassigned': {
    readonly query?: { readonly page?: number; readonly itemsPerPage?: number; readonly sort?: string; readonly _properties?: string; readonly _timezone?: string; readonly keep?: number };
    readonly answer: {
      readonly items: readonly ({
        readonly id: number;
        readonly kind: 'directPickUp' | 'groupPickUp' | 'voicemail' | 'recordLocution' | 'closeLock' | 'openLock' | 'toggleLock' | 'queuePause' | 'queueUnpause' | 'forwardUnconditional' | 'forwardBusy' | 'forwardNoAnswer' | 'forwardUnreachable' | 'hideNumber' | 'showNumber';
        readonly name: {
          readonly en: string;
          readonly es: string | null;
          readonly ca: string | null;
          readonly it: string | null;
          readonly eu: string | null;
        };
        readonly description: {
          readonly en: string;
          readonly es: string | null;
          readonly ca: string | null;
          readonly it: string | null;
          readonly eu: string | null;
        };
        readonly defaultCode: string;
        readonly extraDigits: boolean;
      })[];
      readonly total: number;
      readonly page: number;
      readonly itemsPerPage: number;
    };
  };
  /** Users that may still join a hunt group */
  'GET /hunt-groups/{id}/available-users': {
    readonly path: { readonly id: number };
    readonly query?: { readonly page?: number; readonly itemsPerPage?: number; readonly sort?: string; readonly _properties?: string; readonly _timezone?: string };
    readonly answer: {
      readonly items: readonly ({
        readonly id: number;
        readonly clientId: number;
        readonly name: string;
        readonly lastname: string;
        /** Login of the user portal */
        readonly email: string | null;
        readonly active: boolean;
        readonly terminalId: number | null;
        readonly extensionId: number | null;
        readonly outgoingDdiId: number | null;
        readonly outgoingDdiRuleId: number | null;
        readonly callAclId: number | null;
        /** Empty: that of the client */
        readonly transformationRuleSetId: number | null;
        readonly doNotDisturb: boolean;
        /** 0 means unlimited */
        readonly maxCalls: number;
        /** Only the assistant and the white list ring this user */
        readonly isBoss: boolean;
        readonly bossAssistantId: number | null;
        readonly bossWhiteListId: number | null;
        /** How many calls at once are allowed from outside the permitted networks */
        readonly externalIpCalls: number;
        readonly rejectCallMethod: '486' | '600' | 'rfc';
        /** Up to 10 phones ring at once */
        readonly multiContact: boolean;
        readonly gsQrCode: boolean;
        readonly useDefaultLocation: boolean;
        readonly locationId: number | null;
        /** Empty: that of the client */
        readonly language: 'en' | 'es' | 'ca' | 'it' | 'eu' | null;
        /** Empty: that of the client */
        readonly timezone: string | null;
        readonly musicOnHoldId: number | null;
        readonly hideCallerNumber: boolean;
        /** May log in on any phone of the client */
        readonly mayHotel: boolean;
        readonly mayAskCallBack: boolean;
      })[];
      readonly total: number;
      readonly page: number;
      readonly itemsPerPage: number;
    };
  };
  /** Add to the balance of a client */
  'POST /clients/{id}/balance': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'Idempotency-Key'?: string };
    readonly body: {
      readonly amount: string;
      readonly comment?: string;
    };
    readonly answer: {
      readonly balance: string;
      readonly movementId: number;
      readonly isShown: boolean;
    };
  };
  /** Add to the balance of a carrier */
  'POST /carriers/{id}/balance': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'Idempotency-Key'?: string };
    readonly body: {
      readonly amount: string;
      readonly comment?: string;
    };
    readonly answer: {
      readonly balance: string;
      readonly movementId: number;
      readonly isShown: boolean;
    };
  };
  /** Balances and daily usage of clients */
  'GET /balances': {
    readonly query?: { readonly page?: number; readonly itemsPerPage?: number; readonly sort?: string; readonly _properties?: string; readonly _timezone?: string };
    readonly answer: {
      readonly items: readonly {
        readonly id: number;
        readonly name: string;
        readonly type: string;
        readonly billingMethod: string;
        readonly balance: string;
        readonly currency: string;
        readonly currentDayUsage: string;
        readonly maxDailyUsage: string;
      }[];
      readonly total: number;
      readonly page: number;
      readonly itemsPerPage: number;
    };
  };
  /** Take a DDI from its client */
  'POST /ddis/{id}/unlink': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'Idempotency-Key'?: string };
    readonly answer: {
      readonly id: number;
    };
  };
  /** Take several DDIs from their clients */
  'POST /ddis/unlink': {
    readonly headers?: { readonly 'Idempotency-Key'?: string };
    readonly body: {
      readonly ids: readonly number[];
    };
    readonly answer: {
      readonly ids: readonly number[];
    };
  };
  /** Let a banned address in again */
  'POST /banned-addresses/{id}/release': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'Idempotency-Key'?: string };
    readonly answer: undefined;
  };
  /** Make an invoice again */
  'POST /invoices/{id}/regenerate': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'Idempotency-Key'?: string };
    readonly answer: {
      readonly status: string;
    };
  };
  /** How an invoice would look */
  'GET /invoices/{id}/preview': {
    readonly path: { readonly id: number };
    readonly answer: string;
  };
  /** Users with the names of what they have, as CSV */
  'GET /users/detailed': {
    readonly query?: { readonly sort?: string; readonly _timezone?: string };
    readonly answer: string;
  };
  /** List countries */
  'GET /countries': {
    readonly query?: ListQuery<'id' | 'code' | 'name' | 'callingCode' | 'prefix' | 'continent'>;
    readonly answer: CountryPage;
  };
  /** One Country */
  'GET /countries/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Country;
  };
  /** List time zones */
  'GET /time-zones': {
    readonly query?: ListQuery<'id' | 'name' | 'countryId'>;
    readonly answer: TimeZonePage;
  };
  /** One Time zone */
  'GET /time-zones/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: TimeZone;
  };
  /** List languages */
  'GET /languages': {
    readonly query?: ListQuery<'id' | 'code' | 'name'>;
    readonly answer: LanguagePage;
  };
  /** One Language */
  'GET /languages/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Language;
  };
  /** List currencies */
  'GET /currencies': {
    readonly query?: ListQuery<'id' | 'code' | 'symbol' | 'name'>;
    readonly answer: CurrencyPage;
  };
  /** One Currency */
  'GET /currencies/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Currency;
  };
  /** List exchange rates */
  'GET /exchange-rates': {
    readonly query?: ListQuery<'id' | 'fromCurrency' | 'toCurrency' | 'rate' | 'validFrom'>;
    readonly answer: ExchangeRatePage;
  };
  /** One Exchange rate */
  'GET /exchange-rates/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: ExchangeRate;
  };
  /** List services */
  'GET /services': {
    readonly query?: ListQuery<'id' | 'kind' | 'name' | 'description' | 'defaultCode' | 'extraDigits'>;
    readonly answer: ServicePage;
  };
  /** One Service */
  'GET /services/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Service;
  };
  /** List terminal manufacturers */
  'GET /terminal-manufacturers': {
    readonly query?: ListQuery<'id' | 'name' | 'description'>;
    readonly answer: TerminalManufacturerPage;
  };
  /** One Terminal manufacturer */
  'GET /terminal-manufacturers/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: TerminalManufacturer;
  };
  /** List terminal models */
  'GET /terminal-models': {
    readonly query?: ListQuery<'id' | 'name' | 'terminalManufacturerId' | 'description'>;
    readonly answer: TerminalModelPage;
  };
  /** One Terminal model */
  'GET /terminal-models/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: TerminalModel;
  };
  /** List media relay sets */
  'GET /media-relay-sets': {
    readonly query?: ListQuery<'id' | 'name' | 'description' | 'isDefault'>;
    readonly answer: MediaRelaySetPage;
  };
  /** One Media relay set */
  'GET /media-relay-sets/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: MediaRelaySet;
  };
  /** List users proxy addresses */
  'GET /proxy-users': {
    readonly query?: ListQuery<'id' | 'name' | 'ip' | 'advertisedIp' | 'isDefault' | 'mode' | 'weight'>;
    readonly answer: ProxyUserPage;
  };
  /** One Users proxy address */
  'GET /proxy-users/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: ProxyUser;
  };
  /** List trunks proxy addresses */
  'GET /proxy-trunks': {
    readonly query?: ListQuery<'id' | 'name' | 'ip' | 'advertisedIp' | 'isDefault'>;
    readonly answer: ProxyTrunkPage;
  };
  /** One Trunks proxy address */
  'GET /proxy-trunks/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: ProxyTrunk;
  };
  /** List brands */
  'GET /brands': {
    readonly query?: ListQuery<'id' | 'name' | 'domain' | 'timezone' | 'currency' | 'language' | 'maxCalls' | 'features' | 'recordingsLimitMb' | 'recordingsLimitEmail' | 'logo' | 'taxId' | 'postalAddress' | 'postalCode' | 'town' | 'province' | 'countryId' | 'registryData' | 'longestPrefixFirst' | 'whenRatingIsAway' | 'qualityRouting' | 'qualityWindowMin' | 'qualityMinCalls' | 'qualityMinAsr' | 'qualityMinAcdSec' | 'qualityMaxPddMs' | 'voicemailNotificationId' | 'onDemandRecordNotificationId' | 'faxNotificationId' | 'invoiceNotificationId' | 'callCsvNotificationId' | 'maxDailyUsageNotificationId' | 'mediaRelaySetIds' | 'proxyTrunkIds'>;
    readonly answer: BrandPage;
  };
  /** One Brand */
  'GET /brands/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Brand;
  };
  /** Change a Brand */
  'PATCH /brands/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: BrandPatch;
    readonly answer: Brand;
  };
  /** List notification templates */
  'GET /notification-templates': {
    readonly query?: ListQuery<'id' | 'name' | 'type'>;
    readonly answer: NotificationTemplatePage;
  };
  /** Create a Notification template */
  'POST /notification-templates': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: NotificationTemplateCreate;
    readonly answer: NotificationTemplate;
  };
  /** Delete several notification templates */
  'DELETE /notification-templates': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Notification template */
  'GET /notification-templates/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: NotificationTemplate;
  };
  /** Change a Notification template */
  'PATCH /notification-templates/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: NotificationTemplatePatch;
    readonly answer: NotificationTemplate;
  };
  /** Delete a Notification template */
  'DELETE /notification-templates/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List notification texts */
  'GET /notification-template-contents': {
    readonly query?: ListQuery<'id' | 'notificationTemplateId' | 'language' | 'fromName' | 'fromAddress' | 'subject' | 'body' | 'bodyType'>;
    readonly answer: NotificationTemplateContentPage;
  };
  /** Create a Notification text */
  'POST /notification-template-contents': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: NotificationTemplateContentCreate;
    readonly answer: NotificationTemplateContent;
  };
  /** Delete several notification texts */
  'DELETE /notification-template-contents': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Notification text */
  'GET /notification-template-contents/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: NotificationTemplateContent;
  };
  /** Change a Notification text */
  'PATCH /notification-template-contents/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: NotificationTemplateContentPatch;
    readonly answer: NotificationTemplateContent;
  };
  /** Delete a Notification text */
  'DELETE /notification-template-contents/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List brand services */
  'GET /brand-services': {
    readonly query?: ListQuery<'id' | 'serviceId' | 'code'>;
    readonly answer: BrandServicePage;
  };
  /** Create a Brand service */
  'POST /brand-services': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: BrandServiceCreate;
    readonly answer: BrandService;
  };
  /** Delete several brand services */
  'DELETE /brand-services': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Brand service */
  'GET /brand-services/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: BrandService;
  };
  /** Change a Brand service */
  'PATCH /brand-services/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: BrandServicePatch;
    readonly answer: BrandService;
  };
  /** Delete a Brand service */
  'DELETE /brand-services/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List corporations */
  'GET /corporations': {
    readonly query?: ListQuery<'id' | 'name' | 'description'>;
    readonly answer: CorporationPage;
  };
  /** Create a Corporation */
  'POST /corporations': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: CorporationCreate;
    readonly answer: Corporation;
  };
  /** Delete several corporations */
  'DELETE /corporations': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Corporation */
  'GET /corporations/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Corporation;
  };
  /** Change a Corporation */
  'PATCH /corporations/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: CorporationPatch;
    readonly answer: Corporation;
  };
  /** Delete a Corporation */
  'DELETE /corporations/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List transformation rule sets */
  'GET /transformation-rule-sets': {
    readonly query?: ListQuery<'id' | 'name' | 'description' | 'countryId' | 'countryCallingCode' | 'internationalPrefix' | 'trunkPrefix' | 'areaCode' | 'nationalLength' | 'generateRules'>;
    readonly answer: TransformationRuleSetPage;
  };
  /** Create a Transformation rule set */
  'POST /transformation-rule-sets': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: TransformationRuleSetCreate;
    readonly answer: TransformationRuleSet;
  };
  /** Delete several transformation rule sets */
  'DELETE /transformation-rule-sets': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Transformation rule set */
  'GET /transformation-rule-sets/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: TransformationRuleSet;
  };
  /** Change a Transformation rule set */
  'PATCH /transformation-rule-sets/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: TransformationRuleSetPatch;
    readonly answer: TransformationRuleSet;
  };
  /** Delete a Transformation rule set */
  'DELETE /transformation-rule-sets/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List transformation rules */
  'GET /transformation-rules': {
    readonly query?: ListQuery<'id' | 'transformationRuleSetId' | 'type' | 'description' | 'priority' | 'matchExpr' | 'replaceExpr'>;
    readonly answer: TransformationRulePage;
  };
  /** Create a Transformation rule */
  'POST /transformation-rules': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: TransformationRuleCreate;
    readonly answer: TransformationRule;
  };
  /** Delete several transformation rules */
  'DELETE /transformation-rules': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Transformation rule */
  'GET /transformation-rules/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: TransformationRule;
  };
  /** Change a Transformation rule */
  'PATCH /transformation-rules/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: TransformationRulePatch;
    readonly answer: TransformationRule;
  };
  /** Delete a Transformation rule */
  'DELETE /transformation-rules/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List special numbers */
  'GET /special-numbers': {
    readonly query?: ListQuery<'id' | 'countryId' | 'number' | 'disableCdr'>;
    readonly answer: SpecialNumberPage;
  };
  /** Create a Special number */
  'POST /special-numbers': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: SpecialNumberCreate;
    readonly answer: SpecialNumber;
  };
  /** Delete several special numbers */
  'DELETE /special-numbers': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Special number */
  'GET /special-numbers/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: SpecialNumber;
  };
  /** Change a Special number */
  'PATCH /special-numbers/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: SpecialNumberPatch;
    readonly answer: SpecialNumber;
  };
  /** Delete a Special number */
  'DELETE /special-numbers/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List routing tags */
  'GET /routing-tags': {
    readonly query?: ListQuery<'id' | 'name' | 'tag'>;
    readonly answer: RoutingTagPage;
  };
  /** Create a Routing tag */
  'POST /routing-tags': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: RoutingTagCreate;
    readonly answer: RoutingTag;
  };
  /** Delete several routing tags */
  'DELETE /routing-tags': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Routing tag */
  'GET /routing-tags/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: RoutingTag;
  };
  /** Change a Routing tag */
  'PATCH /routing-tags/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: RoutingTagPatch;
    readonly answer: RoutingTag;
  };
  /** Delete a Routing tag */
  'DELETE /routing-tags/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List clients */
  'GET /clients': {
    readonly query?: ListQuery<'id' | 'type' | 'name' | 'domain' | 'enabled' | 'timezone' | 'currency' | 'language' | 'maxCalls' | 'billingMethod' | 'balance' | 'transformationRuleSetId' | 'outgoingDdiId' | 'features' | 'corporationId' | 'outgoingDdiRuleId' | 'locationId' | 'codecs' | 'routingTagIds' | 'maxDailyUsage' | 'currentDayUsage' | 'maxDailyUsageEmail' | 'ipFilter' | 'countryIds' | 'onDemandRecord' | 'onDemandRecordCode' | 'onDemandRecordNotice' | 'onDemandRecordEmail' | 'allowRecordingRemoval' | 'recordingsLimitMb' | 'recordingsLimitEmail' | 'showInvoices' | 'taxId' | 'postalAddress' | 'postalCode' | 'town' | 'province' | 'countryId' | 'voicemailNotificationId' | 'onDemandRecordNotificationId' | 'faxNotificationId' | 'invoiceNotificationId' | 'callCsvNotificationId' | 'maxDailyUsageNotificationId' | 'accessCredentialsNotificationId'>;
    readonly answer: ClientPage;
  };
  /** Create a Client */
  'POST /clients': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: ClientCreate;
    readonly answer: Client;
  };
  /** Delete several clients */
  'DELETE /clients': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Client */
  'GET /clients/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Client;
  };
  /** Change a Client */
  'PATCH /clients/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: ClientPatch;
    readonly answer: Client;
  };
  /** Delete a Client */
  'DELETE /clients/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List client services */
  'GET /client-services': {
    readonly query?: ListQuery<'id' | 'clientId' | 'serviceId' | 'code'>;
    readonly answer: ClientServicePage;
  };
  /** One Client service */
  'GET /client-services/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: ClientService;
  };
  /** List client networks */
  'GET /client-networks': {
    readonly query?: ListQuery<'id' | 'clientId' | 'network' | 'description'>;
    readonly answer: ClientNetworkPage;
  };
  /** Create a Client network */
  'POST /client-networks': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: ClientNetworkCreate;
    readonly answer: ClientNetwork;
  };
  /** Delete several client networks */
  'DELETE /client-networks': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Client network */
  'GET /client-networks/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: ClientNetwork;
  };
  /** Change a Client network */
  'PATCH /client-networks/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: ClientNetworkPatch;
    readonly answer: ClientNetwork;
  };
  /** Delete a Client network */
  'DELETE /client-networks/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List survival devices */
  'GET /survival-devices': {
    readonly query?: ListQuery<'id' | 'clientId' | 'name' | 'proxy' | 'outboundProxy' | 'udpPort' | 'tcpPort' | 'tlsPort' | 'wssPort' | 'description'>;
    readonly answer: SurvivalDevicePage;
  };
  /** One Survival device */
  'GET /survival-devices/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: SurvivalDevice;
  };
  /** List locations */
  'GET /locations': {
    readonly query?: ListQuery<'id' | 'clientId' | 'name' | 'description' | 'survivalDeviceId'>;
    readonly answer: LocationPage;
  };
  /** One Location */
  'GET /locations/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Location;
  };
  /** List portals */
  'GET /web-portals': {
    readonly query?: ListQuery<'id' | 'level' | 'clientId' | 'url' | 'name' | 'productName' | 'color' | 'logo'>;
    readonly answer: WebPortalPage;
  };
  /** Create a Portal */
  'POST /web-portals': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: WebPortalCreate;
    readonly answer: WebPortal;
  };
  /** Delete several portals */
  'DELETE /web-portals': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Portal */
  'GET /web-portals/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: WebPortal;
  };
  /** Change a Portal */
  'PATCH /web-portals/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: WebPortalPatch;
    readonly answer: WebPortal;
  };
  /** Delete a Portal */
  'DELETE /web-portals/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List administrators */
  'GET /administrators': {
    readonly query?: ListQuery<'id' | 'clientId' | 'username' | 'email' | 'name' | 'lastname' | 'active' | 'restricted' | 'canImpersonate' | 'internal' | 'language' | 'timezone'>;
    readonly answer: AdministratorPage;
  };
  /** Create a Administrator */
  'POST /administrators': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: AdministratorCreate;
    readonly answer: Administrator;
  };
  /** Delete several administrators */
  'DELETE /administrators': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Administrator */
  'GET /administrators/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Administrator;
  };
  /** Change a Administrator */
  'PATCH /administrators/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: AdministratorPatch;
    readonly answer: Administrator;
  };
  /** Delete a Administrator */
  'DELETE /administrators/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List administrator grants */
  'GET /administrator-grants': {
    readonly query?: ListQuery<'id' | 'administratorId' | 'resource' | 'mayCreate' | 'mayRead' | 'mayUpdate' | 'mayDelete'>;
    readonly answer: AdministratorGrantPage;
  };
  /** Create a Administrator grant */
  'POST /administrator-grants': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: AdministratorGrantCreate;
    readonly answer: AdministratorGrant;
  };
  /** Delete several administrator grants */
  'DELETE /administrator-grants': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Administrator grant */
  'GET /administrator-grants/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: AdministratorGrant;
  };
  /** Change a Administrator grant */
  'PATCH /administrator-grants/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: AdministratorGrantPatch;
    readonly answer: AdministratorGrant;
  };
  /** Delete a Administrator grant */
  'DELETE /administrator-grants/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List single sign-on */
  'GET /single-sign-on': {
    readonly query?: ListQuery<'id' | 'webPortalId' | 'name' | 'issuer' | 'identifier' | 'claim' | 'active'>;
    readonly answer: SingleSignOnPage;
  };
  /** Create a Single sign-on */
  'POST /single-sign-on': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: SingleSignOnCreate;
    readonly answer: SingleSignOn;
  };
  /** Delete several single sign-on */
  'DELETE /single-sign-on': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Single sign-on */
  'GET /single-sign-on/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: SingleSignOn;
  };
  /** Change a Single sign-on */
  'PATCH /single-sign-on/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: SingleSignOnPatch;
    readonly answer: SingleSignOn;
  };
  /** Delete a Single sign-on */
  'DELETE /single-sign-on/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List banned addresses */
  'GET /banned-addresses': {
    readonly query?: ListQuery<'id' | 'clientId' | 'ip' | 'blocker' | 'aor' | 'description' | 'lastBannedAt' | 'bannedUntil'>;
    readonly answer: BannedAddressPage;
  };
  /** Delete several banned addresses */
  'DELETE /banned-addresses': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Banned address */
  'GET /banned-addresses/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: BannedAddress;
  };
  /** Delete a Banned address */
  'DELETE /banned-addresses/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List terminals */
  'GET /terminals': {
    readonly query?: ListQuery<'id' | 'clientId' | 'name' | 'certificateFingerprint' | 'certificatePolicy' | 'terminalModelId' | 'mac' | 'audioCodecs' | 'videoCodecs' | 'directMediaMethod' | 't38Passthrough' | 'rtpEncryption' | 'lastProvisionedAt'>;
    readonly answer: TerminalPage;
  };
  /** One Terminal */
  'GET /terminals/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Terminal;
  };
  /** List extensions */
  'GET /extensions': {
    readonly query?: ListQuery<'id' | 'clientId' | 'number' | 'routeType' | 'userId' | 'routeNumber' | 'ivrId' | 'huntGroupId' | 'queueId' | 'conferenceRoomId' | 'conditionalRouteId' | 'friendNumber' | 'voicemailId' | 'locutionId' | 'parkOrbitId' | 'pagingGroupId'>;
    readonly answer: ExtensionPage;
  };
  /** One Extension */
  'GET /extensions/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Extension;
  };
  /** List users */
  'GET /users': {
    readonly query?: ListQuery<'id' | 'clientId' | 'name' | 'lastname' | 'email' | 'active' | 'terminalId' | 'extensionId' | 'outgoingDdiId' | 'outgoingDdiRuleId' | 'callAclId' | 'transformationRuleSetId' | 'doNotDisturb' | 'maxCalls' | 'isBoss' | 'bossAssistantId' | 'bossWhiteListId' | 'externalIpCalls' | 'rejectCallMethod' | 'multiContact' | 'gsQrCode' | 'useDefaultLocation' | 'locationId' | 'language' | 'timezone' | 'musicOnHoldId' | 'hideCallerNumber' | 'mayHotel' | 'mayAskCallBack'>;
    readonly answer: UserPage;
  };
  /** One User */
  'GET /users/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: User;
  };
  /** List friends */
  'GET /friends': {
    readonly query?: ListQuery<'id' | 'clientId' | 'name' | 'description' | 'priority' | 'directConnectivity' | 'interClientId' | 'certificateFingerprint' | 'certificatePolicy' | 'transport' | 'ip' | 'port' | 'proxyUserId' | 'ruriDomain' | 'fromDomain' | 'ddiIn' | 'multiContact' | 'trustSdp' | 'sendPai' | 't38Passthrough' | 'rtpEncryption' | 'directMediaMethod' | 'audioCodecs' | 'fromUser' | 'alwaysApplyTransformations' | 'callAclId' | 'outgoingDdiId' | 'transformationRuleSetId' | 'language'>;
    readonly answer: FriendPage;
  };
  /** Create a Friend */
  'POST /friends': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: FriendCreate;
    readonly answer: Friend;
  };
  /** Delete several friends */
  'DELETE /friends': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Friend */
  'GET /friends/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Friend;
  };
  /** Change a Friend */
  'PATCH /friends/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: FriendPatch;
    readonly answer: Friend;
  };
  /** Delete a Friend */
  'DELETE /friends/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List friend patterns */
  'GET /friend-patterns': {
    readonly query?: ListQuery<'id' | 'clientId' | 'friendId' | 'name' | 'regExp'>;
    readonly answer: FriendPatternPage;
  };
  /** One Friend pattern */
  'GET /friend-patterns/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: FriendPattern;
  };
  /** List residential devices */
  'GET /residential-devices': {
    readonly query?: ListQuery<'id' | 'clientId' | 'name' | 'certificateFingerprint' | 'certificatePolicy' | 'description' | 'outgoingDdiId' | 'transformationRuleSetId' | 'directConnectivity' | 'transport' | 'ip' | 'port' | 'proxyUserId' | 'ruriDomain' | 'fromDomain' | 'ddiIn' | 'multiContact' | 'trustSdp' | 'sendPai' | 't38Passthrough' | 'rtpEncryption' | 'maxCalls' | 'audioCodecs' | 'directMediaMethod' | 'fromUser' | 'language'>;
    readonly answer: ResidentialDevicePage;
  };
  /** Create a Residential device */
  'POST /residential-devices': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: ResidentialDeviceCreate;
    readonly answer: ResidentialDeviceCreated;
  };
  /** Delete several residential devices */
  'DELETE /residential-devices': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Residential device */
  'GET /residential-devices/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: ResidentialDevice;
  };
  /** Change a Residential device */
  'PATCH /residential-devices/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: ResidentialDevicePatch;
    readonly answer: ResidentialDevice;
  };
  /** Delete a Residential device */
  'DELETE /residential-devices/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List retail accounts */
  'GET /retail-accounts': {
    readonly query?: ListQuery<'id' | 'clientId' | 'name' | 'certificateFingerprint' | 'certificatePolicy' | 'description' | 'outgoingDdiId' | 'transformationRuleSetId' | 'directConnectivity' | 'transport' | 'ip' | 'port' | 'proxyUserId' | 'ruriDomain' | 'fromDomain' | 'ddiIn' | 'multiContact' | 'trustSdp' | 'sendPai' | 't38Passthrough' | 'rtpEncryption'>;
    readonly answer: RetailAccountPage;
  };
  /** Create a Retail account */
  'POST /retail-accounts': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: RetailAccountCreate;
    readonly answer: RetailAccountCreated;
  };
  /** Delete several retail accounts */
  'DELETE /retail-accounts': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Retail account */
  'GET /retail-accounts/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: RetailAccount;
  };
  /** Change a Retail account */
  'PATCH /retail-accounts/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: RetailAccountPatch;
    readonly answer: RetailAccount;
  };
  /** Delete a Retail account */
  'DELETE /retail-accounts/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List aliases */
  'GET /aliases': {
    readonly query?: ListQuery<'id' | 'clientId' | 'name' | 'targetType' | 'terminalId' | 'friendId' | 'residentialDeviceId' | 'retailAccountId' | 'description'>;
    readonly answer: AliasPage;
  };
  /** Create a Alias */
  'POST /aliases': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: AliasCreate;
    readonly answer: Alias;
  };
  /** Delete several aliases */
  'DELETE /aliases': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Alias */
  'GET /aliases/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Alias;
  };
  /** Change a Alias */
  'PATCH /aliases/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: AliasPatch;
    readonly answer: Alias;
  };
  /** Delete a Alias */
  'DELETE /aliases/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List locutions */
  'GET /locutions': {
    readonly query?: ListQuery<'id' | 'clientId' | 'name' | 'originalFile' | 'encodedFile' | 'status'>;
    readonly answer: LocutionPage;
  };
  /** One Locution */
  'GET /locutions/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Locution;
  };
  /** List music on hold */
  'GET /music-on-hold': {
    readonly query?: ListQuery<'id' | 'clientId' | 'name' | 'originalFile' | 'encodedFile' | 'status'>;
    readonly answer: MusicOnHoldPage;
  };
  /** Create a Music on hold */
  'POST /music-on-hold': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: MusicOnHoldCreate;
    readonly answer: MusicOnHold;
  };
  /** Delete several music on hold */
  'DELETE /music-on-hold': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Music on hold */
  'GET /music-on-hold/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: MusicOnHold;
  };
  /** Change a Music on hold */
  'PATCH /music-on-hold/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: MusicOnHoldPatch;
    readonly answer: MusicOnHold;
  };
  /** Delete a Music on hold */
  'DELETE /music-on-hold/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List match lists */
  'GET /match-lists': {
    readonly query?: ListQuery<'id' | 'clientId' | 'name'>;
    readonly answer: MatchListPage;
  };
  /** Create a Match list */
  'POST /match-lists': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: MatchListCreate;
    readonly answer: MatchList;
  };
  /** Delete several match lists */
  'DELETE /match-lists': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Match list */
  'GET /match-lists/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: MatchList;
  };
  /** Change a Match list */
  'PATCH /match-lists/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: MatchListPatch;
    readonly answer: MatchList;
  };
  /** Delete a Match list */
  'DELETE /match-lists/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List match list patterns */
  'GET /match-list-patterns': {
    readonly query?: ListQuery<'id' | 'clientId' | 'matchListId' | 'description' | 'type' | 'number' | 'regExp' | 'matchPattern'>;
    readonly answer: MatchListPatternPage;
  };
  /** Create a Match list pattern */
  'POST /match-list-patterns': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: MatchListPatternCreate;
    readonly answer: MatchListPattern;
  };
  /** Delete several match list patterns */
  'DELETE /match-list-patterns': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Match list pattern */
  'GET /match-list-patterns/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: MatchListPattern;
  };
  /** Change a Match list pattern */
  'PATCH /match-list-patterns/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: MatchListPatternPatch;
    readonly answer: MatchListPattern;
  };
  /** Delete a Match list pattern */
  'DELETE /match-list-patterns/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List call acls */
  'GET /call-acls': {
    readonly query?: ListQuery<'id' | 'clientId' | 'name' | 'defaultPolicy'>;
    readonly answer: CallAclPage;
  };
  /** One Call ACL */
  'GET /call-acls/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: CallAcl;
  };
  /** List call acl rules */
  'GET /call-acl-rules': {
    readonly query?: ListQuery<'id' | 'clientId' | 'callAclId' | 'priority' | 'matchListId' | 'policy'>;
    readonly answer: CallAclRulePage;
  };
  /** One Call ACL rule */
  'GET /call-acl-rules/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: CallAclRule;
  };
  /** List outgoing ddi rules */
  'GET /outgoing-ddi-rules': {
    readonly query?: ListQuery<'id' | 'clientId' | 'name' | 'defaultAction' | 'forcedDdiId'>;
    readonly answer: OutgoingDdiRulePage;
  };
  /** One Outgoing DDI rule */
  'GET /outgoing-ddi-rules/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: OutgoingDdiRule;
  };
  /** List outgoing ddi rule patterns */
  'GET /outgoing-ddi-rule-patterns': {
    readonly query?: ListQuery<'id' | 'clientId' | 'outgoingDdiRuleId' | 'priority' | 'type' | 'matchListId' | 'prefix' | 'action' | 'forcedDdiId'>;
    readonly answer: OutgoingDdiRulePatternPage;
  };
  /** One Outgoing DDI rule pattern */
  'GET /outgoing-ddi-rule-patterns/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: OutgoingDdiRulePattern;
  };
  /** List authorisation codes */
  'GET /authorisation-codes': {
    readonly query?: ListQuery<'id' | 'clientId' | 'name' | 'code' | 'callAclId' | 'enabled'>;
    readonly answer: AuthorisationCodePage;
  };
  /** One Authorisation code */
  'GET /authorisation-codes/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: AuthorisationCode;
  };
  /** List schedules */
  'GET /schedules': {
    readonly query?: ListQuery<'id' | 'clientId' | 'name' | 'timeIn' | 'timeOut' | 'weekdays'>;
    readonly answer: SchedulePage;
  };
  /** One Schedule */
  'GET /schedules/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Schedule;
  };
  /** List calendars */
  'GET /calendars': {
    readonly query?: ListQuery<'id' | 'clientId' | 'name'>;
    readonly answer: CalendarPage;
  };
  /** One Calendar */
  'GET /calendars/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Calendar;
  };
  /** List holiday dates */
  'GET /holiday-dates': {
    readonly query?: ListQuery<'id' | 'clientId' | 'calendarId' | 'name' | 'eventDate' | 'wholeDayEvent' | 'timeIn' | 'timeOut' | 'locutionId' | 'routeType' | 'routeNumber' | 'extensionId' | 'voicemailId'>;
    readonly answer: HolidayDatePage;
  };
  /** One Holiday date */
  'GET /holiday-dates/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: HolidayDate;
  };
  /** List calendar periods */
  'GET /calendar-periods': {
    readonly query?: ListQuery<'id' | 'clientId' | 'calendarId' | 'startDate' | 'endDate' | 'scheduleIds' | 'locutionId' | 'routeType' | 'routeNumber' | 'extensionId' | 'voicemailId'>;
    readonly answer: CalendarPeriodPage;
  };
  /** One Calendar period */
  'GET /calendar-periods/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: CalendarPeriod;
  };
  /** List route locks */
  'GET /route-locks': {
    readonly query?: ListQuery<'id' | 'clientId' | 'name' | 'description' | 'open'>;
    readonly answer: RouteLockPage;
  };
  /** One Route lock */
  'GET /route-locks/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: RouteLock;
  };
  /** List external call filters */
  'GET /external-call-filters': {
    readonly query?: ListQuery<'id' | 'clientId' | 'name' | 'welcomeLocutionId' | 'blackListIds' | 'whiteListIds' | 'holidayEnabled' | 'calendarIds' | 'holidayLocutionId' | 'holidayRouteType' | 'holidayRouteNumber' | 'holidayExtensionId' | 'holidayVoicemailId' | 'outOfScheduleEnabled' | 'scheduleIds' | 'outOfScheduleLocutionId' | 'outOfScheduleRouteType' | 'outOfScheduleRouteNumber' | 'outOfScheduleExtensionId' | 'outOfScheduleVoicemailId'>;
    readonly answer: ExternalCallFilterPage;
  };
  /** One External call filter */
  'GET /external-call-filters/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: ExternalCallFilter;
  };
  /** List conditional routes */
  'GET /conditional-routes': {
    readonly query?: ListQuery<'id' | 'clientId' | 'name' | 'locutionId' | 'routeType' | 'userId' | 'routeNumber' | 'extensionId' | 'ivrId' | 'huntGroupId' | 'voicemailId' | 'friendNumber' | 'queueId' | 'conferenceRoomId'>;
    readonly answer: ConditionalRoutePage;
  };
  /** One Conditional route */
  'GET /conditional-routes/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: ConditionalRoute;
  };
  /** List conditions */
  'GET /route-conditions': {
    readonly query?: ListQuery<'id' | 'clientId' | 'conditionalRouteId' | 'priority' | 'matchListIds' | 'scheduleIds' | 'calendarIds' | 'routeLockIds' | 'locutionId' | 'routeType' | 'userId' | 'routeNumber' | 'extensionId' | 'ivrId' | 'huntGroupId' | 'voicemailId' | 'friendNumber' | 'queueId' | 'conferenceRoomId'>;
    readonly answer: RouteConditionPage;
  };
  /** One Condition */
  'GET /route-conditions/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: RouteCondition;
  };
  /** List ivrs */
  'GET /ivrs': {
    readonly query?: ListQuery<'id' | 'clientId' | 'name' | 'welcomeLocutionId' | 'successLocutionId' | 'timeout' | 'maxDigits' | 'maxTries' | 'allowExtensions' | 'excludedExtensionIds' | 'noInputLocutionId' | 'noInputRouteType' | 'noInputRouteNumber' | 'noInputExtensionId' | 'noInputVoicemailId' | 'errorLocutionId' | 'errorRouteType' | 'errorRouteNumber' | 'errorExtensionId' | 'errorVoicemailId'>;
    readonly answer: IvrPage;
  };
  /** One IVR */
  'GET /ivrs/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Ivr;
  };
  /** List ivr entries */
  'GET /ivr-entries': {
    readonly query?: ListQuery<'id' | 'clientId' | 'ivrId' | 'entry' | 'displayName' | 'locutionId' | 'routeType' | 'extensionId' | 'routeNumber' | 'voicemailId' | 'conditionalRouteId'>;
    readonly answer: IvrEntryPage;
  };
  /** One IVR entry */
  'GET /ivr-entries/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: IvrEntry;
  };
  /** List hunt groups */
  'GET /hunt-groups': {
    readonly query?: ListQuery<'id' | 'clientId' | 'name' | 'description' | 'strategy' | 'ringAllTimeout' | 'preventMissedCalls' | 'allowCallForwards' | 'noAnswerLocutionId' | 'noAnswerRouteType' | 'noAnswerRouteNumber' | 'noAnswerExtensionId' | 'noAnswerVoicemailId'>;
    readonly answer: HuntGroupPage;
  };
  /** One Hunt group */
  'GET /hunt-groups/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: HuntGroup;
  };
  /** List hunt group members */
  'GET /hunt-group-members': {
    readonly query?: ListQuery<'id' | 'clientId' | 'huntGroupId' | 'routeType' | 'userId' | 'routeNumber' | 'timeout' | 'priority'>;
    readonly answer: HuntGroupMemberPage;
  };
  /** One Hunt group member */
  'GET /hunt-group-members/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: HuntGroupMember;
  };
  /** List skills */
  'GET /skills': {
    readonly query?: ListQuery<'id' | 'clientId' | 'name' | 'description'>;
    readonly answer: SkillPage;
  };
  /** One Skill */
  'GET /skills/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Skill;
  };
  /** List queues */
  'GET /queues': {
    readonly query?: ListQuery<'id' | 'clientId' | 'name' | 'displayName' | 'strategy' | 'weight' | 'skillIds' | 'maxWaitTime' | 'timeoutLocutionId' | 'timeoutRouteType' | 'timeoutRouteNumber' | 'timeoutExtensionId' | 'timeoutVoicemailId' | 'maxlen' | 'fullLocutionId' | 'fullRouteType' | 'fullRouteNumber' | 'fullExtensionId' | 'fullVoicemailId' | 'memberCallTimeout' | 'memberCallRest' | 'periodicAnnounceLocutionId' | 'periodicAnnounceFrequency' | 'announcePosition' | 'announceFrequency' | 'preventMissedCalls'>;
    readonly answer: QueuePage;
  };
  /** One Queue */
  'GET /queues/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Queue;
  };
  /** List queue members */
  'GET /queue-members': {
    readonly query?: ListQuery<'id' | 'clientId' | 'queueId' | 'userId' | 'penalty'>;
    readonly answer: QueueMemberPage;
  };
  /** One Queue member */
  'GET /queue-members/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: QueueMember;
  };
  /** List agents */
  'GET /agents': {
    readonly query?: ListQuery<'id' | 'clientId' | 'userId' | 'skillIds' | 'wrapUpTime' | 'maxMissedCalls'>;
    readonly answer: AgentPage;
  };
  /** One Agent */
  'GET /agents/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Agent;
  };
  /** List pause reasons */
  'GET /release-codes': {
    readonly query?: ListQuery<'id' | 'clientId' | 'name' | 'code'>;
    readonly answer: ReleaseCodePage;
  };
  /** One Pause reason */
  'GET /release-codes/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: ReleaseCode;
  };
  /** List conference rooms */
  'GET /conference-rooms': {
    readonly query?: ListQuery<'id' | 'clientId' | 'name' | 'maxMembers' | 'pinProtected' | 'pinCode' | 'moderatorPinCode' | 'waitForModerator' | 'announceUserCount' | 'entryTones' | 'recorded' | 'musicOnHoldId'>;
    readonly answer: ConferenceRoomPage;
  };
  /** One Conference room */
  'GET /conference-rooms/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: ConferenceRoom;
  };
  /** List park orbits */
  'GET /park-orbits': {
    readonly query?: ListQuery<'id' | 'clientId' | 'name' | 'timeout' | 'allowSeveralCalls' | 'transferKey' | 'transferExtensionId' | 'musicOnHoldId'>;
    readonly answer: ParkOrbitPage;
  };
  /** One Park orbit */
  'GET /park-orbits/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: ParkOrbit;
  };
  /** List paging groups */
  'GET /paging-groups': {
    readonly query?: ListQuery<'id' | 'clientId' | 'name' | 'description' | 'userIds' | 'locutionId' | 'timeout' | 'enabled'>;
    readonly answer: PagingGroupPage;
  };
  /** One Paging group */
  'GET /paging-groups/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: PagingGroup;
  };
  /** List intercom groups */
  'GET /intercom-groups': {
    readonly query?: ListQuery<'id' | 'clientId' | 'name' | 'prefix' | 'userIds' | 'answerDelay' | 'enabled'>;
    readonly answer: IntercomGroupPage;
  };
  /** One Intercom group */
  'GET /intercom-groups/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: IntercomGroup;
  };
  /** List call-back settings */
  'GET /call-back-settings': {
    readonly query?: ListQuery<'id' | 'clientId' | 'code' | 'maxWait' | 'enabled'>;
    readonly answer: CallBackSettingPage;
  };
  /** One Call-back settings */
  'GET /call-back-settings/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: CallBackSetting;
  };
  /** List pick-up groups */
  'GET /pick-up-groups': {
    readonly query?: ListQuery<'id' | 'clientId' | 'name' | 'userIds'>;
    readonly answer: PickUpGroupPage;
  };
  /** One Pick-up group */
  'GET /pick-up-groups/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: PickUpGroup;
  };
  /** List call forwards */
  'GET /call-forwards': {
    readonly query?: ListQuery<'id' | 'clientId' | 'userId' | 'friendId' | 'residentialDeviceId' | 'retailAccountId' | 'callTypeFilter' | 'type' | 'targetRouteType' | 'targetRouteNumber' | 'targetExtensionId' | 'targetVoicemailId' | 'targetRetailAccountId' | 'noAnswerTimeout' | 'ddiId' | 'scheduleId' | 'enabled'>;
    readonly answer: CallForwardPage;
  };
  /** One Call forward */
  'GET /call-forwards/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: CallForward;
  };
  /** List contacts */
  'GET /contacts': {
    readonly query?: ListQuery<'id' | 'clientId' | 'name' | 'lastname' | 'email' | 'workPhone' | 'mobilePhone' | 'otherPhone' | 'userId'>;
    readonly answer: ContactPage;
  };
  /** One Contact */
  'GET /contacts/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Contact;
  };
  /** List speed dials */
  'GET /speed-dials': {
    readonly query?: ListQuery<'id' | 'clientId' | 'userId' | 'position' | 'label' | 'number' | 'isWatched'>;
    readonly answer: SpeedDialPage;
  };
  /** One Speed dial */
  'GET /speed-dials/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: SpeedDial;
  };
  /** List voicemails */
  'GET /voicemails': {
    readonly query?: ListQuery<'id' | 'clientId' | 'name' | 'userId' | 'residentialDeviceId' | 'userIds' | 'enabled' | 'email' | 'sendMail' | 'attachSound' | 'locutionId' | 'operatorExtensionId' | 'keepDays'>;
    readonly answer: VoicemailPage;
  };
  /** One Voicemail */
  'GET /voicemails/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Voicemail;
  };
  /** List faxes */
  'GET /faxes': {
    readonly query?: ListQuery<'id' | 'clientId' | 'name' | 'sendByEmail' | 'email' | 'outgoingDdiId' | 'userIds'>;
    readonly answer: FaxPage;
  };
  /** One Fax */
  'GET /faxes/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Fax;
  };
  /** List webhooks */
  'GET /webhooks': {
    readonly query?: ListQuery<'id' | 'clientId' | 'name' | 'description' | 'ddiId' | 'userId' | 'uri' | 'events' | 'callDirection' | 'template'>;
    readonly answer: WebhookPage;
  };
  /** Create a Webhook */
  'POST /webhooks': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: WebhookCreate;
    readonly answer: Webhook;
  };
  /** Delete several webhooks */
  'DELETE /webhooks': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Webhook */
  'GET /webhooks/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Webhook;
  };
  /** Change a Webhook */
  'PATCH /webhooks/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: WebhookPatch;
    readonly answer: Webhook;
  };
  /** Delete a Webhook */
  'DELETE /webhooks/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List presence lists */
  'GET /presence-lists': {
    readonly query?: ListQuery<'id' | 'clientId' | 'name' | 'description' | 'everyone' | 'userIds'>;
    readonly answer: PresenceListPage;
  };
  /** One Presence list */
  'GET /presence-lists/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: PresenceList;
  };
  /** List presence rules */
  'GET /presence-rules': {
    readonly query?: ListQuery<'id' | 'clientId' | 'name' | 'priority' | 'watcherIds' | 'watchedIds' | 'allow'>;
    readonly answer: PresenceRulePage;
  };
  /** One Presence rule */
  'GET /presence-rules/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: PresenceRule;
  };
  /** List client addresses */
  'GET /client-addresses': {
    readonly query?: ListQuery<'id' | 'clientId' | 'ip' | 'description'>;
    readonly answer: ClientAddressPage;
  };
  /** Create a Client address */
  'POST /client-addresses': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: ClientAddressCreate;
    readonly answer: ClientAddress;
  };
  /** Delete several client addresses */
  'DELETE /client-addresses': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Client address */
  'GET /client-addresses/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: ClientAddress;
  };
  /** Change a Client address */
  'PATCH /client-addresses/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: ClientAddressPatch;
    readonly answer: ClientAddress;
  };
  /** Delete a Client address */
  'DELETE /client-addresses/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List ddi providers */
  'GET /ddi-providers': {
    readonly query?: ListQuery<'id' | 'name' | 'description' | 'transformationRuleSetId' | 'proxyTrunkId' | 'mediaRelaySetId' | 'routingTagId' | 'trustPai'>;
    readonly answer: DdiProviderPage;
  };
  /** Create a DDI provider */
  'POST /ddi-providers': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: DdiProviderCreate;
    readonly answer: DdiProvider;
  };
  /** Delete several ddi providers */
  'DELETE /ddi-providers': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One DDI provider */
  'GET /ddi-providers/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: DdiProvider;
  };
  /** Change a DDI provider */
  'PATCH /ddi-providers/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: DdiProviderPatch;
    readonly answer: DdiProvider;
  };
  /** Delete a DDI provider */
  'DELETE /ddi-providers/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List ddi provider addresses */
  'GET /ddi-provider-addresses': {
    readonly query?: ListQuery<'id' | 'ddiProviderId' | 'ip' | 'description'>;
    readonly answer: DdiProviderAddressPage;
  };
  /** Create a DDI provider address */
  'POST /ddi-provider-addresses': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: DdiProviderAddressCreate;
    readonly answer: DdiProviderAddress;
  };
  /** Delete several ddi provider addresses */
  'DELETE /ddi-provider-addresses': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One DDI provider address */
  'GET /ddi-provider-addresses/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: DdiProviderAddress;
  };
  /** Change a DDI provider address */
  'PATCH /ddi-provider-addresses/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: DdiProviderAddressPatch;
    readonly answer: DdiProviderAddress;
  };
  /** Delete a DDI provider address */
  'DELETE /ddi-provider-addresses/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List ddi provider registrations */
  'GET /ddi-provider-registrations': {
    readonly query?: ListQuery<'id' | 'ddiProviderId' | 'username' | 'domain' | 'realm' | 'authUsername' | 'authProxy' | 'expires' | 'multiDdi' | 'contactUsername' | 'enabled'>;
    readonly answer: DdiProviderRegistrationPage;
  };
  /** Create a DDI provider registration */
  'POST /ddi-provider-registrations': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: DdiProviderRegistrationCreate;
    readonly answer: DdiProviderRegistration;
  };
  /** Delete several ddi provider registrations */
  'DELETE /ddi-provider-registrations': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One DDI provider registration */
  'GET /ddi-provider-registrations/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: DdiProviderRegistration;
  };
  /** Change a DDI provider registration */
  'PATCH /ddi-provider-registrations/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: DdiProviderRegistrationPatch;
    readonly answer: DdiProviderRegistration;
  };
  /** Delete a DDI provider registration */
  'DELETE /ddi-provider-registrations/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List ddis */
  'GET /ddis': {
    readonly query?: ListQuery<'id' | 'clientId' | 'number' | 'countryId' | 'nationalNumber' | 'type' | 'description' | 'displayName' | 'language' | 'recordCalls' | 'externalCallFilterId' | 'ddiProviderId' | 'useDdiProviderRoutingTag' | 'routingTagId' | 'routeType' | 'userId' | 'ivrId' | 'huntGroupId' | 'faxId' | 'conferenceRoomId' | 'friendNumber' | 'queueId' | 'conditionalRouteId' | 'locutionId' | 'residentialDeviceId' | 'retailAccountId'>;
    readonly answer: DdiPage;
  };
  /** Create a DDI */
  'POST /ddis': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: DdiCreate;
    readonly answer: Ddi;
  };
  /** Delete several ddis */
  'DELETE /ddis': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One DDI */
  'GET /ddis/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Ddi;
  };
  /** Change a DDI */
  'PATCH /ddis/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: DdiPatch;
    readonly answer: Ddi;
  };
  /** Delete a DDI */
  'DELETE /ddis/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List carriers */
  'GET /carriers': {
    readonly query?: ListQuery<'id' | 'name' | 'description' | 'status' | 'calculateCost' | 'currency' | 'balance' | 'maxCalls' | 'transformationRuleSetId' | 'proxyTrunkId' | 'mediaRelaySetId'>;
    readonly answer: CarrierPage;
  };
  /** Create a Carrier */
  'POST /carriers': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: CarrierCreate;
    readonly answer: Carrier;
  };
  /** Delete several carriers */
  'DELETE /carriers': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Carrier */
  'GET /carriers/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Carrier;
  };
  /** Change a Carrier */
  'PATCH /carriers/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: CarrierPatch;
    readonly answer: Carrier;
  };
  /** Delete a Carrier */
  'DELETE /carriers/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List carrier servers */
  'GET /carrier-servers': {
    readonly query?: ListQuery<'id' | 'carrierId' | 'host' | 'port' | 'uriScheme' | 'transport' | 'outboundProxy' | 'authUser' | 'fromUser' | 'fromDomain' | 'sendPai' | 'sendRpid' | 'privacy' | 'sendDiversion' | 'sendHistoryInfo' | 'maxCalls' | 'maxCallsPerSecond' | 'noAnswerSec' | 'finalStatuses' | 'probe' | 'probeEverySec' | 'enabled'>;
    readonly answer: CarrierServerPage;
  };
  /** Create a Carrier server */
  'POST /carrier-servers': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: CarrierServerCreate;
    readonly answer: CarrierServer;
  };
  /** Delete several carrier servers */
  'DELETE /carrier-servers': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Carrier server */
  'GET /carrier-servers/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: CarrierServer;
  };
  /** Change a Carrier server */
  'PATCH /carrier-servers/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: CarrierServerPatch;
    readonly answer: CarrierServer;
  };
  /** Delete a Carrier server */
  'DELETE /carrier-servers/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List routing patterns */
  'GET /routing-patterns': {
    readonly query?: ListQuery<'id' | 'name' | 'names' | 'description' | 'prefix'>;
    readonly answer: RoutingPatternPage;
  };
  /** Create a Routing pattern */
  'POST /routing-patterns': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: RoutingPatternCreate;
    readonly answer: RoutingPattern;
  };
  /** Delete several routing patterns */
  'DELETE /routing-patterns': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Routing pattern */
  'GET /routing-patterns/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: RoutingPattern;
  };
  /** Change a Routing pattern */
  'PATCH /routing-patterns/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: RoutingPatternPatch;
    readonly answer: RoutingPattern;
  };
  /** Delete a Routing pattern */
  'DELETE /routing-patterns/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List routing pattern groups */
  'GET /routing-pattern-groups': {
    readonly query?: ListQuery<'id' | 'name' | 'description' | 'routingPatternIds'>;
    readonly answer: RoutingPatternGroupPage;
  };
  /** Create a Routing pattern group */
  'POST /routing-pattern-groups': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: RoutingPatternGroupCreate;
    readonly answer: RoutingPatternGroup;
  };
  /** Delete several routing pattern groups */
  'DELETE /routing-pattern-groups': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Routing pattern group */
  'GET /routing-pattern-groups/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: RoutingPatternGroup;
  };
  /** Change a Routing pattern group */
  'PATCH /routing-pattern-groups/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: RoutingPatternGroupPatch;
    readonly answer: RoutingPatternGroup;
  };
  /** Delete a Routing pattern group */
  'DELETE /routing-pattern-groups/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List outgoing routings */
  'GET /outgoing-routings': {
    readonly query?: ListQuery<'id' | 'clientId' | 'type' | 'routingPatternId' | 'routingPatternGroupId' | 'routingTagId' | 'routingMode' | 'carrierId' | 'priority' | 'weight' | 'stopper' | 'prefix' | 'forceClid' | 'disableDiversion'>;
    readonly answer: OutgoingRoutingPage;
  };
  /** Create a Outgoing routing */
  'POST /outgoing-routings': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: OutgoingRoutingCreate;
    readonly answer: OutgoingRouting;
  };
  /** Delete several outgoing routings */
  'DELETE /outgoing-routings': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Outgoing routing */
  'GET /outgoing-routings/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: OutgoingRouting;
  };
  /** Change a Outgoing routing */
  'PATCH /outgoing-routings/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: OutgoingRoutingPatch;
    readonly answer: OutgoingRouting;
  };
  /** Delete a Outgoing routing */
  'DELETE /outgoing-routings/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List lcr carriers */
  'GET /outgoing-routing-carriers': {
    readonly query?: ListQuery<'id' | 'outgoingRoutingId' | 'carrierId'>;
    readonly answer: OutgoingRoutingCarrierPage;
  };
  /** Create a LCR carrier */
  'POST /outgoing-routing-carriers': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: OutgoingRoutingCarrierCreate;
    readonly answer: OutgoingRoutingCarrier;
  };
  /** Delete several lcr carriers */
  'DELETE /outgoing-routing-carriers': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One LCR carrier */
  'GET /outgoing-routing-carriers/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: OutgoingRoutingCarrier;
  };
  /** Change a LCR carrier */
  'PATCH /outgoing-routing-carriers/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: OutgoingRoutingCarrierPatch;
    readonly answer: OutgoingRoutingCarrier;
  };
  /** Delete a LCR carrier */
  'DELETE /outgoing-routing-carriers/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List destinations */
  'GET /destinations': {
    readonly query?: ListQuery<'id' | 'name' | 'names' | 'prefix'>;
    readonly answer: DestinationPage;
  };
  /** Create a Destination */
  'POST /destinations': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: DestinationCreate;
    readonly answer: Destination;
  };
  /** Delete several destinations */
  'DELETE /destinations': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Destination */
  'GET /destinations/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Destination;
  };
  /** Change a Destination */
  'PATCH /destinations/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: DestinationPatch;
    readonly answer: Destination;
  };
  /** Delete a Destination */
  'DELETE /destinations/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List destination rate groups */
  'GET /destination-rate-groups': {
    readonly query?: ListQuery<'id' | 'name' | 'names' | 'description' | 'currency' | 'deductibleConnectFee' | 'importStatus' | 'importMessage' | 'importedAt'>;
    readonly answer: DestinationRateGroupPage;
  };
  /** Create a Destination rate group */
  'POST /destination-rate-groups': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: DestinationRateGroupCreate;
    readonly answer: DestinationRateGroup;
  };
  /** Delete several destination rate groups */
  'DELETE /destination-rate-groups': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Destination rate group */
  'GET /destination-rate-groups/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: DestinationRateGroup;
  };
  /** Change a Destination rate group */
  'PATCH /destination-rate-groups/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: DestinationRateGroupPatch;
    readonly answer: DestinationRateGroup;
  };
  /** Delete a Destination rate group */
  'DELETE /destination-rate-groups/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List destination rates */
  'GET /destination-rates': {
    readonly query?: ListQuery<'id' | 'destinationRateGroupId' | 'destinationId' | 'ratePerMinute' | 'connectFee' | 'incrementSec' | 'intervalStartSec'>;
    readonly answer: DestinationRatePage;
  };
  /** Create a Destination rate */
  'POST /destination-rates': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: DestinationRateCreate;
    readonly answer: DestinationRate;
  };
  /** Delete several destination rates */
  'DELETE /destination-rates': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Destination rate */
  'GET /destination-rates/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: DestinationRate;
  };
  /** Change a Destination rate */
  'PATCH /destination-rates/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: DestinationRatePatch;
    readonly answer: DestinationRate;
  };
  /** Delete a Destination rate */
  'DELETE /destination-rates/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List rating plans */
  'GET /rating-plans': {
    readonly query?: ListQuery<'id' | 'name' | 'names' | 'description' | 'currency'>;
    readonly answer: RatingPlanPage;
  };
  /** Create a Rating plan */
  'POST /rating-plans': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: RatingPlanCreate;
    readonly answer: RatingPlan;
  };
  /** Delete several rating plans */
  'DELETE /rating-plans': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Rating plan */
  'GET /rating-plans/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: RatingPlan;
  };
  /** Change a Rating plan */
  'PATCH /rating-plans/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: RatingPlanPatch;
    readonly answer: RatingPlan;
  };
  /** Delete a Rating plan */
  'DELETE /rating-plans/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List rate groups of plans */
  'GET /rating-plan-rates': {
    readonly query?: ListQuery<'id' | 'ratingPlanId' | 'destinationRateGroupId' | 'weight' | 'timing' | 'timeFrom' | 'weekdays'>;
    readonly answer: RatingPlanRatePage;
  };
  /** Create a Rate group of a plan */
  'POST /rating-plan-rates': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: RatingPlanRateCreate;
    readonly answer: RatingPlanRate;
  };
  /** Delete several rate groups of plans */
  'DELETE /rating-plan-rates': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Rate group of a plan */
  'GET /rating-plan-rates/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: RatingPlanRate;
  };
  /** Change a Rate group of a plan */
  'PATCH /rating-plan-rates/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: RatingPlanRatePatch;
    readonly answer: RatingPlanRate;
  };
  /** Delete a Rate group of a plan */
  'DELETE /rating-plan-rates/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List rating profiles */
  'GET /rating-profiles': {
    readonly query?: ListQuery<'id' | 'clientId' | 'carrierId' | 'routingTagId' | 'ratingPlanId' | 'activationAt'>;
    readonly answer: RatingProfilePage;
  };
  /** Create a Rating profile */
  'POST /rating-profiles': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: RatingProfileCreate;
    readonly answer: RatingProfile;
  };
  /** Delete several rating profiles */
  'DELETE /rating-profiles': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Rating profile */
  'GET /rating-profiles/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: RatingProfile;
  };
  /** Change a Rating profile */
  'PATCH /rating-profiles/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: RatingProfilePatch;
    readonly answer: RatingProfile;
  };
  /** Delete a Rating profile */
  'DELETE /rating-profiles/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List balance notifications */
  'GET /balance-notifications': {
    readonly query?: ListQuery<'id' | 'clientId' | 'carrierId' | 'threshold' | 'toAddress' | 'notificationTemplateId' | 'lastSentAt'>;
    readonly answer: BalanceNotificationPage;
  };
  /** Create a Balance notification */
  'POST /balance-notifications': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: BalanceNotificationCreate;
    readonly answer: BalanceNotification;
  };
  /** Delete several balance notifications */
  'DELETE /balance-notifications': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Balance notification */
  'GET /balance-notifications/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: BalanceNotification;
  };
  /** Change a Balance notification */
  'PATCH /balance-notifications/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: BalanceNotificationPatch;
    readonly answer: BalanceNotification;
  };
  /** Delete a Balance notification */
  'DELETE /balance-notifications/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List daily usage notifications */
  'GET /daily-usage-notifications': {
    readonly query?: ListQuery<'id' | 'clientId' | 'toAddress' | 'notificationTemplateId' | 'lastSentAt'>;
    readonly answer: DailyUsageNotificationPage;
  };
  /** Create a Daily usage notification */
  'POST /daily-usage-notifications': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: DailyUsageNotificationCreate;
    readonly answer: DailyUsageNotification;
  };
  /** Delete several daily usage notifications */
  'DELETE /daily-usage-notifications': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Daily usage notification */
  'GET /daily-usage-notifications/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: DailyUsageNotification;
  };
  /** Change a Daily usage notification */
  'PATCH /daily-usage-notifications/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: DailyUsageNotificationPatch;
    readonly answer: DailyUsageNotification;
  };
  /** Delete a Daily usage notification */
  'DELETE /daily-usage-notifications/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List invoice templates */
  'GET /invoice-templates': {
    readonly query?: ListQuery<'id' | 'name' | 'description' | 'template' | 'header' | 'footer'>;
    readonly answer: InvoiceTemplatePage;
  };
  /** Create a Invoice template */
  'POST /invoice-templates': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: InvoiceTemplateCreate;
    readonly answer: InvoiceTemplate;
  };
  /** Delete several invoice templates */
  'DELETE /invoice-templates': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Invoice template */
  'GET /invoice-templates/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: InvoiceTemplate;
  };
  /** Change a Invoice template */
  'PATCH /invoice-templates/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: InvoiceTemplatePatch;
    readonly answer: InvoiceTemplate;
  };
  /** Delete a Invoice template */
  'DELETE /invoice-templates/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List invoice number sequences */
  'GET /invoice-number-sequences': {
    readonly query?: ListQuery<'id' | 'name' | 'prefix' | 'digits' | 'increment' | 'latestNumber'>;
    readonly answer: InvoiceNumberSequencePage;
  };
  /** Create a Invoice number sequence */
  'POST /invoice-number-sequences': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: InvoiceNumberSequenceCreate;
    readonly answer: InvoiceNumberSequence;
  };
  /** Delete several invoice number sequences */
  'DELETE /invoice-number-sequences': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Invoice number sequence */
  'GET /invoice-number-sequences/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: InvoiceNumberSequence;
  };
  /** Change a Invoice number sequence */
  'PATCH /invoice-number-sequences/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: InvoiceNumberSequencePatch;
    readonly answer: InvoiceNumberSequence;
  };
  /** Delete a Invoice number sequence */
  'DELETE /invoice-number-sequences/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List invoice schedulers */
  'GET /invoice-schedulers': {
    readonly query?: ListQuery<'id' | 'clientId' | 'name' | 'unit' | 'frequency' | 'email' | 'taxRate' | 'invoiceTemplateId' | 'invoiceNumberSequenceId' | 'nextExecutionAt' | 'lastExecutionAt' | 'lastError'>;
    readonly answer: InvoiceSchedulerPage;
  };
  /** Create a Invoice scheduler */
  'POST /invoice-schedulers': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: InvoiceSchedulerCreate;
    readonly answer: InvoiceScheduler;
  };
  /** Delete several invoice schedulers */
  'DELETE /invoice-schedulers': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Invoice scheduler */
  'GET /invoice-schedulers/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: InvoiceScheduler;
  };
  /** Change a Invoice scheduler */
  'PATCH /invoice-schedulers/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: InvoiceSchedulerPatch;
    readonly answer: InvoiceScheduler;
  };
  /** Delete a Invoice scheduler */
  'DELETE /invoice-schedulers/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List invoices */
  'GET /invoices': {
    readonly query?: ListQuery<'id' | 'clientId' | 'number' | 'invoiceNumberSequenceId' | 'invoiceTemplateId' | 'periodFrom' | 'periodTo' | 'taxRate' | 'total' | 'totalWithTax' | 'currency' | 'status' | 'statusMessage' | 'invoiceSchedulerId' | 'pdf' | 'createdAt'>;
    readonly answer: InvoicePage;
  };
  /** Create a Invoice */
  'POST /invoices': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: InvoiceCreate;
    readonly answer: Invoice;
  };
  /** Delete several invoices */
  'DELETE /invoices': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Invoice */
  'GET /invoices/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Invoice;
  };
  /** Change a Invoice */
  'PATCH /invoices/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: InvoicePatch;
    readonly answer: Invoice;
  };
  /** Delete a Invoice */
  'DELETE /invoices/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List fixed costs */
  'GET /fixed-costs': {
    readonly query?: ListQuery<'id' | 'name' | 'description' | 'cost'>;
    readonly answer: FixedCostPage;
  };
  /** Create a Fixed cost */
  'POST /fixed-costs': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: FixedCostCreate;
    readonly answer: FixedCost;
  };
  /** Delete several fixed costs */
  'DELETE /fixed-costs': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Fixed cost */
  'GET /fixed-costs/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: FixedCost;
  };
  /** Change a Fixed cost */
  'PATCH /fixed-costs/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: FixedCostPatch;
    readonly answer: FixedCost;
  };
  /** Delete a Fixed cost */
  'DELETE /fixed-costs/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List fixed costs of invoices */
  'GET /invoice-fixed-costs': {
    readonly query?: ListQuery<'id' | 'invoiceId' | 'fixedCostId' | 'quantityType' | 'quantity' | 'ddisOf' | 'countryId'>;
    readonly answer: InvoiceFixedCostPage;
  };
  /** Create a Fixed cost of an invoice */
  'POST /invoice-fixed-costs': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: InvoiceFixedCostCreate;
    readonly answer: InvoiceFixedCost;
  };
  /** Delete several fixed costs of invoices */
  'DELETE /invoice-fixed-costs': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Fixed cost of an invoice */
  'GET /invoice-fixed-costs/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: InvoiceFixedCost;
  };
  /** Change a Fixed cost of an invoice */
  'PATCH /invoice-fixed-costs/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: InvoiceFixedCostPatch;
    readonly answer: InvoiceFixedCost;
  };
  /** Delete a Fixed cost of an invoice */
  'DELETE /invoice-fixed-costs/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List fixed costs of schedulers */
  'GET /invoice-scheduler-fixed-costs': {
    readonly query?: ListQuery<'id' | 'invoiceSchedulerId' | 'fixedCostId' | 'quantityType' | 'quantity' | 'ddisOf' | 'countryId'>;
    readonly answer: InvoiceSchedulerFixedCostPage;
  };
  /** Create a Fixed cost of a scheduler */
  'POST /invoice-scheduler-fixed-costs': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: InvoiceSchedulerFixedCostCreate;
    readonly answer: InvoiceSchedulerFixedCost;
  };
  /** Delete several fixed costs of schedulers */
  'DELETE /invoice-scheduler-fixed-costs': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Fixed cost of a scheduler */
  'GET /invoice-scheduler-fixed-costs/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: InvoiceSchedulerFixedCost;
  };
  /** Change a Fixed cost of a scheduler */
  'PATCH /invoice-scheduler-fixed-costs/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: InvoiceSchedulerFixedCostPatch;
    readonly answer: InvoiceSchedulerFixedCost;
  };
  /** Delete a Fixed cost of a scheduler */
  'DELETE /invoice-scheduler-fixed-costs/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List call csv schedulers */
  'GET /call-csv-schedulers': {
    readonly query?: ListQuery<'id' | 'clientId' | 'name' | 'unit' | 'frequency' | 'email' | 'direction' | 'ddiId' | 'carrierId' | 'ddiProviderId' | 'userId' | 'friendId' | 'faxId' | 'residentialDeviceId' | 'retailAccountId' | 'notificationTemplateId' | 'nextExecutionAt' | 'lastExecutionAt' | 'lastError'>;
    readonly answer: CallCsvSchedulerPage;
  };
  /** Create a Call CSV scheduler */
  'POST /call-csv-schedulers': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: CallCsvSchedulerCreate;
    readonly answer: CallCsvScheduler;
  };
  /** Delete several call csv schedulers */
  'DELETE /call-csv-schedulers': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Call CSV scheduler */
  'GET /call-csv-schedulers/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: CallCsvScheduler;
  };
  /** Change a Call CSV scheduler */
  'PATCH /call-csv-schedulers/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: CallCsvSchedulerPatch;
    readonly answer: CallCsvScheduler;
  };
  /** Delete a Call CSV scheduler */
  'DELETE /call-csv-schedulers/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List call csv reports */
  'GET /call-csv-reports': {
    readonly query?: ListQuery<'id' | 'clientId' | 'callCsvSchedulerId' | 'periodFrom' | 'periodTo' | 'sentTo' | 'csv' | 'createdAt'>;
    readonly answer: CallCsvReportPage;
  };
  /** One Call CSV report */
  'GET /call-csv-reports/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: CallCsvReport;
  };
  /** List call legs */
  'GET /call-legs': {
    readonly query?: ListQuery<'id' | 'clientId' | 'userId' | 'legUid' | 'callUid' | 'direction' | 'startedAt' | 'caller' | 'callee' | 'diversion' | 'anonymous' | 'withheldCaller' | 'endpointType' | 'endpointId' | 'endpointName' | 'durationSec' | 'cause' | 'causeClass' | 'carrierId' | 'carrierName' | 'ddiProviderId' | 'ddiId' | 'bounced' | 'configRevision' | 'answeredAt' | 'endedAt' | 'sipStatus'>;
    readonly answer: CallLegPage;
  };
  /** One Call leg */
  'GET /call-legs/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: CallLeg;
  };
  /** List billable calls */
  'GET /billable-calls': {
    readonly query?: ListQuery<'id' | 'clientId' | 'userId' | 'legUid' | 'callUid' | 'direction' | 'startedAt' | 'caller' | 'callee' | 'diversion' | 'anonymous' | 'withheldCaller' | 'endpointType' | 'endpointId' | 'endpointName' | 'durationSec' | 'cause' | 'causeClass' | 'carrierId' | 'carrierName' | 'ddiProviderId' | 'ddiId' | 'bounced' | 'configRevision' | 'destinationName' | 'ratingPlanName' | 'price' | 'currency' | 'priceDetails' | 'cost' | 'costCurrency' | 'ratedBy' | 'invoiceId'>;
    readonly answer: BillableCallPage;
  };
  /** One Billable call */
  'GET /billable-calls/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: BillableCall;
  };
  /** List historic billable calls */
  'GET /historic-billable-calls': {
    readonly query?: ListQuery<'id' | 'clientId' | 'userId' | 'legUid' | 'callUid' | 'direction' | 'startedAt' | 'caller' | 'callee' | 'diversion' | 'anonymous' | 'withheldCaller' | 'endpointType' | 'endpointId' | 'endpointName' | 'durationSec' | 'cause' | 'causeClass' | 'carrierId' | 'carrierName' | 'ddiProviderId' | 'ddiId' | 'bounced' | 'configRevision' | 'destinationName' | 'ratingPlanName' | 'price' | 'currency' | 'priceDetails' | 'cost' | 'costCurrency' | 'ratedBy' | 'invoiceId'>;
    readonly answer: BillableCallHistoricPage;
  };
  /** One Historic billable call */
  'GET /historic-billable-calls/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: BillableCallHistoric;
  };
  /** List balance movements */
  'GET /balance-movements': {
    readonly query?: ListQuery<'id' | 'clientId' | 'carrierId' | 'kind' | 'amount' | 'balanceAfter' | 'legUid' | 'comment' | 'createdAt'>;
    readonly answer: BalanceMovementPage;
  };
  /** One Balance movement */
  'GET /balance-movements/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: BalanceMovement;
  };
  /** One Import */
  'GET /imports/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: ImportJob;
  };
  /** Delete a Import */
  'DELETE /imports/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List changes */
  'GET /changes': {
    readonly query?: ListQuery<'id' | 'clientId' | 'revision' | 'changedAt' | 'operation' | 'resource' | 'rowId' | 'rowTitle' | 'actorKind' | 'actorId' | 'actorName' | 'behalf' | 'apiKeyId' | 'ip' | 'requestId' | 'comment' | 'fieldChanges' | 'chain' | 'sequence' | 'hash'>;
    readonly answer: ChangeEntryPage;
  };
  /** One Change */
  'GET /changes/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: ChangeEntry;
  };
  /** One Change set */
  'GET /change-sets/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: ChangeSet;
  };
  /** Delete a Change set */
  'DELETE /change-sets/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
}
