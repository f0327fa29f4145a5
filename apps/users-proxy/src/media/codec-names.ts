/** Codecs as endpoints are configured with them (model) and as SDP names them (RFC 3551 and the formats' own RFCs). */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  alaw: ['PCMA'],
  ulaw: ['PCMU'],
  g722: ['G722'],
  g729: ['G729'],
  gsm: ['GSM'],
  ilbc: ['iLBC'],
  speex: ['speex/8000'],
  speex16: ['speex/16000'],
  g726: ['G726-32'],
  amr: ['AMR'],
  opus: ['opus'],
  h264: ['H264'],
  h263: ['H263'],
  h263p: ['H263-1998', 'H263-2000'],
  h261: ['H261'],
  vp8: ['VP8'],
  vp9: ['VP9'],
};

export const sdpNamesOf = (codecs: readonly string[]): readonly string[] => codecs.flatMap((codec) => NAMES[codec] ?? []);
