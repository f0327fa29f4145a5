import { brandId, clientId } from './shared-fields.js';

/** Whose a row of a client is. */
export const tenant = { brandId, clientId } as const;
/** Managed by the client itself; its brand looks on. */
export const ofClient = {
  scope: { brand: 'brandId', client: 'clientId' },
  levels: { platform: 'none', brand: 'read', client: 'write', user: 'none' },
} as const;
export const vpbxOnly = ['vpbx'] as const;

export const ref = <const T extends string>(to: T, label: string) => ({ kind: 'ref', to, label, nullable: true }) as const;
export const partOf = <const T extends string>(to: T, label: string) =>
  ({ kind: 'ref', to, label, partOf: true, immutable: true, inList: true }) as const;
export const flag = <const D extends boolean>(label: string, value: D) => ({ kind: 'bool', label, default: value }) as const;
export const seconds = (label: string, min: number, max: number, value: number) =>
  ({ kind: 'int', label: `${label} (s)`, min, max, default: value }) as const;
export const description = { kind: 'text', label: 'Description', max: 500, default: '', inList: true } as const;
export const ownName = { kind: 'text', label: 'Name', min: 1, max: 100, inList: true, unique: 'in-client' } as const;

export const AUDIO_CODECS = ['alaw', 'ulaw', 'g722', 'g729', 'gsm', 'ilbc', 'speex', 'speex16', 'g726', 'amr', 'opus'] as const;
export const VIDEO_CODECS = ['h264', 'h263', 'h263p', 'h261', 'vp8', 'vp9'] as const;
export const audioCodecs = {
  kind: 'list',
  label: 'Audio codecs',
  values: AUDIO_CODECS,
  ordered: true,
  min: 1,
  default: ['alaw'],
  help: 'In order of preference',
} as const;

/** Language and number rules of an endpoint; empty: those of its client. */
export const ownLanguage = {
  kind: 'enum',
  label: 'Language',
  values: ['en', 'es', 'ca', 'it', 'eu'],
  nullable: true,
  help: 'Empty: that of the client',
} as const;
export const ownRuleSet = { ...ref('transformationRuleSet', 'Transformation rule set'), help: 'Empty: that of the client' } as const;
export const outgoingDdiId = ref('ddi', 'Outgoing DDI');
export const sipPassword = { kind: 'sipPassword', label: 'SIP password', help: 'Left out: one is made up and shown once' } as const;

/** A TLS client certificate that proves the endpoint; issued by whomever, because its fingerprint is what counts. */
export const certificate = {
  certificateFingerprint: {
    kind: 'text',
    label: 'Client certificate',
    max: 64,
    format: 'sha256',
    nullable: true,
    help: 'SHA-256 of the certificate, 64 lower-case hexadecimal digits',
  },
  certificatePolicy: {
    kind: 'enum',
    label: 'The certificate is',
    values: ['instead', 'besides'],
    default: 'instead',
    help: 'instead: enough without the password; besides: needed together with it',
  },
} as const;

/** What the media path and the wire of every endpoint may do. */
export const wire = { t38Passthrough: flag('T.38 passthrough', false), rtpEncryption: flag('SRTP only', false) } as const;
export const directMediaMethod = {
  kind: 'enum',
  label: 'Direct media method',
  values: ['update', 'invite', 'reinvite'],
  default: 'update',
} as const;

const direct = { field: 'directConnectivity', is: ['yes'], required: true } as const;
/** How to reach a PBX or gateway that does not register: an endpoint with `directConnectivity`. */
export const directFields = {
  transport: { kind: 'enum', label: 'Transport', values: ['udp', 'tcp', 'tls'], nullable: true, when: direct },
  ip: { kind: 'text', label: 'IP address', max: 45, format: 'ip', nullable: true, inList: true, when: direct },
  port: { kind: 'int', label: 'Port', min: 1, max: 65_535, nullable: true, when: direct },
  proxyUserId: {
    ...ref('proxyUser', 'Our address'),
    when: { field: 'directConnectivity', is: ['yes'] },
    help: 'Empty: the main one',
  },
  ruriDomain: { kind: 'text', label: 'R-URI domain', max: 190, format: 'host', nullable: true },
  fromDomain: { kind: 'text', label: 'From domain', max: 190, format: 'host', nullable: true },
  ddiIn: { ...flag('DDI in R-URI', true), help: 'Off: calls go to the name of the endpoint' },
  multiContact: { ...flag('Several contacts', false), help: 'Up to 10 phones ring at once' },
  trustSdp: { ...flag('Trust addresses in SDP', false) },
  sendPai: { ...flag('Send P-Asserted-Identity', false), help: 'Trusted with numbers that callers withhold (RFC 3325)' },
} as const;
