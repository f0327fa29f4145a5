export { TORTURE_MESSAGES, type TortureMessage } from './torture-messages.js';
