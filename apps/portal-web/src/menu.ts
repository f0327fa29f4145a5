import type { Level } from '@switchyard/kernel';
import { RESOURCES, type AnyResource, type ResourceName } from '@switchyard/model';

interface Group {
  readonly title: Readonly<Partial<Record<Level, string>>> & { readonly other: string };
  readonly resources: readonly ResourceName[];
}

/** The menu, top to bottom. `callLeg` is a view of the calls screen and has no entry of its own. */
const GROUPS: readonly Group[] = [
  {
    title: { other: 'Calls' },
    resources: ['billableCall', 'callLeg', 'userCall', 'billableCallHistoric', 'recording', 'callCsvReport', 'callCsvScheduler'],
  },
  {
    title: { client: 'Users & devices', user: 'Account', other: 'Clients' },
    resources: [
      'client',
      'corporation',
      'user',
      'terminal',
      'extension',
      'friend',
      'friendPattern',
      'residentialDevice',
      'retailAccount',
      'alias',
      'location',
      'survivalDevice',
      'contact',
      'speedDial',
      'callForward',
      'clientAddress',
      'clientNetwork',
    ],
  },
  {
    title: { other: 'Call logic' },
    resources: [
      'ivr',
      'ivrEntry',
      'huntGroup',
      'huntGroupMember',
      'queue',
      'queueMember',
      'agent',
      'skill',
      'releaseCode',
      'conferenceRoom',
      'conditionalRoute',
      'routeCondition',
      'routeLock',
      'externalCallFilter',
      'calendar',
      'holidayDate',
      'calendarPeriod',
      'schedule',
      'pickUpGroup',
      'parkOrbit',
      'pagingGroup',
      'intercomGroup',
      'callBackSetting',
      'presenceList',
      'presenceRule',
    ],
  },
  {
    title: { other: 'Messages & media' },
    resources: ['voicemail', 'voicemailMessage', 'fax', 'faxMessage', 'locution', 'musicOnHold', 'webhook'],
  },
  {
    title: { other: 'Numbers' },
    resources: [
      'ddi',
      'ddiProvider',
      'ddiProviderAddress',
      'ddiProviderRegistration',
      'matchList',
      'matchListPattern',
      'callAcl',
      'callAclRule',
      'authorisationCode',
      'outgoingDdiRule',
      'outgoingDdiRulePattern',
      'specialNumber',
      'transformationRuleSet',
      'transformationRule',
    ],
  },
  {
    title: { other: 'Carriers & routing' },
    resources: [
      'carrier',
      'carrierServer',
      'routingPattern',
      'routingPatternGroup',
      'routingTag',
      'outgoingRouting',
      'outgoingRoutingCarrier',
    ],
  },
  {
    title: { other: 'Rates' },
    resources: ['ratingPlan', 'ratingPlanRate', 'destinationRateGroup', 'destinationRate', 'destination', 'ratingProfile'],
  },
  {
    title: { other: 'Billing' },
    resources: [
      'balanceMovement',
      'balanceNotification',
      'dailyUsageNotification',
      'invoice',
      'invoiceFixedCost',
      'invoiceScheduler',
      'invoiceSchedulerFixedCost',
      'invoiceTemplate',
      'invoiceNumberSequence',
      'fixedCost',
      'currency',
      'exchangeRate',
    ],
  },
  {
    title: { other: 'Infrastructure' },
    resources: [
      'applicationServer',
      'applicationServerSet',
      'mediaRelay',
      'mediaRelaySet',
      'proxyUser',
      'proxyTrunk',
      'domain',
      'trustedAddress',
      'presenceSwitch',
      'bannedAddress',
      'terminalManufacturer',
      'terminalModel',
    ],
  },
  {
    title: { other: 'Settings' },
    resources: [
      'service',
      'brandService',
      'clientService',
      'notificationTemplate',
      'notificationTemplateContent',
      'country',
      'timeZone',
      'language',
    ],
  },
  {
    title: { other: 'Administration' },
    resources: ['brand', 'administrator', 'administratorGrant', 'webPortal', 'singleSignOn', 'importJob', 'changeEntry', 'changeSet'],
  },
];

export interface MenuEntry {
  readonly label: string;
  /** Below the level's address. */
  readonly path: string;
  /** The level's own row is the only one: the entry leads to it, not to a list of one. */
  readonly own?: true;
}
export interface MenuGroup {
  readonly title: string;
  readonly entries: readonly MenuEntry[];
}

/** Levels at which a call may be simulated: those that own clients or are one. */
export const maySimulate = (level: Level): boolean => level === 'brand' || level === 'client';

/** Levels that have phones. */
export const hasRegistrations = (level: Level): boolean => level !== 'platform';

function entryOf(resource: AnyResource, level: Level): MenuEntry {
  if (resource.name === 'billableCall') return { label: 'Calls', path: resource.path };
  // A level whose rows are itself has one: "Client", not "Clients".
  const own = level !== 'platform' && resource.scope[level] === 'id';
  return own ? { label: resource.singular, path: resource.path, own } : { label: resource.plural, path: resource.path };
}

/** The groups of a level with the resources it may at least read; empty groups are left out. */
export const menuOf = (level: Level): readonly MenuGroup[] =>
  GROUPS.map(({ title, resources }) => ({
    title: title[level] ?? title.other,
    entries: [
      ...resources
        .filter((name) => name !== 'callLeg' && RESOURCES[name].levels[level] !== 'none')
        .map((name) => entryOf(RESOURCES[name] as AnyResource, level)),
      ...(resources.includes('billableCall') && maySimulate(level) ? [{ label: 'Simulate a call', path: 'simulate-call' }] : []),
      ...(resources.includes('terminal') && hasRegistrations(level) ? [{ label: 'Registrations', path: 'registrations' }] : []),
    ],
  })).filter(({ entries }) => entries.length > 0);

export const menuResources: readonly ResourceName[] = GROUPS.flatMap(({ resources }) => resources);
