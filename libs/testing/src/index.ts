export * from './media/g711.js';
export * from './media/rtp-endpoint.js';
export * from './sip/scenario.js';
export * from './sip/sipp.js';
