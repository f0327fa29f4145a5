export * from './call-info.js';
export * from './outcome.js';
export * from './route.js';
