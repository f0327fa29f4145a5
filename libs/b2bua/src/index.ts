export type {
  AfterFailure,
  BridgeAttempt,
  BridgeOutcome,
  BridgePlan,
  BridgeTarget,
  CallInProgress,
  EndedCall,
  TargetTry,
} from './bridge-plan.js';
export { dispatch, type DispatchOptions, type Handler } from './dispatch.js';
export { reasonHeader, SipExchange } from './exchange.js';
export type { FarDialog } from './far-dialog.js';
export { COMPLETED_ELSEWHERE, meaningOf, type Rejection } from './fork-rules.js';
export { askedDiversions } from './identity/asked-diversions.js';
export {
  askedPrivacy,
  assertedIdentity,
  identityOfFrom,
  identityOfPhone,
  isAnonymous,
  type AskedIdentity,
  type AskedPrivacy,
} from './identity/asked-identity.js';
export {
  ANONYMOUS,
  assertedHeader,
  diversionHeaders,
  privacyHeader,
  remotePartyHeader,
  type AssertedCaller,
  type DiversionHeaders,
} from './identity/identity-headers.js';
export type { InfoAsked, InfoDecision, ReferAsked, ReferDecision, TakePlan } from './in-dialog/house.js';
export { readReplaces, type Replaces } from './in-dialog/replaces.js';
export type { ContactAddress, Incoming, Malformed, SipParty, SipTarget, SourceAddress } from './incoming.js';
export { readIncoming } from './incoming.js';
export { LegStore, type LegStoreOptions } from './leg-store.js';
export { CallLimits, type CallLimitsOptions, type LimitedBy, type LimitOwner, type TakenPlaces } from './limits/call-limits.js';
export { connectSrf, SipLink, type Credentials, type LinkHealth, type LinkOptions } from './link.js';
export { kindOfSdp, type MediaFailure, type MediaKind, type MediaOptions, type MediaPort, type RelayRef } from './media-port.js';
export { partyLine, type CallerIdentity, type HeaderLines } from './outgoing-headers.js';
export { HostAddresses } from './platform/host-addresses.js';
export { PlatformNetwork, type NetworkOptions, type ServerView, type SightExchange } from './platform/platform-network.js';
export { newTurns, rankServers } from './platform/rank-servers.js';
export { proberOf, proberSettings } from './platform/prober-settings.js';
export { redisSights } from './platform/redis-sights.js';
export { THRESHOLDS, type HealthThresholds } from './platform/server-health.js';
export type { ServerTries } from './platform/try-servers.js';
export { banned } from './platform/banned.step.js';
export { sanity } from './platform/sanity.step.js';
export { proxyMetrics, type ProxyMetrics } from './platform/proxy-metrics.js';
export { reqInit } from './platform/req-init.step.js';
export { finalOf, serve, type RouteMetrics, type ServeDeps } from './serve.js';
export { Switchboard, type Replaceable, type SwitchboardOptions } from './switchboard.js';
export { untilDone } from './until-done.js';
