export * from './call-info.js';
export * from './call-info-seal.js';
export * from './diversion.js';
export * from './outcome.js';
export * from './route.js';
