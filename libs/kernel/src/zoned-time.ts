/** What calendar and clock show in a zone. */
export interface ZonedTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}
/** A moment of a calendar; what is beyond the end of a month or a day carries over, as in `Date.UTC`. */
export type ZonedMoment = Pick<ZonedTime, 'year' | 'month' | 'day'> & Partial<Pick<ZonedTime, 'hour' | 'minute'>>;

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timezone: string): Intl.DateTimeFormat {
  let format = formats.get(timezone);
  if (!format) {
    const two = '2-digit';
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: timezone,
      calendar: 'gregory',
      hourCycle: 'h23',
      year: 'numeric',
      month: two,
      day: two,
      hour: two,
      minute: two,
      second: two,
    });
    formats.set(timezone, format);
  }
  return format;
}

/** Calendar and clock at a moment (ms since 1970) in an IANA zone. Throws RangeError for a zone that does not exist. */
export function zonedTime(atMs: number, timezone: string): ZonedTime {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of formatOf(timezone).formatToParts(atMs)) parts[type] = Number(value);
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts;
  return { year, month, day, hour, minute, second };
}

const asIfUtc = ({ year, month, day, hour = 0, minute = 0 }: ZonedMoment, second = 0): number =>
  Date.UTC(year, month - 1, day, hour, minute, second);
const offsetAt = (atMs: number, timezone: string): number => {
  const shown = zonedTime(atMs, timezone);
  return asIfUtc(shown, shown.second) - Math.floor(atMs / 1000) * 1000;
};

/**
 * The moment (ms since 1970) at which a zone shows this; of two (clocks go back) the earlier one, of none (clocks go forward)
 * the moment the clock would have shown it without the jump.
 */
export function momentIn(shown: ZonedMoment, timezone: string): number {
  const utc = asIfUtc(shown);
  const before = utc - offsetAt(utc - 86_400_000, timezone);
  // Right unless the zone changed its offset since the day before.
  const offset = offsetAt(before, timezone);
  if (offset === utc - before) return before;
  const after = utc - offset;
  return offsetAt(after, timezone) === offset ? after : before;
}

/** Day of the week of what a calendar shows. */
export function weekdayOf({ year, month, day }: Pick<ZonedTime, 'year' | 'month' | 'day'>): Weekday {
  const sundayFirst = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  return WEEKDAYS[(sundayFirst + 6) % 7] as Weekday;
}

/** The midnight that began the day of a moment, in a zone. */
export function startOfDay(atMs: number, timezone: string): number {
  const { year, month, day } = zonedTime(atMs, timezone);
  return momentIn({ year, month, day }, timezone);
}

export type PeriodUnit = 'day' | 'week' | 'month' | 'year';

/** When the next period begins after a moment: tomorrow, Monday, the first of the month or of the year, at this hour in the zone. */
export function nextPeriodStart(afterMs: number, unit: PeriodUnit, timezone: string, hour = 0): number {
  const now = zonedTime(afterMs, timezone);
  const { year, month, day } = now;
  const first: ZonedMoment = {
    day: { year, month, day },
    week: { year, month, day: day - WEEKDAYS.indexOf(weekdayOf(now)) },
    month: { year, month, day: 1 },
    year: { year, month: 1, day: 1 },
  }[unit];
  const step = {
    day: { ...first, day: first.day + 1 },
    week: { ...first, day: first.day + 7 },
    month: { ...first, month: first.month + 1 },
    year: { ...first, year: first.year + 1 },
  }[unit];
  const own = momentIn({ ...first, hour }, timezone);
  return own > afterMs ? own : momentIn({ ...step, hour }, timezone);
}
