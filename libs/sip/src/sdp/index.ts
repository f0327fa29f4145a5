export { parseSdp, type Codec, type Direction, type Sdp, type SdpMedia } from './parse-sdp.js';
