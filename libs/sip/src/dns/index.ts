export { DeadTargets } from './dead-targets.js';
export { HostsFile } from './hosts-file.js';
export type { KeepTimes } from './keep-for.js';
export { dnsRecords, type DnsSettings, type RecordSource } from './record-source.js';
export type { Target, TargetQuery } from './target.js';
export { type ResolverOptions, TargetResolver } from './target-resolver.js';
