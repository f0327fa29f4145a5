export { callEventsOf } from './call-events.js';
export { openCallPathConnection } from './call-path-connection.js';
export { CdrOutbox, type CdrOutboxOptions } from './cdr-outbox.js';
export { cdrQueue, cdrRetryDelayMs } from './cdr-queue.js';
export { runCdrWorker, type CdrCounts, type CdrOutcome, type CdrWorker, type CdrWorkerOptions } from './cdr-worker.js';
export { openQueueConnection } from './redis-connection.js';
