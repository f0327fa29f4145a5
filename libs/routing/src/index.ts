export { decideBounced, decideInbound, type BouncedRequest, type InboundRequest } from './inbound/decide-inbound.js';
export { isKnownProvider, providersByIp, wholesaleClientByIp } from './inbound/source-address.js';
export { classifyDialled, type DialledNumber } from './numbers/classify-dialled.js';
export { matchFriend, type FriendMatch } from './numbers/match-friend.js';
export { isE164 } from './numbers/e164.js';
export { fromE164, toE164, type TransformedNumber } from './numbers/transform-number.js';
export { decideOutbound } from './outbound/decide-outbound.js';
