export * from './api-client.js';
export * from './api-problem.js';
export * from './levels.js';
export * from './operation.js';
export { addressOf, sendRequest, type AnyRequest, type Door, type Send } from './send-request.js';
