import { err, ok, type Result } from '@switchyard/kernel';
import { parseSdp, type Codec, type Sdp, type SdpMedia } from '@switchyard/sip';
import { kindOfSdp } from './media-kinds.js';
import type { MediaFailure, MediaOptions } from './media-types.js';

type Cause = Extract<MediaFailure['cause'], 'media-refused' | 'media-encryption-refused'>;
const refused = (cause: Cause, text: string) => err({ code: 'refused' as const, cause, text });

/** What goes with any codec: digits, silence. Forward error correction and retransmission go with the codec they belong to. */
const ANY_AUDIO = ['TELEPHONE-EVENT', 'CN'];
const ANY_VIDEO = ['RTX', 'RED', 'ULPFEC', 'FLEXFEC-03'];

/**
 * An offer as both sides may speak it: encrypted where it must be, keys only where nobody reads them, T.38 and video only where they are
 * wanted, codecs by the lists of both, the ordering by the one that is nearer to a phone. Streams that neither side wants are refused by
 * port 0 (RFC 3264 §5.1); an offer of which nothing is left is refused. What cannot be read is left to the relay to refuse.
 */
export function fitOffer(sdp: string, from: MediaOptions, to: MediaOptions): Result<string, MediaFailure> {
  const spoken = encryptionOf(sdp, from, to);
  if (!spoken.ok) return spoken;
  const isBound = [from, to].some(({ audio, video, t38 }) => audio !== undefined || video !== undefined || t38 === false);
  const read = isBound ? parseSdp(sdp) : undefined;
  if (!read?.ok) return ok(sdp);
  const fitted = read.value.media.map((media) => formatsOf(media, from, to));
  const before = active(read.value);
  if (before > 0 && fitted.every((formats, index) => formats === null || read.value.media[index]?.port === 0))
    return refused('media-refused', `nothing that is offered may pass: ${read.value.media.map(nameOf).join('; ')}`);
  return ok(rewrite(sdp, read.value, fitted));
}

const active = (sdp: Sdp): number => sdp.media.filter(({ port }) => port !== 0).length;
const nameOf = ({ type, protocol, codecs }: SdpMedia): string => `${type} ${protocol} ${codecs.map(({ name }) => name).join(',')}`;

function encryptionOf(sdp: string, from: MediaOptions, to: MediaOptions): Result<undefined, MediaFailure> {
  const kind = kindOfSdp(sdp);
  if (kind === 'rtp' && from.srtp === 'required') return refused('media-encryption-refused', 'plain RTP of an endpoint that must encrypt');
  if (kind === 'sdes' && from.sdes === false)
    return refused('media-encryption-refused', 'SRTP keys over signalling that is not encrypted (RFC 4568 §7)');
  if (kind !== undefined && to.kind === 'sdes' && to.sdes === false)
    return refused('media-encryption-refused', 'the endpoint must encrypt, but its signalling is not encrypted (RFC 4568 §7)');
  return ok(undefined);
}

/** The formats of a stream that pass, in order; null: none, the stream is refused. */
function formatsOf(media: SdpMedia, from: MediaOptions, to: MediaOptions): readonly string[] | null {
  if (media.port === 0) return media.formats;
  switch (media.type) {
    case 'image':
      return from.t38 === false || to.t38 === false ? null : media.formats;
    case 'audio':
      return chosen(media, from.audio, to.audio, ANY_AUDIO);
    case 'video':
      return chosen(media, from.video, to.video, ANY_VIDEO);
    default:
      return media.formats;
  }
}

function chosen(
  media: SdpMedia,
  ofOfferer: readonly string[] | undefined,
  ofAnswerer: readonly string[] | undefined,
  companions: readonly string[],
): readonly string[] | null {
  const order = ofAnswerer ?? ofOfferer;
  if (order === undefined) return media.formats;
  const isCompanion = ({ name }: Codec): boolean => companions.includes(name.toUpperCase());
  const rankIn = (names: readonly string[], codec: Codec): number => names.findIndex((name) => isNamed(codec, name));
  const kept = media.codecs
    .filter((codec) => !isCompanion(codec) && [ofOfferer, ofAnswerer].every((names) => names === undefined || rankIn(names, codec) >= 0))
    .sort((a, b) => rankIn(order, a) - rankIn(order, b));
  if (kept.length === 0) return null;
  const payloads = new Set(kept.map(({ payload }) => payload));
  const goesAlong = ({ fmtp }: Codec): boolean => {
    const apt = /(?:^|[;\s])apt=(\d+)/.exec(fmtp ?? '')?.[1];
    return apt === undefined || payloads.has(Number(apt));
  };
  const along = media.codecs.filter((codec) => isCompanion(codec) && goesAlong(codec));
  return [...kept, ...along].map(({ payload }) => String(payload));
}

/** `PCMA`, or with the clock rate where a name has several: `speex/16000`. */
function isNamed(codec: Codec, wanted: string): boolean {
  const [name = '', rate] = wanted.split('/');
  return codec.name.toUpperCase() === name.toUpperCase() && (rate === undefined || codec.rate === Number(rate));
}

function rewrite(sdp: string, { media }: Sdp, fitted: readonly (readonly string[] | null)[]): string {
  let index = -1;
  const lines = sdp.split(/\r?\n/).map((line): string | undefined => {
    if (line.startsWith('m=')) index += 1;
    const stream = media[index];
    const formats = fitted[index];
    if (!stream || formats === undefined) return line;
    if (line.startsWith('m=')) {
      const [type = '', port = '', protocol = ''] = line.split(' ');
      return [type, formats === null ? '0' : port, protocol, ...(formats ?? stream.formats)].join(' ');
    }
    const payload = /^a=(?:rtpmap|fmtp|rtcp-fb):(\d+) /.exec(line)?.[1];
    return payload !== undefined && formats !== null && !formats.includes(payload) ? undefined : line;
  });
  return lines.filter((line) => line !== undefined).join('\r\n');
}
