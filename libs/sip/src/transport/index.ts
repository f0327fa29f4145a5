export * from './admission.js';
export * from './flow.js';
export * from './flow-token.js';
export * from './listen-address.js';
export * from './next-hop.js';
export type { ServedCertificate, TlsSettings } from './tls-certificates.js';
export * from './received-via.js';
export * from './transport-layer.js';
export * from './transport-limits.js';
