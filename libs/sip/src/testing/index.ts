export { TORTURE_MESSAGES, type TortureMessage } from './torture-messages.js';
export { IPV6_MESSAGES, type Ipv6Message } from './ipv6-messages.js';
export { type Attack, ATTACKS } from './attack-inputs.js';
export { checkFraming, checkInput, useAll } from './check-input.js';
export { mutate, noise } from './mutations.js';
export { pick, type Random, seeded } from './seeded.js';
