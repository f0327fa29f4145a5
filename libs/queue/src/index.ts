export { balanceKey, showBalance, type MovedBalance } from './balance-board.js';
export { callEventsOf, liveEventsOf, LIVE_STREAM, readActiveLegs, readQueueStates } from './live-events.js';
export { isEventId, isLaterEvent, LiveFeed, type FedEvent } from './live-feed.js';
export { openCallPathConnection } from './call-path-connection.js';
export { CdrOutbox, type CdrOutboxOptions } from './cdr-outbox.js';
export { cdrQueue, cdrRetryDelayMs } from './cdr-queue.js';
export { runCdrWorker, type CdrCounts, type CdrOutcome, type CdrWorker, type CdrWorkerOptions } from './cdr-worker.js';
export { mailJob, mailQueue, type MailJob } from './mail-queue.js';
export { mailOutbox, type MailOutbox } from './mail-outbox.js';
export { runMailWorker, type MailWorker, type MailWorkerOptions } from './mail-worker.js';
export { runRepeatedJob, type RepeatedJob, type RepeatedJobOptions } from './repeated-job.js';
export { openQueueConnection } from './redis-connection.js';
export {
  contactIdOf,
  LOCATION_NOTICES,
  locationKey,
  LocationTable,
  readLocations,
  writeLocations,
  type LocationNotice,
  type LocationSwap,
  type Registration,
  type SourceFlow,
} from './locations/index.js';
