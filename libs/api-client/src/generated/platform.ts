// Written by `npm run openapi` from docs/openapi/platform.json: change the tables and controllers it is made of, not this file.
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

export interface CurrencyCreate {
  readonly code: string;
  readonly symbol: string;
  readonly name: {
    readonly en: string;
    readonly es?: string | null;
    readonly ca?: string | null;
    readonly it?: string | null;
    readonly eu?: string | null;
  };
}

export interface CurrencyPatch {
  readonly symbol?: string;
  readonly name?: {
    readonly en: string;
    readonly es?: string | null;
    readonly ca?: string | null;
    readonly it?: string | null;
    readonly eu?: string | null;
  };
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

export interface ExchangeRateCreate {
  readonly fromCurrency?: string;
  readonly toCurrency?: string;
  readonly rate: string;
  readonly validFrom: string;
}

export interface ExchangeRatePatch {
  readonly fromCurrency?: string;
  readonly toCurrency?: string;
  readonly rate?: string;
  readonly validFrom?: string;
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

export interface ServicePatch {
  readonly name?: {
    readonly en: string;
    readonly es?: string | null;
    readonly ca?: string | null;
    readonly it?: string | null;
    readonly eu?: string | null;
  };
  readonly description?: {
    readonly en: string;
    readonly es?: string | null;
    readonly ca?: string | null;
    readonly it?: string | null;
    readonly eu?: string | null;
  };
  readonly defaultCode?: string;
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

export interface TerminalManufacturerCreate {
  readonly name: string;
  readonly description?: string;
}

export interface TerminalManufacturerPatch {
  readonly name?: string;
  readonly description?: string;
}

export interface TerminalModel {
  readonly id: number;
  readonly name: string;
  readonly terminalManufacturerId: number;
  readonly description: string;
  /** The same for every phone of the model; served without authentication */
  readonly genericTemplate: string | null;
  /** With the account of one phone; served over TLS to its MAC address */
  readonly specificTemplate: string | null;
  readonly genericUrlPattern: string | null;
  /** {mac} stands for the MAC address */
  readonly specificUrlPattern: string | null;
}

export interface TerminalModelPage {
  readonly items: readonly TerminalModel[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface TerminalModelCreate {
  readonly name: string;
  readonly terminalManufacturerId: number;
  readonly description?: string;
  /** The same for every phone of the model; served without authentication */
  readonly genericTemplate?: string | null;
  /** With the account of one phone; served over TLS to its MAC address */
  readonly specificTemplate?: string | null;
  readonly genericUrlPattern?: string | null;
  /** {mac} stands for the MAC address */
  readonly specificUrlPattern?: string | null;
}

export interface TerminalModelPatch {
  readonly name?: string;
  readonly terminalManufacturerId?: number;
  readonly description?: string;
  /** The same for every phone of the model; served without authentication */
  readonly genericTemplate?: string | null;
  /** With the account of one phone; served over TLS to its MAC address */
  readonly specificTemplate?: string | null;
  readonly genericUrlPattern?: string | null;
  /** {mac} stands for the MAC address */
  readonly specificUrlPattern?: string | null;
}

export interface ApplicationServer {
  readonly id: number;
  readonly name: string;
  readonly sipHost: string;
  readonly sipPort: number;
  readonly ariUrl: string;
  /** Its share of calls, in every method but in turn */
  readonly weight: number;
  /** It gets no new calls; those it has go on */
  readonly draining: boolean;
  readonly enabled: boolean;
}

export interface ApplicationServerPage {
  readonly items: readonly ApplicationServer[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface ApplicationServerCreate {
  readonly name: string;
  readonly sipHost: string;
  readonly sipPort?: number;
  readonly ariUrl: string;
  /** Its share of calls, in every method but in turn */
  readonly weight?: number;
  /** It gets no new calls; those it has go on */
  readonly draining?: boolean;
  readonly enabled?: boolean;
}

export interface ApplicationServerPatch {
  readonly name?: string;
  readonly sipHost?: string;
  readonly sipPort?: number;
  readonly ariUrl?: string;
  /** Its share of calls, in every method but in turn */
  readonly weight?: number;
  /** It gets no new calls; those it has go on */
  readonly draining?: boolean;
  readonly enabled?: boolean;
}

export interface ApplicationServerSet {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  /** By client, in turn, in turn by weight, or to the one with the fewest calls for its weight */
  readonly distributeMethod: 'hash' | 'rr' | 'weighted' | 'leastLoaded';
  readonly applicationServerIds: readonly number[];
  readonly isDefault: boolean;
}

export interface ApplicationServerSetPage {
  readonly items: readonly ApplicationServerSet[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface ApplicationServerSetCreate {
  readonly name: string;
  readonly description?: string;
  /** By client, in turn, in turn by weight, or to the one with the fewest calls for its weight */
  readonly distributeMethod?: 'hash' | 'rr' | 'weighted' | 'leastLoaded';
  readonly applicationServerIds?: readonly number[];
}

export interface ApplicationServerSetPatch {
  readonly name?: string;
  readonly description?: string;
  /** By client, in turn, in turn by weight, or to the one with the fewest calls for its weight */
  readonly distributeMethod?: 'hash' | 'rr' | 'weighted' | 'leastLoaded';
  readonly applicationServerIds?: readonly number[];
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

export interface MediaRelaySetCreate {
  readonly name: string;
  readonly description?: string;
}

export interface MediaRelaySetPatch {
  readonly name?: string;
  readonly description?: string;
}

export interface MediaRelay {
  readonly id: number;
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly weight: number;
  readonly enabled: boolean;
  /** Empty: the default set */
  readonly mediaRelaySetId: number | null;
}

export interface MediaRelayPage {
  readonly items: readonly MediaRelay[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface MediaRelayCreate {
  readonly name: string;
  readonly host: string;
  readonly port?: number;
  readonly weight?: number;
  readonly enabled?: boolean;
  /** Empty: the default set */
  readonly mediaRelaySetId?: number | null;
}

export interface MediaRelayPatch {
  readonly name?: string;
  readonly host?: string;
  readonly port?: number;
  readonly weight?: number;
  readonly enabled?: boolean;
  /** Empty: the default set */
  readonly mediaRelaySetId?: number | null;
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

export interface ProxyUserCreate {
  readonly name: string;
  readonly ip: string;
  /** What others see where the network translates addresses */
  readonly advertisedIp?: string | null;
  /** Redirect: calls to retail accounts are answered with where they are; balance: phones are sent on to the addresses that serve */
  readonly mode?: 'serve' | 'redirect' | 'balance';
  /** Its share of the phones that are sent on */
  readonly weight?: number;
}

export interface ProxyUserPatch {
  readonly name?: string;
  readonly ip?: string;
  /** What others see where the network translates addresses */
  readonly advertisedIp?: string | null;
  /** Redirect: calls to retail accounts are answered with where they are; balance: phones are sent on to the addresses that serve */
  readonly mode?: 'serve' | 'redirect' | 'balance';
  /** Its share of the phones that are sent on */
  readonly weight?: number;
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

export interface ProxyTrunkCreate {
  readonly name: string;
  readonly ip: string;
  /** What others see where the network translates addresses */
  readonly advertisedIp?: string | null;
}

export interface ProxyTrunkPatch {
  readonly name?: string;
  readonly ip?: string;
  /** What others see where the network translates addresses */
  readonly advertisedIp?: string | null;
}

export interface TrustedAddress {
  readonly id: number;
  readonly network: string;
  readonly description: string;
}

export interface TrustedAddressPage {
  readonly items: readonly TrustedAddress[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface TrustedAddressCreate {
  readonly network: string;
  readonly description?: string;
}

export interface TrustedAddressPatch {
  readonly network?: string;
  readonly description?: string;
}

export interface PresenceSwitch {
  readonly id: number;
  readonly scope: 'everything' | 'domain' | 'address';
  readonly target: string;
  readonly enabled: boolean;
}

export interface PresenceSwitchPage {
  readonly items: readonly PresenceSwitch[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface PresenceSwitchCreate {
  readonly scope?: 'everything' | 'domain' | 'address';
  readonly target?: string;
  readonly enabled?: boolean;
}

export interface PresenceSwitchPatch {
  readonly enabled?: boolean;
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
  readonly applicationServerSetIds: readonly number[];
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

export interface BrandCreate {
  readonly name: string;
  /** SIP domain of residential and retail endpoints */
  readonly domain: string;
  readonly timezone?: string;
  readonly currency?: string;
  readonly language?: 'en' | 'es' | 'ca' | 'it' | 'eu';
  /** 0 means unlimited */
  readonly maxCalls?: number;
  /** What its clients may be and may have */
  readonly features?: readonly ('queues' | 'recordings' | 'faxes' | 'friends' | 'conferences' | 'billing' | 'invoices' | 'progress' | 'residential' | 'wholesale' | 'retail' | 'vpbx' | 'operatorPanel' | 'webhooks')[];
  /** Empty means unlimited; above it the oldest go */
  readonly recordingsLimitMb?: number | null;
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
  readonly applicationServerSetIds?: readonly number[];
  readonly mediaRelaySetIds?: readonly number[];
  readonly proxyTrunkIds?: readonly number[];
}

export interface BrandPatch {
  readonly name?: string;
  /** SIP domain of residential and retail endpoints */
  readonly domain?: string;
  readonly timezone?: string;
  readonly currency?: string;
  readonly language?: 'en' | 'es' | 'ca' | 'it' | 'eu';
  /** 0 means unlimited */
  readonly maxCalls?: number;
  /** What its clients may be and may have */
  readonly features?: readonly ('queues' | 'recordings' | 'faxes' | 'friends' | 'conferences' | 'billing' | 'invoices' | 'progress' | 'residential' | 'wholesale' | 'retail' | 'vpbx' | 'operatorPanel' | 'webhooks')[];
  /** Empty means unlimited; above it the oldest go */
  readonly recordingsLimitMb?: number | null;
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
  readonly applicationServerSetIds?: readonly number[];
  readonly mediaRelaySetIds?: readonly number[];
  readonly proxyTrunkIds?: readonly number[];
}

export interface NotificationTemplate {
  readonly id: number;
  readonly brandId: number | null;
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
  readonly brandId?: number | null;
  readonly name: string;
  readonly type: 'voicemail' | 'fax' | 'limit' | 'lowBalance' | 'invoice' | 'callCsv' | 'maxDailyUsage' | 'accessCredentials' | 'passwordReset' | 'onDemandRecord';
}

export interface NotificationTemplatePatch {
  readonly name?: string;
}

export interface NotificationTemplateContent {
  readonly id: number;
  readonly brandId: number | null;
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
  readonly brandId?: number | null;
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

export interface TransformationRuleSet {
  readonly id: number;
  /** Empty: of the platform, for all brands */
  readonly brandId: number | null;
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
  /** Empty: of the platform, for all brands */
  readonly brandId?: number | null;
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
  /** Empty: of the platform, for all brands */
  readonly brandId: number | null;
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
  /** Empty: of the platform, for all brands */
  readonly brandId?: number | null;
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
  /** Empty: of the platform, for all brands */
  readonly brandId: number | null;
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
  /** Empty: of the platform, for all brands */
  readonly brandId?: number | null;
  readonly countryId?: number | null;
  readonly number: string;
  readonly disableCdr?: boolean;
}

export interface SpecialNumberPatch {
  readonly countryId?: number | null;
  readonly number?: string;
  readonly disableCdr?: boolean;
}

export interface Client {
  readonly id: number;
  readonly brandId: number;
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
  /** Empty: the default set */
  readonly applicationServerSetId: number | null;
  /** Empty: the default set */
  readonly mediaRelaySetId: number | null;
  /** Set: as its set of application servers does */
  readonly distributeMethod: 'set' | 'hash' | 'rr' | 'static';
  readonly applicationServerId: number | null;
}

export interface ClientPage {
  readonly items: readonly Client[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
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
  /** Empty: the default set */
  readonly applicationServerSetId?: number | null;
  /** Empty: the default set */
  readonly mediaRelaySetId?: number | null;
  /** Set: as its set of application servers does */
  readonly distributeMethod?: 'set' | 'hash' | 'rr' | 'static';
  readonly applicationServerId?: number | null;
}

export interface Domain {
  readonly id: number;
  readonly brandId: number;
  readonly clientId: number | null;
  readonly domain: string;
  readonly pointsTo: 'proxyusers' | 'proxytrunks';
}

export interface DomainPage {
  readonly items: readonly Domain[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface WebPortal {
  readonly id: number;
  readonly level: 'platform' | 'brand' | 'client' | 'user';
  readonly brandId: number | null;
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
  readonly brandId?: number | null;
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
  readonly brandId: number | null;
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
  readonly brandId?: number | null;
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
  readonly brandId: number | null;
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
  readonly brandId: number | null;
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
  readonly brandId: number | null;
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

export interface Carrier {
  readonly id: number;
  readonly brandId: number;
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

export interface InvoiceTemplate {
  readonly id: number;
  /** Empty: of the platform, for all brands */
  readonly brandId: number | null;
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
  /** Empty: of the platform, for all brands */
  readonly brandId?: number | null;
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

export interface CallLeg {
  readonly id: number;
  readonly brandId: number;
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
  readonly brandId: number;
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
  readonly brandId: number;
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

export interface ChangeEntry {
  readonly id: number;
  readonly brandId: number | null;
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

export interface PlatformOperations {
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
      readonly brandId: number;
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
  /** Give a terminal model the template it came with */
  'POST /terminal-models/{id}/restore-template': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'Idempotency-Key'?: string };
    readonly body: {
      readonly template: 'generic' | 'specific';
    };
    readonly answer: {
      readonly id: number;
      readonly name: string;
      readonly terminalManufacturerId: number;
      readonly description: string;
      /** The same for every phone of the model; served without authentication */
      readonly genericTemplate: string | null;
      /** With the account of one phone; served over TLS to its MAC address */
      readonly specificTemplate: string | null;
      readonly genericUrlPattern: string | null;
      /** {mac} stands for the MAC address */
      readonly specificUrlPattern: string | null;
    };
  };
  /** What every phone of a model would fetch */
  'GET /terminal-models/{id}/test-generic': {
    readonly path: { readonly id: number };
    readonly answer: string;
  };
  /** What one phone of a model would fetch */
  'GET /terminal-models/{id}/test-specific': {
    readonly path: { readonly id: number };
    readonly query?: { readonly mac?: string };
    readonly answer: string;
  };
  /** Let a banned address in again */
  'POST /banned-addresses/{id}/release': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'Idempotency-Key'?: string };
    readonly answer: undefined;
  };
  /** Which application servers answer, and the calls each has */
  'GET /application-servers/states': {
    readonly answer: readonly ({
      readonly id: number;
      readonly name: string;
      readonly enabled: boolean;
      readonly draining: boolean;
      readonly state: 'up' | 'resting' | 'down' | 'unknown';
      readonly calls: number;
      readonly seenBy: readonly ({
        readonly app: string;
        readonly state: 'up' | 'resting' | 'down';
        readonly calls: number;
      })[];
    })[];
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
  /** Create a Currency */
  'POST /currencies': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: CurrencyCreate;
    readonly answer: Currency;
  };
  /** Delete several currencies */
  'DELETE /currencies': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Currency */
  'GET /currencies/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Currency;
  };
  /** Change a Currency */
  'PATCH /currencies/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: CurrencyPatch;
    readonly answer: Currency;
  };
  /** Delete a Currency */
  'DELETE /currencies/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List exchange rates */
  'GET /exchange-rates': {
    readonly query?: ListQuery<'id' | 'fromCurrency' | 'toCurrency' | 'rate' | 'validFrom'>;
    readonly answer: ExchangeRatePage;
  };
  /** Create a Exchange rate */
  'POST /exchange-rates': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: ExchangeRateCreate;
    readonly answer: ExchangeRate;
  };
  /** Delete several exchange rates */
  'DELETE /exchange-rates': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Exchange rate */
  'GET /exchange-rates/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: ExchangeRate;
  };
  /** Change a Exchange rate */
  'PATCH /exchange-rates/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: ExchangeRatePatch;
    readonly answer: ExchangeRate;
  };
  /** Delete a Exchange rate */
  'DELETE /exchange-rates/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
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
  /** Change a Service */
  'PATCH /services/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: ServicePatch;
    readonly answer: Service;
  };
  /** List terminal manufacturers */
  'GET /terminal-manufacturers': {
    readonly query?: ListQuery<'id' | 'name' | 'description'>;
    readonly answer: TerminalManufacturerPage;
  };
  /** Create a Terminal manufacturer */
  'POST /terminal-manufacturers': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: TerminalManufacturerCreate;
    readonly answer: TerminalManufacturer;
  };
  /** Delete several terminal manufacturers */
  'DELETE /terminal-manufacturers': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Terminal manufacturer */
  'GET /terminal-manufacturers/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: TerminalManufacturer;
  };
  /** Change a Terminal manufacturer */
  'PATCH /terminal-manufacturers/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: TerminalManufacturerPatch;
    readonly answer: TerminalManufacturer;
  };
  /** Delete a Terminal manufacturer */
  'DELETE /terminal-manufacturers/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List terminal models */
  'GET /terminal-models': {
    readonly query?: ListQuery<'id' | 'name' | 'terminalManufacturerId' | 'description' | 'genericTemplate' | 'specificTemplate' | 'genericUrlPattern' | 'specificUrlPattern'>;
    readonly answer: TerminalModelPage;
  };
  /** Create a Terminal model */
  'POST /terminal-models': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: TerminalModelCreate;
    readonly answer: TerminalModel;
  };
  /** Delete several terminal models */
  'DELETE /terminal-models': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Terminal model */
  'GET /terminal-models/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: TerminalModel;
  };
  /** Change a Terminal model */
  'PATCH /terminal-models/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: TerminalModelPatch;
    readonly answer: TerminalModel;
  };
  /** Delete a Terminal model */
  'DELETE /terminal-models/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List application servers */
  'GET /application-servers': {
    readonly query?: ListQuery<'id' | 'name' | 'sipHost' | 'sipPort' | 'ariUrl' | 'weight' | 'draining' | 'enabled'>;
    readonly answer: ApplicationServerPage;
  };
  /** Create a Application server */
  'POST /application-servers': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: ApplicationServerCreate;
    readonly answer: ApplicationServer;
  };
  /** Delete several application servers */
  'DELETE /application-servers': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Application server */
  'GET /application-servers/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: ApplicationServer;
  };
  /** Change a Application server */
  'PATCH /application-servers/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: ApplicationServerPatch;
    readonly answer: ApplicationServer;
  };
  /** Delete a Application server */
  'DELETE /application-servers/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List application server sets */
  'GET /application-server-sets': {
    readonly query?: ListQuery<'id' | 'name' | 'description' | 'distributeMethod' | 'applicationServerIds' | 'isDefault'>;
    readonly answer: ApplicationServerSetPage;
  };
  /** Create a Application server set */
  'POST /application-server-sets': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: ApplicationServerSetCreate;
    readonly answer: ApplicationServerSet;
  };
  /** Delete several application server sets */
  'DELETE /application-server-sets': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Application server set */
  'GET /application-server-sets/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: ApplicationServerSet;
  };
  /** Change a Application server set */
  'PATCH /application-server-sets/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: ApplicationServerSetPatch;
    readonly answer: ApplicationServerSet;
  };
  /** Delete a Application server set */
  'DELETE /application-server-sets/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List media relay sets */
  'GET /media-relay-sets': {
    readonly query?: ListQuery<'id' | 'name' | 'description' | 'isDefault'>;
    readonly answer: MediaRelaySetPage;
  };
  /** Create a Media relay set */
  'POST /media-relay-sets': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: MediaRelaySetCreate;
    readonly answer: MediaRelaySet;
  };
  /** Delete several media relay sets */
  'DELETE /media-relay-sets': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Media relay set */
  'GET /media-relay-sets/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: MediaRelaySet;
  };
  /** Change a Media relay set */
  'PATCH /media-relay-sets/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: MediaRelaySetPatch;
    readonly answer: MediaRelaySet;
  };
  /** Delete a Media relay set */
  'DELETE /media-relay-sets/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List media relays */
  'GET /media-relays': {
    readonly query?: ListQuery<'id' | 'name' | 'host' | 'port' | 'weight' | 'enabled' | 'mediaRelaySetId'>;
    readonly answer: MediaRelayPage;
  };
  /** Create a Media relay */
  'POST /media-relays': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: MediaRelayCreate;
    readonly answer: MediaRelay;
  };
  /** Delete several media relays */
  'DELETE /media-relays': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Media relay */
  'GET /media-relays/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: MediaRelay;
  };
  /** Change a Media relay */
  'PATCH /media-relays/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: MediaRelayPatch;
    readonly answer: MediaRelay;
  };
  /** Delete a Media relay */
  'DELETE /media-relays/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List users proxy addresses */
  'GET /proxy-users': {
    readonly query?: ListQuery<'id' | 'name' | 'ip' | 'advertisedIp' | 'isDefault' | 'mode' | 'weight'>;
    readonly answer: ProxyUserPage;
  };
  /** Create a Users proxy address */
  'POST /proxy-users': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: ProxyUserCreate;
    readonly answer: ProxyUser;
  };
  /** Delete several users proxy addresses */
  'DELETE /proxy-users': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Users proxy address */
  'GET /proxy-users/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: ProxyUser;
  };
  /** Change a Users proxy address */
  'PATCH /proxy-users/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: ProxyUserPatch;
    readonly answer: ProxyUser;
  };
  /** Delete a Users proxy address */
  'DELETE /proxy-users/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List trunks proxy addresses */
  'GET /proxy-trunks': {
    readonly query?: ListQuery<'id' | 'name' | 'ip' | 'advertisedIp' | 'isDefault'>;
    readonly answer: ProxyTrunkPage;
  };
  /** Create a Trunks proxy address */
  'POST /proxy-trunks': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: ProxyTrunkCreate;
    readonly answer: ProxyTrunk;
  };
  /** Delete several trunks proxy addresses */
  'DELETE /proxy-trunks': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Trunks proxy address */
  'GET /proxy-trunks/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: ProxyTrunk;
  };
  /** Change a Trunks proxy address */
  'PATCH /proxy-trunks/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: ProxyTrunkPatch;
    readonly answer: ProxyTrunk;
  };
  /** Delete a Trunks proxy address */
  'DELETE /proxy-trunks/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List trusted addresses */
  'GET /trusted-addresses': {
    readonly query?: ListQuery<'id' | 'network' | 'description'>;
    readonly answer: TrustedAddressPage;
  };
  /** Create a Trusted address */
  'POST /trusted-addresses': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: TrustedAddressCreate;
    readonly answer: TrustedAddress;
  };
  /** Delete several trusted addresses */
  'DELETE /trusted-addresses': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Trusted address */
  'GET /trusted-addresses/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: TrustedAddress;
  };
  /** Change a Trusted address */
  'PATCH /trusted-addresses/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: TrustedAddressPatch;
    readonly answer: TrustedAddress;
  };
  /** Delete a Trusted address */
  'DELETE /trusted-addresses/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List presence switches */
  'GET /presence-switches': {
    readonly query?: ListQuery<'id' | 'scope' | 'target' | 'enabled'>;
    readonly answer: PresenceSwitchPage;
  };
  /** Create a Presence switch */
  'POST /presence-switches': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: PresenceSwitchCreate;
    readonly answer: PresenceSwitch;
  };
  /** Delete several presence switches */
  'DELETE /presence-switches': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Presence switch */
  'GET /presence-switches/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: PresenceSwitch;
  };
  /** Change a Presence switch */
  'PATCH /presence-switches/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: PresenceSwitchPatch;
    readonly answer: PresenceSwitch;
  };
  /** Delete a Presence switch */
  'DELETE /presence-switches/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List brands */
  'GET /brands': {
    readonly query?: ListQuery<'id' | 'name' | 'domain' | 'timezone' | 'currency' | 'language' | 'maxCalls' | 'features' | 'recordingsLimitMb' | 'recordingsLimitEmail' | 'logo' | 'taxId' | 'postalAddress' | 'postalCode' | 'town' | 'province' | 'countryId' | 'registryData' | 'longestPrefixFirst' | 'whenRatingIsAway' | 'qualityRouting' | 'qualityWindowMin' | 'qualityMinCalls' | 'qualityMinAsr' | 'qualityMinAcdSec' | 'qualityMaxPddMs' | 'voicemailNotificationId' | 'onDemandRecordNotificationId' | 'faxNotificationId' | 'invoiceNotificationId' | 'callCsvNotificationId' | 'maxDailyUsageNotificationId' | 'applicationServerSetIds' | 'mediaRelaySetIds' | 'proxyTrunkIds'>;
    readonly answer: BrandPage;
  };
  /** Create a Brand */
  'POST /brands': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: BrandCreate;
    readonly answer: Brand;
  };
  /** Delete several brands */
  'DELETE /brands': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
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
  /** Delete a Brand */
  'DELETE /brands/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List notification templates */
  'GET /notification-templates': {
    readonly query?: ListQuery<'id' | 'brandId' | 'name' | 'type'>;
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
    readonly query?: ListQuery<'id' | 'brandId' | 'notificationTemplateId' | 'language' | 'fromName' | 'fromAddress' | 'subject' | 'body' | 'bodyType'>;
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
  /** List transformation rule sets */
  'GET /transformation-rule-sets': {
    readonly query?: ListQuery<'id' | 'brandId' | 'name' | 'description' | 'countryId' | 'countryCallingCode' | 'internationalPrefix' | 'trunkPrefix' | 'areaCode' | 'nationalLength' | 'generateRules'>;
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
    readonly query?: ListQuery<'id' | 'brandId' | 'transformationRuleSetId' | 'type' | 'description' | 'priority' | 'matchExpr' | 'replaceExpr'>;
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
    readonly query?: ListQuery<'id' | 'brandId' | 'countryId' | 'number' | 'disableCdr'>;
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
  /** List clients */
  'GET /clients': {
    readonly query?: ListQuery<'id' | 'brandId' | 'type' | 'name' | 'domain' | 'enabled' | 'timezone' | 'currency' | 'language' | 'maxCalls' | 'billingMethod' | 'balance' | 'transformationRuleSetId' | 'outgoingDdiId' | 'features' | 'corporationId' | 'outgoingDdiRuleId' | 'locationId' | 'codecs' | 'routingTagIds' | 'maxDailyUsage' | 'currentDayUsage' | 'maxDailyUsageEmail' | 'ipFilter' | 'countryIds' | 'onDemandRecord' | 'onDemandRecordCode' | 'onDemandRecordNotice' | 'onDemandRecordEmail' | 'allowRecordingRemoval' | 'recordingsLimitMb' | 'recordingsLimitEmail' | 'showInvoices' | 'taxId' | 'postalAddress' | 'postalCode' | 'town' | 'province' | 'countryId' | 'voicemailNotificationId' | 'onDemandRecordNotificationId' | 'faxNotificationId' | 'invoiceNotificationId' | 'callCsvNotificationId' | 'maxDailyUsageNotificationId' | 'accessCredentialsNotificationId' | 'applicationServerSetId' | 'mediaRelaySetId' | 'distributeMethod' | 'applicationServerId'>;
    readonly answer: ClientPage;
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
  /** List domains */
  'GET /domains': {
    readonly query?: ListQuery<'id' | 'brandId' | 'clientId' | 'domain' | 'pointsTo'>;
    readonly answer: DomainPage;
  };
  /** One Domain */
  'GET /domains/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Domain;
  };
  /** List portals */
  'GET /web-portals': {
    readonly query?: ListQuery<'id' | 'level' | 'brandId' | 'clientId' | 'url' | 'name' | 'productName' | 'color' | 'logo'>;
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
    readonly query?: ListQuery<'id' | 'brandId' | 'clientId' | 'username' | 'email' | 'name' | 'lastname' | 'active' | 'restricted' | 'canImpersonate' | 'internal' | 'language' | 'timezone'>;
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
    readonly query?: ListQuery<'id' | 'brandId' | 'administratorId' | 'resource' | 'mayCreate' | 'mayRead' | 'mayUpdate' | 'mayDelete'>;
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
    readonly query?: ListQuery<'id' | 'brandId' | 'webPortalId' | 'name' | 'issuer' | 'identifier' | 'claim' | 'active'>;
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
    readonly query?: ListQuery<'id' | 'brandId' | 'clientId' | 'ip' | 'blocker' | 'aor' | 'description' | 'lastBannedAt' | 'bannedUntil'>;
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
  /** List carriers */
  'GET /carriers': {
    readonly query?: ListQuery<'id' | 'brandId' | 'name' | 'description' | 'status' | 'calculateCost' | 'currency' | 'balance' | 'maxCalls' | 'transformationRuleSetId' | 'proxyTrunkId' | 'mediaRelaySetId'>;
    readonly answer: CarrierPage;
  };
  /** One Carrier */
  'GET /carriers/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Carrier;
  };
  /** List invoice templates */
  'GET /invoice-templates': {
    readonly query?: ListQuery<'id' | 'brandId' | 'name' | 'description' | 'template' | 'header' | 'footer'>;
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
  /** List call legs */
  'GET /call-legs': {
    readonly query?: ListQuery<'id' | 'brandId' | 'clientId' | 'userId' | 'legUid' | 'callUid' | 'direction' | 'startedAt' | 'caller' | 'callee' | 'diversion' | 'anonymous' | 'withheldCaller' | 'endpointType' | 'endpointId' | 'endpointName' | 'durationSec' | 'cause' | 'causeClass' | 'carrierId' | 'carrierName' | 'ddiProviderId' | 'ddiId' | 'bounced' | 'configRevision' | 'answeredAt' | 'endedAt' | 'sipStatus'>;
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
    readonly query?: ListQuery<'id' | 'brandId' | 'clientId' | 'userId' | 'legUid' | 'callUid' | 'direction' | 'startedAt' | 'caller' | 'callee' | 'diversion' | 'anonymous' | 'withheldCaller' | 'endpointType' | 'endpointId' | 'endpointName' | 'durationSec' | 'cause' | 'causeClass' | 'carrierId' | 'carrierName' | 'ddiProviderId' | 'ddiId' | 'bounced' | 'configRevision' | 'destinationName' | 'ratingPlanName' | 'price' | 'currency' | 'priceDetails' | 'cost' | 'costCurrency' | 'ratedBy' | 'invoiceId'>;
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
    readonly query?: ListQuery<'id' | 'brandId' | 'clientId' | 'userId' | 'legUid' | 'callUid' | 'direction' | 'startedAt' | 'caller' | 'callee' | 'diversion' | 'anonymous' | 'withheldCaller' | 'endpointType' | 'endpointId' | 'endpointName' | 'durationSec' | 'cause' | 'causeClass' | 'carrierId' | 'carrierName' | 'ddiProviderId' | 'ddiId' | 'bounced' | 'configRevision' | 'destinationName' | 'ratingPlanName' | 'price' | 'currency' | 'priceDetails' | 'cost' | 'costCurrency' | 'ratedBy' | 'invoiceId'>;
    readonly answer: BillableCallHistoricPage;
  };
  /** One Historic billable call */
  'GET /historic-billable-calls/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: BillableCallHistoric;
  };
  /** List changes */
  'GET /changes': {
    readonly query?: ListQuery<'id' | 'brandId' | 'clientId' | 'revision' | 'changedAt' | 'operation' | 'resource' | 'rowId' | 'rowTitle' | 'actorKind' | 'actorId' | 'actorName' | 'behalf' | 'apiKeyId' | 'ip' | 'requestId' | 'comment' | 'fieldChanges' | 'chain' | 'sequence' | 'hash'>;
    readonly answer: ChangeEntryPage;
  };
  /** One Change */
  'GET /changes/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: ChangeEntry;
  };
}
