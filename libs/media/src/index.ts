export * from './media-pool.js';
export * from './media-types.js';
export { relayOrder } from './relay-order.js';
