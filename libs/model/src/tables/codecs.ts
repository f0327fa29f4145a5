/** IV-109: codecs that calls of retail and wholesale clients can be transcoded to, by their names in SDP. */
export const TRANSCODING_CODECS = ['PCMA', 'PCMU', 'GSM', 'G729', 'opus', 'G723', 'G722', 'speex', 'iLBC', 'AMR', 'AMR-WB'] as const;
export type TranscodingCodec = (typeof TRANSCODING_CODECS)[number];
