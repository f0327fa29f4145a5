export type { Addresses, Endpoint } from './instance/addresses.js';
export { SERVICES, SERVICE_NAMES, type ServiceName } from './services.js';
export { openInstance, type Instance, type InstanceProcess } from './instance/instance.js';
export { zoneFile, zoneOf, type SipAddress, type ZoneOptions, type ZoneRecord } from './dns/zone.js';
