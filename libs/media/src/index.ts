export { defaultRelaySet } from './default-relay-set.js';
export { kindOfSdp, MEDIA_KINDS, type MediaKind } from './media-kinds.js';
export * from './media-pool.js';
export * from './media-types.js';
export { relayOrder } from './relay-order.js';
