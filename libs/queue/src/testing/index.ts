export { legRecordOf } from './leg-record-of.js';
export { RedisServer } from './redis-server.js';
