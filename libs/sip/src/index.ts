export * from './grammar/index.js';
export * from './headers/index.js';
export * from './message/index.js';
export * from './uri/index.js';
