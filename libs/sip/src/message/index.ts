export { parseCSeq } from './cseq.js';
export { hasTag } from './has-tag.js';
export { HIGHEST_LIMITS, limitMessages, LIMITS, type MessageLimits } from './limits.js';
export { formatNameAddr, parseNameAddr } from './name-addr.js';
export { parseMessage } from './parse-message.js';
export { SipMessage } from './sip-message.js';
export { StreamFramer, type StreamEvent } from './stream-framer.js';
export type { CSeq, HeaderLine, NameAddr, ParseFailure, ParseFailureCode, Via } from './types.js';
export { formatVia, parseVia } from './via.js';
