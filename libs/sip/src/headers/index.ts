export * from './header-names.js';
export * from './methods.js';
export * from './status-reasons.js';
