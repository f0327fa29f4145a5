import { err, ok, type Result } from '@switchyard/kernel';
import { readUint } from '../grammar/char-class.js';

export type Direction = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';

export interface Codec {
  /** RTP payload type, 0–127. */
  readonly payload: number;
  /** As spelled, e.g. `PCMA`; of static payload types without rtpmap by RFC 3551. */
  readonly name: string;
  /** Hertz. */
  readonly rate: number;
  readonly channels: number;
  readonly fmtp?: string;
}

export interface SdpMedia {
  /** `audio`, `video`, `image` … */
  readonly type: string;
  /** 0 = refused (RFC 3264 §6). */
  readonly port: number;
  readonly protocol: string;
  /** Formats of the m= line, as text. */
  readonly formats: readonly string[];
  /** Of this media, else of the session; absent when neither says. */
  readonly connection?: string;
  readonly direction: Direction;
  /** In order of preference; empty for media that is not RTP. */
  readonly codecs: readonly Codec[];
  /** Milliseconds. */
  readonly ptimeMs?: number;
  /** All a= lines without `a=`. */
  readonly attributes: readonly string[];
}

export interface Sdp {
  readonly origin: { readonly user: string; readonly sessionId: string; readonly version: string; readonly address: string };
  readonly connection?: string;
  readonly media: readonly SdpMedia[];
}

/** What one description may cost us: many times what browsers with all their codecs and candidates send. */
export const SDP_LIMITS = {
  bytes: 64 * 1024,
  /** m= lines. */
  media: 128,
  /** Formats of one m= line; RTP has 128 payload types. */
  formats: 256,
} as const;

/** RFC 3551 §6: payload types that need no rtpmap. */
const STATIC: Readonly<Record<number, readonly [string, number]>> = {
  0: ['PCMU', 8000],
  3: ['GSM', 8000],
  4: ['G723', 8000],
  8: ['PCMA', 8000],
  9: ['G722', 8000],
  13: ['CN', 8000],
  15: ['G728', 8000],
  18: ['G729', 8000],
  26: ['JPEG', 90_000],
  31: ['H261', 90_000],
  34: ['H263', 90_000],
};
const DIRECTIONS: readonly string[] = ['sendrecv', 'sendonly', 'recvonly', 'inactive'];
const isDirection = (word: string): word is Direction => DIRECTIONS.includes(word);

interface Section {
  m: string;
  connection: string | undefined;
  attributes: string[];
}

/**
 * Reads what we need of a session description (RFC 8866): who, where, which codecs, which direction. It never writes one: media is the relay's
 * work. Bare LF line ends are taken. Errors are a sentence that names the line.
 */
export function parseSdp(body: Buffer | string): Result<Sdp, string> {
  if (body.length > SDP_LIMITS.bytes) return err(`SDP may have ${SDP_LIMITS.bytes} bytes, this one has ${body.length}`);
  const text = typeof body === 'string' ? body : body.toString('utf8');
  const session: Section = { m: '', connection: undefined, attributes: [] };
  const sections: Section[] = [];
  let section = session;
  let origin: Sdp['origin'] | undefined;
  let number = 0;
  for (const raw of text.split('\n')) {
    number++;
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    if (line === '') continue;
    if (line[1] !== '=') return err(`SDP line ${number} has no '=' as its second character`);
    const value = line.slice(2);
    if (number === 1 && line !== 'v=0') return err("SDP must begin with 'v=0'");
    switch (line.charAt(0)) {
      case 'o': {
        const parts = value.split(' ');
        if (parts.length < 6) return err(`SDP line ${number}: o= needs six fields`);
        origin = { user: parts[0] as string, sessionId: parts[1] as string, version: parts[2] as string, address: parts[5] as string };
        break;
      }
      case 'c': {
        const address = connectionAddress(value);
        if (address === undefined) return err(`SDP line ${number}: c= must be 'IN IP4 address' or 'IN IP6 address'`);
        section.connection ??= address;
        break;
      }
      case 'm':
        if (sections.length === SDP_LIMITS.media) return err(`SDP line ${number}: only ${SDP_LIMITS.media} m= lines are read`);
        section = { m: value, connection: undefined, attributes: [] };
        sections.push(section);
        break;
      case 'a':
        section.attributes.push(value);
        break;
    }
  }
  if (!origin) return err('SDP has no o= line');
  const media: SdpMedia[] = [];
  const direction = session.attributes.find(isDirection) ?? 'sendrecv';
  for (const part of sections) {
    const read = readMedia(part, session.connection, direction);
    if (!read.ok) return read;
    media.push(read.value);
  }
  return ok({ origin, ...(session.connection === undefined ? {} : { connection: session.connection }), media });
}

function connectionAddress(value: string): string | undefined {
  const [net, family, address] = value.split(' ');
  if (net !== 'IN' || (family !== 'IP4' && family !== 'IP6') || !address) return undefined;
  // A multicast TTL or count may follow a slash.
  return address.split('/')[0];
}

function readMedia(section: Section, sessionConnection: string | undefined, sessionDirection: Direction): Result<SdpMedia, string> {
  const [type = '', portText = '', protocol = '', ...formats] = section.m.split(' ').filter((word) => word !== '');
  const port = readUint(portText.split('/')[0] ?? '', 65_535);
  if (port === undefined || protocol === '' || formats.length === 0) return err(`SDP m= line is wrong: '${section.m.slice(0, 100)}'`);
  if (formats.length > SDP_LIMITS.formats) return err(`SDP m= line may have ${SDP_LIMITS.formats} formats, this one has ${formats.length}`);
  const connection = section.connection ?? sessionConnection;
  const ptime = readUint(valueOf(section.attributes, 'ptime:') ?? '', 10_000);
  return ok({
    type,
    port,
    protocol,
    formats,
    ...(connection === undefined ? {} : { connection }),
    direction: section.attributes.find(isDirection) ?? sessionDirection,
    codecs: protocol.includes('RTP/') ? readCodecs(formats, section.attributes) : [],
    ...(ptime === undefined ? {} : { ptimeMs: ptime }),
    attributes: section.attributes,
  });
}

function readCodecs(formats: readonly string[], attributes: readonly string[]): Codec[] {
  const maps = byPayload(attributes, 'rtpmap:');
  const parameters = byPayload(attributes, 'fmtp:');
  return formats.flatMap((format) => {
    const payload = readUint(format, 127);
    if (payload === undefined) return [];
    const fmtp = parameters.get(String(payload));
    const map = maps.get(String(payload));
    const [name = '', rateText = '', channelText = '1'] = map === undefined ? (STATIC[payload] ?? []).map(String) : map.trim().split('/');
    const rate = readUint(rateText, 1_000_000);
    if (name === '' || rate === undefined) return [];
    return [{ payload, name, rate, channels: readUint(channelText, 255) ?? 1, ...(fmtp === undefined ? {} : { fmtp: fmtp.trim() }) }];
  });
}

/** What follows the payload type in attributes of that kind; the first counts. */
function byPayload(attributes: readonly string[], prefix: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const attribute of attributes) {
    if (!attribute.startsWith(prefix)) continue;
    const space = attribute.indexOf(' ', prefix.length);
    const payload = space < 0 ? '' : attribute.slice(prefix.length, space);
    if (payload !== '' && !found.has(payload)) found.set(payload, attribute.slice(space + 1));
  }
  return found;
}

const valueOf = (attributes: readonly string[], prefix: string): string | undefined =>
  attributes.find((attribute) => attribute.startsWith(prefix))?.slice(prefix.length);
