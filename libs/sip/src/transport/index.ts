export * from './admission.js';
export * from './flow.js';
export * from './next-hop.js';
export * from './received-via.js';
export { TcpConnection } from './tcp-connection.js';
export * from './transport-layer.js';
