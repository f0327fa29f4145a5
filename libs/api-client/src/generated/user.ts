// Written by `npm run openapi` from docs/openapi/user.json: change the tables and controllers it is made of, not this file.
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

export interface User {
  readonly id: number;
  readonly name: string;
  readonly lastname: string;
  /** Login of the user portal */
  readonly email: string | null;
  readonly active: boolean;
  readonly terminalId: number | null;
  readonly extensionId: number | null;
  readonly doNotDisturb: boolean;
  /** 0 means unlimited */
  readonly maxCalls: number;
  /** Only the assistant and the white list ring this user */
  readonly isBoss: boolean;
  /** How many calls at once are allowed from outside the permitted networks */
  readonly externalIpCalls: number;
  readonly rejectCallMethod: '486' | '600' | 'rfc';
  /** Up to 10 phones ring at once */
  readonly multiContact: boolean;
  readonly gsQrCode: boolean;
  readonly useDefaultLocation: boolean;
  /** Empty: that of the client */
  readonly language: 'en' | 'es' | 'ca' | 'it' | 'eu' | null;
  /** Empty: that of the client */
  readonly timezone: string | null;
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

export interface UserPatch {
  readonly name?: string;
  readonly lastname?: string;
  readonly doNotDisturb?: boolean;
  /** 0 means unlimited */
  readonly maxCalls?: number;
  /** Empty: that of the client */
  readonly language?: 'en' | 'es' | 'ca' | 'it' | 'eu' | null;
  /** Empty: that of the client */
  readonly timezone?: string | null;
  readonly hideCallerNumber?: boolean;
}

export interface CallForward {
  readonly id: number;
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

export interface SpeedDial {
  readonly id: number;
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

export interface VoicemailPatch {
  readonly enabled?: boolean;
  /** Digits; asked for from foreign phones */
  readonly pin?: string | null;
  readonly email?: string | null;
  readonly sendMail?: boolean;
  readonly attachSound?: boolean;
}

export interface VoicemailMessage {
  readonly id: number;
  readonly voicemailId: number;
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
}

export interface FaxPage {
  readonly items: readonly Fax[];
  readonly total?: number;
  readonly page?: number;
  readonly itemsPerPage: number;
  /** With cursor, instead of total and page */
  readonly next?: string | null;
}

export interface FaxMessage {
  readonly id: number;
  readonly faxId: number;
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

export interface CallLeg {
  readonly id: number;
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

export interface UserOperations {
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
      readonly email: string;
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
  /** Download the sound of a voicemail message */
  'GET /voicemail-messages/{id}/sound': {
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
  /** Send a fax again */
  'POST /fax-messages/{id}/resend': {
    readonly path: { readonly id: number };
    readonly headers?: { readonly 'Idempotency-Key'?: string };
    readonly answer: {
      readonly status: string;
    };
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
  /** List extensions */
  'GET /extensions': {
    readonly query?: ListQuery<'id' | 'number' | 'routeType' | 'userId' | 'routeNumber' | 'ivrId' | 'huntGroupId' | 'queueId' | 'conferenceRoomId' | 'conditionalRouteId' | 'friendNumber' | 'voicemailId' | 'locutionId' | 'parkOrbitId' | 'pagingGroupId'>;
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
    readonly query?: ListQuery<'id' | 'name' | 'lastname' | 'email' | 'active' | 'terminalId' | 'extensionId' | 'doNotDisturb' | 'maxCalls' | 'isBoss' | 'externalIpCalls' | 'rejectCallMethod' | 'multiContact' | 'gsQrCode' | 'useDefaultLocation' | 'language' | 'timezone' | 'hideCallerNumber' | 'mayHotel' | 'mayAskCallBack'>;
    readonly answer: UserPage;
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
  /** List call forwards */
  'GET /call-forwards': {
    readonly query?: ListQuery<'id' | 'callTypeFilter' | 'type' | 'targetRouteType' | 'targetRouteNumber' | 'targetExtensionId' | 'targetVoicemailId' | 'targetRetailAccountId' | 'noAnswerTimeout' | 'enabled'>;
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
  /** One Contact */
  'GET /contacts/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Contact;
  };
  /** List speed dials */
  'GET /speed-dials': {
    readonly query?: ListQuery<'id' | 'position' | 'label' | 'number' | 'isWatched'>;
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
    readonly query?: ListQuery<'id' | 'name' | 'userId' | 'enabled' | 'email' | 'sendMail' | 'attachSound' | 'locutionId' | 'operatorExtensionId' | 'keepDays'>;
    readonly answer: VoicemailPage;
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
  /** List voicemail messages */
  'GET /voicemail-messages': {
    readonly query?: ListQuery<'id' | 'voicemailId' | 'folder' | 'caller' | 'callerName' | 'receivedAt' | 'durationSec' | 'callUid' | 'sound'>;
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
    readonly query?: ListQuery<'id' | 'name' | 'sendByEmail' | 'email'>;
    readonly answer: FaxPage;
  };
  /** One Fax */
  'GET /faxes/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Fax;
  };
  /** List fax messages */
  'GET /fax-messages': {
    readonly query?: ListQuery<'id' | 'faxId' | 'type' | 'source' | 'destination' | 'status' | 'statusText' | 'pages' | 'createdAt' | 'file'>;
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
    readonly query?: ListQuery<'id' | 'callUid' | 'legUid' | 'type' | 'startedAt' | 'durationSec' | 'caller' | 'callee' | 'recorder' | 'file'>;
    readonly answer: RecordingPage;
  };
  /** One Recording */
  'GET /recordings/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: Recording;
  };
  /** List call legs */
  'GET /call-legs': {
    readonly query?: ListQuery<'id' | 'legUid' | 'callUid' | 'direction' | 'startedAt' | 'caller' | 'callee' | 'diversion' | 'anonymous' | 'endpointType' | 'endpointId' | 'endpointName' | 'durationSec' | 'cause' | 'causeClass' | 'ddiId' | 'configRevision' | 'answeredAt' | 'endedAt' | 'sipStatus'>;
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
    readonly query?: ListQuery<'id' | 'legUid' | 'callUid' | 'direction' | 'startedAt' | 'caller' | 'callee' | 'diversion' | 'anonymous' | 'endpointType' | 'endpointId' | 'endpointName' | 'durationSec' | 'cause' | 'causeClass' | 'ddiId' | 'configRevision' | 'destinationName'>;
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
    readonly query?: ListQuery<'id' | 'legUid' | 'callUid' | 'direction' | 'startedAt' | 'caller' | 'callee' | 'diversion' | 'anonymous' | 'endpointType' | 'endpointId' | 'endpointName' | 'durationSec' | 'cause' | 'causeClass' | 'ddiId' | 'configRevision' | 'destinationName'>;
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
    readonly query?: ListQuery<'id' | 'friendId' | 'residentialDeviceId' | 'retailAccountId' | 'ownerName' | 'callUid' | 'legUid' | 'direction' | 'startedAt' | 'endedAt' | 'durationSec' | 'party' | 'caller' | 'callee' | 'referrer' | 'referee' | 'disposition' | 'sipStatus' | 'recordings'>;
    readonly answer: UserCallPage;
  };
  /** One Call of the history */
  'GET /user-calls/{id}': {
    readonly path: { readonly id: number };
    readonly query?: { readonly _properties?: string; readonly _timezone?: string };
    readonly answer: UserCall;
  };
}
