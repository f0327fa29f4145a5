export * from './calls/decision.js';
export * from './calls/leg-record.js';
export * from './endpoint.js';
export * from './fields/field.js';
export * from './fields/resource.js';
export * from './snapshot.js';
export * from './snapshot-of.js';
export * from './tables/index.js';
