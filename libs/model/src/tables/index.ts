import type { Fields, RowOf } from '../fields/field.js';
import type { Resource, Row } from '../fields/resource.js';
import { changeEntry, changeSet } from './changes.table.js';
import { CLIENT_RESOURCES } from './client-resources.js';
import {
  applicationServer,
  applicationServerSet,
  bannedAddress,
  clientNetwork,
  mediaRelay,
  mediaRelaySet,
  proxyTrunk,
  proxyUser,
  trustedAddress,
} from './infrastructure.table.js';
import { administratorGrant, singleSignOn } from './logins.table.js';
import { location, notificationTemplate, notificationTemplateContent, survivalDevice, webPortal } from './portals.table.js';
import { importJob } from './imports.table.js';
import { NUMBERING_RESOURCES, PROVIDER_RESOURCES } from './provider-resources.js';
import { presenceSwitch } from './presence.table.js';
import {
  brandService,
  clientService,
  country,
  currency,
  exchangeRate,
  language,
  service,
  terminalManufacturer,
  terminalModel,
  timeZone,
} from './reference.table.js';
import { administrator, brand, client, clientAddress, corporation, domain } from './tenancy.table.js';

/** Every resource of the platform, parents before children. */
export const RESOURCES = {
  country,
  timeZone,
  language,
  currency,
  exchangeRate,
  service,
  terminalManufacturer,
  terminalModel,
  applicationServer,
  applicationServerSet,
  mediaRelaySet,
  mediaRelay,
  proxyUser,
  proxyTrunk,
  trustedAddress,
  presenceSwitch,
  brand,
  notificationTemplate,
  notificationTemplateContent,
  brandService,
  corporation,
  ...NUMBERING_RESOURCES,
  client,
  clientService,
  clientNetwork,
  survivalDevice,
  location,
  domain,
  webPortal,
  administrator,
  administratorGrant,
  singleSignOn,
  bannedAddress,
  ...CLIENT_RESOURCES,
  clientAddress,
  ...PROVIDER_RESOURCES,
  importJob,
  changeEntry,
  changeSet,
} as const;

export type ResourceName = keyof typeof RESOURCES;
export type RowByName<N extends ResourceName> = Row<(typeof RESOURCES)[N]>;
type SnapshotName = { [N in ResourceName]: (typeof RESOURCES)[N]['inSnapshot'] extends true ? N : never }[ResourceName];
/** Resources held in memory by every process. */
export type ConfigName = SnapshotName;

export const resources: readonly Resource[] = Object.values(RESOURCES) as unknown as readonly Resource<string, Fields>[];
export const isConfig = (name: ResourceName): name is ConfigName => RESOURCES[name].inSnapshot;
export type AnyRow = RowOf<Fields> & Record<string, unknown>;

export * from './billing.table.js';
export * from './brand-policy.js';
export * from './calls.table.js';
export * from './carriers.table.js';
export * from './changes.table.js';
export * from './features.js';
export * from './imports.table.js';
export * from './infrastructure.table.js';
export * from './logins.table.js';
export * from './numbers.table.js';
export * from './portals.table.js';
export * from './rates.table.js';
export * from './reference.table.js';
export * from './tenancy-fields.js';
export * from './tenancy.table.js';
export * from './transformations.table.js';
export * from './conditions.table.js';
export * from './endpoints.table.js';
export * from './forwards.table.js';
export * from './friends.table.js';
export * from './groups.table.js';
export * from './ivr.table.js';
export * from './messages.table.js';
export * from './number-policies.table.js';
export * from './presence.table.js';
