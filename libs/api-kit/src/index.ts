export * from './crud.controller.js';
export { fromCell } from './csv.js';
export * from './guarded-fetch.js';
export * from './http.js';
export * from './level-guard.js';
export * from './openapi.js';
export * from './problem.filter.js';
export * from './problem.js';
