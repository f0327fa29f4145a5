export { HEADERS, headerId, headerNameOf, SINGLE_HEADERS, type HeaderName } from './header-names.js';
export * from './methods.js';
export * from './status-reasons.js';
