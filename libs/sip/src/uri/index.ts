export { sameUri } from './same-uri.js';
export { formatUri, parseUri, type SipUri } from './sip-uri.js';
