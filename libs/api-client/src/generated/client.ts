// Written by `npm run openapi` from docs/openapi/client.json: change the tables and controllers it is made of, not this file.
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
}

export interface ClientPage {
  readonly items: readonly Client[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface ClientService {
  readonly id: number;
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

export interface ClientServiceCreate {
  readonly serviceId: number;
  readonly code: string;
}

export interface ClientServicePatch {
  readonly code?: string;
}

export interface ClientNetwork {
  readonly id: number;
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

export interface SurvivalDevice {
  readonly id: number;
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

export interface SurvivalDeviceCreate {
  readonly name: string;
  readonly proxy: string;
  readonly outboundProxy?: string | null;
  readonly udpPort?: number;
  readonly tcpPort?: number;
  readonly tlsPort?: number;
  readonly wssPort?: number;
  readonly description?: string;
}

export interface SurvivalDevicePatch {
  readonly name?: string;
  readonly proxy?: string;
  readonly outboundProxy?: string | null;
  readonly udpPort?: number;
  readonly tcpPort?: number;
  readonly tlsPort?: number;
  readonly wssPort?: number;
  readonly description?: string;
}

export interface Location {
  readonly id: number;
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

export interface LocationCreate {
  readonly name: string;
  readonly description?: string;
  readonly survivalDeviceId?: number | null;
}

export interface LocationPatch {
  readonly name?: string;
  readonly description?: string;
  readonly survivalDeviceId?: number | null;
}

export interface Administrator {
  readonly id: number;
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

export interface Terminal {
  readonly id: number;
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

export interface TerminalCreated {
  readonly id: number;
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
  readonly password?: string;
}

export interface TerminalPage {
  readonly items: readonly Terminal[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface TerminalCreate {
  readonly name: string;
  /** Left out: one is made up and shown once */
  readonly password?: string;
  /** SHA-256 of the certificate, 64 lower-case hexadecimal digits */
  readonly certificateFingerprint?: string | null;
  /** instead: enough without the password; besides: needed together with it */
  readonly certificatePolicy?: 'instead' | 'besides';
  readonly terminalModelId?: number | null;
  readonly mac?: string | null;
  /** In order of preference */
  readonly audioCodecs?: readonly ('alaw' | 'ulaw' | 'g722' | 'g729' | 'gsm' | 'ilbc' | 'speex' | 'speex16' | 'g726' | 'amr' | 'opus')[];
  readonly videoCodecs?: readonly ('h264' | 'h263' | 'h263p' | 'h261' | 'vp8' | 'vp9')[];
  readonly directMediaMethod?: 'update' | 'invite' | 'reinvite';
  readonly t38Passthrough?: boolean;
  readonly rtpEncryption?: boolean;
}

export interface TerminalPatch {
  readonly name?: string;
  /** Left out: one is made up and shown once */
  readonly password?: string;
  /** SHA-256 of the certificate, 64 lower-case hexadecimal digits */
  readonly certificateFingerprint?: string | null;
  /** instead: enough without the password; besides: needed together with it */
  readonly certificatePolicy?: 'instead' | 'besides';
  readonly terminalModelId?: number | null;
  readonly mac?: string | null;
  /** In order of preference */
  readonly audioCodecs?: readonly ('alaw' | 'ulaw' | 'g722' | 'g729' | 'gsm' | 'ilbc' | 'speex' | 'speex16' | 'g726' | 'amr' | 'opus')[];
  readonly videoCodecs?: readonly ('h264' | 'h263' | 'h263p' | 'h261' | 'vp8' | 'vp9')[];
  readonly directMediaMethod?: 'update' | 'invite' | 'reinvite';
  readonly t38Passthrough?: boolean;
  readonly rtpEncryption?: boolean;
}

export interface Extension {
  readonly id: number;
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

export interface ExtensionCreate {
  readonly number: string;
  readonly routeType?: 'user' | 'number' | 'ivr' | 'huntGroup' | 'queue' | 'conferenceRoom' | 'conditional' | 'friend' | 'voicemail' | 'locution' | 'parkOrbit' | 'pagingGroup';
  readonly userId?: number | null;
  readonly routeNumber?: string | null;
  readonly ivrId?: number | null;
  readonly huntGroupId?: number | null;
  readonly queueId?: number | null;
  readonly conferenceRoomId?: number | null;
  readonly conditionalRouteId?: number | null;
  readonly friendNumber?: string | null;
  readonly voicemailId?: number | null;
  readonly locutionId?: number | null;
  readonly parkOrbitId?: number | null;
  readonly pagingGroupId?: number | null;
}

export interface ExtensionPatch {
  readonly number?: string;
  readonly routeType?: 'user' | 'number' | 'ivr' | 'huntGroup' | 'queue' | 'conferenceRoom' | 'conditional' | 'friend' | 'voicemail' | 'locution' | 'parkOrbit' | 'pagingGroup';
  readonly userId?: number | null;
  readonly routeNumber?: string | null;
  readonly ivrId?: number | null;
  readonly huntGroupId?: number | null;
  readonly queueId?: number | null;
  readonly conferenceRoomId?: number | null;
  readonly conditionalRouteId?: number | null;
  readonly friendNumber?: string | null;
  readonly voicemailId?: number | null;
  readonly locutionId?: number | null;
  readonly parkOrbitId?: number | null;
  readonly pagingGroupId?: number | null;
}

export interface User {
  readonly id: number;
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

export interface UserCreate {
  readonly name: string;
  readonly lastname?: string;
  /** Login of the user portal */
  readonly email?: string | null;
  readonly password?: string | null;
  readonly active?: boolean;
  readonly terminalId?: number | null;
  readonly extensionId?: number | null;
  readonly outgoingDdiId?: number | null;
  readonly outgoingDdiRuleId?: number | null;
  readonly callAclId?: number | null;
  /** Empty: that of the client */
  readonly transformationRuleSetId?: number | null;
  readonly doNotDisturb?: boolean;
  /** 0 means unlimited */
  readonly maxCalls?: number;
  /** Only the assistant and the white list ring this user */
  readonly isBoss?: boolean;
  readonly bossAssistantId?: number | null;
  readonly bossWhiteListId?: number | null;
  /** How many calls at once are allowed from outside the permitted networks */
  readonly externalIpCalls?: number;
  readonly rejectCallMethod?: '486' | '600' | 'rfc';
  /** Up to 10 phones ring at once */
  readonly multiContact?: boolean;
  readonly gsQrCode?: boolean;
  readonly useDefaultLocation?: boolean;
  readonly locationId?: number | null;
  /** Empty: that of the client */
  readonly language?: 'en' | 'es' | 'ca' | 'it' | 'eu' | null;
  /** Empty: that of the client */
  readonly timezone?: string | null;
  readonly musicOnHoldId?: number | null;
  readonly hideCallerNumber?: boolean;
  /** May log in on any phone of the client */
  readonly mayHotel?: boolean;
  readonly mayAskCallBack?: boolean;
}

export interface UserPatch {
  readonly name?: string;
  readonly lastname?: string;
  /** Login of the user portal */
  readonly email?: string | null;
  readonly password?: string | null;
  readonly active?: boolean;
  readonly terminalId?: number | null;
  readonly extensionId?: number | null;
  readonly outgoingDdiId?: number | null;
  readonly outgoingDdiRuleId?: number | null;
  readonly callAclId?: number | null;
  /** Empty: that of the client */
  readonly transformationRuleSetId?: number | null;
  readonly doNotDisturb?: boolean;
  /** 0 means unlimited */
  readonly maxCalls?: number;
  /** Only the assistant and the white list ring this user */
  readonly isBoss?: boolean;
  readonly bossAssistantId?: number | null;
  readonly bossWhiteListId?: number | null;
  /** How many calls at once are allowed from outside the permitted networks */
  readonly externalIpCalls?: number;
  readonly rejectCallMethod?: '486' | '600' | 'rfc';
  /** Up to 10 phones ring at once */
  readonly multiContact?: boolean;
  readonly gsQrCode?: boolean;
  readonly useDefaultLocation?: boolean;
  readonly locationId?: number | null;
  /** Empty: that of the client */
  readonly language?: 'en' | 'es' | 'ca' | 'it' | 'eu' | null;
  /** Empty: that of the client */
  readonly timezone?: string | null;
  readonly musicOnHoldId?: number | null;
  readonly hideCallerNumber?: boolean;
  /** May log in on any phone of the client */
  readonly mayHotel?: boolean;
  readonly mayAskCallBack?: boolean;
}

export interface Friend {
  readonly id: number;
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

export interface FriendPatternCreate {
  readonly friendId: number;
  readonly name: string;
  readonly regExp: string;
}

export interface FriendPatternPatch {
  readonly name?: string;
  readonly regExp?: string;
}

export interface ResidentialDevice {
  readonly id: number;
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

export interface ResidentialDevicePage {
  readonly items: readonly ResidentialDevice[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
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

export interface RetailAccountPage {
  readonly items: readonly RetailAccount[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface RetailAccountPatch {
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

export interface LocutionCreate {
  readonly name: string;
}

export interface LocutionPatch {
  readonly name?: string;
}

export interface MusicOnHold {
  readonly id: number;
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
  readonly name: string;
}

export interface MusicOnHoldPatch {
  readonly name?: string;
}

export interface MatchList {
  readonly id: number;
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
  readonly name: string;
}

export interface MatchListPatch {
  readonly name?: string;
}

export interface MatchListPattern {
  readonly id: number;
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

export interface CallAclCreate {
  readonly name: string;
  readonly defaultPolicy?: 'allow' | 'deny';
}

export interface CallAclPatch {
  readonly name?: string;
  readonly defaultPolicy?: 'allow' | 'deny';
}

export interface CallAclRule {
  readonly id: number;
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

export interface CallAclRuleCreate {
  readonly callAclId: number;
  readonly priority?: number;
  readonly matchListId: number;
  readonly policy?: 'allow' | 'deny';
}

export interface CallAclRulePatch {
  readonly priority?: number;
  readonly matchListId?: number;
  readonly policy?: 'allow' | 'deny';
}

export interface OutgoingDdiRule {
  readonly id: number;
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

export interface OutgoingDdiRuleCreate {
  readonly name: string;
  readonly defaultAction?: 'keep' | 'force';
  /** Empty: the fallback DDI of the client */
  readonly forcedDdiId?: number | null;
}

export interface OutgoingDdiRulePatch {
  readonly name?: string;
  readonly defaultAction?: 'keep' | 'force';
  /** Empty: the fallback DDI of the client */
  readonly forcedDdiId?: number | null;
}

export interface OutgoingDdiRulePattern {
  readonly id: number;
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

export interface OutgoingDdiRulePatternCreate {
  readonly outgoingDdiRuleId: number;
  readonly priority?: number;
  readonly type?: 'destination' | 'prefix';
  readonly matchListId?: number | null;
  readonly prefix?: string | null;
  readonly action?: 'keep' | 'force';
  /** Empty: the fallback DDI of the client */
  readonly forcedDdiId?: number | null;
}

export interface OutgoingDdiRulePatternPatch {
  readonly priority?: number;
  readonly type?: 'destination' | 'prefix';
  readonly matchListId?: number | null;
  readonly prefix?: string | null;
  readonly action?: 'keep' | 'force';
  /** Empty: the fallback DDI of the client */
  readonly forcedDdiId?: number | null;
}

export interface AuthorisationCode {
  readonly id: number;
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

export interface AuthorisationCodeCreate {
  readonly name: string;
  readonly code: string;
  /** Empty: everything is allowed */
  readonly callAclId?: number | null;
  readonly enabled?: boolean;
}

export interface AuthorisationCodePatch {
  readonly name?: string;
  readonly code?: string;
  /** Empty: everything is allowed */
  readonly callAclId?: number | null;
  readonly enabled?: boolean;
}

export interface Schedule {
  readonly id: number;
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

export interface ScheduleCreate {
  readonly name: string;
  readonly timeIn: string;
  readonly timeOut: string;
  readonly weekdays?: readonly ('monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday')[];
}

export interface SchedulePatch {
  readonly name?: string;
  readonly timeIn?: string;
  readonly timeOut?: string;
  readonly weekdays?: readonly ('monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday')[];
}

export interface Calendar {
  readonly id: number;
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

export interface CalendarCreate {
  readonly name: string;
}

export interface CalendarPatch {
  readonly name?: string;
}

export interface HolidayDate {
  readonly id: number;
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

export interface HolidayDateCreate {
  readonly calendarId: number;
  readonly name: string;
  readonly eventDate: string;
  readonly wholeDayEvent?: boolean;
  readonly timeIn?: string | null;
  readonly timeOut?: string | null;
  /** Empty: that of the filter */
  readonly locutionId?: number | null;
  readonly routeType?: 'none' | 'number' | 'extension' | 'voicemail';
  readonly routeNumber?: string | null;
  readonly extensionId?: number | null;
  readonly voicemailId?: number | null;
}

export interface HolidayDatePatch {
  readonly name?: string;
  readonly eventDate?: string;
  readonly wholeDayEvent?: boolean;
  readonly timeIn?: string | null;
  readonly timeOut?: string | null;
  /** Empty: that of the filter */
  readonly locutionId?: number | null;
  readonly routeType?: 'none' | 'number' | 'extension' | 'voicemail';
  readonly routeNumber?: string | null;
  readonly extensionId?: number | null;
  readonly voicemailId?: number | null;
}

export interface CalendarPeriod {
  readonly id: number;
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

export interface CalendarPeriodCreate {
  readonly calendarId: number;
  readonly startDate: string;
  readonly endDate: string;
  readonly scheduleIds?: readonly number[];
  /** Empty: that of the filter */
  readonly locutionId?: number | null;
  readonly routeType?: 'none' | 'number' | 'extension' | 'voicemail';
  readonly routeNumber?: string | null;
  readonly extensionId?: number | null;
  readonly voicemailId?: number | null;
}

export interface CalendarPeriodPatch {
  readonly startDate?: string;
  readonly endDate?: string;
  readonly scheduleIds?: readonly number[];
  /** Empty: that of the filter */
  readonly locutionId?: number | null;
  readonly routeType?: 'none' | 'number' | 'extension' | 'voicemail';
  readonly routeNumber?: string | null;
  readonly extensionId?: number | null;
  readonly voicemailId?: number | null;
}

export interface RouteLock {
  readonly id: number;
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

export interface RouteLockCreate {
  readonly name: string;
  readonly description?: string;
  readonly open?: boolean;
}

export interface RouteLockPatch {
  readonly name?: string;
  readonly description?: string;
  readonly open?: boolean;
}

export interface ExternalCallFilter {
  readonly id: number;
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

export interface ExternalCallFilterCreate {
  readonly name: string;
  readonly welcomeLocutionId?: number | null;
  /** Refused */
  readonly blackListIds?: readonly number[];
  /** Pass whatever the hour */
  readonly whiteListIds?: readonly number[];
  readonly holidayEnabled?: boolean;
  readonly calendarIds?: readonly number[];
  readonly holidayLocutionId?: number | null;
  readonly holidayRouteType?: 'none' | 'number' | 'extension' | 'voicemail';
  readonly holidayRouteNumber?: string | null;
  readonly holidayExtensionId?: number | null;
  readonly holidayVoicemailId?: number | null;
  readonly outOfScheduleEnabled?: boolean;
  readonly scheduleIds?: readonly number[];
  readonly outOfScheduleLocutionId?: number | null;
  readonly outOfScheduleRouteType?: 'none' | 'number' | 'extension' | 'voicemail';
  readonly outOfScheduleRouteNumber?: string | null;
  readonly outOfScheduleExtensionId?: number | null;
  readonly outOfScheduleVoicemailId?: number | null;
}

export interface ExternalCallFilterPatch {
  readonly name?: string;
  readonly welcomeLocutionId?: number | null;
  /** Refused */
  readonly blackListIds?: readonly number[];
  /** Pass whatever the hour */
  readonly whiteListIds?: readonly number[];
  readonly holidayEnabled?: boolean;
  readonly calendarIds?: readonly number[];
  readonly holidayLocutionId?: number | null;
  readonly holidayRouteType?: 'none' | 'number' | 'extension' | 'voicemail';
  readonly holidayRouteNumber?: string | null;
  readonly holidayExtensionId?: number | null;
  readonly holidayVoicemailId?: number | null;
  readonly outOfScheduleEnabled?: boolean;
  readonly scheduleIds?: readonly number[];
  readonly outOfScheduleLocutionId?: number | null;
  readonly outOfScheduleRouteType?: 'none' | 'number' | 'extension' | 'voicemail';
  readonly outOfScheduleRouteNumber?: string | null;
  readonly outOfScheduleExtensionId?: number | null;
  readonly outOfScheduleVoicemailId?: number | null;
}

export interface ConditionalRoute {
  readonly id: number;
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

export interface ConditionalRouteCreate {
  readonly name: string;
  readonly locutionId?: number | null;
  readonly routeType?: 'none' | 'user' | 'number' | 'extension' | 'ivr' | 'huntGroup' | 'voicemail' | 'friend' | 'queue' | 'conferenceRoom';
  readonly userId?: number | null;
  readonly routeNumber?: string | null;
  readonly extensionId?: number | null;
  readonly ivrId?: number | null;
  readonly huntGroupId?: number | null;
  readonly voicemailId?: number | null;
  readonly friendNumber?: string | null;
  readonly queueId?: number | null;
  readonly conferenceRoomId?: number | null;
}

export interface ConditionalRoutePatch {
  readonly name?: string;
  readonly locutionId?: number | null;
  readonly routeType?: 'none' | 'user' | 'number' | 'extension' | 'ivr' | 'huntGroup' | 'voicemail' | 'friend' | 'queue' | 'conferenceRoom';
  readonly userId?: number | null;
  readonly routeNumber?: string | null;
  readonly extensionId?: number | null;
  readonly ivrId?: number | null;
  readonly huntGroupId?: number | null;
  readonly voicemailId?: number | null;
  readonly friendNumber?: string | null;
  readonly queueId?: number | null;
  readonly conferenceRoomId?: number | null;
}

export interface RouteCondition {
  readonly id: number;
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

export interface RouteConditionCreate {
  readonly conditionalRouteId: number;
  readonly priority?: number;
  readonly matchListIds?: readonly number[];
  readonly scheduleIds?: readonly number[];
  readonly calendarIds?: readonly number[];
  readonly routeLockIds?: readonly number[];
  readonly locutionId?: number | null;
  readonly routeType?: 'none' | 'user' | 'number' | 'extension' | 'ivr' | 'huntGroup' | 'voicemail' | 'friend' | 'queue' | 'conferenceRoom';
  readonly userId?: number | null;
  readonly routeNumber?: string | null;
  readonly extensionId?: number | null;
  readonly ivrId?: number | null;
  readonly huntGroupId?: number | null;
  readonly voicemailId?: number | null;
  readonly friendNumber?: string | null;
  readonly queueId?: number | null;
  readonly conferenceRoomId?: number | null;
}

export interface RouteConditionPatch {
  readonly priority?: number;
  readonly matchListIds?: readonly number[];
  readonly scheduleIds?: readonly number[];
  readonly calendarIds?: readonly number[];
  readonly routeLockIds?: readonly number[];
  readonly locutionId?: number | null;
  readonly routeType?: 'none' | 'user' | 'number' | 'extension' | 'ivr' | 'huntGroup' | 'voicemail' | 'friend' | 'queue' | 'conferenceRoom';
  readonly userId?: number | null;
  readonly routeNumber?: string | null;
  readonly extensionId?: number | null;
  readonly ivrId?: number | null;
  readonly huntGroupId?: number | null;
  readonly voicemailId?: number | null;
  readonly friendNumber?: string | null;
  readonly queueId?: number | null;
  readonly conferenceRoomId?: number | null;
}

export interface Ivr {
  readonly id: number;
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

export interface IvrCreate {
  readonly name: string;
  readonly welcomeLocutionId?: number | null;
  readonly successLocutionId?: number | null;
  readonly timeout?: number;
  /** 0: until the caller pauses */
  readonly maxDigits?: number;
  /** Without input or with a wrong one, before the routes below */
  readonly maxTries?: number;
  readonly allowExtensions?: boolean;
  readonly excludedExtensionIds?: readonly number[];
  readonly noInputLocutionId?: number | null;
  readonly noInputRouteType?: 'none' | 'number' | 'extension' | 'voicemail';
  readonly noInputRouteNumber?: string | null;
  readonly noInputExtensionId?: number | null;
  readonly noInputVoicemailId?: number | null;
  readonly errorLocutionId?: number | null;
  readonly errorRouteType?: 'none' | 'number' | 'extension' | 'voicemail';
  readonly errorRouteNumber?: string | null;
  readonly errorExtensionId?: number | null;
  readonly errorVoicemailId?: number | null;
}

export interface IvrPatch {
  readonly name?: string;
  readonly welcomeLocutionId?: number | null;
  readonly successLocutionId?: number | null;
  readonly timeout?: number;
  /** 0: until the caller pauses */
  readonly maxDigits?: number;
  /** Without input or with a wrong one, before the routes below */
  readonly maxTries?: number;
  readonly allowExtensions?: boolean;
  readonly excludedExtensionIds?: readonly number[];
  readonly noInputLocutionId?: number | null;
  readonly noInputRouteType?: 'none' | 'number' | 'extension' | 'voicemail';
  readonly noInputRouteNumber?: string | null;
  readonly noInputExtensionId?: number | null;
  readonly noInputVoicemailId?: number | null;
  readonly errorLocutionId?: number | null;
  readonly errorRouteType?: 'none' | 'number' | 'extension' | 'voicemail';
  readonly errorRouteNumber?: string | null;
  readonly errorExtensionId?: number | null;
  readonly errorVoicemailId?: number | null;
}

export interface IvrEntry {
  readonly id: number;
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

export interface IvrEntryCreate {
  readonly ivrId: number;
  /** Digits, or a pattern of them */
  readonly entry: string;
  readonly displayName?: string;
  /** Empty: that of the IVR */
  readonly locutionId?: number | null;
  readonly routeType?: 'extension' | 'number' | 'voicemail' | 'conditional';
  readonly extensionId?: number | null;
  readonly routeNumber?: string | null;
  readonly voicemailId?: number | null;
  readonly conditionalRouteId?: number | null;
}

export interface IvrEntryPatch {
  /** Digits, or a pattern of them */
  readonly entry?: string;
  readonly displayName?: string;
  /** Empty: that of the IVR */
  readonly locutionId?: number | null;
  readonly routeType?: 'extension' | 'number' | 'voicemail' | 'conditional';
  readonly extensionId?: number | null;
  readonly routeNumber?: string | null;
  readonly voicemailId?: number | null;
  readonly conditionalRouteId?: number | null;
}

export interface HuntGroup {
  readonly id: number;
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

export interface HuntGroupCreate {
  readonly name: string;
  readonly description?: string;
  readonly strategy?: 'ringAll' | 'linear' | 'roundRobin' | 'random';
  /** All at once; else each member has its own time */
  readonly ringAllTimeout?: number;
  /** Phones that were not the one to answer show nothing */
  readonly preventMissedCalls?: boolean;
  readonly allowCallForwards?: boolean;
  readonly noAnswerLocutionId?: number | null;
  readonly noAnswerRouteType?: 'none' | 'number' | 'extension' | 'voicemail';
  readonly noAnswerRouteNumber?: string | null;
  readonly noAnswerExtensionId?: number | null;
  readonly noAnswerVoicemailId?: number | null;
}

export interface HuntGroupPatch {
  readonly name?: string;
  readonly description?: string;
  readonly strategy?: 'ringAll' | 'linear' | 'roundRobin' | 'random';
  /** All at once; else each member has its own time */
  readonly ringAllTimeout?: number;
  /** Phones that were not the one to answer show nothing */
  readonly preventMissedCalls?: boolean;
  readonly allowCallForwards?: boolean;
  readonly noAnswerLocutionId?: number | null;
  readonly noAnswerRouteType?: 'none' | 'number' | 'extension' | 'voicemail';
  readonly noAnswerRouteNumber?: string | null;
  readonly noAnswerExtensionId?: number | null;
  readonly noAnswerVoicemailId?: number | null;
}

export interface HuntGroupMember {
  readonly id: number;
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

export interface HuntGroupMemberCreate {
  readonly huntGroupId: number;
  readonly routeType?: 'user' | 'number';
  readonly userId?: number | null;
  readonly routeNumber?: string | null;
  readonly timeout?: number;
  readonly priority?: number;
}

export interface HuntGroupMemberPatch {
  readonly routeType?: 'user' | 'number';
  readonly userId?: number | null;
  readonly routeNumber?: string | null;
  readonly timeout?: number;
  readonly priority?: number;
}

export interface Skill {
  readonly id: number;
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

export interface SkillCreate {
  readonly name: string;
  readonly description?: string;
}

export interface SkillPatch {
  readonly name?: string;
  readonly description?: string;
}

export interface Queue {
  readonly id: number;
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

export interface QueueCreate {
  readonly name: string;
  readonly displayName?: string;
  readonly strategy?: 'ringall' | 'leastrecent' | 'fewestcalls' | 'random' | 'rrmemory' | 'linear' | 'wrandom' | 'rrordered';
  /** Of two queues with one agent the heavier comes first */
  readonly weight?: number;
  readonly skillIds?: readonly number[];
  /** 0 means unlimited */
  readonly maxWaitTime?: number;
  readonly timeoutLocutionId?: number | null;
  readonly timeoutRouteType?: 'none' | 'number' | 'extension' | 'voicemail';
  readonly timeoutRouteNumber?: string | null;
  readonly timeoutExtensionId?: number | null;
  readonly timeoutVoicemailId?: number | null;
  /** 0 means unlimited */
  readonly maxlen?: number;
  readonly fullLocutionId?: number | null;
  readonly fullRouteType?: 'none' | 'number' | 'extension' | 'voicemail';
  readonly fullRouteNumber?: string | null;
  readonly fullExtensionId?: number | null;
  readonly fullVoicemailId?: number | null;
  readonly memberCallTimeout?: number;
  readonly memberCallRest?: number;
  readonly periodicAnnounceLocutionId?: number | null;
  readonly periodicAnnounceFrequency?: number;
  readonly announcePosition?: boolean;
  readonly announceFrequency?: number;
  readonly preventMissedCalls?: boolean;
}

export interface QueuePatch {
  readonly name?: string;
  readonly displayName?: string;
  readonly strategy?: 'ringall' | 'leastrecent' | 'fewestcalls' | 'random' | 'rrmemory' | 'linear' | 'wrandom' | 'rrordered';
  /** Of two queues with one agent the heavier comes first */
  readonly weight?: number;
  readonly skillIds?: readonly number[];
  /** 0 means unlimited */
  readonly maxWaitTime?: number;
  readonly timeoutLocutionId?: number | null;
  readonly timeoutRouteType?: 'none' | 'number' | 'extension' | 'voicemail';
  readonly timeoutRouteNumber?: string | null;
  readonly timeoutExtensionId?: number | null;
  readonly timeoutVoicemailId?: number | null;
  /** 0 means unlimited */
  readonly maxlen?: number;
  readonly fullLocutionId?: number | null;
  readonly fullRouteType?: 'none' | 'number' | 'extension' | 'voicemail';
  readonly fullRouteNumber?: string | null;
  readonly fullExtensionId?: number | null;
  readonly fullVoicemailId?: number | null;
  readonly memberCallTimeout?: number;
  readonly memberCallRest?: number;
  readonly periodicAnnounceLocutionId?: number | null;
  readonly periodicAnnounceFrequency?: number;
  readonly announcePosition?: boolean;
  readonly announceFrequency?: number;
  readonly preventMissedCalls?: boolean;
}

export interface QueueMember {
  readonly id: number;
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

export interface QueueMemberCreate {
  readonly queueId: number;
  readonly userId: number;
  /** Lower rings first */
  readonly penalty?: number;
}

export interface QueueMemberPatch {
  /** Lower rings first */
  readonly penalty?: number;
}

export interface Agent {
  readonly id: number;
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

export interface AgentCreate {
  readonly userId: number;
  readonly skillIds?: readonly number[];
  readonly wrapUpTime?: number;
  /** 0: never */
  readonly maxMissedCalls?: number;
}

export interface AgentPatch {
  readonly skillIds?: readonly number[];
  readonly wrapUpTime?: number;
  /** 0: never */
  readonly maxMissedCalls?: number;
}

export interface ReleaseCode {
  readonly id: number;
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

export interface ReleaseCodeCreate {
  readonly name: string;
  readonly code: string;
}

export interface ReleaseCodePatch {
  readonly name?: string;
  readonly code?: string;
}

export interface ConferenceRoom {
  readonly id: number;
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

export interface ConferenceRoomCreate {
  readonly name: string;
  /** 0 means unlimited */
  readonly maxMembers?: number;
  readonly pinProtected?: boolean;
  readonly pinCode?: string | null;
  readonly moderatorPinCode?: string | null;
  readonly waitForModerator?: boolean;
  readonly announceUserCount?: 'first' | 'always';
  readonly entryTones?: boolean;
  readonly recorded?: boolean;
  readonly musicOnHoldId?: number | null;
}

export interface ConferenceRoomPatch {
  readonly name?: string;
  /** 0 means unlimited */
  readonly maxMembers?: number;
  readonly pinProtected?: boolean;
  readonly pinCode?: string | null;
  readonly moderatorPinCode?: string | null;
  readonly waitForModerator?: boolean;
  readonly announceUserCount?: 'first' | 'always';
  readonly entryTones?: boolean;
  readonly recorded?: boolean;
  readonly musicOnHoldId?: number | null;
}

export interface ParkOrbit {
  readonly id: number;
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

export interface ParkOrbitCreate {
  readonly name: string;
  /** To who parked the call */
  readonly timeout?: number;
  readonly allowSeveralCalls?: boolean;
  readonly transferKey?: string | null;
  readonly transferExtensionId?: number | null;
  readonly musicOnHoldId?: number | null;
}

export interface ParkOrbitPatch {
  readonly name?: string;
  /** To who parked the call */
  readonly timeout?: number;
  readonly allowSeveralCalls?: boolean;
  readonly transferKey?: string | null;
  readonly transferExtensionId?: number | null;
  readonly musicOnHoldId?: number | null;
}

export interface PagingGroup {
  readonly id: number;
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

export interface PagingGroupCreate {
  readonly name: string;
  readonly description?: string;
  readonly userIds?: readonly number[];
  readonly locutionId?: number | null;
  readonly timeout?: number;
  readonly enabled?: boolean;
}

export interface PagingGroupPatch {
  readonly name?: string;
  readonly description?: string;
  readonly userIds?: readonly number[];
  readonly locutionId?: number | null;
  readonly timeout?: number;
  readonly enabled?: boolean;
}

export interface IntercomGroup {
  readonly id: number;
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

export interface IntercomGroupCreate {
  readonly name: string;
  readonly prefix: string;
  readonly userIds?: readonly number[];
  readonly answerDelay?: number;
  readonly enabled?: boolean;
}

export interface IntercomGroupPatch {
  readonly name?: string;
  readonly prefix?: string;
  readonly userIds?: readonly number[];
  readonly answerDelay?: number;
  readonly enabled?: boolean;
}

export interface CallBackSetting {
  readonly id: number;
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

export interface CallBackSettingCreate {
  readonly code?: string;
  readonly maxWait?: number;
  readonly enabled?: boolean;
}

export interface CallBackSettingPatch {
  readonly code?: string;
  readonly maxWait?: number;
  readonly enabled?: boolean;
}

export interface PickUpGroup {
  readonly id: number;
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

export interface PickUpGroupCreate {
  readonly name: string;
  readonly userIds?: readonly number[];
}

export interface PickUpGroupPatch {
  readonly name?: string;
  readonly userIds?: readonly number[];
}

export interface CallForward {
  readonly id: number;
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

export interface CallForwardCreate {
  readonly userId?: number | null;
  readonly friendId?: number | null;
  readonly residentialDeviceId?: number | null;
  readonly retailAccountId?: number | null;
  readonly callTypeFilter?: 'internal' | 'external' | 'both';
  /** Simultaneous: the target rings as well */
  readonly type: 'unconditional' | 'noAnswer' | 'busy' | 'notRegistered' | 'simultaneous';
  readonly targetRouteType?: 'number' | 'extension' | 'voicemail' | 'retail';
  readonly targetRouteNumber?: string | null;
  readonly targetExtensionId?: number | null;
  readonly targetVoicemailId?: number | null;
  readonly targetRetailAccountId?: number | null;
  /** No answer and simultaneous */
  readonly noAnswerTimeout?: number;
  /** Retail: only calls to this number */
  readonly ddiId?: number | null;
  /** Empty: always */
  readonly scheduleId?: number | null;
  readonly enabled?: boolean;
}

export interface CallForwardPatch {
  readonly callTypeFilter?: 'internal' | 'external' | 'both';
  /** Simultaneous: the target rings as well */
  readonly type?: 'unconditional' | 'noAnswer' | 'busy' | 'notRegistered' | 'simultaneous';
  readonly targetRouteType?: 'number' | 'extension' | 'voicemail' | 'retail';
  readonly targetRouteNumber?: string | null;
  readonly targetExtensionId?: number | null;
  readonly targetVoicemailId?: number | null;
  readonly targetRetailAccountId?: number | null;
  /** No answer and simultaneous */
  readonly noAnswerTimeout?: number;
  /** Retail: only calls to this number */
  readonly ddiId?: number | null;
  /** Empty: always */
  readonly scheduleId?: number | null;
  readonly enabled?: boolean;
}

export interface Contact {
  readonly id: number;
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

export interface ContactCreate {
  readonly name: string;
  readonly lastname?: string;
  readonly email?: string | null;
  readonly workPhone?: string | null;
  readonly mobilePhone?: string | null;
  readonly otherPhone?: string | null;
}

export interface ContactPatch {
  readonly name?: string;
  readonly lastname?: string;
  readonly email?: string | null;
  readonly workPhone?: string | null;
  readonly mobilePhone?: string | null;
  readonly otherPhone?: string | null;
}

export interface SpeedDial {
  readonly id: number;
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

export interface SpeedDialCreate {
  readonly userId: number;
  readonly position: number;
  readonly label: string;
  readonly number: string;
  /** The key shows whether the line is in use */
  readonly isWatched?: boolean;
}

export interface SpeedDialPatch {
  readonly position?: number;
  readonly label?: string;
  readonly number?: string;
  /** The key shows whether the line is in use */
  readonly isWatched?: boolean;
}

export interface Voicemail {
  readonly id: number;
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

export interface VoicemailCreate {
  readonly name: string;
  /** Who hears its messages */
  readonly userIds?: readonly number[];
  readonly enabled?: boolean;
  /** Digits; asked for from foreign phones */
  readonly pin?: string | null;
  readonly email?: string | null;
  readonly sendMail?: boolean;
  readonly attachSound?: boolean;
  readonly locutionId?: number | null;
  readonly operatorExtensionId?: number | null;
  /** 0: for ever */
  readonly keepDays?: number;
}

export interface VoicemailPatch {
  readonly name?: string;
  /** Who hears its messages */
  readonly userIds?: readonly number[];
  readonly enabled?: boolean;
  /** Digits; asked for from foreign phones */
  readonly pin?: string | null;
  readonly email?: string | null;
  readonly sendMail?: boolean;
  readonly attachSound?: boolean;
  readonly locutionId?: number | null;
  readonly operatorExtensionId?: number | null;
  /** 0: for ever */
  readonly keepDays?: number;
}

export interface VoicemailMessage {
  readonly id: number;
  readonly voicemailId: number;
  readonly userIds: readonly number[];
  readonly folder: 'inbox' | 'old' | 'work' | 'family' | 'friends' | 'urgent';
  readonly caller: string;
  readonly callerName: string;
  readonly receivedAt: string;
  readonly durationSec: number;
  readonly callUid: string | null;
  readonly sound: {
    readonly name: string;
    readonly type: string;
    readonly bytes: number;
    readonly sha256: string;
  } | null;
  readonly metadata: {
    readonly name: string;
    readonly type: string;
    readonly bytes: number;
    readonly sha256: string;
  } | null;
}

export interface VoicemailMessagePage {
  readonly items: readonly VoicemailMessage[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface VoicemailMessagePatch {
  readonly folder?: 'inbox' | 'old' | 'work' | 'family' | 'friends' | 'urgent';
}

export interface Fax {
  readonly id: number;
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

export interface FaxCreate {
  readonly name: string;
  readonly sendByEmail?: boolean;
  readonly email?: string | null;
  readonly outgoingDdiId?: number | null;
  readonly userIds?: readonly number[];
}

export interface FaxPatch {
  readonly name?: string;
  readonly sendByEmail?: boolean;
  readonly email?: string | null;
  readonly outgoingDdiId?: number | null;
  readonly userIds?: readonly number[];
}

export interface FaxMessage {
  readonly id: number;
  readonly faxId: number;
  readonly userIds: readonly number[];
  readonly type: 'out' | 'in';
  readonly source: string;
  readonly destination: string;
  readonly status: 'pending' | 'inprogress' | 'completed' | 'error';
  readonly statusText: string | null;
  readonly pages: number | null;
  readonly createdAt: string | null;
  readonly file: {
    readonly name: string;
    readonly type: string;
    readonly bytes: number;
    readonly sha256: string;
  } | null;
}

export interface FaxMessagePage {
  readonly items: readonly FaxMessage[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface FaxMessageCreate {
  readonly faxId: number;
  readonly destination: string;
}

export type FaxMessagePatch = Readonly<Record<string, unknown>>;

export interface Recording {
  readonly id: number;
  readonly userId: number | null;
  readonly ddiId: number | null;
  readonly callUid: string;
  readonly legUid: string | null;
  readonly type: 'ddi' | 'ondemand';
  readonly startedAt: string;
  readonly durationSec: number;
  readonly caller: string;
  readonly callee: string;
  readonly recorder: string | null;
  readonly file: {
    readonly name: string;
    readonly type: string;
    readonly bytes: number;
    readonly sha256: string;
  } | null;
}

export interface RecordingPage {
  readonly items: readonly Recording[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface Webhook {
  readonly id: number;
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
  readonly name: string;
  readonly description?: string;
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
  readonly userId?: number | null;
  readonly uri?: string;
  readonly events?: readonly ('start' | 'ring' | 'answer' | 'end' | 'updateClid')[];
  readonly callDirection?: 'inbound' | 'outbound' | 'both';
  /** JSON with {placeholders}; empty: the whole event */
  readonly template?: string;
}

export interface PresenceList {
  readonly id: number;
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

export interface PresenceListCreate {
  readonly name: string;
  readonly description?: string;
  readonly everyone?: boolean;
  readonly userIds?: readonly number[];
}

export interface PresenceListPatch {
  readonly name?: string;
  readonly description?: string;
  readonly everyone?: boolean;
  readonly userIds?: readonly number[];
}

export interface PresenceRule {
  readonly id: number;
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

export interface PresenceRuleCreate {
  readonly name: string;
  readonly priority?: number;
  /** Empty: everybody */
  readonly watcherIds?: readonly number[];
  /** Empty: everybody */
  readonly watchedIds?: readonly number[];
  readonly allow?: boolean;
}

export interface PresenceRulePatch {
  readonly name?: string;
  readonly priority?: number;
  /** Empty: everybody */
  readonly watcherIds?: readonly number[];
  /** Empty: everybody */
  readonly watchedIds?: readonly number[];
  readonly allow?: boolean;
}

export interface ClientAddress {
  readonly id: number;
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

export interface Ddi {
  readonly id: number;
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

export interface DdiPatch {
  readonly description?: string;
  /** Shown before the caller’s number */
  readonly displayName?: string;
  /** Empty: that of the client */
  readonly language?: 'en' | 'es' | 'ca' | 'it' | 'eu' | null;
  readonly recordCalls?: 'none' | 'all' | 'inbound' | 'outbound';
  readonly externalCallFilterId?: number | null;
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

export interface RatingProfile {
  readonly id: number;
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

export interface Invoice {
  readonly id: number;
  /** Empty: the next of the sequence */
  readonly number: string | null;
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly taxRate: string;
  readonly total: string | null;
  readonly totalWithTax: string | null;
  readonly currency: string | null;
  readonly status: 'waiting' | 'processing' | 'created' | 'error';
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

export interface CallCsvScheduler {
  readonly id: number;
  readonly name: string;
  readonly unit: 'day' | 'week' | 'month';
  readonly frequency: number;
  readonly email: string;
  readonly direction: 'both' | 'inbound' | 'outbound';
  /** Only its calls */
  readonly ddiId: number | null;
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
  readonly name: string;
  readonly unit?: 'day' | 'week' | 'month';
  readonly frequency?: number;
  readonly email: string;
  readonly direction?: 'both' | 'inbound' | 'outbound';
  /** Only its calls */
  readonly ddiId?: number | null;
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
  readonly userId?: number | null;
  /** Only its calls */
  readonly friendId?: number | null;
  /** Only its calls */
  readonly faxId?: number | null;
  /** Only its calls */
  readonly residentialDeviceId?: number | null;
  /** Only its calls */
  readonly retailAccountId?: number | null;
}

export interface CallCsvReport {
  readonly id: number;
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
  readonly userId: number | null;
  readonly legUid: string;
  readonly callUid: string;
  readonly direction: 'inbound' | 'outbound';
  readonly startedAt: string;
  readonly caller: string;
  readonly callee: string;
  readonly diversion: string | null;
  readonly anonymous: boolean;
  readonly endpointType: 'user' | 'friend' | 'residentialDevice' | 'retailAccount' | 'fax' | null;
  readonly endpointId: number | null;
  readonly endpointName: string | null;
  readonly durationSec: number;
  readonly cause: string;
  readonly causeClass: string;
  readonly ddiId: number | null;
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
  readonly userId: number | null;
  readonly legUid: string;
  readonly callUid: string;
  readonly direction: 'inbound' | 'outbound';
  readonly startedAt: string;
  readonly caller: string;
  readonly callee: string;
  readonly diversion: string | null;
  readonly anonymous: boolean;
  readonly endpointType: 'user' | 'friend' | 'residentialDevice' | 'retailAccount' | 'fax' | null;
  readonly endpointId: number | null;
  readonly endpointName: string | null;
  readonly durationSec: number;
  readonly cause: string;
  readonly causeClass: string;
  readonly ddiId: number | null;
  readonly configRevision: number;
  readonly destinationName: string | null;
  readonly ratingPlanName: string | null;
  readonly price: string | null;
  readonly currency: string | null;
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
  readonly userId: number | null;
  readonly legUid: string;
  readonly callUid: string;
  readonly direction: 'inbound' | 'outbound';
  readonly startedAt: string;
  readonly caller: string;
  readonly callee: string;
  readonly diversion: string | null;
  readonly anonymous: boolean;
  readonly endpointType: 'user' | 'friend' | 'residentialDevice' | 'retailAccount' | 'fax' | null;
  readonly endpointId: number | null;
  readonly endpointName: string | null;
  readonly durationSec: number;
  readonly cause: string;
  readonly causeClass: string;
  readonly ddiId: number | null;
  readonly configRevision: number;
  readonly destinationName: string | null;
  readonly ratingPlanName: string | null;
  readonly price: string | null;
  readonly currency: string | null;
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

export interface UserCall {
  readonly id: number;
  readonly userId: number | null;
  readonly friendId: number | null;
  readonly residentialDeviceId: number | null;
  readonly retailAccountId: number | null;
  readonly ownerName: string | null;
  readonly callUid: string;
  readonly legUid: string;
  readonly direction: 'inbound' | 'outbound';
  readonly startedAt: string;
  readonly endedAt: string;
  readonly durationSec: number;
  readonly party: string;
  readonly caller: string;
  readonly callee: string;
  readonly referrer: string | null;
  readonly referee: string | null;
  readonly disposition: 'answered' | 'missed' | 'busy' | 'error';
  readonly sipStatus: number | null;
  readonly recordings: number;
}

export interface UserCallPage {
  readonly items: readonly UserCall[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface BalanceMovement {
  readonly id: number;
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

export interface ClientOperations {
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
      readonly userId: number;
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
  /** Sessions of a user */
  'GET /users/{id}/sessions': {
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
  /** End all sessions of a user */
  'DELETE /users/{id}/sessions': {
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
  /** Let a user set a password */
  'POST /users/{id}/password-reset': {
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
  /** Remove the second factor of a user */
  'POST /users/{id}/second-factor/remove': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'Idempotency-Key'?: string };
    readonly body: {
      readonly currentPassword: string;
      readonly code?: string;
    };
    readonly answer: undefined;
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
    readonly query?: ListQuery<'id' | 'comment' | 'status' | 'activateAt' | 'activatedAt' | 'operations' | 'error'>;
    readonly answer: ChangeSetPage;
  };
  /** Delete several change sets */
  'DELETE /change-sets': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** Download the upload of a locution */
  'GET /locutions/{id}/originalFile': {
    readonly path: { readonly id: number };
    readonly answer: Blob;
  };
  /** Upload the upload of a locution */
  'PUT /locutions/{id}/originalFile': {
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
  /** Remove the upload of a locution */
  'DELETE /locutions/{id}/originalFile': {
    readonly path: { readonly id: number };
    readonly answer: undefined;
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
  /** Download the sound of a voicemail message */
  'GET /voicemail-messages/{id}/sound': {
    readonly path: { readonly id: number };
    readonly answer: Blob;
  };
  /** Download the about the recording of a voicemail message */
  'GET /voicemail-messages/{id}/metadata': {
    readonly path: { readonly id: number };
    readonly answer: Blob;
  };
  /** Download the document of a fax message */
  'GET /fax-messages/{id}/file': {
    readonly path: { readonly id: number };
    readonly answer: Blob;
  };
  /** Upload the document of a fax message */
  'PUT /fax-messages/{id}/file': {
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
  /** Remove the document of a fax message */
  'DELETE /fax-messages/{id}/file': {
    readonly path: { readonly id: number };
    readonly answer: undefined;
  };
  /** Download the sound of a recording */
  'GET /recordings/{id}/file': {
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
    readonly query?: ListQuery<'id' | 'createdAt' | 'kind' | 'fileName' | 'sha256' | 'bytes' | 'state' | 'dryRun' | 'partial' | 'defaults' | 'lines' | 'processed' | 'created' | 'failed' | 'errors' | 'startedAt' | 'finishedAt' | 'actorName'>;
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
  /** Terminals that nothing has yet */
  'GET /terminals/unassigned': {
    readonly query?: { readonly page?: number; readonly itemsPerPage?: number; readonly sort?: string; readonly _properties?: string; readonly _timezone?: string; readonly keep?: number };
    readonly answer: {
      readonly items: readonly ({
        readonly id: number;
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
  /** Send a fax again */
  'POST /fax-messages/{id}/resend': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'Idempotency-Key'?: string };
    readonly answer: {
      readonly status: string;
    };
  };
  /** Several recordings in one archive */
  'GET /recordings/zip': {
    readonly query: { readonly id: string };
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
  /** List transformation rule sets */
  'GET /transformation-rule-sets': {
    readonly query?: ListQuery<'id' | 'name' | 'description' | 'countryId' | 'countryCallingCode' | 'internationalPrefix' | 'trunkPrefix' | 'areaCode' | 'nationalLength' | 'generateRules'>;
    readonly answer: TransformationRuleSetPage;
  };
  /** One Transformation rule set */
  'GET /transformation-rule-sets/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: TransformationRuleSet;
  };
  /** List clients */
  'GET /clients': {
    readonly query?: ListQuery<'id' | 'type' | 'name' | 'domain' | 'enabled' | 'timezone' | 'currency' | 'language' | 'maxCalls' | 'billingMethod' | 'balance' | 'transformationRuleSetId' | 'outgoingDdiId' | 'features' | 'outgoingDdiRuleId' | 'locationId' | 'codecs' | 'routingTagIds' | 'maxDailyUsage' | 'currentDayUsage' | 'maxDailyUsageEmail' | 'ipFilter' | 'countryIds' | 'onDemandRecord' | 'onDemandRecordCode' | 'onDemandRecordNotice' | 'onDemandRecordEmail' | 'allowRecordingRemoval' | 'recordingsLimitMb' | 'recordingsLimitEmail' | 'showInvoices' | 'taxId' | 'postalAddress' | 'postalCode' | 'town' | 'province' | 'countryId'>;
    readonly answer: ClientPage;
  };
  /** One Client */
  'GET /clients/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Client;
  };
  /** List client services */
  'GET /client-services': {
    readonly query?: ListQuery<'id' | 'serviceId' | 'code'>;
    readonly answer: ClientServicePage;
  };
  /** Create a Client service */
  'POST /client-services': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: ClientServiceCreate;
    readonly answer: ClientService;
  };
  /** Delete several client services */
  'DELETE /client-services': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Client service */
  'GET /client-services/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: ClientService;
  };
  /** Change a Client service */
  'PATCH /client-services/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: ClientServicePatch;
    readonly answer: ClientService;
  };
  /** Delete a Client service */
  'DELETE /client-services/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List client networks */
  'GET /client-networks': {
    readonly query?: ListQuery<'id' | 'network' | 'description'>;
    readonly answer: ClientNetworkPage;
  };
  /** One Client network */
  'GET /client-networks/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: ClientNetwork;
  };
  /** List survival devices */
  'GET /survival-devices': {
    readonly query?: ListQuery<'id' | 'name' | 'proxy' | 'outboundProxy' | 'udpPort' | 'tcpPort' | 'tlsPort' | 'wssPort' | 'description'>;
    readonly answer: SurvivalDevicePage;
  };
  /** Create a Survival device */
  'POST /survival-devices': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: SurvivalDeviceCreate;
    readonly answer: SurvivalDevice;
  };
  /** Delete several survival devices */
  'DELETE /survival-devices': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Survival device */
  'GET /survival-devices/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: SurvivalDevice;
  };
  /** Change a Survival device */
  'PATCH /survival-devices/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: SurvivalDevicePatch;
    readonly answer: SurvivalDevice;
  };
  /** Delete a Survival device */
  'DELETE /survival-devices/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List locations */
  'GET /locations': {
    readonly query?: ListQuery<'id' | 'name' | 'description' | 'survivalDeviceId'>;
    readonly answer: LocationPage;
  };
  /** Create a Location */
  'POST /locations': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: LocationCreate;
    readonly answer: Location;
  };
  /** Delete several locations */
  'DELETE /locations': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Location */
  'GET /locations/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Location;
  };
  /** Change a Location */
  'PATCH /locations/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: LocationPatch;
    readonly answer: Location;
  };
  /** Delete a Location */
  'DELETE /locations/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List administrators */
  'GET /administrators': {
    readonly query?: ListQuery<'id' | 'username' | 'email' | 'name' | 'lastname' | 'active' | 'restricted' | 'canImpersonate' | 'internal' | 'language' | 'timezone'>;
    readonly answer: AdministratorPage;
  };
  /** One Administrator */
  'GET /administrators/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Administrator;
  };
  /** List terminals */
  'GET /terminals': {
    readonly query?: ListQuery<'id' | 'name' | 'certificateFingerprint' | 'certificatePolicy' | 'terminalModelId' | 'mac' | 'audioCodecs' | 'videoCodecs' | 'directMediaMethod' | 't38Passthrough' | 'rtpEncryption' | 'lastProvisionedAt'>;
    readonly answer: TerminalPage;
  };
  /** Create a Terminal */
  'POST /terminals': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: TerminalCreate;
    readonly answer: TerminalCreated;
  };
  /** Delete several terminals */
  'DELETE /terminals': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Terminal */
  'GET /terminals/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Terminal;
  };
  /** Change a Terminal */
  'PATCH /terminals/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: TerminalPatch;
    readonly answer: Terminal;
  };
  /** Delete a Terminal */
  'DELETE /terminals/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List extensions */
  'GET /extensions': {
    readonly query?: ListQuery<'id' | 'number' | 'routeType' | 'userId' | 'routeNumber' | 'ivrId' | 'huntGroupId' | 'queueId' | 'conferenceRoomId' | 'conditionalRouteId' | 'friendNumber' | 'voicemailId' | 'locutionId' | 'parkOrbitId' | 'pagingGroupId'>;
    readonly answer: ExtensionPage;
  };
  /** Create a Extension */
  'POST /extensions': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: ExtensionCreate;
    readonly answer: Extension;
  };
  /** Delete several extensions */
  'DELETE /extensions': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Extension */
  'GET /extensions/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Extension;
  };
  /** Change a Extension */
  'PATCH /extensions/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: ExtensionPatch;
    readonly answer: Extension;
  };
  /** Delete a Extension */
  'DELETE /extensions/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List users */
  'GET /users': {
    readonly query?: ListQuery<'id' | 'name' | 'lastname' | 'email' | 'active' | 'terminalId' | 'extensionId' | 'outgoingDdiId' | 'outgoingDdiRuleId' | 'callAclId' | 'transformationRuleSetId' | 'doNotDisturb' | 'maxCalls' | 'isBoss' | 'bossAssistantId' | 'bossWhiteListId' | 'externalIpCalls' | 'rejectCallMethod' | 'multiContact' | 'gsQrCode' | 'useDefaultLocation' | 'locationId' | 'language' | 'timezone' | 'musicOnHoldId' | 'hideCallerNumber' | 'mayHotel' | 'mayAskCallBack'>;
    readonly answer: UserPage;
  };
  /** Create a User */
  'POST /users': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: UserCreate;
    readonly answer: User;
  };
  /** Delete several users */
  'DELETE /users': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One User */
  'GET /users/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: User;
  };
  /** Change a User */
  'PATCH /users/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: UserPatch;
    readonly answer: User;
  };
  /** Delete a User */
  'DELETE /users/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List friends */
  'GET /friends': {
    readonly query?: ListQuery<'id' | 'name' | 'description' | 'priority' | 'directConnectivity' | 'interClientId' | 'certificateFingerprint' | 'certificatePolicy' | 'transport' | 'ip' | 'port' | 'proxyUserId' | 'ruriDomain' | 'fromDomain' | 'ddiIn' | 'multiContact' | 'trustSdp' | 'sendPai' | 't38Passthrough' | 'rtpEncryption' | 'directMediaMethod' | 'audioCodecs' | 'fromUser' | 'alwaysApplyTransformations' | 'callAclId' | 'outgoingDdiId' | 'transformationRuleSetId' | 'language'>;
    readonly answer: FriendPage;
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
  /** List friend patterns */
  'GET /friend-patterns': {
    readonly query?: ListQuery<'id' | 'friendId' | 'name' | 'regExp'>;
    readonly answer: FriendPatternPage;
  };
  /** Create a Friend pattern */
  'POST /friend-patterns': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: FriendPatternCreate;
    readonly answer: FriendPattern;
  };
  /** Delete several friend patterns */
  'DELETE /friend-patterns': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Friend pattern */
  'GET /friend-patterns/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: FriendPattern;
  };
  /** Change a Friend pattern */
  'PATCH /friend-patterns/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: FriendPatternPatch;
    readonly answer: FriendPattern;
  };
  /** Delete a Friend pattern */
  'DELETE /friend-patterns/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List residential devices */
  'GET /residential-devices': {
    readonly query?: ListQuery<'id' | 'name' | 'certificateFingerprint' | 'certificatePolicy' | 'description' | 'outgoingDdiId' | 'transformationRuleSetId' | 'directConnectivity' | 'transport' | 'ip' | 'port' | 'proxyUserId' | 'ruriDomain' | 'fromDomain' | 'ddiIn' | 'multiContact' | 'trustSdp' | 'sendPai' | 't38Passthrough' | 'rtpEncryption' | 'maxCalls' | 'audioCodecs' | 'directMediaMethod' | 'fromUser' | 'language'>;
    readonly answer: ResidentialDevicePage;
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
  /** List retail accounts */
  'GET /retail-accounts': {
    readonly query?: ListQuery<'id' | 'name' | 'certificateFingerprint' | 'certificatePolicy' | 'description' | 'outgoingDdiId' | 'transformationRuleSetId' | 'directConnectivity' | 'transport' | 'ip' | 'port' | 'proxyUserId' | 'ruriDomain' | 'fromDomain' | 'ddiIn' | 'multiContact' | 'trustSdp' | 'sendPai' | 't38Passthrough' | 'rtpEncryption'>;
    readonly answer: RetailAccountPage;
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
  /** List aliases */
  'GET /aliases': {
    readonly query?: ListQuery<'id' | 'name' | 'targetType' | 'terminalId' | 'friendId' | 'residentialDeviceId' | 'retailAccountId' | 'description'>;
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
    readonly query?: ListQuery<'id' | 'name' | 'originalFile' | 'encodedFile' | 'status'>;
    readonly answer: LocutionPage;
  };
  /** Create a Locution */
  'POST /locutions': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: LocutionCreate;
    readonly answer: Locution;
  };
  /** Delete several locutions */
  'DELETE /locutions': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Locution */
  'GET /locutions/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Locution;
  };
  /** Change a Locution */
  'PATCH /locutions/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: LocutionPatch;
    readonly answer: Locution;
  };
  /** Delete a Locution */
  'DELETE /locutions/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List music on hold */
  'GET /music-on-hold': {
    readonly query?: ListQuery<'id' | 'name' | 'originalFile' | 'encodedFile' | 'status'>;
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
    readonly query?: ListQuery<'id' | 'name'>;
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
    readonly query?: ListQuery<'id' | 'matchListId' | 'description' | 'type' | 'number' | 'regExp' | 'matchPattern'>;
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
    readonly query?: ListQuery<'id' | 'name' | 'defaultPolicy'>;
    readonly answer: CallAclPage;
  };
  /** Create a Call ACL */
  'POST /call-acls': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: CallAclCreate;
    readonly answer: CallAcl;
  };
  /** Delete several call acls */
  'DELETE /call-acls': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Call ACL */
  'GET /call-acls/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: CallAcl;
  };
  /** Change a Call ACL */
  'PATCH /call-acls/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: CallAclPatch;
    readonly answer: CallAcl;
  };
  /** Delete a Call ACL */
  'DELETE /call-acls/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List call acl rules */
  'GET /call-acl-rules': {
    readonly query?: ListQuery<'id' | 'callAclId' | 'priority' | 'matchListId' | 'policy'>;
    readonly answer: CallAclRulePage;
  };
  /** Create a Call ACL rule */
  'POST /call-acl-rules': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: CallAclRuleCreate;
    readonly answer: CallAclRule;
  };
  /** Delete several call acl rules */
  'DELETE /call-acl-rules': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Call ACL rule */
  'GET /call-acl-rules/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: CallAclRule;
  };
  /** Change a Call ACL rule */
  'PATCH /call-acl-rules/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: CallAclRulePatch;
    readonly answer: CallAclRule;
  };
  /** Delete a Call ACL rule */
  'DELETE /call-acl-rules/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List outgoing ddi rules */
  'GET /outgoing-ddi-rules': {
    readonly query?: ListQuery<'id' | 'name' | 'defaultAction' | 'forcedDdiId'>;
    readonly answer: OutgoingDdiRulePage;
  };
  /** Create a Outgoing DDI rule */
  'POST /outgoing-ddi-rules': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: OutgoingDdiRuleCreate;
    readonly answer: OutgoingDdiRule;
  };
  /** Delete several outgoing ddi rules */
  'DELETE /outgoing-ddi-rules': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Outgoing DDI rule */
  'GET /outgoing-ddi-rules/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: OutgoingDdiRule;
  };
  /** Change a Outgoing DDI rule */
  'PATCH /outgoing-ddi-rules/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: OutgoingDdiRulePatch;
    readonly answer: OutgoingDdiRule;
  };
  /** Delete a Outgoing DDI rule */
  'DELETE /outgoing-ddi-rules/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List outgoing ddi rule patterns */
  'GET /outgoing-ddi-rule-patterns': {
    readonly query?: ListQuery<'id' | 'outgoingDdiRuleId' | 'priority' | 'type' | 'matchListId' | 'prefix' | 'action' | 'forcedDdiId'>;
    readonly answer: OutgoingDdiRulePatternPage;
  };
  /** Create a Outgoing DDI rule pattern */
  'POST /outgoing-ddi-rule-patterns': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: OutgoingDdiRulePatternCreate;
    readonly answer: OutgoingDdiRulePattern;
  };
  /** Delete several outgoing ddi rule patterns */
  'DELETE /outgoing-ddi-rule-patterns': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Outgoing DDI rule pattern */
  'GET /outgoing-ddi-rule-patterns/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: OutgoingDdiRulePattern;
  };
  /** Change a Outgoing DDI rule pattern */
  'PATCH /outgoing-ddi-rule-patterns/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: OutgoingDdiRulePatternPatch;
    readonly answer: OutgoingDdiRulePattern;
  };
  /** Delete a Outgoing DDI rule pattern */
  'DELETE /outgoing-ddi-rule-patterns/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List authorisation codes */
  'GET /authorisation-codes': {
    readonly query?: ListQuery<'id' | 'name' | 'code' | 'callAclId' | 'enabled'>;
    readonly answer: AuthorisationCodePage;
  };
  /** Create a Authorisation code */
  'POST /authorisation-codes': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: AuthorisationCodeCreate;
    readonly answer: AuthorisationCode;
  };
  /** Delete several authorisation codes */
  'DELETE /authorisation-codes': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Authorisation code */
  'GET /authorisation-codes/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: AuthorisationCode;
  };
  /** Change a Authorisation code */
  'PATCH /authorisation-codes/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: AuthorisationCodePatch;
    readonly answer: AuthorisationCode;
  };
  /** Delete a Authorisation code */
  'DELETE /authorisation-codes/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List schedules */
  'GET /schedules': {
    readonly query?: ListQuery<'id' | 'name' | 'timeIn' | 'timeOut' | 'weekdays'>;
    readonly answer: SchedulePage;
  };
  /** Create a Schedule */
  'POST /schedules': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: ScheduleCreate;
    readonly answer: Schedule;
  };
  /** Delete several schedules */
  'DELETE /schedules': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Schedule */
  'GET /schedules/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Schedule;
  };
  /** Change a Schedule */
  'PATCH /schedules/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: SchedulePatch;
    readonly answer: Schedule;
  };
  /** Delete a Schedule */
  'DELETE /schedules/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List calendars */
  'GET /calendars': {
    readonly query?: ListQuery<'id' | 'name'>;
    readonly answer: CalendarPage;
  };
  /** Create a Calendar */
  'POST /calendars': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: CalendarCreate;
    readonly answer: Calendar;
  };
  /** Delete several calendars */
  'DELETE /calendars': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Calendar */
  'GET /calendars/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Calendar;
  };
  /** Change a Calendar */
  'PATCH /calendars/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: CalendarPatch;
    readonly answer: Calendar;
  };
  /** Delete a Calendar */
  'DELETE /calendars/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List holiday dates */
  'GET /holiday-dates': {
    readonly query?: ListQuery<'id' | 'calendarId' | 'name' | 'eventDate' | 'wholeDayEvent' | 'timeIn' | 'timeOut' | 'locutionId' | 'routeType' | 'routeNumber' | 'extensionId' | 'voicemailId'>;
    readonly answer: HolidayDatePage;
  };
  /** Create a Holiday date */
  'POST /holiday-dates': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: HolidayDateCreate;
    readonly answer: HolidayDate;
  };
  /** Delete several holiday dates */
  'DELETE /holiday-dates': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Holiday date */
  'GET /holiday-dates/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: HolidayDate;
  };
  /** Change a Holiday date */
  'PATCH /holiday-dates/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: HolidayDatePatch;
    readonly answer: HolidayDate;
  };
  /** Delete a Holiday date */
  'DELETE /holiday-dates/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List calendar periods */
  'GET /calendar-periods': {
    readonly query?: ListQuery<'id' | 'calendarId' | 'startDate' | 'endDate' | 'scheduleIds' | 'locutionId' | 'routeType' | 'routeNumber' | 'extensionId' | 'voicemailId'>;
    readonly answer: CalendarPeriodPage;
  };
  /** Create a Calendar period */
  'POST /calendar-periods': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: CalendarPeriodCreate;
    readonly answer: CalendarPeriod;
  };
  /** Delete several calendar periods */
  'DELETE /calendar-periods': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Calendar period */
  'GET /calendar-periods/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: CalendarPeriod;
  };
  /** Change a Calendar period */
  'PATCH /calendar-periods/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: CalendarPeriodPatch;
    readonly answer: CalendarPeriod;
  };
  /** Delete a Calendar period */
  'DELETE /calendar-periods/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List route locks */
  'GET /route-locks': {
    readonly query?: ListQuery<'id' | 'name' | 'description' | 'open'>;
    readonly answer: RouteLockPage;
  };
  /** Create a Route lock */
  'POST /route-locks': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: RouteLockCreate;
    readonly answer: RouteLock;
  };
  /** Delete several route locks */
  'DELETE /route-locks': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Route lock */
  'GET /route-locks/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: RouteLock;
  };
  /** Change a Route lock */
  'PATCH /route-locks/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: RouteLockPatch;
    readonly answer: RouteLock;
  };
  /** Delete a Route lock */
  'DELETE /route-locks/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List external call filters */
  'GET /external-call-filters': {
    readonly query?: ListQuery<'id' | 'name' | 'welcomeLocutionId' | 'blackListIds' | 'whiteListIds' | 'holidayEnabled' | 'calendarIds' | 'holidayLocutionId' | 'holidayRouteType' | 'holidayRouteNumber' | 'holidayExtensionId' | 'holidayVoicemailId' | 'outOfScheduleEnabled' | 'scheduleIds' | 'outOfScheduleLocutionId' | 'outOfScheduleRouteType' | 'outOfScheduleRouteNumber' | 'outOfScheduleExtensionId' | 'outOfScheduleVoicemailId'>;
    readonly answer: ExternalCallFilterPage;
  };
  /** Create a External call filter */
  'POST /external-call-filters': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: ExternalCallFilterCreate;
    readonly answer: ExternalCallFilter;
  };
  /** Delete several external call filters */
  'DELETE /external-call-filters': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One External call filter */
  'GET /external-call-filters/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: ExternalCallFilter;
  };
  /** Change a External call filter */
  'PATCH /external-call-filters/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: ExternalCallFilterPatch;
    readonly answer: ExternalCallFilter;
  };
  /** Delete a External call filter */
  'DELETE /external-call-filters/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List conditional routes */
  'GET /conditional-routes': {
    readonly query?: ListQuery<'id' | 'name' | 'locutionId' | 'routeType' | 'userId' | 'routeNumber' | 'extensionId' | 'ivrId' | 'huntGroupId' | 'voicemailId' | 'friendNumber' | 'queueId' | 'conferenceRoomId'>;
    readonly answer: ConditionalRoutePage;
  };
  /** Create a Conditional route */
  'POST /conditional-routes': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: ConditionalRouteCreate;
    readonly answer: ConditionalRoute;
  };
  /** Delete several conditional routes */
  'DELETE /conditional-routes': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Conditional route */
  'GET /conditional-routes/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: ConditionalRoute;
  };
  /** Change a Conditional route */
  'PATCH /conditional-routes/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: ConditionalRoutePatch;
    readonly answer: ConditionalRoute;
  };
  /** Delete a Conditional route */
  'DELETE /conditional-routes/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List conditions */
  'GET /route-conditions': {
    readonly query?: ListQuery<'id' | 'conditionalRouteId' | 'priority' | 'matchListIds' | 'scheduleIds' | 'calendarIds' | 'routeLockIds' | 'locutionId' | 'routeType' | 'userId' | 'routeNumber' | 'extensionId' | 'ivrId' | 'huntGroupId' | 'voicemailId' | 'friendNumber' | 'queueId' | 'conferenceRoomId'>;
    readonly answer: RouteConditionPage;
  };
  /** Create a Condition */
  'POST /route-conditions': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: RouteConditionCreate;
    readonly answer: RouteCondition;
  };
  /** Delete several conditions */
  'DELETE /route-conditions': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Condition */
  'GET /route-conditions/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: RouteCondition;
  };
  /** Change a Condition */
  'PATCH /route-conditions/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: RouteConditionPatch;
    readonly answer: RouteCondition;
  };
  /** Delete a Condition */
  'DELETE /route-conditions/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List ivrs */
  'GET /ivrs': {
    readonly query?: ListQuery<'id' | 'name' | 'welcomeLocutionId' | 'successLocutionId' | 'timeout' | 'maxDigits' | 'maxTries' | 'allowExtensions' | 'excludedExtensionIds' | 'noInputLocutionId' | 'noInputRouteType' | 'noInputRouteNumber' | 'noInputExtensionId' | 'noInputVoicemailId' | 'errorLocutionId' | 'errorRouteType' | 'errorRouteNumber' | 'errorExtensionId' | 'errorVoicemailId'>;
    readonly answer: IvrPage;
  };
  /** Create a IVR */
  'POST /ivrs': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: IvrCreate;
    readonly answer: Ivr;
  };
  /** Delete several ivrs */
  'DELETE /ivrs': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One IVR */
  'GET /ivrs/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Ivr;
  };
  /** Change a IVR */
  'PATCH /ivrs/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: IvrPatch;
    readonly answer: Ivr;
  };
  /** Delete a IVR */
  'DELETE /ivrs/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List ivr entries */
  'GET /ivr-entries': {
    readonly query?: ListQuery<'id' | 'ivrId' | 'entry' | 'displayName' | 'locutionId' | 'routeType' | 'extensionId' | 'routeNumber' | 'voicemailId' | 'conditionalRouteId'>;
    readonly answer: IvrEntryPage;
  };
  /** Create a IVR entry */
  'POST /ivr-entries': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: IvrEntryCreate;
    readonly answer: IvrEntry;
  };
  /** Delete several ivr entries */
  'DELETE /ivr-entries': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One IVR entry */
  'GET /ivr-entries/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: IvrEntry;
  };
  /** Change a IVR entry */
  'PATCH /ivr-entries/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: IvrEntryPatch;
    readonly answer: IvrEntry;
  };
  /** Delete a IVR entry */
  'DELETE /ivr-entries/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List hunt groups */
  'GET /hunt-groups': {
    readonly query?: ListQuery<'id' | 'name' | 'description' | 'strategy' | 'ringAllTimeout' | 'preventMissedCalls' | 'allowCallForwards' | 'noAnswerLocutionId' | 'noAnswerRouteType' | 'noAnswerRouteNumber' | 'noAnswerExtensionId' | 'noAnswerVoicemailId'>;
    readonly answer: HuntGroupPage;
  };
  /** Create a Hunt group */
  'POST /hunt-groups': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: HuntGroupCreate;
    readonly answer: HuntGroup;
  };
  /** Delete several hunt groups */
  'DELETE /hunt-groups': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Hunt group */
  'GET /hunt-groups/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: HuntGroup;
  };
  /** Change a Hunt group */
  'PATCH /hunt-groups/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: HuntGroupPatch;
    readonly answer: HuntGroup;
  };
  /** Delete a Hunt group */
  'DELETE /hunt-groups/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List hunt group members */
  'GET /hunt-group-members': {
    readonly query?: ListQuery<'id' | 'huntGroupId' | 'routeType' | 'userId' | 'routeNumber' | 'timeout' | 'priority'>;
    readonly answer: HuntGroupMemberPage;
  };
  /** Create a Hunt group member */
  'POST /hunt-group-members': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: HuntGroupMemberCreate;
    readonly answer: HuntGroupMember;
  };
  /** Delete several hunt group members */
  'DELETE /hunt-group-members': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Hunt group member */
  'GET /hunt-group-members/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: HuntGroupMember;
  };
  /** Change a Hunt group member */
  'PATCH /hunt-group-members/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: HuntGroupMemberPatch;
    readonly answer: HuntGroupMember;
  };
  /** Delete a Hunt group member */
  'DELETE /hunt-group-members/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List skills */
  'GET /skills': {
    readonly query?: ListQuery<'id' | 'name' | 'description'>;
    readonly answer: SkillPage;
  };
  /** Create a Skill */
  'POST /skills': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: SkillCreate;
    readonly answer: Skill;
  };
  /** Delete several skills */
  'DELETE /skills': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Skill */
  'GET /skills/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Skill;
  };
  /** Change a Skill */
  'PATCH /skills/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: SkillPatch;
    readonly answer: Skill;
  };
  /** Delete a Skill */
  'DELETE /skills/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List queues */
  'GET /queues': {
    readonly query?: ListQuery<'id' | 'name' | 'displayName' | 'strategy' | 'weight' | 'skillIds' | 'maxWaitTime' | 'timeoutLocutionId' | 'timeoutRouteType' | 'timeoutRouteNumber' | 'timeoutExtensionId' | 'timeoutVoicemailId' | 'maxlen' | 'fullLocutionId' | 'fullRouteType' | 'fullRouteNumber' | 'fullExtensionId' | 'fullVoicemailId' | 'memberCallTimeout' | 'memberCallRest' | 'periodicAnnounceLocutionId' | 'periodicAnnounceFrequency' | 'announcePosition' | 'announceFrequency' | 'preventMissedCalls'>;
    readonly answer: QueuePage;
  };
  /** Create a Queue */
  'POST /queues': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: QueueCreate;
    readonly answer: Queue;
  };
  /** Delete several queues */
  'DELETE /queues': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Queue */
  'GET /queues/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Queue;
  };
  /** Change a Queue */
  'PATCH /queues/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: QueuePatch;
    readonly answer: Queue;
  };
  /** Delete a Queue */
  'DELETE /queues/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List queue members */
  'GET /queue-members': {
    readonly query?: ListQuery<'id' | 'queueId' | 'userId' | 'penalty'>;
    readonly answer: QueueMemberPage;
  };
  /** Create a Queue member */
  'POST /queue-members': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: QueueMemberCreate;
    readonly answer: QueueMember;
  };
  /** Delete several queue members */
  'DELETE /queue-members': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Queue member */
  'GET /queue-members/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: QueueMember;
  };
  /** Change a Queue member */
  'PATCH /queue-members/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: QueueMemberPatch;
    readonly answer: QueueMember;
  };
  /** Delete a Queue member */
  'DELETE /queue-members/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List agents */
  'GET /agents': {
    readonly query?: ListQuery<'id' | 'userId' | 'skillIds' | 'wrapUpTime' | 'maxMissedCalls'>;
    readonly answer: AgentPage;
  };
  /** Create a Agent */
  'POST /agents': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: AgentCreate;
    readonly answer: Agent;
  };
  /** Delete several agents */
  'DELETE /agents': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Agent */
  'GET /agents/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Agent;
  };
  /** Change a Agent */
  'PATCH /agents/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: AgentPatch;
    readonly answer: Agent;
  };
  /** Delete a Agent */
  'DELETE /agents/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List pause reasons */
  'GET /release-codes': {
    readonly query?: ListQuery<'id' | 'name' | 'code'>;
    readonly answer: ReleaseCodePage;
  };
  /** Create a Pause reason */
  'POST /release-codes': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: ReleaseCodeCreate;
    readonly answer: ReleaseCode;
  };
  /** Delete several pause reasons */
  'DELETE /release-codes': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Pause reason */
  'GET /release-codes/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: ReleaseCode;
  };
  /** Change a Pause reason */
  'PATCH /release-codes/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: ReleaseCodePatch;
    readonly answer: ReleaseCode;
  };
  /** Delete a Pause reason */
  'DELETE /release-codes/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List conference rooms */
  'GET /conference-rooms': {
    readonly query?: ListQuery<'id' | 'name' | 'maxMembers' | 'pinProtected' | 'pinCode' | 'moderatorPinCode' | 'waitForModerator' | 'announceUserCount' | 'entryTones' | 'recorded' | 'musicOnHoldId'>;
    readonly answer: ConferenceRoomPage;
  };
  /** Create a Conference room */
  'POST /conference-rooms': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: ConferenceRoomCreate;
    readonly answer: ConferenceRoom;
  };
  /** Delete several conference rooms */
  'DELETE /conference-rooms': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Conference room */
  'GET /conference-rooms/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: ConferenceRoom;
  };
  /** Change a Conference room */
  'PATCH /conference-rooms/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: ConferenceRoomPatch;
    readonly answer: ConferenceRoom;
  };
  /** Delete a Conference room */
  'DELETE /conference-rooms/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List park orbits */
  'GET /park-orbits': {
    readonly query?: ListQuery<'id' | 'name' | 'timeout' | 'allowSeveralCalls' | 'transferKey' | 'transferExtensionId' | 'musicOnHoldId'>;
    readonly answer: ParkOrbitPage;
  };
  /** Create a Park orbit */
  'POST /park-orbits': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: ParkOrbitCreate;
    readonly answer: ParkOrbit;
  };
  /** Delete several park orbits */
  'DELETE /park-orbits': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Park orbit */
  'GET /park-orbits/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: ParkOrbit;
  };
  /** Change a Park orbit */
  'PATCH /park-orbits/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: ParkOrbitPatch;
    readonly answer: ParkOrbit;
  };
  /** Delete a Park orbit */
  'DELETE /park-orbits/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List paging groups */
  'GET /paging-groups': {
    readonly query?: ListQuery<'id' | 'name' | 'description' | 'userIds' | 'locutionId' | 'timeout' | 'enabled'>;
    readonly answer: PagingGroupPage;
  };
  /** Create a Paging group */
  'POST /paging-groups': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: PagingGroupCreate;
    readonly answer: PagingGroup;
  };
  /** Delete several paging groups */
  'DELETE /paging-groups': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Paging group */
  'GET /paging-groups/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: PagingGroup;
  };
  /** Change a Paging group */
  'PATCH /paging-groups/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: PagingGroupPatch;
    readonly answer: PagingGroup;
  };
  /** Delete a Paging group */
  'DELETE /paging-groups/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List intercom groups */
  'GET /intercom-groups': {
    readonly query?: ListQuery<'id' | 'name' | 'prefix' | 'userIds' | 'answerDelay' | 'enabled'>;
    readonly answer: IntercomGroupPage;
  };
  /** Create a Intercom group */
  'POST /intercom-groups': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: IntercomGroupCreate;
    readonly answer: IntercomGroup;
  };
  /** Delete several intercom groups */
  'DELETE /intercom-groups': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Intercom group */
  'GET /intercom-groups/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: IntercomGroup;
  };
  /** Change a Intercom group */
  'PATCH /intercom-groups/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: IntercomGroupPatch;
    readonly answer: IntercomGroup;
  };
  /** Delete a Intercom group */
  'DELETE /intercom-groups/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List call-back settings */
  'GET /call-back-settings': {
    readonly query?: ListQuery<'id' | 'code' | 'maxWait' | 'enabled'>;
    readonly answer: CallBackSettingPage;
  };
  /** Create a Call-back settings */
  'POST /call-back-settings': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: CallBackSettingCreate;
    readonly answer: CallBackSetting;
  };
  /** Delete several call-back settings */
  'DELETE /call-back-settings': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Call-back settings */
  'GET /call-back-settings/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: CallBackSetting;
  };
  /** Change a Call-back settings */
  'PATCH /call-back-settings/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: CallBackSettingPatch;
    readonly answer: CallBackSetting;
  };
  /** Delete a Call-back settings */
  'DELETE /call-back-settings/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List pick-up groups */
  'GET /pick-up-groups': {
    readonly query?: ListQuery<'id' | 'name' | 'userIds'>;
    readonly answer: PickUpGroupPage;
  };
  /** Create a Pick-up group */
  'POST /pick-up-groups': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: PickUpGroupCreate;
    readonly answer: PickUpGroup;
  };
  /** Delete several pick-up groups */
  'DELETE /pick-up-groups': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Pick-up group */
  'GET /pick-up-groups/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: PickUpGroup;
  };
  /** Change a Pick-up group */
  'PATCH /pick-up-groups/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: PickUpGroupPatch;
    readonly answer: PickUpGroup;
  };
  /** Delete a Pick-up group */
  'DELETE /pick-up-groups/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List call forwards */
  'GET /call-forwards': {
    readonly query?: ListQuery<'id' | 'userId' | 'friendId' | 'residentialDeviceId' | 'retailAccountId' | 'callTypeFilter' | 'type' | 'targetRouteType' | 'targetRouteNumber' | 'targetExtensionId' | 'targetVoicemailId' | 'targetRetailAccountId' | 'noAnswerTimeout' | 'ddiId' | 'scheduleId' | 'enabled'>;
    readonly answer: CallForwardPage;
  };
  /** Create a Call forward */
  'POST /call-forwards': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: CallForwardCreate;
    readonly answer: CallForward;
  };
  /** Delete several call forwards */
  'DELETE /call-forwards': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Call forward */
  'GET /call-forwards/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: CallForward;
  };
  /** Change a Call forward */
  'PATCH /call-forwards/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: CallForwardPatch;
    readonly answer: CallForward;
  };
  /** Delete a Call forward */
  'DELETE /call-forwards/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List contacts */
  'GET /contacts': {
    readonly query?: ListQuery<'id' | 'name' | 'lastname' | 'email' | 'workPhone' | 'mobilePhone' | 'otherPhone' | 'userId'>;
    readonly answer: ContactPage;
  };
  /** Create a Contact */
  'POST /contacts': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: ContactCreate;
    readonly answer: Contact;
  };
  /** Delete several contacts */
  'DELETE /contacts': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Contact */
  'GET /contacts/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Contact;
  };
  /** Change a Contact */
  'PATCH /contacts/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: ContactPatch;
    readonly answer: Contact;
  };
  /** Delete a Contact */
  'DELETE /contacts/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List speed dials */
  'GET /speed-dials': {
    readonly query?: ListQuery<'id' | 'userId' | 'position' | 'label' | 'number' | 'isWatched'>;
    readonly answer: SpeedDialPage;
  };
  /** Create a Speed dial */
  'POST /speed-dials': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: SpeedDialCreate;
    readonly answer: SpeedDial;
  };
  /** Delete several speed dials */
  'DELETE /speed-dials': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Speed dial */
  'GET /speed-dials/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: SpeedDial;
  };
  /** Change a Speed dial */
  'PATCH /speed-dials/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: SpeedDialPatch;
    readonly answer: SpeedDial;
  };
  /** Delete a Speed dial */
  'DELETE /speed-dials/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List voicemails */
  'GET /voicemails': {
    readonly query?: ListQuery<'id' | 'name' | 'userId' | 'residentialDeviceId' | 'userIds' | 'enabled' | 'email' | 'sendMail' | 'attachSound' | 'locutionId' | 'operatorExtensionId' | 'keepDays'>;
    readonly answer: VoicemailPage;
  };
  /** Create a Voicemail */
  'POST /voicemails': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: VoicemailCreate;
    readonly answer: Voicemail;
  };
  /** Delete several voicemails */
  'DELETE /voicemails': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Voicemail */
  'GET /voicemails/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Voicemail;
  };
  /** Change a Voicemail */
  'PATCH /voicemails/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: VoicemailPatch;
    readonly answer: Voicemail;
  };
  /** Delete a Voicemail */
  'DELETE /voicemails/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List voicemail messages */
  'GET /voicemail-messages': {
    readonly query?: ListQuery<'id' | 'voicemailId' | 'userIds' | 'folder' | 'caller' | 'callerName' | 'receivedAt' | 'durationSec' | 'callUid' | 'sound' | 'metadata'>;
    readonly answer: VoicemailMessagePage;
  };
  /** Delete several voicemail messages */
  'DELETE /voicemail-messages': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Voicemail message */
  'GET /voicemail-messages/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: VoicemailMessage;
  };
  /** Change a Voicemail message */
  'PATCH /voicemail-messages/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: VoicemailMessagePatch;
    readonly answer: VoicemailMessage;
  };
  /** Delete a Voicemail message */
  'DELETE /voicemail-messages/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List faxes */
  'GET /faxes': {
    readonly query?: ListQuery<'id' | 'name' | 'sendByEmail' | 'email' | 'outgoingDdiId' | 'userIds'>;
    readonly answer: FaxPage;
  };
  /** Create a Fax */
  'POST /faxes': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: FaxCreate;
    readonly answer: Fax;
  };
  /** Delete several faxes */
  'DELETE /faxes': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Fax */
  'GET /faxes/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Fax;
  };
  /** Change a Fax */
  'PATCH /faxes/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: FaxPatch;
    readonly answer: Fax;
  };
  /** Delete a Fax */
  'DELETE /faxes/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List fax messages */
  'GET /fax-messages': {
    readonly query?: ListQuery<'id' | 'faxId' | 'userIds' | 'type' | 'source' | 'destination' | 'status' | 'statusText' | 'pages' | 'createdAt' | 'file'>;
    readonly answer: FaxMessagePage;
  };
  /** Create a Fax message */
  'POST /fax-messages': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: FaxMessageCreate;
    readonly answer: FaxMessage;
  };
  /** Delete several fax messages */
  'DELETE /fax-messages': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Fax message */
  'GET /fax-messages/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: FaxMessage;
  };
  /** Change a Fax message */
  'PATCH /fax-messages/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: FaxMessagePatch;
    readonly answer: FaxMessage;
  };
  /** Delete a Fax message */
  'DELETE /fax-messages/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List recordings */
  'GET /recordings': {
    readonly query?: ListQuery<'id' | 'userId' | 'ddiId' | 'callUid' | 'legUid' | 'type' | 'startedAt' | 'durationSec' | 'caller' | 'callee' | 'recorder' | 'file'>;
    readonly answer: RecordingPage;
  };
  /** Delete several recordings */
  'DELETE /recordings': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Recording */
  'GET /recordings/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Recording;
  };
  /** Delete a Recording */
  'DELETE /recordings/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List webhooks */
  'GET /webhooks': {
    readonly query?: ListQuery<'id' | 'name' | 'description' | 'ddiId' | 'userId' | 'uri' | 'events' | 'callDirection' | 'template'>;
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
    readonly query?: ListQuery<'id' | 'name' | 'description' | 'everyone' | 'userIds'>;
    readonly answer: PresenceListPage;
  };
  /** Create a Presence list */
  'POST /presence-lists': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: PresenceListCreate;
    readonly answer: PresenceList;
  };
  /** Delete several presence lists */
  'DELETE /presence-lists': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Presence list */
  'GET /presence-lists/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: PresenceList;
  };
  /** Change a Presence list */
  'PATCH /presence-lists/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: PresenceListPatch;
    readonly answer: PresenceList;
  };
  /** Delete a Presence list */
  'DELETE /presence-lists/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List presence rules */
  'GET /presence-rules': {
    readonly query?: ListQuery<'id' | 'name' | 'priority' | 'watcherIds' | 'watchedIds' | 'allow'>;
    readonly answer: PresenceRulePage;
  };
  /** Create a Presence rule */
  'POST /presence-rules': {
    readonly headers?: { readonly 'Idempotency-Key'?: string; readonly 'Change-Comment'?: string };
    readonly body: PresenceRuleCreate;
    readonly answer: PresenceRule;
  };
  /** Delete several presence rules */
  'DELETE /presence-rules': {
    readonly query: { readonly id: string };
    readonly headers?: { readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** One Presence rule */
  'GET /presence-rules/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: PresenceRule;
  };
  /** Change a Presence rule */
  'PATCH /presence-rules/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly body: PresenceRulePatch;
    readonly answer: PresenceRule;
  };
  /** Delete a Presence rule */
  'DELETE /presence-rules/{id}': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'If-Match'?: string; readonly 'Change-Comment'?: string };
    readonly answer: undefined;
  };
  /** List client addresses */
  'GET /client-addresses': {
    readonly query?: ListQuery<'id' | 'ip' | 'description'>;
    readonly answer: ClientAddressPage;
  };
  /** One Client address */
  'GET /client-addresses/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: ClientAddress;
  };
  /** List ddis */
  'GET /ddis': {
    readonly query?: ListQuery<'id' | 'number' | 'countryId' | 'nationalNumber' | 'type' | 'description' | 'displayName' | 'language' | 'recordCalls' | 'externalCallFilterId' | 'routeType' | 'userId' | 'ivrId' | 'huntGroupId' | 'faxId' | 'conferenceRoomId' | 'friendNumber' | 'queueId' | 'conditionalRouteId' | 'locutionId' | 'residentialDeviceId' | 'retailAccountId'>;
    readonly answer: DdiPage;
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
  /** List rating profiles */
  'GET /rating-profiles': {
    readonly query?: ListQuery<'id' | 'ratingPlanId' | 'activationAt'>;
    readonly answer: RatingProfilePage;
  };
  /** One Rating profile */
  'GET /rating-profiles/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: RatingProfile;
  };
  /** List invoices */
  'GET /invoices': {
    readonly query?: ListQuery<'id' | 'number' | 'periodFrom' | 'periodTo' | 'taxRate' | 'total' | 'totalWithTax' | 'currency' | 'status' | 'pdf' | 'createdAt'>;
    readonly answer: InvoicePage;
  };
  /** One Invoice */
  'GET /invoices/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Invoice;
  };
  /** List call csv schedulers */
  'GET /call-csv-schedulers': {
    readonly query?: ListQuery<'id' | 'name' | 'unit' | 'frequency' | 'email' | 'direction' | 'ddiId' | 'userId' | 'friendId' | 'faxId' | 'residentialDeviceId' | 'retailAccountId' | 'nextExecutionAt' | 'lastExecutionAt' | 'lastError'>;
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
    readonly query?: ListQuery<'id' | 'callCsvSchedulerId' | 'periodFrom' | 'periodTo' | 'sentTo' | 'csv' | 'createdAt'>;
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
    readonly query?: ListQuery<'id' | 'userId' | 'legUid' | 'callUid' | 'direction' | 'startedAt' | 'caller' | 'callee' | 'diversion' | 'anonymous' | 'endpointType' | 'endpointId' | 'endpointName' | 'durationSec' | 'cause' | 'causeClass' | 'ddiId' | 'configRevision' | 'answeredAt' | 'endedAt' | 'sipStatus'>;
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
    readonly query?: ListQuery<'id' | 'userId' | 'legUid' | 'callUid' | 'direction' | 'startedAt' | 'caller' | 'callee' | 'diversion' | 'anonymous' | 'endpointType' | 'endpointId' | 'endpointName' | 'durationSec' | 'cause' | 'causeClass' | 'ddiId' | 'configRevision' | 'destinationName' | 'ratingPlanName' | 'price' | 'currency' | 'invoiceId'>;
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
    readonly query?: ListQuery<'id' | 'userId' | 'legUid' | 'callUid' | 'direction' | 'startedAt' | 'caller' | 'callee' | 'diversion' | 'anonymous' | 'endpointType' | 'endpointId' | 'endpointName' | 'durationSec' | 'cause' | 'causeClass' | 'ddiId' | 'configRevision' | 'destinationName' | 'ratingPlanName' | 'price' | 'currency' | 'invoiceId'>;
    readonly answer: BillableCallHistoricPage;
  };
  /** One Historic billable call */
  'GET /historic-billable-calls/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: BillableCallHistoric;
  };
  /** List call history */
  'GET /user-calls': {
    readonly query?: ListQuery<'id' | 'userId' | 'friendId' | 'residentialDeviceId' | 'retailAccountId' | 'ownerName' | 'callUid' | 'legUid' | 'direction' | 'startedAt' | 'endedAt' | 'durationSec' | 'party' | 'caller' | 'callee' | 'referrer' | 'referee' | 'disposition' | 'sipStatus' | 'recordings'>;
    readonly answer: UserCallPage;
  };
  /** One Call of the history */
  'GET /user-calls/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: UserCall;
  };
  /** List balance movements */
  'GET /balance-movements': {
    readonly query?: ListQuery<'id' | 'kind' | 'amount' | 'balanceAfter' | 'legUid' | 'comment' | 'createdAt'>;
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
    readonly query?: ListQuery<'id' | 'revision' | 'changedAt' | 'operation' | 'resource' | 'rowId' | 'rowTitle' | 'actorKind' | 'actorId' | 'actorName' | 'behalf' | 'apiKeyId' | 'ip' | 'requestId' | 'comment' | 'fieldChanges' | 'hash'>;
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
