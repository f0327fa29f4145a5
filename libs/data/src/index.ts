export { openDatabase, withDatabase, Database, type ConfigPublisher, type DatabaseKind, type DatabaseOptions } from './database.js';
export { DATA_ERRORS, isDatabaseAway, isDataError, type DataErrorCode } from './errors.js';
export { runMigrations, revertMigration } from './migrations/run-migrations.js';
export { entitySchemas } from './schema/entity-schemas.js';
export { schemaDrift } from './schema/drift.js';
export { Repository, rowTag, type Page } from './repository/repository.js';
export { inOneWrite, type Repositories } from './repository/in-one-write.js';
export { tenantFilter } from './repository/tenancy.js';
export { CONFIG_CHANNEL, type ConfigChange, type Operation } from './repository/config-change.js';
export {
  listableFields,
  MAX_ITEMS_PER_PAGE,
  OPERATORS,
  OPERATOR_ALIASES,
  operatorsOf,
  parseListQuery,
  type Filter,
  type ListQuery,
  type ListRequest,
  type Operator,
  type Sort,
} from './query/list-query.js';
export { ConfigStore, type ChangeListener, type ConfigStoreOptions, type ConfigSubscriber } from './config/config-store.js';
export { loadSnapshot } from './config/load-snapshot.js';
export { SubscriberDirectory, type SubscriberDirectoryOptions } from './directory/subscriber-directory.js';
export { CarrierCredentials, type CarrierCredentialsOptions, type Credentials } from './directory/carrier-credentials.js';
export { storeLeg, type RatedLeg, type StoredLeg } from './calls/store-leg.js';
export { adjustBalance, readBalance, readNewestBalance } from './calls/move-balance.js';
export { activateDueSets, addChangeSet, changeSetBody, type ChangeSetBody } from './changes/change-sets.js';
export { compareRevisions, type RowDifference } from './changes/compare-revisions.js';
export { goBack, type WentBack } from './changes/go-back.js';
export { listRevisions, type Revision } from './changes/list-revisions.js';
export { verifyChanges, type ChainReport } from './changes/verify-changes.js';
export { unlinkDdis } from './numbers/unlink-ddis.js';
export { sightsOf } from './repository/sight.js';
export { readTrace, type StoredTrace } from './calls/read-trace.js';
export * from './logins/index.js';
export { findNotification, type NotificationRequest } from './notifications/find-notification.js';
export { seedDemonstration } from './seed/seed-demonstration.js';
export { seedReferenceData } from './seed/seed-reference-data.js';
export {
  DEMONSTRATION_LOGINS,
  DEMONSTRATION_NUMBERS,
  DEMONSTRATION_SIP,
  type Demonstration,
  type DemonstrationOptions,
} from './seed/demonstration.js';
export { changeBalance, type BalanceChange } from './calls/change-balance.js';
export { brandBalances, type BrandBalances } from './dashboards/balances.js';
export { callFigures, type CallFigures, type HourFigures, type MoneySight } from './dashboards/call-figures.js';
export { depositMessage, type DepositedMessage } from './mailboxes/deposit-message.js';
export { isSharedMailbox, mailboxCounts, type MailboxMessages, type MailboxOwner } from './mailboxes/mailbox-counts.js';
export { rowCounts } from './dashboards/row-counts.js';
export { DETAILED_USER, detailedUsers } from './endpoints/detailed-users.js';
export { aorBatches, endpointAors, type AorPlace, type EndpointAor, type Registering } from './endpoints/endpoint-aors.js';
export { mainProxy, phoneOf, restoreTemplate, type TemplateKind } from './provisioning/default-templates.js';
export { askAgain, type AskedAgain } from './repository/ask-again.js';
export { listAvailableUsers, listUnassigned, type Assignable } from './repository/unassigned.js';
export {
  addImport,
  finishImport,
  LEASE_MS,
  reportImport,
  takeImport,
  type ImportProgress,
  type LineError,
  type NewImport,
  type TakenImport,
} from './imports/import-jobs.js';
export { importRates, RATE_COLUMNS, type RateLine, type RateOutcome } from './imports/import-rates.js';
export { claimKey, KEY_LIFETIME_MS, keepAnswer, pruneKeys, releaseKey, type Claim, type KeptAnswer } from './requests/idempotency.js';
export { dropEndedBans, keepBans, type ToldBan } from './bans/keep-bans.js';
export { closedNetworks, isIn, networks, unmapped } from './outbound/closed-networks.js';
export { filesInUse, ownerOfFolder, tenantFolder, type FileOwner } from './files/stored-files.js';
