export * from './diverted-call.js';
export * from './privacy.js';
