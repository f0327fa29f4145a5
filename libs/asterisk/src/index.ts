export { type AriAddress } from './ari-http.js';
export { Asterisk, type AsteriskOptions } from './asterisk.js';
export { type Bridges } from './bridges.js';
export { type Channels, type NewChannel } from './channels.js';
export { ARI_ERRORS, type AriErrorCode } from './errors.js';
export { ARI_EVENT_TYPES, readEvent, type AriEvent } from './events.js';
export { type Application, type Bridge, type Channel } from './models.js';
