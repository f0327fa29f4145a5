export type { Addresses, Endpoint } from './instance/addresses.js';
export { openInstance, type Instance, type InstanceProcess } from './instance/instance.js';
export { SERVICES, SERVICE_NAMES, type ServiceName } from './services.js';
