import { defineResource, type Row } from '../fields/resource.js';
import { description, flag, ofClient, ownName, partOf, ref, tenant, vpbxOnly } from './endpoint-fields.js';
import { routeTarget } from './route-target.js';

const conditions = { ...ofClient, clientTypes: vpbxOnly, inSnapshot: true } as const;
/** What residential clients have too: call filters and what these are made of. */
const filters = { ...conditions, clientTypes: ['vpbx', 'residential'] } as const;
const FALLBACKS = ['none', 'number', 'extension', 'voicemail'] as const;
const ANYWHERE = ['none', 'user', 'number', 'extension', 'ivr', 'huntGroup', 'voicemail', 'friend', 'queue', 'conferenceRoom'] as const;
const several = <const T extends string>(to: T, label: string) => ({ kind: 'refs', to, label }) as const;
const day = (label: string) => ({ kind: 'date', label, inList: true }) as const;

/** IV-130: the first condition that holds leads the call, else the route of its own. */
export const conditionalRoute = defineResource('conditionalRoute', {
  ...conditions,
  plural: 'Conditional routes',
  singular: 'Conditional route',
  path: 'conditional-routes',
  title: 'name',
  fields: {
    ...tenant,
    name: ownName,
    locutionId: ref('locution', 'Otherwise: Locution'),
    ...routeTarget(ANYWHERE, { label: 'Otherwise' }),
  },
});
export type ConditionalRoute = Row<typeof conditionalRoute>;

/** Holds when every kind that is given has one that holds. */
export const routeCondition = defineResource('routeCondition', {
  ...conditions,
  plural: 'Conditions',
  singular: 'Condition',
  path: 'route-conditions',
  title: 'priority',
  uniqueTogether: [['conditionalRouteId', 'priority']],
  fields: {
    ...tenant,
    conditionalRouteId: partOf('conditionalRoute', 'Conditional route'),
    priority: { kind: 'int', label: 'Order', min: 1, max: 1000, default: 1, inList: true },
    matchListIds: several('matchList', 'Callers'),
    scheduleIds: several('schedule', 'Schedules'),
    calendarIds: several('calendar', 'Calendars'),
    routeLockIds: several('routeLock', 'Open route locks'),
    locutionId: ref('locution', 'Locution'),
    ...routeTarget(ANYWHERE),
  },
});
export type RouteCondition = Row<typeof routeCondition>;

/** IV-135: a door that is opened and closed from a phone. */
export const routeLock = defineResource('routeLock', {
  ...conditions,
  plural: 'Route locks',
  singular: 'Route lock',
  path: 'route-locks',
  title: 'name',
  fields: { ...tenant, name: ownName, description, open: { ...flag('Open', false), inList: true } },
});
export type RouteLock = Row<typeof routeLock>;

/** IV-133: what happens to a call from outside before its route. */
export const externalCallFilter = defineResource('externalCallFilter', {
  ...filters,
  plural: 'External call filters',
  singular: 'External call filter',
  path: 'external-call-filters',
  title: 'name',
  fields: {
    ...tenant,
    name: ownName,
    welcomeLocutionId: ref('locution', 'Welcome'),
    blackListIds: { ...several('matchList', 'Black lists'), help: 'Refused' },
    whiteListIds: { ...several('matchList', 'White lists'), help: 'Pass whatever the hour' },
    holidayEnabled: flag('Holidays', true),
    calendarIds: several('calendar', 'Calendars'),
    holidayLocutionId: ref('locution', 'Holiday: Locution'),
    ...routeTarget(FALLBACKS, { prefix: 'holiday', label: 'Holiday' }),
    outOfScheduleEnabled: flag('Schedules', true),
    scheduleIds: several('schedule', 'Schedules'),
    outOfScheduleLocutionId: ref('locution', 'Out of schedule: Locution'),
    ...routeTarget(FALLBACKS, { prefix: 'outOfSchedule', label: 'Out of schedule' }),
  },
});
export type ExternalCallFilter = Row<typeof externalCallFilter>;

export const calendar = defineResource('calendar', {
  ...filters,
  plural: 'Calendars',
  singular: 'Calendar',
  path: 'calendars',
  title: 'name',
  fields: { ...tenant, name: ownName },
});
export type Calendar = Row<typeof calendar>;

const partDay = { field: 'wholeDayEvent', is: [false], required: true } as const;

/** IV-131 */
export const holidayDate = defineResource('holidayDate', {
  ...filters,
  plural: 'Holiday dates',
  singular: 'Holiday date',
  path: 'holiday-dates',
  title: 'name',
  indexes: [['calendarId', 'eventDate']],
  fields: {
    ...tenant,
    calendarId: partOf('calendar', 'Calendar'),
    name: { kind: 'text', label: 'Name', min: 1, max: 100, inList: true },
    eventDate: day('Date'),
    wholeDayEvent: { ...flag('Whole day', true), inList: true },
    timeIn: { kind: 'time', label: 'From', nullable: true, when: partDay, example: '09:00:00' },
    timeOut: { kind: 'time', label: 'To', nullable: true, when: partDay, example: '14:00:00' },
    locutionId: { ...ref('locution', 'Locution'), help: 'Empty: that of the filter' },
    ...routeTarget(FALLBACKS),
  },
});
export type HolidayDate = Row<typeof holidayDate>;

/** IV-132: days with schedules of their own. */
export const calendarPeriod = defineResource('calendarPeriod', {
  ...filters,
  plural: 'Calendar periods',
  singular: 'Calendar period',
  path: 'calendar-periods',
  title: 'startDate',
  fields: {
    ...tenant,
    calendarId: partOf('calendar', 'Calendar'),
    startDate: day('First day'),
    endDate: day('Last day'),
    scheduleIds: several('schedule', 'Schedules'),
    locutionId: { ...ref('locution', 'Locution'), help: 'Empty: that of the filter' },
    ...routeTarget(FALLBACKS),
  },
});
export type CalendarPeriod = Row<typeof calendarPeriod>;

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** Hours of chosen weekdays; an end before the beginning lies on the next day. */
export const schedule = defineResource('schedule', {
  ...filters,
  plural: 'Schedules',
  singular: 'Schedule',
  path: 'schedules',
  title: 'name',
  fields: {
    ...tenant,
    name: ownName,
    timeIn: { kind: 'time', label: 'From', inList: true, example: '09:00:00' },
    timeOut: { kind: 'time', label: 'To', inList: true, example: '18:00:00' },
    weekdays: { kind: 'list', label: 'Weekdays', values: WEEKDAYS, min: 1, default: WEEKDAYS, inList: true },
  },
});
export type Schedule = Row<typeof schedule>;
