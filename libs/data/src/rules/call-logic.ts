import { findRow, findRows } from '../repository/stored-row.js';
import { problem, type Rule } from './rule.js';

/** A user who is twice in a group would be rung twice; a number may be. */
export const huntGroupUser: Rule = {
  name: 'hunt-group-user',
  on: ['huntGroupMember'],
  code: 'not-unique',
  check: async (write) => {
    const { huntGroupId, userId } = write.after;
    if (typeof userId !== 'number') return [];
    const others = await findRows(write.manager, 'huntGroupMember', { huntGroupId, userId });
    return others.some(({ id }) => id !== write.before?.id) ? [problem(write, 'userId', 'is in the hunt group already')] : [];
  },
};

/** IV-131: of one day either the whole or parts that do not touch one another, so that one entry decides. */
export const holidayHours: Rule = {
  name: 'holiday-hours',
  on: ['holidayDate'],
  check: async (write) => {
    const { manager, before, after } = write;
    const { calendarId, eventDate, wholeDayEvent } = after;
    const from = String(after['timeIn']);
    const to = String(after['timeOut']);
    if (wholeDayEvent !== true && from >= to) return [problem(write, 'timeOut', 'must be after timeIn')];
    const others = (await findRows(manager, 'holidayDate', { calendarId, eventDate })).filter(({ id }) => id !== before?.id);
    const other = others.find(
      (row) => wholeDayEvent === true || row['wholeDayEvent'] === true || (from < String(row['timeOut']) && String(row['timeIn']) < to),
    );
    return other ? [problem(write, 'eventDate', `overlaps with ${String(other['name'])}`)] : [];
  },
};

export const periodDays: Rule = {
  name: 'period-days',
  on: ['calendarPeriod'],
  check: (write) =>
    String(write.after['startDate']) > String(write.after['endDate']) ? [problem(write, 'endDate', 'must not be before startDate')] : [],
};

/** Messages cannot be sent nowhere. */
export const mailAddress: Rule = {
  name: 'mail-address',
  on: ['voicemail', 'fax'],
  check: (write) => {
    const isSent = write.after[write.name === 'fax' ? 'sendByEmail' : 'sendMail'] === true;
    return isSent && !write.after['email'] ? [problem(write, 'email', 'must be given, messages are to be sent there')] : [];
  },
};

/** A phone can only enter digits. */
export const voicemailPin: Rule = {
  name: 'voicemail-pin',
  on: ['voicemail'],
  check: (write) => {
    const { pin } = write.given;
    return typeof pin !== 'string' || /^\d{4,10}$/.test(pin) ? [] : [{ field: 'pin', rule: 'must be 4 to 10 digits', value: '(hidden)' }];
  },
};

/** A user sends with the faxes that were given to it; another one is as if it did not exist. */
export const faxUser: Rule = {
  name: 'fax-user',
  on: ['faxMessage'],
  code: 'reference-unknown',
  check: async (write) => {
    const { scope } = write.ctx;
    if (scope.level !== 'user' || write.before) return [];
    const users = (await findRow(write.manager, 'fax', { id: write.after['faxId'] }))?.['userIds'] as readonly number[] | undefined;
    return users?.includes(scope.userId) ? [] : [problem(write, 'faxId', 'names no Fax of this client')];
  },
};

/** Brands watch a client or one DDI, clients watch a user; never both (reference §1.5). */
export const webhookOwner: Rule = {
  name: 'webhook-owner',
  on: ['webhook'],
  check: (write) => {
    const { level } = write.ctx.scope;
    const { ddiId, userId } = write.after;
    if (typeof ddiId === 'number' && typeof userId === 'number') return [problem(write, 'userId', 'must be empty with a DDI')];
    const isOfClient = write.before ? typeof write.before['userId'] === 'number' : level === 'client';
    if (level === 'client' && !isOfClient) return [problem(write, 'userId', 'cannot be set, the webhook belongs to the brand')];
    if (level === 'client' && typeof userId !== 'number') return [problem(write, 'userId', 'must be given')];
    return [];
  },
};

/** Rows that follow a user are changed where the user is changed. */
export const userContact: Rule = {
  name: 'user-contact',
  on: ['contact'],
  check: (write) =>
    typeof write.before?.['userId'] === 'number' ? [problem(write, 'userId', 'keeps the contact, change the user instead')] : [],
};
