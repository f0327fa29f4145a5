export { authorise, paysBefore, type Authorisation, type AuthorisationRequest } from './authorise.js';
export { LONGEST_CALL_SEC, maxDurationSec } from './max-duration.js';
export { priceOf, type Price } from './price-of.js';
export { resolveRate, type RateOwner, type RateRequest, type RateResolution } from './resolve-rate.js';
export { roundPriceUp } from './round-price.js';
